#include "rules/calendar.h"

#include <array>
#include <set>

#include <doctest/doctest.h>

#include "rules/rulebook.h"

using namespace samordna::rules;
using namespace std::chrono;

namespace {

// Easter as the church counts it: the Sunday after the ecclesiastical full moon on or next after 21 March. The moon's
// age goes by the golden number and the epact of the Gregorian calendar; here every day is walked through.
Date counted_easter(int y) {
    const int century = y / 100 + 1;
    const int golden = y % 19 + 1;
    const int skipped_leap_days = 3 * century / 4 - 12;
    const int moon_correction = (8 * century + 5) / 25 - 5;
    int epact = (11 * golden + 20 + moon_correction - skipped_leap_days) % 30;  // the moon's age on 1 January
    if (epact < 0) epact += 30;
    if ((epact == 25 && golden > 11) || epact == 24) ++epact;
    Date full_moon = Date{year{y} / 3 / 1} + days{44 - epact - 1};
    if (full_moon < Date{year{y} / 3 / 21}) full_moon += days{30};
    Date sunday = full_moon + days{1};
    while (weekday{sunday} != Sunday) sunday += days{1};
    return sunday;
}

// Lag (1989:253) om allmänna helgdagar, 1 §, as it reads since 2005, and the three eves.
std::set<Date> days_off(int y) {
    const year in{y};
    std::set<Date> off{Date{in / 1 / 1},   Date{in / 1 / 6},   Date{in / 5 / 1},   Date{in / 6 / 6},
                       Date{in / 12 / 25}, Date{in / 12 / 26}, Date{in / 12 / 24}, Date{in / 12 / 31}};
    const Date easter = counted_easter(y);
    Date friday_before = easter;
    while (weekday{friday_before} != Friday) friday_before -= days{1};
    off.insert({friday_before, easter, easter + days{1}});
    Date thursday = easter;  // "sjätte torsdagen efter påskdagen"
    for (int n = 0; n < 6;) {
        thursday += days{1};
        if (weekday{thursday} == Thursday) ++n;
    }
    off.insert(thursday);
    Date sunday = easter;  // "sjunde söndagen efter påskdagen"
    for (int n = 0; n < 7;) {
        sunday += days{1};
        if (weekday{sunday} == Sunday) ++n;
    }
    off.insert(sunday);
    Date midsummer{in / 6 / 20};  // "den lördag som infaller under tiden den 20–26 juni"
    while (weekday{midsummer} != Saturday) midsummer += days{1};
    off.insert({midsummer, midsummer - days{1}});
    Date all_saints{in / 10 / 31};  // "den lördag som infaller under tiden den 31 oktober–6 november"
    while (weekday{all_saints} != Saturday) all_saints += days{1};
    off.insert(all_saints);
    return off;
}

bool is_working_day(Date date) {
    const weekday w{date};
    return w != Saturday && w != Sunday && !days_off(static_cast<int>(year_month_day{date}.year())).contains(date);
}

}  // namespace

TEST_CASE("Easter falls on its published days") {
    CHECK(easter_sunday(2016y) == Date{2016y / 3 / 27});
    CHECK(easter_sunday(2019y) == Date{2019y / 4 / 21});
    CHECK(easter_sunday(2026y) == Date{2026y / 4 / 5});
    CHECK(easter_sunday(2038y) == Date{2038y / 4 / 25});
    CHECK(counted_easter(2026) == Date{2026y / 4 / 5});
    CHECK(counted_easter(2038) == Date{2038y / 4 / 25});
}

TEST_CASE("Easter counted by the moon is the same Sunday in every year that is known") {
    for (int y = 2005; y <= 2099; ++y) {
        CAPTURE(y);
        CHECK(easter_sunday(year{y}) == counted_easter(y));
    }
}

TEST_CASE("every day of 2005 to 2099 is a working day by the law's own words or is none") {
    for (int y = 2005; y <= 2099; ++y) {
        const auto off = days_off(y);
        for (Date date{year{y} / 1 / 1}; date <= Date{year{y} / 12 / 31}; date += days{1}) {
            const weekday w{date};
            const bool working = w != Saturday && w != Sunday && !off.contains(date);
            if (is_vardag(date) != working) {
                CAPTURE(samordna::domain::date_text(date));
                CHECK(is_vardag(date) == working);
            }
        }
    }
}

TEST_CASE(
    "the third vardag and the 15th or the next vardag of every month of 2016 to 2045 are what the law's list gives") {
    for (Month m = 2016y / January; m <= 2045y / December; m += months{1}) {
        CAPTURE(samordna::domain::month_text(m));
        Date third = samordna::domain::first_day(m);
        for (int working = is_working_day(third) ? 1 : 0; working < 3;) {
            third += days{1};
            if (is_working_day(third)) ++working;
        }
        CHECK(nth_vardag(m, 3) == third);
        Date sample{m / 15};
        while (!is_working_day(sample)) sample += days{1};
        CHECK(sample_day(m) == sample);
    }
}

TEST_CASE("the sample day is the 15th where that is a vardag") {
    CHECK(sample_day(2026y / October) == Date{2026y / 10 / 15});
    CHECK(sample_day(2026y / November) == Date{2026y / 11 / 16});
    CHECK(sample_day(2022y / April) == Date{2022y / 4 / 19});  // långfredag, and Easter after it
}

TEST_CASE("vardagar are counted over weekends and holidays, forwards and back") {
    using samordna::rules::vardagar_before;
    using samordna::rules::vardagar_between;
    const Date wednesday{2026y / November / 4};
    CHECK(vardagar_before(wednesday, 0) == wednesday);
    CHECK(vardagar_before(wednesday, 2) == Date{2026y / November / 2});
    CHECK(vardagar_before(wednesday, 3) == Date{2026y / October / 30});
    CHECK(vardagar_before(Date{2027y / January / 7}, 3) == Date{2026y / December / 30});  // over three days off
    for (Date day{2026y / January / 1}; day < Date{2028y / January / 1}; day += days{1}) {
        const Date before = vardagar_before(day, 3);
        CHECK(is_working_day(before));
        CHECK(vardagar_between(before, day) == (is_working_day(day) ? 3 : 2));
    }
    CHECK(vardagar_between(wednesday, wednesday) == 0);
    CHECK(vardagar_between(wednesday, wednesday - days{5}) == 0);
}

TEST_CASE("years are known from 2005, when 6 June became a holiday, to 2099") {
    CHECK_FALSE(is_known_year(2004y));
    CHECK(is_known_year(2005y));
    CHECK(is_known_year(2099y));
    CHECK_FALSE(is_known_year(2100y));
}

TEST_CASE("Nacka's published closing dates of 2021 come out of the rule") {
    const Rulebook* nacka = Rulebooks::built_in().in_force("Nacka", Date{2026y / 10 / 1});
    REQUIRE(nacka != nullptr);
    const auto closing = [&](Month m) { return samordna::domain::local_instant_text(nacka->closing_time(m)); };
    CHECK(closing(2021y / August) == "2021-09-03T23:59:59+02:00");
    CHECK(closing(2021y / September) == "2021-10-05T23:59:59+02:00");
    CHECK(closing(2021y / October) == "2021-11-03T23:59:59+01:00");
    CHECK(closing(2021y / November) == "2021-12-03T23:59:59+01:00");
    CHECK(closing(2026y / December) == "2027-01-07T23:59:59+01:00");
}
