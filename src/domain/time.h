// Moments, days and months. Stored and counted in UTC, shown in Europe/Stockholm. Minutes are whole. Pure; any thread.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace samordna::domain {

using base::Instant;
using Date = std::chrono::local_days;   // a day in Sweden
using Month = std::chrono::year_month;  // a month in Sweden
using Minutes = std::chrono::minutes;

// Sweden's offset from UTC by the rule of directive 2000/84/EC: summer time from the last Sunday of March to the last
// Sunday of October, both at 01:00 UTC. (Held against the zone database by a test.)
constexpr Minutes stockholm_offset(Instant t) {
    using namespace std::chrono;
    const year y = year_month_day{floor<days>(t)}.year();
    const Instant begins = sys_days{y / March / Sunday[last]} + hours{1};
    const Instant ends = sys_days{y / October / Sunday[last]} + hours{1};
    return t >= begins && t < ends ? hours{2} : hours{1};
}

constexpr std::chrono::local_seconds local_time(Instant t) {
    return std::chrono::local_seconds{t.time_since_epoch() + stockholm_offset(t)};
}
constexpr Date local_date(Instant t) {
    return std::chrono::floor<std::chrono::days>(local_time(t));
}

// The moment when clocks in Sweden show this. In the hour that comes twice it is the first; in the hour that is
// skipped, the moment that far after the skip began.
constexpr Instant from_local(std::chrono::local_seconds local) {
    const Instant summer{local.time_since_epoch() - std::chrono::hours{2}};
    const Instant winter{local.time_since_epoch() - std::chrono::hours{1}};
    return stockholm_offset(summer) == std::chrono::hours{2} ? summer : winter;
}
constexpr Instant from_local(Date date, Minutes time_of_day) {
    return from_local(date + time_of_day);
}

constexpr Month month_of(Date date) {
    const std::chrono::year_month_day ymd{date};
    return ymd.year() / ymd.month();
}
constexpr Date first_day(Month month) {
    return Date{month / 1};
}
constexpr Date last_day(Month month) {
    return Date{month / std::chrono::last};
}
// The month as a half-open range of moments.
constexpr Instant begin_of(Month month) {
    return from_local(first_day(month), Minutes{0});
}
constexpr Instant end_of(Month month) {
    return begin_of(month + std::chrono::months{1});
}

constexpr Minutes minutes_between(Instant from, Instant to) {
    return std::chrono::floor<Minutes>(to - from);
}

// RFC 3339 with any offset ("2026-10-01T06:40:00+02:00", "…Z"); a moment without an offset is not accepted.
std::optional<Instant> parse_instant(std::string_view text);
std::optional<Date> parse_date(std::string_view text);    // 2026-10-01
std::optional<Month> parse_month(std::string_view text);  // 2026-10
void append_instant(std::string& out, Instant t);         // UTC: 2026-10-01T04:40:00Z
std::string instant_text(Instant t);
std::string local_instant_text(Instant t);  // Sweden: 2026-10-01T06:40:00+02:00
void append_date(std::string& out, Date date);
std::string date_text(Date date);
std::string month_text(Month month);

}  // namespace samordna::domain
