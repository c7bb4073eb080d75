// Changes of locks, tags, phones, lock orders and controls: every refusal, and what is accepted beside it.
#include <doctest/doctest.h>

#include "rules/control.h"
#include "support/made_up_unit.h"

using namespace made_up;
using domain::LockOrderKind;
using domain::LockOrderState;

namespace {

constexpr const char* why = "Låset monterades i dag, allt fungerar";
constexpr const char* routine = "Ersättning till anordnare för trygghetslås";

// Looked at on the 20th of October 2026.
struct Things {
    Unit u;
    Instant now = at("2026-10-20 09:00");
    Id lock = u.lock(u.client, {.mounted = "2026-10-01"});
    Visit morning = u.visit("2026-10-19 08:00", 30);

    rules::Findings judged(const Id& target, domain::Verb verb) const {
        domain::Change change;
        change.target = target;
        change.by = "anna";
        change.verb = std::move(verb);
        const rules::Verdict verdict = rules::judge(change, u.facts, now);
        const auto* refused = std::get_if<rules::Refused>(&verdict);
        return refused == nullptr ? rules::Findings{} : refused->findings;
    }
    std::string answer(const Id& target, domain::Verb verb) const {
        const auto findings = judged(target, std::move(verb));
        return findings.empty() ? "accepted" : findings.front().check;
    }
    domain::Lock lock_now() const { return *u.facts.equipment().find<domain::Lock>(lock); }
    void is_now(domain::Lock changed) { u.facts.put(domain::Record(std::move(changed))); }

    // --- Startup.
    domain::RegisterStartup startup() const {
        return {lock,
                {morning.shift(),
                 u.client,
                 at("2026-10-19 08:00"),
                 at("2026-10-19 09:00"),
                 false,
                 {{"Uppstart smarta lås"}},
                 why}};
    }
    std::string answer(const domain::RegisterStartup& made) const {
        return answer(domain::startup_visit_of(made.lock), made);
    }
    void is_done(const domain::RegisterStartup& made) {
        domain::Change change;
        change.target = domain::startup_visit_of(made.lock);
        change.verb = made;
        u.facts.put(domain::apply(change, now, domain::Visit{}));
    }

    // --- Tags and phones.
    Id tag(bool active = true, std::optional<Id> client = {}) {
        domain::Tag made{ids.next(), client, "04A2", active};
        u.facts.put(domain::Record(made));
        return made.id;
    }
    Id phone(bool active = true, bool coupled = false) {
        domain::Phone made{ids.next(), u.id, "T1", "Xcover", coupled, coupled, active, now};
        u.facts.put(domain::Record(made));
        return made.id;
    }

    // --- Orders and controls.
    domain::SetLockOrder order(LockOrderKind kind = LockOrderKind::mount) const {
        domain::SetLockOrder set{u.id, kind, LockOrderState::to_order, u.client};
        if (kind != LockOrderKind::mount) set.lock = lock;
        set.note = why;
        return set;
    }
    Id ordered(const domain::SetLockOrder& set) {
        domain::Change change;
        change.target = ids.next();
        change.verb = set;
        u.facts.put(domain::apply(change, now, domain::LockOrder{}));
        return change.target;
    }
    domain::SignControl control(std::string_view month = "2026-10-01") const {
        return {u.id, domain::ControlKind::phones, day(month), 3};
    }
    std::string answer(const domain::SignControl& sign) const {
        return answer(domain::control_of(sign.unit, sign.kind, sign.month), sign);
    }

    mutable base::IdSource ids{9};
};

}  // namespace

// --- lock.startup

TEST_CASE_FIXTURE(Things,
                  "the hour of a mounted lock is accepted once, and refused with its paragraph the second time") {
    CHECK(answer(startup()) == "accepted");
    is_done(startup());
    CHECK(answer(startup()) == "startup-exists");
    const auto findings = judged(domain::startup_visit_of(lock), startup());
    CHECK(findings.front().rulebook == "nacka-trygghetslas-2026-06-02");
    CHECK(findings.front().paragraph == routine);
}

TEST_CASE_FIXTURE(Things, "an hour that somebody entered by hand is the lock's hour") {
    auto by_hand = u.visit("2026-10-12 10:00", 60);
    by_hand.does("Uppstart smarta lås").manual().note(why);
    CHECK(answer(startup()) == "startup-exists");
    by_hand.does("Dusch");
    CHECK(answer(startup()) == "accepted");
}

TEST_CASE_FIXTURE(Things, "an hour is the lock's own: of a lock that is here, of its client, under its id") {
    auto made = startup();
    made.lock = ids.next();
    CHECK(answer(made) == "lock-unknown");
    made = startup();
    made.visit.client = u.new_client();
    CHECK(answer(made) == "lock-unknown");
    CHECK(answer(ids.next(), startup()) == "lock-unknown");
}

