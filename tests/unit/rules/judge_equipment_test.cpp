// Changes of locks, tags, phones, lock orders and controls: every refusal, and what is accepted beside it.
#include <doctest/doctest.h>

#include "rules/control.h"
#include "support/made_up_things.h"

using namespace made_up;
using domain::LockOrderKind;
using domain::LockOrderState;

// --- lock.battery_changed

TEST_CASE_FIXTURE(Things, "a changed battery is registered, not in the future and not of a lock that is gone") {
    CHECK(answer(lock, domain::ChangeBattery{now}) == "accepted");
    CHECK(answer(lock, domain::ChangeBattery{now + std::chrono::minutes{5}}) == "accepted");  // clocks differ
    CHECK(answer(lock, domain::ChangeBattery{now + std::chrono::minutes{6}}) == "in-future");
    CHECK(answer(ids.next(), domain::ChangeBattery{now}) == "lock-unknown");
    auto changed = lock_now();
    changed.removed_at = day("2026-10-20");
    is_now(changed);
    CHECK(answer(lock, domain::ChangeBattery{now}) == "lock-removed");
    changed.removed_at = day("2026-10-21");
    is_now(changed);
    CHECK(answer(lock, domain::ChangeBattery{now}) == "accepted");
}

TEST_CASE_FIXTURE(
    Things, "an empty battery is changed by the service alone; what was read before the last change is not empty") {
    auto changed = lock_now();
    changed.battery_level = domain::BatteryLevel::empty;
    changed.battery_read_at = at("2026-10-19 12:00");
    is_now(changed);
    CHECK(answer(lock, domain::ChangeBattery{now}) == "battery-empty");
    CHECK_FALSE(judged(lock, domain::ChangeBattery{now}).front().rulebook.empty());
    CHECK(answer(lock, domain::ChangeBattery{now, true}) == "accepted");
    changed.battery_level = domain::BatteryLevel::critical;
    is_now(changed);
    CHECK(answer(lock, domain::ChangeBattery{now}) == "accepted");
    changed.battery_level = domain::BatteryLevel::empty;
    changed.battery_changed_at = at("2026-10-19 12:01");
    is_now(changed);
    CHECK(answer(lock, domain::ChangeBattery{now}) == "accepted");
}

// --- lock_order.set

TEST_CASE_FIXTURE(Things, "a lock order is of a client or a lock that is here, and of the unit") {
    for (const auto kind : {LockOrderKind::mount, LockOrderKind::dismount, LockOrderKind::move, LockOrderKind::fault})
        CHECK(answer(ids.next(), order(kind)) == "accepted");
    auto set = order();
    set.client = ids.next();
    CHECK(answer(ids.next(), set) == "client-unknown");
    set.client.reset();
    CHECK(answer(ids.next(), set) == "client-unknown");
    set = order();
    set.unit = ids.next();
    CHECK(answer(ids.next(), set) == "client-unknown");
    set = order(LockOrderKind::fault);
    set.lock = ids.next();
    CHECK(answer(ids.next(), set) == "lock-unknown");
    set.lock.reset();
    CHECK(answer(ids.next(), set) == "lock-unknown");
    set.lock = lock;
    set.client.reset();  // one that nobody lives behind
    CHECK(answer(ids.next(), set) == "accepted");
}

TEST_CASE_FIXTURE(Things, "what is booked has a time; a fault, and what is dropped, says why") {
    auto set = order();
    set.state = LockOrderState::booked;
    CHECK(answer(ids.next(), set) == "booking-required");
    set.booked_at = now;
    CHECK(answer(ids.next(), set) == "accepted");
    set = order();
    set.note = "EL";
    CHECK(answer(ids.next(), set) == "accepted");
    set.state = LockOrderState::dropped;
    CHECK(answer(ids.next(), set) == "note-required");
    set.note = why;
    CHECK(answer(ids.next(), set) == "accepted");
    set = order(LockOrderKind::fault);
    set.note = "";
    CHECK(answer(ids.next(), set) == "note-required");
}

TEST_CASE_FIXTURE(Things, "an order that is there is changed, but is not made another one, nor the same") {
    auto set = order(LockOrderKind::dismount);
    const Id made = ordered(set);
    CHECK(answer(made, set) == "nothing-changed");
    set.state = LockOrderState::ordered;
    CHECK(answer(made, set) == "accepted");
    set.kind = LockOrderKind::fault;
    CHECK(answer(made, set) == "lock-unknown");
}

// --- tag.couple, tag.deactivate

TEST_CASE_FIXTURE(Things, "a tag is coupled to a client who has no lock, once, and never used again") {
    const Id without_lock = u.new_client();
    const Id seen = tag();
    CHECK(answer(seen, domain::CoupleTag{without_lock}) == "accepted");
    CHECK(answer(seen, domain::CoupleTag{u.client}) == "client-has-lock");
    CHECK_FALSE(judged(seen, domain::CoupleTag{u.client}).front().rulebook.empty());
    CHECK(answer(seen, domain::CoupleTag{ids.next()}) == "client-unknown");
    CHECK(answer(ids.next(), domain::CoupleTag{without_lock}) == "tag-unknown");
    CHECK(answer(tag(false), domain::CoupleTag{without_lock}) == "tag-inactive");
    CHECK(answer(tag(true, without_lock), domain::CoupleTag{without_lock}) == "tag-coupled");
    auto changed = lock_now();
    changed.removed_at = day("2026-10-20");
    is_now(changed);
    CHECK(answer(seen, domain::CoupleTag{u.client}) == "accepted");
    changed.removed_at.reset();
    changed.kind = "entrance";
    is_now(changed);
    CHECK(answer(seen, domain::CoupleTag{u.client}) == "accepted");
}

