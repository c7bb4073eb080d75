#include "rules/lock_order.h"

#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;
using domain::LockOrder;
using domain::LockOrderKind;
using domain::LockOrderState;
using rules::LockOrderNeed;
using Why = LockOrderNeed::Why;

namespace {

const Date today = day("2026-10-20");

// A client with help that lasts, and no lock.
struct Orders {
    Unit u;
    std::vector<LockOrder> orders;

    std::vector<LockOrderNeed> needs(Date on = today) const {
        return rules::lock_orders_needed(u.facts, u.facts.index_of_client(u.client), orders, on);
    }
    Names told(Date on = today) const {
        Names names;
        for (const auto& need : needs(on))
            names.push_back(std::string(domain::name_of(need.kind)) + ' ' + std::string(rules::name_of(need.why)));
        return names;
    }
    void ordered(LockOrderKind kind, LockOrderState state, const std::optional<Id>& lock = {},
                 std::string address = "Skolvägen 3000") {
        orders.clear();
        LockOrder order;
        order.unit = u.id;
        order.kind = kind;
        order.state = state;
        order.client = u.client;
        order.lock = lock;
        order.address = std::move(address);
        orders.push_back(order);
    }
    Id lock_at(std::string address, std::string kind = "door") {
        const Id id = u.lock(u.client, {.kind = std::move(kind)});
        auto lock = *u.facts.equipment().find<domain::Lock>(id);
        lock.address = std::move(address);
        u.facts.put(domain::Record(lock));
        return id;
    }
    // What was granted from the beginning has ended, and nothing else is.
    void granted_until(std::string_view last) {
        for (const auto& order : std::vector(u.facts.client_at(u.facts.index_of_client(u.client)).orders))
            u.facts.remove(domain::RecordType::order, order.id);
        u.order(u.client, "Dusch", 60, {.to = last});
    }
};

constexpr LockOrderState states[] = {LockOrderState::to_order, LockOrderState::ordered, LockOrderState::booked,
                                     LockOrderState::done, LockOrderState::dropped};

}  // namespace

TEST_CASE_FIXTURE(Orders,
                  "a client with lasting help and no lock is to have one; with one, or with none granted, not") {
    REQUIRE(needs().size() == 1);
    CHECK(needs().front() == LockOrderNeed{LockOrderKind::mount, Why::no_lock, u.client, {}, day("2020-01-01")});
    const Id entrance = u.lock(u.client, {.kind = "entrance"});
    CHECK(told() == Names{"mount no_lock"});  // the street door is not theirs
    u.facts.remove(domain::RecordType::lock, entrance);
    u.lock(u.client, {.mounted = "2026-10-21"});
    CHECK(told() == Names{"mount no_lock"});
    CHECK(told(day("2026-10-21")).empty());
    Orders other;
    other.granted_until("2026-10-19");
    CHECK(other.told().empty());
}

TEST_CASE_FIXTURE(Orders, "help that is granted for less than sixty days is not lasting, nor is what has not begun") {
    granted_until("2026-12-31");
    CHECK(told() == Names{"mount no_lock"});
    for (const auto& order : std::vector(u.facts.client_at(u.facts.index_of_client(u.client)).orders))
        u.facts.remove(domain::RecordType::order, order.id);
    u.order(u.client, "Dusch", 60, {.from = "2026-10-01", .to = "2026-11-29"});  // 59 days
    CHECK(told().empty());
    u.order(u.client, "Lunch", 60, {.from = "2026-10-02", .to = "2026-12-01"});  // 60
    REQUIRE(needs().size() == 1);
    CHECK(needs().front().since == day("2026-10-02"));
    Orders later;
    for (const auto& order : std::vector(later.u.facts.client_at(later.u.facts.index_of_client(later.u.client)).orders))
        later.u.facts.remove(domain::RecordType::order, order.id);
    later.u.order(later.u.client, "Dusch", 60, {.from = "2026-10-21"});
    CHECK(later.told().empty());
    CHECK(later.told(day("2026-10-21")) == Names{"mount no_lock"});
}

TEST_CASE_FIXTURE(Orders,
                  "a mounting is seen to while it is on its way, and for good where it has been decided against") {
    for (const auto state : states) {
        ordered(LockOrderKind::mount, state);
        // One that is done, and no lock there: it was taken down again.
        CHECK(told().empty() == (state != LockOrderState::done));
    }
    ordered(LockOrderKind::dismount, LockOrderState::ordered);
    CHECK(told() == Names{"mount no_lock"});
    ordered(LockOrderKind::mount, LockOrderState::ordered);
    orders.front().client = u.new_client();
    CHECK(told() == Names{"mount no_lock"});
}

