#include "domain/time.h"

#include <doctest/doctest.h>

using namespace samordna::domain;
using namespace std::chrono;

namespace {
Instant at(std::string_view text) {
    const auto t = parse_instant(text);
    REQUIRE(t);
    return *t;
}
}  // namespace

TEST_CASE("a moment is read with any offset and written in UTC") {
    CHECK(instant_text(at("2026-10-01T06:40:00+02:00")) == "2026-10-01T04:40:00Z");
    CHECK(instant_text(at("2026-10-01T00:10:00.250-01:30")) == "2026-10-01T01:40:00Z");
    CHECK(local_instant_text(at("2026-10-01T04:40:00Z")) == "2026-10-01T06:40:00+02:00");
    CHECK(local_instant_text(at("2026-12-01T04:40:00Z")) == "2026-12-01T05:40:00+01:00");
}

TEST_CASE("a moment without an offset, or that cannot be, is not read") {
    for (const auto* text : {"", "2026-10-01", "2026-10-01T06:40:00", "2026-02-29T06:40:00Z", "2026-10-01T24:00:00Z",
                             "2026-10-01T06:60:00Z", "2026-10-01T06:40:00+2", "2026-10-01T06:40:00.Z",
                             "2026-10-01 06:40:00Z", "2026-10-01T06:40:00ZZ"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_instant(text));
    }
}

TEST_CASE("the night when summer time ends has twenty-five hours, the other one twenty-three") {
    CHECK(from_local(Date{2026y / 10 / 26}, 0min) - from_local(Date{2026y / 10 / 25}, 0min) == 25h);
    CHECK(from_local(Date{2026y / 3 / 30}, 0min) - from_local(Date{2026y / 3 / 29}, 0min) == 23h);
}

TEST_CASE("a visit over midnight belongs to the Swedish day in which it starts") {
    CHECK(local_date(at("2026-10-01T21:59:00Z")) == Date{2026y / 10 / 1});
    CHECK(local_date(at("2026-10-01T22:00:00Z")) == Date{2026y / 10 / 2});
    CHECK(local_date(at("2026-12-01T22:30:00Z")) == Date{2026y / 12 / 1});
}

TEST_CASE("a month begins and ends at Swedish midnight") {
    CHECK(instant_text(begin_of(2026y / October)) == "2026-09-30T22:00:00Z");
    CHECK(instant_text(end_of(2026y / October)) == "2026-10-31T23:00:00Z");
    CHECK(parse_month("2026-10") == 2026y / October);
    CHECK_FALSE(parse_month("2026-13"));
    CHECK_FALSE(parse_month("2026-1"));
    CHECK(month_text(2026y / October) == "2026-10");
}

TEST_CASE("Sweden's offset is the zone database's for every hour of two years") {
    // The C library knows the zone where the machine has tzdata; both changes of each year lie within.
    if (setenv("TZ", "Europe/Stockholm", 1) != 0) return;
    tzset();
    for (Instant t = sys_days{2025y / 1 / 1}; t < sys_days{2027y / 1 / 1}; t += 1h) {
        const std::time_t native = system_clock::to_time_t(t);
        std::tm local{};
        localtime_r(&native, &local);
        if (local.tm_gmtoff == 0) return;  // no zone database here
        CHECK(local.tm_gmtoff == seconds{stockholm_offset(t)}.count());
    }
}
