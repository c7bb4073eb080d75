#include "rules/startup.h"

#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;
using rules::Startup;
using rules::StartupState;

namespace {

constexpr const char* hour_of_startup = "Uppstart smarta lås";
const Date today = day("2026-10-20");
const Date by_the_rules_of_spring = day("2026-05-20");  // one hour per new client; from 2 June one per lock

struct Locks {
    Unit u;
    std::vector<Startup> rows(const Id& client, Date on = today) const {
        return rules::startups_of(u.facts, u.facts.index_of_client(client), on);
    }
    std::vector<Startup> rows() const { return rows(u.client); }
    Names states(Date on = today) const {
        Names names;
        for (const auto& row : rows(u.client, on)) names.emplace_back(rules::name_of(row.state));
        return names;
    }
    Visit hour(std::string_view start, int minutes = 60) {
        auto visit = u.visit(start, minutes);
        visit.does(hour_of_startup).manual().note("Låset monterades");
        return visit;
    }
    // As it is registered here.
    void registered(const Id& lock, const Id& client, std::string_view start = "2026-10-05 10:00") {
        domain::Visit visit;
        visit.id = domain::startup_visit_of(lock);
        visit.client = client;
        visit.shift = u.shift_of(u.worker, domain::local_date(at(start)));
        visit.start = at(start);
        visit.end = visit.registered_at = visit.start + domain::Minutes{60};
        visit.note = "Låset monterades";
        visit.service_lines = {{hour_of_startup}};
        u.facts.put(visit);
    }
    void moves(const Id& lock, const Id& to) {
        auto moved = *u.facts.equipment().find<domain::Lock>(lock);
        moved.client = to;
        u.facts.put(domain::Record(moved));
    }
};

}  // namespace

TEST_CASE_FIXTURE(Locks, "a mounted lock without its hour is missing one, until it stands") {
    CHECK(rows().empty());
    const Id lock = u.lock(u.client);
    REQUIRE(rows().size() == 1);
    CHECK(rows().front() == Startup{StartupState::missing, u.client, lock, std::nullopt, 0});
    const auto visit = hour("2026-10-05 10:00");
    CHECK(rows() == std::vector{Startup{StartupState::stands, u.client, lock, visit.id(), 60}});
}

TEST_CASE_FIXTURE(Locks, "a lock's own hour is its own, also beside another lock that is older") {
    const Id older = u.lock(u.client, {.mounted = "2026-01-01"});
    const Id newer = u.lock(u.client, {.mounted = "2026-09-01"});
    registered(newer, u.client);
    const auto all = rows();
    REQUIRE(all.size() == 2);
    CHECK(all[0].state == StartupState::stands);
    CHECK(all[0].lock == newer);
    CHECK(all[1] == Startup{StartupState::missing, u.client, older, std::nullopt, 0});
}

TEST_CASE_FIXTURE(Locks, "an hour that is longer than can be paid is told, one of exactly an hour is not") {
    u.lock(u.client);
    auto visit = hour("2026-10-05 10:00", 61);
    CHECK(states() == Names{"over"});
    CHECK(rows().front().minutes == 61);
    visit.times(at("2026-10-05 10:00"), at("2026-10-05 11:00"));
    CHECK(states() == Names{"stands"});
}

TEST_CASE_FIXTURE(Locks, "more hours than locks are told, and the lock keeps the first") {
    u.lock(u.client);
    const auto first = hour("2026-10-05 10:00");
    const auto second = hour("2026-10-06 10:00");
    const auto all = rows();
    REQUIRE(all.size() == 2);
    CHECK(all[0].state == StartupState::stands);
    CHECK(all[0].visit == first.id());
    CHECK(all[1] == Startup{StartupState::again, u.client, std::nullopt, second.id(), 60});
    u.lock(u.client);
    CHECK(states() == Names{"stands", "stands"});
}

TEST_CASE_FIXTURE(Locks, "an hour of a client without a lock that day is told, and takes none from the lock") {
    hour("2026-10-05 10:00");
    CHECK(states() == Names{"without_lock"});
    u.lock(u.client, {.mounted = "2026-10-06"});
    CHECK(states() == Names{"missing", "without_lock"});
}