TEST_CASE_FIXTURE(Orders, "an assignment that has ended takes every lock down, the street door's too") {
    const Id door = u.lock(u.client);
    const Id entrance = u.lock(u.client, {.kind = "entrance"});
    CHECK(told().empty());
    u.absence(u.client, "2026-10-20 00:00", {.kind = domain::AbsenceKind::ended});
    CHECK(told(day("2026-10-19")).empty());
    REQUIRE(needs().size() == 2);
    for (const auto& need : needs()) {
        CHECK(need.kind == LockOrderKind::dismount);
        CHECK(need.why == Why::ended);
        CHECK(need.since == today);
        CHECK((need.lock == door || need.lock == entrance));
    }
    // Seen to, lock by lock.
    ordered(LockOrderKind::dismount, LockOrderState::ordered, door);
    REQUIRE(needs().size() == 1);
    CHECK(needs().front().lock == entrance);
}

TEST_CASE_FIXTURE(Orders, "an absence that is not for good leaves the lock where it is") {
    u.lock(u.client);
    u.absence(u.client, "2026-10-01 00:00", {.kind = domain::AbsenceKind::away});
    CHECK(told().empty());
}

TEST_CASE_FIXTURE(Orders, "somebody who has ended and comes back keeps the lock, and gets one where there is none") {
    u.absence(u.client, "2026-10-01 00:00", {.kind = domain::AbsenceKind::ended, .ends = "2026-10-19 12:00"});
    CHECK(told() == Names{"mount no_lock"});
    CHECK(told(day("2026-10-10")).empty());  // no lock for somebody who has ended
    u.lock(u.client);
    CHECK(told().empty());
    CHECK(told(day("2026-10-10")) == Names{"dismount ended"});
}

TEST_CASE_FIXTURE(Orders, "a lock where nothing is granted any longer is taken down, from the day after the last") {
    const Id door = u.lock(u.client);
    granted_until("2026-10-20");
    CHECK(told().empty());
    const auto found = needs(day("2026-10-21"));
    REQUIRE(found.size() == 1);
    CHECK(found.front() == LockOrderNeed{LockOrderKind::dismount, Why::no_decision, u.client, door, today});
    u.order(u.client, "Lunch", 30, {.from = "2026-11-01"});  // granted anew, though not yet
    CHECK(needs(day("2026-10-21")).empty());
}

TEST_CASE_FIXTURE(Orders, "a dismounting that was dropped, or done while the lock still sits there, is needed again") {
    const Id door = u.lock(u.client);
    u.absence(u.client, "2026-10-01 00:00", {.kind = domain::AbsenceKind::ended});
    for (const auto state : states) {
        ordered(LockOrderKind::dismount, state, door);
        CHECK(told().empty() == (state != LockOrderState::done && state != LockOrderState::dropped));
    }
}

TEST_CASE_FIXTURE(Orders, "a lock that is already taken down needs nothing") {
    u.lock(u.client, {.removed = "2026-10-20"});
    u.absence(u.client, "2026-10-01 00:00", {.kind = domain::AbsenceKind::ended});
    CHECK(told().empty());
    CHECK(told(day("2026-10-19")) == Names{"dismount ended"});
}

TEST_CASE_FIXTURE(Orders, "a client who lives elsewhere than where the lock was mounted has it moved, once") {
    const Id door = lock_at("Skolvägen 3000");
    CHECK(told().empty());
    lock_at("");  // nobody has said where
    CHECK(told().empty());
    const Id left = lock_at("Gamla vägen 1");
    REQUIRE(needs().size() == 1);
    CHECK(needs().front() == LockOrderNeed{LockOrderKind::move, Why::moved, u.client, left, std::nullopt});
    CHECK(left != door);
    for (const auto state : states) {
        ordered(LockOrderKind::move, state, left);
        CHECK(told().empty() == (state != LockOrderState::dropped));
    }
    ordered(LockOrderKind::move, LockOrderState::done, left, "En annan adress 7");  // an earlier move
    CHECK(told() == Names{"move moved"});
}

TEST_CASE_FIXTURE(Orders, "what has ended is taken down, not moved") {
    lock_at("Gamla vägen 1");
    u.absence(u.client, "2026-10-01 00:00", {.kind = domain::AbsenceKind::ended});
    CHECK(told() == Names{"dismount ended"});
}
