// Lock orders and controls as rows: what ought to be done, and what has been.
#include "support/equipment_desk.h"

using namespace samordna;
using Here = support::EquipmentDesk;
using domain::LockOrderKind;
using domain::LockOrderState;
using std::chrono::days;

// --- Orders.

TEST_CASE("lock orders fill themselves, and one that is made takes the place of its need") {
    Here h;
    auto all = h.ws->equipment();
    REQUIRE(all->lock_orders.size() == 1);
    const auto need = all->lock_orders.front();
    CHECK(need.why == rules::LockOrderNeed::Why::no_lock);
    CHECK(need.order.kind == LockOrderKind::mount);
    CHECK(need.client.number == 3021);
    CHECK(need.needs_someone());
    CHECK(need.order.id == domain::lock_order_of(fake::id(21), LockOrderKind::mount, 0));
    CHECK(need.since == domain::parse_date("2026-01-01"));
    const auto& o = need.order;
    domain::SetLockOrder set{o.unit, o.kind, LockOrderState::ordered, o.client, o.lock, {}, "", o.address};
    CHECK(h.answer(o.id, set) == "accepted");
    all = h.ws->equipment();
    REQUIRE(all->lock_orders.size() == 1);
    CHECK_FALSE(all->lock_orders.front().why);
    CHECK(all->lock_orders.front().order.state == LockOrderState::ordered);
    CHECK_FALSE(all->lock_orders.front().needs_someone());
    set.state = LockOrderState::done;
    CHECK(h.answer(o.id, set) == "accepted");
    // Done, and there is no lock: the need is there again, as another order.
    all = h.ws->equipment();
    REQUIRE(all->lock_orders.size() == 2);
    CHECK(all->lock_orders[0].why);
    CHECK(all->lock_orders[0].order.id == domain::lock_order_of(fake::id(21), LockOrderKind::mount, 1));
    // Taken back, it is as it was.
    REQUIRE(h.ws->undo());
    CHECK(h.ws->equipment()->lock_orders.size() == 1);
    REQUIRE(h.ws->undo());
    REQUIRE(h.ws->equipment()->lock_orders.size() == 1);
    CHECK(h.ws->equipment()->lock_orders.front().why);
}

TEST_CASE("orders for two locks of one client are the same orders, whichever is made first") {
    Here h;
    domain::Absence ended;
    ended.id = fake::id(95);
    ended.client = fake::id(20);
    ended.kind = domain::AbsenceKind::ended;
    ended.starts_at = h.clock.now() - days{1};
    const auto all = h.with(h.lock(71, 20), ended);
    const auto id_of = [](const workspace::Equipment& of, int lock) {
        for (const auto& row : of.lock_orders) {
            if (row.order.lock == fake::id(lock)) return row.order.id;
        }
        return domain::Id{};
    };
    const auto first = id_of(*all, 70);
    const auto second = id_of(*all, 71);
    CHECK_FALSE(first.is_nil());
    const domain::SetLockOrder set{fake::id(1), LockOrderKind::dismount, LockOrderState::ordered, fake::id(20),
                                   fake::id(71)};
    CHECK(h.answer(second, set) == "accepted");
    CHECK(id_of(*h.ws->equipment(), 70) == first);
}

TEST_CASE("a fault order is counted at its lock until it is done") {
    Here h;
    domain::SetLockOrder fault{fake::id(1), LockOrderKind::fault, LockOrderState::to_order, fake::id(20), fake::id(70)};
    fault.note = "Kläckan hänger sig";
    const auto id = h.ws->new_id();
    CHECK(h.answer(id, fault) == "accepted");
    CHECK(h.ws->equipment()->lock(fake::id(70))->faults == 1);
    fault.state = LockOrderState::done;
    CHECK(h.answer(id, fault) == "accepted");
    CHECK(h.ws->equipment()->lock(fake::id(70))->faults == 0);
}

// --- Controls.

TEST_CASE("the month's controls and the last month's are to be signed, with what deviates; signed, they are kept") {
    Here h;
    auto loose = h.lock(71, 0);
    auto off = h.phone(91, "T2");
    off.active = false;
    auto unused = h.phone(92, "T3");
    unused.last_used_at.reset();
    auto all = h.with(loose, h.phone(90, "T1"), off, unused);
    REQUIRE(all->controls.size() == 4);
    const auto phones = all->controls[0];
    CHECK(phones.control.kind == domain::ControlKind::phones);
    CHECK(domain::date_text(phones.control.month) == "2026-10-01");
    CHECK(phones.due);
    CHECK_FALSE(phones.is_signed);
    CHECK(phones.control.checked == 2);
    const auto found = rules::parse_deviations(phones.control.deviations);
    REQUIRE(found);
    CHECK(*found == std::vector<rules::Deviation>{{"T3", "unused", ""}});
    CHECK(all->controls[1].control.checked == 2);
    CHECK(domain::date_text(all->controls[2].control.month) == "2026-09-01");

    domain::SignControl sign{fake::id(1), domain::ControlKind::phones, phones.control.month, 2,
                             phones.control.deviations};
    CHECK(h.answer(phones.control.id, sign) == "deviation-unanswered");
    sign.deviations = rules::deviations_text({{"T3", "unused", "Ligger i skåpet som reserv"}});
    CHECK(h.answer(phones.control.id, sign) == "accepted");
    all = h.ws->equipment();
    REQUIRE(all->controls.size() == 4);
    CHECK(all->controls[0].is_signed);
    CHECK_FALSE(all->controls[0].due);
    CHECK(all->controls[0].control.signed_by == "anna");
    CHECK(all->controls[0].control.deviations == sign.deviations);
}
