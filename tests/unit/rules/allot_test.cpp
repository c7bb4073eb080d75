#include "rules/allot.h"

#include <numeric>
#include <random>

#include <doctest/doctest.h>

using namespace samordna::rules;

namespace {
using Minutes = std::vector<int>;
int sum(const Minutes& minutes) {
    return std::accumulate(minutes.begin(), minutes.end(), 0);
}
}  // namespace

TEST_CASE("minutes fall equally where nothing is known, the rest on the first ones") {
    CHECK(allot(75, {{}, {}, {}}) == Minutes{25, 25, 25});
    CHECK(allot(80, {{}, {}, {}}) == Minutes{27, 27, 26});
    CHECK(allot(1, {{}, {}, {}}) == Minutes{1, 0, 0});
    CHECK(allot(30, {{}}) == Minutes{30});
    CHECK(allot(30, {}) == Minutes{});
}

TEST_CASE("minutes that are given are given, and the others share what is left") {
    CHECK(allot(60, {{20, 0}, {}, {}}) == Minutes{20, 20, 20});
    CHECK(allot(60, {{20, 0}, {10, 0}}) == Minutes{20, 10});
    CHECK(allot(30, {{40, 0}, {}}) == Minutes{40, 0});
}

TEST_CASE("minutes fall in proportion to what was ordered, where something was ordered for each") {
    CHECK(allot(60, {{std::nullopt, 60}, {std::nullopt, 30}}) == Minutes{40, 20});
    CHECK(allot(50, {{std::nullopt, 60}, {std::nullopt, 30}}) == Minutes{33, 17});
    CHECK(allot(60, {{std::nullopt, 60}, {std::nullopt, 0}}) == Minutes{30, 30});
    CHECK(allot(60, {{20, 60}, {std::nullopt, 30}, {std::nullopt, 10}}) == Minutes{20, 30, 10});
}

TEST_CASE("whatever falls on whom, the sum is kept, nothing is below zero and nobody is a minute off") {
    std::mt19937 random(7);
    const auto number = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
    for (int round = 0; round < 3'000; ++round) {
        const int total = number(1500);
        std::vector<Share> shares(static_cast<std::size_t>(1 + number(5)));
        const bool weighted = number(1) == 1;
        int given = 0;
        std::int64_t weights = 0;
        int open = 0;
        for (Share& share : shares) {
            share.weight = weighted ? 1 + number(300) : 0;
            if (number(3) == 0) share.given = number(total / 4);
            given += share.given.value_or(0);
            if (!share.given) weights += weighted ? share.weight : 1;
            open += share.given ? 0 : 1;
        }
        const Minutes minutes = allot(total, shares);
        CAPTURE(round);
        REQUIRE(minutes.size() == shares.size());
        if (open > 0) REQUIRE(sum(minutes) == std::max(total, given));
        for (std::size_t i = 0; i < shares.size(); ++i) {
            if (shares[i].given) {
                REQUIRE(minutes[i] == *shares[i].given);
                continue;
            }
            const std::int64_t exact = std::int64_t{std::max(0, total - given)} * (weighted ? shares[i].weight : 1);
            REQUIRE(minutes[i] >= exact / weights);
            REQUIRE(minutes[i] <= exact / weights + 1);
        }
    }
}
