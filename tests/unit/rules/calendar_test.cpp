#include "rules/calendar.h"

#include <doctest/doctest.h>

#include "rules/rulebook.h"

using namespace samordna::rules;
using namespace std::chrono;

TEST_CASE("Easter falls on its published days") {
    CHECK(easter_sunday(2016y) == Date{2016y / 3 / 27});
    CHECK(easter_sunday(2019y) == Date{2019y / 4 / 21});
    CHECK(easter_sunday(2026y) == Date{2026y / 4 / 5});
    CHECK(easter_sunday(2038y) == Date{2038y / 4 / 25});
}

TEST_CASE("public holidays and the three eves are no working days, the days around them are") {
    for (const auto day :
         {2026y / 1 / 1, 2026y / 1 / 6, 2026y / 4 / 3, 2026y / 4 / 6, 2026y / 5 / 1, 2026y / 5 / 14, 2026y / 6 / 19,
          2026y / 12 / 24, 2026y / 12 / 25, 2026y / 12 / 31, 2026y / 6 / 6, 2026y / 10 / 31}) {
        CHECK_FALSE(is_vardag(Date{day}));
    }
    for (const auto day : {2026y / 1 / 2, 2026y / 1 / 5, 2026y / 4 / 2, 2026y / 4 / 7, 2026y / 5 / 15, 2026y / 6 / 18,
                           2026y / 12 / 23, 2026y / 12 / 28, 2026y / 12 / 30}) {
        CHECK(is_vardag(Date{day}));
    }
}

TEST_CASE("Nacka's published closing dates of 2021 come out of the rule") {
    const Rulebook* nacka = Rulebooks::built_in().in_force("Nacka", Date{2026y / 10 / 1});
    REQUIRE(nacka != nullptr);
    CHECK(samordna::domain::local_instant_text(nacka->closing_time(2021y / August)) == "2021-09-03T23:59:59+02:00");
    CHECK(samordna::domain::local_instant_text(nacka->closing_time(2021y / September)) == "2021-10-05T23:59:59+02:00");
    CHECK(samordna::domain::local_instant_text(nacka->closing_time(2021y / October)) == "2021-11-03T23:59:59+01:00");
    CHECK(samordna::domain::local_instant_text(nacka->closing_time(2021y / November)) == "2021-12-03T23:59:59+01:00");
}
