#include <doctest/doctest.h>

#include "rules/joint.h"
#include "support/made_up_unit.h"

using namespace made_up;

namespace {

// One care worker who shops for so many clients at once.
struct Errand {
    Unit u;
    std::vector<Visit> visits;
    explicit Errand(std::size_t clients, int minutes) {
        for (std::size_t i = 0; i < clients; ++i) {
            const Id client = u.new_client();
            u.order(client, "Inköp", 120);
            visits.push_back(u.visit("2026-10-01 13:00", minutes));
            visits.back().of(client).does("Inköp");
        }
    }
    void give(const std::vector<int>& minutes) {
        for (std::size_t i = 0; i < visits.size(); ++i) visits[i].does(ServiceLine{"Inköp", minutes[i]});
    }
    Names checks() const {
        Names all;
        for (const auto& v : visits) {
            for (auto& check : u.checks(v)) all.push_back(check);
        }
        return all;
    }
};

}  // namespace

TEST_CASE("joint-not-split: 75 minutes for three clients are 25 each") {
    Errand e(3, 75);
    CHECK(e.checks() == Names(3, "joint-not-split"));
    CHECK(e.u.told(e.visits[0], "joint-not-split", "clients") == "3");
    CHECK(e.u.told(e.visits[0], "joint-not-split", "minutes") == "75");
    CHECK(e.u.told(e.visits[0], "joint-not-split", "share") == "25");
    CHECK(e.u.told(e.visits[0], "joint-not-split", "shares") == "25 + 25 + 25");
    e.give({25, 25, 25});
    CHECK(e.checks() == Names{});
    e.give({25, 30, 20});
    CHECK(e.checks() == Names(3, "joint-not-split"));
}

TEST_CASE("joint-not-split: 80 minutes for three clients are 27, 27 and 26, whoever gets which") {
    Errand e(3, 80);
    CHECK(e.u.told(e.visits[0], "joint-not-split", "shares") == "27 + 27 + 26");
    e.give({27, 26, 27});
    CHECK(e.checks() == Names{});
    e.give({26, 26, 26});
    CHECK(e.checks() == Names(3, "joint-not-split"));
    e.give({27, 27, 27});
    CHECK(e.checks() == Names(3, "joint-not-split"));
}

TEST_CASE("joint-not-split counts the time from the first start to the last end") {
    Errand e(2, 60);
    e.visits[1].times(at("2026-10-01 13:10"), at("2026-10-01 14:20"));
    CHECK(e.u.told(e.visits[0], "joint-not-split", "minutes") == "80");
    CHECK(e.u.told(e.visits[0], "joint-not-split", "share") == "40");
}

TEST_CASE("joint-not-split is the same for everybody where one visit bridges two that do not meet") {
    Errand e(3, 30);
    e.visits[1].times(at("2026-10-01 13:20"), at("2026-10-01 13:50"));
    e.visits[2].times(at("2026-10-01 13:40"), at("2026-10-01 14:15"));
    for (const auto& v : e.visits) {
        CHECK(e.u.told(v, "joint-not-split", "minutes") == "75");
        CHECK(e.u.told(v, "joint-not-split", "shares") == "25 + 25 + 25");
    }
    e.give({25, 25, 25});
    CHECK(e.checks() == Names{});
}

TEST_CASE("a joint errand is shared out by giving each visit's line its minutes") {
    Errand e(3, 80);
    const auto now = e.u.now_for(e.visits[0]);
    const auto joint = rules::joint_errand(e.u.facts, e.visits[1].id(), now);
    REQUIRE(joint);
    CHECK(joint->service == "Inköp");
    CHECK(joint->minutes == 80);
    CHECK_FALSE(joint->is_split());
    REQUIRE(joint->parts.size() == 3);
    std::vector<int> minutes;
    for (const auto& part : joint->parts) {
        REQUIRE(part.split.size() == 1);
        CHECK(part.split.front().minutes == part.fair);
        CHECK_FALSE(part.given);
        minutes.push_back(part.fair);
    }
    e.give(minutes);
    CHECK(e.checks() == Names{});
    CHECK(rules::joint_errand(e.u.facts, e.visits[0].id(), now)->is_split());
    // Alone at a client, it is nobody else's errand.
    Errand alone(1, 30);
    CHECK_FALSE(rules::joint_errand(alone.u.facts, alone.visits[0].id(), now));
    CHECK_FALSE(rules::joint_errand(alone.u.facts, alone.u.new_client(), now));
}
TEST_CASE("joint-not-split leaves alone visits that are split in time, different services and different care workers") {
    Errand split(2, 30);
    split.visits[1].times(at("2026-10-01 13:30"), at("2026-10-01 14:00"));
    CHECK(split.checks() == Names{});
    Errand apart(2, 30);
    apart.visits[1].by(apart.u.new_worker());
    CHECK(apart.checks() == Names{});
    Errand different(2, 30);
    different.u.order(different.visits[1].client(), "Ärenden", 60);
    different.visits[1].does("Ärenden");
    CHECK(different.checks() == Names{"overlap"});
}

TEST_CASE("joint-not-split and overlap leave those who live together alone") {
    Unit u;
    const Id one = u.new_client({"Sjövägen 1", "H1"});
    const Id other = u.new_client({"Sjövägen 1", "H1"});
    u.order(one, "Dusch", 60);
    u.order(other, "Dusch", 60);
    u.order(other, "Städning", 60);
    auto first = u.visit("2026-10-01 08:00", 40);
    first.of(one);
    auto second = u.visit("2026-10-01 08:20", 40);
    second.of(other);
    CHECK(u.checks(first) == Names{});
    CHECK(u.checks(second) == Names{});
    second.does("Städning");
    CHECK(u.checks(second) == Names{});
}

