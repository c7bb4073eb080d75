#include "wording/format.h"

#include <doctest/doctest.h>

#include "wording/catalog.h"

using namespace samordna;
using namespace samordna::wording;
using namespace std::chrono_literals;

namespace {
domain::Instant at(const char* text) {
    return *domain::parse_instant(text);
}
domain::Date on(const char* text) {
    return *domain::parse_date(text);
}
// No-break spaces as spaces, so that the tests can be read.
std::string plain(std::string text) {
    for (auto i = text.find("\xC2\xA0"); i != std::string::npos; i = text.find("\xC2\xA0")) text.replace(i, 2, " ");
    return text;
}
}  // namespace

TEST_CASE("days, weeks and months are written as people write them") {
    set_language(Language::sv);
    CHECK(day(on("2026-10-06")) == "tis 6 okt");
    CHECK(long_day(on("2026-10-06")) == "tisdag 6 oktober 2026");
    CHECK(month(*domain::parse_month("2026-10")) == "oktober 2026");
    CHECK(week(on("2026-10-06")) == "v. 41");
    set_language(Language::en);
    CHECK(day(on("2026-10-06")) == "Tue 6 Oct");
    CHECK(long_day(on("2026-10-06")) == "Tuesday 6 October 2026");
    CHECK(week(on("2026-10-06")) == "week 41");
}

TEST_CASE("a week belongs to the year of its Thursday") {
    set_language(Language::sv);
    CHECK(week(on("2027-01-01")) == "v. 53");
    CHECK(week(on("2026-12-28")) == "v. 53");
    CHECK(week(on("2027-01-04")) == "v. 1");
    CHECK(week(on("2024-12-30")) == "v. 1");
}

TEST_CASE("times are Swedish, in winter and in summer, with a dash between") {
    set_language(Language::sv);
    CHECK(time_range(at("2026-10-06T07:30:00+02:00"), at("2026-10-06T08:05:00+02:00")) ==
          "07:30\xE2\x80\x93"
          "08:05");
    CHECK(time_of_day(at("2026-12-06T07:30:00+01:00")) == "07:30");
    CHECK(time_range(at("2026-10-06T22:30:00+02:00"), std::nullopt) == "22:30\xE2\x80\x93");
}

TEST_CASE("hours have their minutes, and differences a true minus") {
    set_language(Language::sv);
    CHECK(plain(hours(474)) == "7 h 54 min");
    CHECK(plain(hours(425)) == "7 h 05 min");
    CHECK(plain(hours(45)) == "45 min");
    CHECK(plain(hours(72300)) == "1 205 h 00 min");
    CHECK(plain(difference(24)) == "+24 min");
    CHECK(plain(difference(-3)) ==
          "\xE2\x88\x92"
          "3 min");
    CHECK(plain(difference(-98)) ==
          "\xE2\x88\x92"
          "1 h 38 min");
    CHECK(plain(difference(0)) == "0 min");
}

TEST_CASE("numbers are grouped as the language does") {
    set_language(Language::sv);
    CHECK(plain(number(1240)) == "1 240");
    CHECK(plain(number(-1234567)) ==
          "\xE2\x88\x92"
          "1 234 567");
    CHECK(plain(percent(27)) == "27 %");
    set_language(Language::en);
    CHECK(number(1240) == "1,240");
    CHECK(percent(27) == "27%");
    CHECK(number(999) == "999");
}

TEST_CASE("a moment of today is a time, another one has its day, and one that is far away its year") {
    set_language(Language::sv);
    const auto now = at("2026-10-06T15:00:00+02:00");
    CHECK(moment(at("2026-10-06T00:05:00+02:00"), now) == "00:05");
    CHECK(moment(at("2026-10-05T23:55:00+02:00"), now) == "m\xC3\xA5n 5 okt 23:55");
    CHECK(moment(at("2026-04-09T12:00:00+02:00"), now) == "tor 9 apr 12:00");
    CHECK(moment(at("2026-04-08T12:00:00+02:00"), now) == "ons 8 apr 2026");
    CHECK(moment(at("2025-10-06T12:00:00+02:00"), now) == "m\xC3\xA5n 6 okt 2025");
}

TEST_CASE("the countdown tells days and hours, then hours and minutes, then minutes, then nothing") {
    set_language(Language::sv);
    const auto closing = at("2026-11-04T23:59:59+01:00");
    CHECK(plain(*countdown(closing, closing - 76h)) == "3 d 4 h");
    CHECK(plain(*countdown(closing, closing - 252min)) == "4 h 12 min");
    CHECK(plain(*countdown(closing, closing - 11min)) == "11 min");
    CHECK(*countdown(closing, closing - 20s) == "mindre \xC3\xA4n en minut");
    CHECK(countdown(closing, closing).has_value());
    CHECK_FALSE(countdown(closing, closing + 1s).has_value());
}