TEST_CASE_FIXTURE(Things, "an hour is refused for whatever a visit that is registered afterwards is refused for") {
    auto made = startup();
    made.visit.note = "EL";
    CHECK(answer(made) == "note-required");
    made = startup();
    made.visit.end = now + std::chrono::minutes{1};
    CHECK(answer(made) == "impossible-time");
    made = startup();
    made.visit.shift = ids.next();
    CHECK(answer(made) == "shift-unknown");
    u.approve(morning, "2026-10-20 08:00");
    CHECK(answer(startup()) == "shift-approved");
    now = at("2026-11-05 00:00");
    Things other;
    other.now = now;
    CHECK(other.answer(other.startup()) == "after-closing");
}

TEST_CASE_FIXTURE(Things, "an hour needs a lock that is mounted at a door that day") {
    auto changed = lock_now();
    changed.mounted_at = day("2026-10-20");
    is_now(changed);
    CHECK(answer(startup()) == "lock-not-mounted");
    changed.mounted_at = day("2026-10-19");
    is_now(changed);
    CHECK(answer(startup()) == "accepted");
    changed.removed_at = day("2026-10-19");
    is_now(changed);
    CHECK(answer(startup()) == "lock-not-mounted");
    changed.removed_at = day("2026-10-20");
    is_now(changed);
    CHECK(answer(startup()) == "accepted");
    changed.kind = "entrance";
    is_now(changed);
    CHECK(answer(startup()) == "lock-not-mounted");
}

TEST_CASE_FIXTURE(Things, "an hour is of the one service, done and alone, and no longer than an hour") {
    auto made = startup();
    made.visit.service_lines = {{"Dusch"}};
    CHECK(answer(made) == "startup-service");
    made.visit.service_lines = {{"Uppstart smarta lås"}, {"Dusch"}};
    CHECK(answer(made) == "startup-service");
    made.visit.service_lines = {declined("Uppstart smarta lås")};
    CHECK(answer(made) == "startup-service");
    made.visit.service_lines.clear();
    CHECK(answer(made) == "startup-service");
    made = startup();
    made.visit.end += std::chrono::minutes{1};
    CHECK(answer(made) == "startup-too-long");
    const auto findings = judged(domain::startup_visit_of(lock), made);
    CHECK(std::get<std::int64_t>(findings.front().parameters.at("limit")) == 60);
    made.visit.end -= std::chrono::minutes{31};
    CHECK(answer(made) == "accepted");
}

TEST_CASE("where the rules pay no such hour it is refused") {
    Unit u("Haninge");
    const Id lock = u.lock(u.client);
    const auto morning = u.visit("2026-10-19 08:00", 30);
    domain::Change change;
    change.target = domain::startup_visit_of(lock);
    change.verb = domain::RegisterStartup{
        lock,
        {morning.shift(), u.client, at("2026-10-19 08:00"), at("2026-10-19 09:00"), false, {{"Morgonhjälp"}}, why}};
    const auto verdict = rules::judge(change, u.facts, at("2026-10-20 09:00"));
    REQUIRE(std::holds_alternative<rules::Refused>(verdict));
    CHECK(std::get<rules::Refused>(verdict).findings.front().check == "startup-not-paid");
}

TEST_CASE_FIXTURE(Things, "each of two locks has its hour, by the rules of the spring the client has one") {
    const Id second = u.lock(u.client, {.mounted = "2026-05-01"});
    is_done(startup());
    auto made = startup();
    made.lock = second;
    CHECK(answer(made) == "accepted");
    Things spring;
    spring.now = at("2026-05-20 09:00");
    auto changed = spring.lock_now();
    changed.mounted_at = day("2026-01-01");
    spring.is_now(changed);
    const Id other = spring.u.lock(spring.u.client, {.mounted = "2026-01-02"});
    const auto visit = spring.u.visit("2026-05-19 08:00", 30);
    const auto hour = [&](const Id& of) {
        return domain::RegisterStartup{of,
                                       {visit.shift(),
                                        spring.u.client,
                                        at("2026-05-19 08:00"),
                                        at("2026-05-19 09:00"),
                                        false,
                                        {{"Uppstart smarta lås"}},
                                        why}};
    };
    CHECK(spring.answer(hour(spring.lock)) == "accepted");
    spring.is_done(hour(spring.lock));
    CHECK(spring.answer(hour(other)) == "startup-exists");
    CHECK(spring.judged(domain::startup_visit_of(other), hour(other)).front().paragraph == "4.2");
}

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

TEST_CASE_FIXTURE(Things, "a phone has a label, and a holder or none") {
    const Id known = phone();
    CHECK(answer(known, domain::EditPhone{"Enhetens reserv"}) == "accepted");
    CHECK(answer(known, domain::EditPhone{"Xcover", u.worker}) == "accepted");
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
