#include "wording/format.h"

#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "wording/catalog.h"

namespace samordna::wording {
namespace {

using namespace std::chrono;

constexpr const char* minus = "\xE2\x88\x92";
constexpr const char* dash = "\xE2\x80\x93";
constexpr const char* thin = "\xC2\xA0";  // no-break space

constexpr std::array<const char*, 7> days_short{mark("Sun"), mark("Mon"), mark("Tue"), mark("Wed"),
                                                mark("Thu"), mark("Fri"), mark("Sat")};
constexpr std::array<const char*, 7> days_long{mark("Sunday"),   mark("Monday"), mark("Tuesday"), mark("Wednesday"),
                                               mark("Thursday"), mark("Friday"), mark("Saturday")};
constexpr std::array<const char*, 12> months_short{mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"),
                                                   mark("May"), mark("Jun"), mark("Jul"), mark("Aug"),
                                                   mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec")};
constexpr std::array<const char*, 12> months_long{
    mark("January"), mark("February"), mark("March"),     mark("April"),   mark("May"),      mark("June"),
    mark("July"),    mark("August"),   mark("September"), mark("October"), mark("November"), mark("December")};

unsigned day_number(Date date) {
    return static_cast<unsigned>(year_month_day{date}.day());
}
std::size_t month_index(Date date) {
    return static_cast<unsigned>(year_month_day{date}.month()) - 1;
}

}  // namespace

std::string number(std::int64_t value) {
    std::string digits = std::to_string(value < 0 ? -value : value);
    const char* separator = language() == Language::sv ? thin : ",";
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, separator);
    }
    return (value < 0 ? minus : "") + digits;
}

std::string percent(int share) {
    return language() == Language::sv ? fmt::format("{}{}%", share, thin) : fmt::format("{}%", share);
}

std::string percent_of_mille(std::int64_t share) {
    const bool swedish = language() == Language::sv;
    return fmt::format("{}{}{}{}%", number(share / 10), swedish ? "," : ".", share % 10, swedish ? thin : "");
}

std::string minutes(std::int64_t value) {
    return fmt::format("{}{}min", number(value), thin);
}

std::string hours(std::int64_t value) {
    if (value < 60) return minutes(value);
    return fmt::format("{}{}h{}{:02}{}min", number(value / 60), thin, thin, value % 60, thin);
}

std::string difference(std::int64_t value) {
    if (value == 0) return minutes(0);
    return (value < 0 ? minus : "+") + hours(std::abs(value));
}

std::string time_of_day(Instant t) {
    const hh_mm_ss clock{domain::local_time(t) - domain::local_date(t)};
    return fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
}

std::string time_range(Instant from, std::optional<Instant> to) {
    return time_of_day(from) + dash + (to ? time_of_day(*to) : "");
}

std::string day(Date date) {
    return fmt::format("{} {} {}", tr(days_short[weekday{date}.c_encoding()]), day_number(date),
                       tr(months_short[month_index(date)]));
}

std::string long_day(Date date) {
    return fmt::format("{} {} {} {}", tr(days_long[weekday{date}.c_encoding()]), day_number(date),
                       tr(months_long[month_index(date)]), static_cast<int>(year_month_day{date}.year()));
}

std::string week(Date date) {
    // A week belongs to the year of its Thursday.
    const Date thursday = date - (weekday{date} - Monday) + std::chrono::days{3};
    const Date first{year_month_day{thursday}.year() / January / 1};
    return tr("week {number}", {{"number", (thursday - first).count() / 7 + 1}});
}

std::string month(Month m) {
    return fmt::format("{} {}", tr(months_long[static_cast<unsigned>(m.month()) - 1]), static_cast<int>(m.year()));
}

std::string moment(Instant t, Instant now) {
    constexpr std::chrono::days half_a_year{180};
    const auto date = domain::local_date(t);
    const auto today = domain::local_date(now);
    if (date == today) return time_of_day(t);
    // The day of another year would be taken for this year's.
    if (date < today - half_a_year || date > today + half_a_year)
        return day(date) + " " + std::to_string(static_cast<int>(std::chrono::year_month_day{date}.year()));
    return day(date) + " " + time_of_day(t);
}

std::optional<std::string> countdown(Instant until, Instant now) {
    if (until < now) return std::nullopt;
    const auto left = floor<std::chrono::minutes>(until - now);
    const auto d = floor<std::chrono::days>(left);
    const auto h = floor<std::chrono::hours>(left - d);
    if (d.count() > 0) return fmt::format("{}{}d {}{}h", d.count(), thin, h.count(), thin);
    if (left.count() > 0) return hours(left.count());
    return tr("less than a minute");
}

std::string joined(std::initializer_list<std::string> parts) {
    std::string out;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!out.empty()) out += " \xC2\xB7 ";
        out += part;
    }
    return out;
}

}  // namespace samordna::wording