TEST_CASE_FIXTURE(Things, "a tag is inactivated once") {
    CHECK(answer(tag(true, u.client), domain::DeactivateTag{}) == "accepted");
    CHECK(answer(tag(), domain::DeactivateTag{}) == "accepted");
    CHECK(answer(tag(false), domain::DeactivateTag{}) == "tag-inactive");
    CHECK(answer(ids.next(), domain::DeactivateTag{}) == "tag-unknown");
}

// --- phone.*

TEST_CASE_FIXTURE(Things, "a lost phone is inactivated and nothing is asked; an inactive one has been") {
    CHECK(answer(phone(), domain::DeactivatePhone{}) == "accepted");
    CHECK(answer(phone(false), domain::DeactivatePhone{"Stulen"}) == "phone-inactive");
    CHECK(answer(ids.next(), domain::DeactivatePhone{}) == "phone-unknown");
}

TEST_CASE_FIXTURE(Things, "a phone is taken into use again with a reason, where it was out of use") {
    CHECK(answer(phone(false), domain::ReactivatePhone{"Låg i en annan jacka"}) == "accepted");
    CHECK(answer(phone(false), domain::ReactivatePhone{""}) == "note-required");
    CHECK(answer(phone(false), domain::ReactivatePhone{"EL"}) == "note-required");
    CHECK(answer(phone(), domain::ReactivatePhone{"Låg i en annan jacka"}) == "phone-active");
    CHECK(answer(ids.next(), domain::ReactivatePhone{"Låg i en annan jacka"}) == "phone-unknown");
}

TEST_CASE_FIXTURE(Things, "a phone in use that is not coupled is coupled") {
    CHECK(answer(phone(), domain::CouplePhone{}) == "accepted");
    CHECK(answer(phone(true, true), domain::CouplePhone{}) == "phone-coupled");
    CHECK(answer(phone(false), domain::CouplePhone{}) == "phone-inactive");
    CHECK(answer(ids.next(), domain::CouplePhone{}) == "phone-unknown");
}

TEST_CASE_FIXTURE(Things, "a phone has a label, and a holder who works in its unit, or none") {
    const Id known = phone();
    CHECK(answer(known, domain::EditPhone{"Enhetens reserv"}) == "accepted");
    CHECK(answer(known, domain::EditPhone{"Xcover", u.worker}) == "holder-unknown");
    domain::CareWorker worker;
    worker.id = u.worker;
    worker.unit = u.id;
    is_now(worker);
    CHECK(answer(known, domain::EditPhone{"Xcover", u.worker}) == "accepted");
    worker.active = false;
    is_now(worker);
    CHECK(answer(known, domain::EditPhone{"Xcover", u.worker}) == "holder-unknown");
    worker.active = true;
    worker.unit = ids.next();
    is_now(worker);
    CHECK(answer(known, domain::EditPhone{"Xcover", u.worker}) == "holder-unknown");
    CHECK(answer(known, domain::EditPhone{"Xcover"}) == "nothing-changed");
    CHECK(answer(known, domain::EditPhone{" \t"}) == "label-required");
    CHECK(answer(ids.next(), domain::EditPhone{"Enhetens reserv"}) == "phone-unknown");
}

// --- control.sign

TEST_CASE_FIXTURE(Things, "a month's control is signed when the month has begun, of the unit, under its id") {
    CHECK(answer(control()) == "accepted");
    CHECK(answer(control("2026-09-01")) == "accepted");
    CHECK(answer(control("2026-11-01")) == "month-not-begun");
    CHECK(answer(control("2026-10-02")) == "month-not-begun");
    CHECK(answer(ids.next(), control()) == "unit-unknown");
    auto sign = control();
    sign.unit = ids.next();
    CHECK(answer(sign) == "unit-unknown");
}

TEST_CASE_FIXTURE(Things, "every deviation says what was done about it, and the one that does not is named") {
    auto sign = control();
    sign.deviations = rules::deviations_text({{"T1", "unused", "Lämnad till chefen"}, {"T2", "not_coupled", "EL"}});
    CHECK(answer(sign) == "deviation-unanswered");
    const auto findings = judged(domain::control_of(sign.unit, sign.kind, sign.month), sign);
    CHECK(std::get<std::string>(findings.front().parameters.at("thing")) == "T2");
    sign.deviations =
        rules::deviations_text({{"T1", "unused", "Lämnad till chefen"}, {"T2", "not_coupled", "Kopplad om"}});
    CHECK(answer(sign) == "accepted");
    sign.deviations = "T1 är borta";
    CHECK(answer(sign) == "deviations-unreadable");
}

TEST_CASE_FIXTURE(Things, "a control that is signed is signed anew only where it says something else") {
    domain::Change change;
    auto sign = control();
    change.target = domain::control_of(sign.unit, sign.kind, sign.month);
    change.verb = sign;
    u.facts.put(domain::apply(change, now, domain::Control{}));
    CHECK(answer(sign) == "nothing-changed");
    sign.note = "En till kom fram";
    CHECK(answer(sign) == "accepted");
}
