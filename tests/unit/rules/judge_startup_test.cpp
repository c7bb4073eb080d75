// An hour of Uppstart smarta lås that is registered: every refusal, and what is accepted beside it.
#include <doctest/doctest.h>

#include "support/made_up_things.h"

using namespace made_up;

TEST_CASE_FIXTURE(Things,
                  "the hour of a mounted lock is accepted once, and refused with its paragraph the second time") {
    CHECK(answer(startup()) == "accepted");
    is_done(startup());
    CHECK(answer(startup()) == "startup-exists");
    const auto findings = judged(domain::startup_visit_of(lock), startup());
    CHECK(findings.front().rulebook == "nacka-trygghetslas-2026-06-02");
    CHECK(findings.front().paragraph == "Ersättning till anordnare för trygghetslås");
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
