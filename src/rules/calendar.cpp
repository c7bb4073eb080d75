#include "rules/calendar.h"

namespace samordna::rules {

using namespace std::chrono;

// The anonymous Gregorian algorithm (Meeus, Jones, Butcher).
Date easter_sunday(year y) {
    const int n = static_cast<int>(y);
    const int a = n % 19;
    const int b = n / 100;
    const int c = n % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return Date{y / month{static_cast<unsigned>(f / 31)} / day{static_cast<unsigned>(f % 31 + 1)}};
}

bool is_known_year(year y) {
    return y >= first_known_year && y <= last_known_year;
}

bool is_vardag(Date date) {
    const weekday of_week{date};
    if (of_week == Saturday || of_week == Sunday) return false;
    const year_month_day ymd{date};
    const auto is = [&](month m, unsigned d) { return ymd.month() == m && ymd.day() == day{d}; };
    if (is(January, 1) || is(January, 6) || is(May, 1) || is(June, 6)) return false;
    if (is(December, 24) || is(December, 25) || is(December, 26) || is(December, 31)) return false;
    // Midsommarafton: the Friday before the Saturday between 20 and 26 June.
    if (of_week == Friday && ymd.month() == June && ymd.day() >= day{19} && ymd.day() <= day{25}) return false;
    const auto from_easter = date - easter_sunday(ymd.year());
    const bool moveable = from_easter == days{-2} || from_easter == days{1} || from_easter == days{39};
    return !moveable;  // långfredag, annandag påsk, Kristi himmelsfärdsdag; the other moveable ones are Saturdays and
                       // Sundays
}

Date nth_vardag(Month m, int n) {
    Date date = domain::first_day(m);
    for (;; date += days{1}) {
        if (is_vardag(date) && --n == 0) return date;
    }
}

Date vardagar_before(Date day, int n) {
    while (n > 0) {
        day -= days{1};
        n -= is_vardag(day) ? 1 : 0;
    }
    return day;
}

int vardagar_between(Date from, Date to) {
    int n = 0;
    for (Date date = from + days{1}; date <= to; date += days{1}) n += is_vardag(date) ? 1 : 0;
    return n;
}

Date sample_day(Month m) {
    Date date{m / 15};
    while (!is_vardag(date)) date += days{1};
    return date;
}

}  // namespace samordna::rules