TEST_CASE_FIXTURE(Locks, "a street door gives no hour, and neither does a lock that is removed or not yet mounted") {
    const Id entrance = u.lock(u.client, {.kind = "entrance"});
    CHECK(rows().empty());
    hour("2026-10-05 10:00");
    CHECK(states() == Names{"without_lock"});
    u.facts.remove(domain::RecordType::lock, entrance);
    Locks other;
    other.u.lock(other.u.client, {.removed = "2026-10-20"});
    CHECK(other.rows().empty());
    other.u.lock(other.u.client, {.removed = "2026-10-21"});
    CHECK(other.states() == Names{"missing"});
    Locks later;
    later.u.lock(later.u.client, {.mounted = "2026-10-21"});
    CHECK(later.rows().empty());
    CHECK(later.states(day("2026-10-21")) == Names{"missing"});
}

TEST_CASE_FIXTURE(Locks, "a lock that is removed keeps its hour: it was mounted when it was entered") {
    u.lock(u.client, {.mounted = "2026-01-01", .removed = "2026-10-10"});
    hour("2026-10-05 10:00");
    CHECK(states() == Names{"stands"});
}

TEST_CASE_FIXTURE(Locks, "a lock that has moved gives no hour again: its own stands where it was mounted first") {
    const Id lock = u.lock(u.client);
    registered(lock, u.client);
    const Id other = u.new_client();
    moves(lock, other);
    CHECK(rows(other).empty());
    const Id one_of_its_own = u.lock(other);
    REQUIRE(rows(other).size() == 1);
    CHECK(rows(other).front().lock == one_of_its_own);
}

TEST_CASE_FIXTURE(Locks,
                  "by the rules of the spring a new client has one hour however many locks, by the routine one each") {
    u.lock(u.client, {.mounted = "2026-01-01"});
    u.lock(u.client, {.mounted = "2026-02-01"});
    CHECK(states(by_the_rules_of_spring) == Names{"missing"});
    CHECK(states(day("2026-06-01")) == Names{"missing"});
    CHECK(states(day("2026-06-02")) == Names{"missing", "missing"});
    hour("2026-05-04 10:00");
    CHECK(states(by_the_rules_of_spring) == Names{"stands"});
    CHECK(states() == Names{"stands", "missing"});
    hour("2026-05-05 10:00");
    CHECK(states(by_the_rules_of_spring) == Names{"stands", "again"});
    CHECK(states() == Names{"stands", "stands"});
}

TEST_CASE("where the rules know of no such service nothing is proposed") {
    Unit u("Haninge");
    u.lock(u.client);
    CHECK(rules::startups_of(u.facts, u.facts.index_of_client(u.client), today).empty());
}

TEST_CASE_FIXTURE(Locks, "an hour of startup is never in two places at once, and its errand is not shared out") {
    const Id other = u.new_client();
    u.lock(u.client);
    u.lock(other);
    const auto first = hour("2026-10-05 10:00");
    auto second = hour("2026-10-05 10:00");
    second.of(other);
    CHECK(u.checks(first) == Names{});
    CHECK(u.checks(second) == Names{});
    u.order(other, "Dusch", 60);
    auto shower = u.visit("2026-10-05 10:20", 30);
    shower.of(other);
    CHECK(u.checks(shower) == Names{});
    CHECK(u.checks(first) == Names{});
    CHECK(u.checks(second) == Names{});
}

TEST_CASE_FIXTURE(Locks, "ordinary visits at the same time are in two places, also beside an hour of startup") {
    const Id other = u.new_client();
    u.order(other, "Inköp", 60);
    u.lock(u.client);
    hour("2026-10-05 10:00");
    const auto shower = u.visit("2026-10-05 10:00", 30);
    auto shopping = u.visit("2026-10-05 10:20", 30);
    shopping.of(other).does("Inköp");
    CHECK(u.finds(shopping, "overlap"));
    CHECK_FALSE(u.finds(shower, "joint-not-split"));
    shopping.does("Dusch");
    u.order(other, "Dusch", 60);
    CHECK(u.finds(shopping, "joint-not-split"));
}

TEST_CASE_FIXTURE(Locks, "an hour of startup beside the same client's visit by another makes no pair") {
    u.lock(u.client);
    const auto entered = hour("2026-10-05 10:00");
    auto shower = u.visit("2026-10-05 10:20", 30);
    shower.by(u.new_worker());
    CHECK(u.checks(entered) == Names{});
    CHECK(u.checks(shower) == Names{});
}