TEST_CASE("overlap finds one care worker at two clients at once, at the later visit") {
    Unit u;
    const Id other_client = u.new_client();
    u.order(other_client, "Städning", 60);
    auto first = u.visit("2026-10-01 08:00", 40);
    auto second = u.visit("2026-10-01 08:20", 40);
    second.of(other_client).does("Städning");
    CHECK(u.checks(first) == Names{});
    CHECK(u.checks(second) == Names{"overlap"});
    CHECK(u.told(second, "overlap", "minutes") == "20");
    CHECK(u.told(second, "overlap", "other") == first.id().text());
    CHECK(u.told(second, "overlap", "other_hours") == "08:00–08:40");
    CHECK(u.checks(second.by(u.new_worker())) == Names{});
}

TEST_CASE("overlap leaves alone visits that meet in a minute, and a joint errand") {
    Unit u;
    const Id other_client = u.new_client();
    u.order(other_client, "Dusch", 60);
    u.visit("2026-10-01 08:00", 40);
    auto second = u.visit("2026-10-01 08:40", 40);
    CHECK_FALSE(u.finds(second.of(other_client), "overlap"));
    second.times(at("2026-10-01 08:20"), at("2026-10-01 09:00"));
    CHECK(u.checks(second) == Names{"joint-not-split"});
}

TEST_CASE("overlap leaves transition time alone: nobody was there") {
    Unit u;
    u.visit("2026-10-01 08:00", 40);
    auto planned = u.visit("2026-10-01 08:20", 40);
    planned.of(u.new_client()).does("Omställningstid");
    CHECK(u.checks(planned) == Names{});
    auto later = u.visit("2026-10-01 08:50", 40);
    CHECK_FALSE(u.finds(later, "overlap"));
}

TEST_CASE("overlap sees a night visit that began the day before, also on the night when clocks go forward") {
    Unit u;
    const Id other_client = u.new_client();
    u.order(u.client, "Natt", 600);
    u.order(other_client, "Tillsyn", 60);
    auto night = u.visit("2026-03-28 22:00", 0);
    night.does("Natt").times(at("2026-03-28 22:00"), at("2026-03-29 06:00"));
    CHECK(rules::performed_minutes(night.record()) == domain::Minutes{420});
    auto tour = u.visit("2026-03-29 05:30", 60);
    tour.of(other_client).does("Tillsyn");
    CHECK(u.told(tour, "overlap", "minutes") == "30");
    CHECK(u.told(tour, "overlap", "other_hours") == "22:00–06:00");
}

TEST_CASE("overlap is found in Haninge too, joint-not-split and no-travel-gap are not") {
    Unit u("Haninge");
    const Id other_client = u.new_client();
    u.order(other_client, "Inköp", 60);
    u.order(other_client, "Morgonhjälp", 60);
    auto first = u.visit("2026-10-01 08:00", 40);
    auto second = u.visit("2026-10-01 08:20", 40);
    CHECK(u.checks(second.of(other_client).does("Inköp")) == Names{"overlap"});
    CHECK(u.checks(second.does("Morgonhjälp")) == Names{});
    second.times(at("2026-10-01 08:40"), at("2026-10-01 09:00"));
    CHECK(u.checks(second) == Names{});
}

TEST_CASE("no-travel-gap finds a visit that starts elsewhere in the minute in which the last one ended") {
    Unit u;
    const Id other_client = u.new_client();
    u.order(other_client, "Dusch", 60);
    auto first = u.visit("2026-10-01 08:00", 40);
    auto second = u.visit("2026-10-01 08:40", 40);
    second.of(other_client);
    CHECK(u.checks(first) == Names{});
    CHECK(u.checks(second) == Names{"no-travel-gap"});
    CHECK(u.told(second, "no-travel-gap", "other") == first.id().text());
    CHECK(u.checks(second.times(at("2026-10-01 08:41"), at("2026-10-01 09:00"))) == Names{});
    CHECK(u.checks(second.times(at("2026-10-01 08:40"), at("2026-10-01 09:00")).by(u.new_worker())) == Names{});
}

TEST_CASE(
    "no-travel-gap leaves alone the same address, the same client, a household, a call and a shared errand outside") {
    Unit u;
    u.visit("2026-10-01 08:00", 40);
    auto next = u.visit("2026-10-01 08:40", 20);
    CHECK(u.checks(next) == Names{});
    const Id neighbour = u.new_client({"Skolvägen 3000"});
    u.order(neighbour, "Dusch", 60);
    CHECK(u.checks(next.of(neighbour)) == Names{});
    const Id elsewhere = u.new_client();
    for (const auto* service : {"Dusch", "Trygghetsringning", "Inköp"}) u.order(elsewhere, service, 60);
    CHECK(u.checks(next.of(elsewhere).does("Trygghetsringning")) == Names{});
    auto third = u.visit("2026-10-01 09:00", 20);
    CHECK(u.checks(third.of(u.client)) == Names{});  // right after the call
    Errand errand(2, 25);
    errand.visits[1].times(at("2026-10-01 13:25"), at("2026-10-01 13:50"));
    CHECK(errand.checks() == Names{});
    Unit together;
    const Id one = together.new_client({"Sjövägen 1", "H1"});
    const Id other = together.new_client({"Sjövägen 1 lgh 2", "H1"});
    together.order(one, "Dusch", 60);
    together.order(other, "Dusch", 60);
    together.visit("2026-10-01 08:00", 40).of(one);
    CHECK(together.checks(together.visit("2026-10-01 08:40", 40).of(other)) == Names{});
}
