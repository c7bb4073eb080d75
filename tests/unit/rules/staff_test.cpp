// Which accounts run out, and which changes of them are allowed.
#include "rules/staff.h"

#include <doctest/doctest.h>

#include "support/made_up_things.h"

using namespace samordna;
using namespace made_up;
using rules::AccountState;

namespace {

rules::Settings nacka() {
    rules::Settings settings;
    settings.account_inactive_months = 18;
    settings.account_purge_months = 24;
    return settings;
}

domain::CareWorker worker_since(std::string_view last_login) {
    domain::CareWorker worker;
    if (!last_login.empty()) worker.last_login = at(std::string(last_login) + " 12:00");
    return worker;
}

std::string_view state_on(std::string_view today, const domain::CareWorker& worker) {
    return name_of(rules::account_of(worker, day(today), nacka()).state);
}

struct Staff : Things {
    domain::CareWorker worker;
    Staff() {
        worker.id = ids.next();
        worker.unit = u.id;
        worker.number = "P7";
        worker.first_name = "Eva";
        worker.last_name = "Ek";
        is_now(worker);
    }
    domain::CreateCareWorker made(std::string number) const { return {u.id, std::move(number), "Bo", "Ask"}; }
};

}  // namespace

TEST_CASE("an account is inactivated 18 months after the last sign-in, and purged after 24") {
    const auto account = rules::account_of(worker_since("2025-04-20"), day("2026-10-20"), nacka());
    CHECK(account.inactivated_on == day("2026-10-20"));
    CHECK(account.purged_on == day("2027-04-20"));
    // The last day of the month where it is shorter.
    CHECK(rules::account_of(worker_since("2024-08-31"), day("2026-01-01"), nacka()).inactivated_on ==
          day("2026-02-28"));
    // One who has been put up here and has not come counts from then.
    domain::CareWorker fresh;
    fresh.created_at = at("2026-10-01 08:00");
    CHECK(rules::account_of(fresh, day("2026-10-20"), nacka()).inactivated_on == day("2028-04-01"));
}

TEST_CASE("two months before it is told, and not a day earlier") {
    const auto worker = worker_since("2025-04-20");
    CHECK(state_on("2026-08-19", worker) == "used");
    CHECK(state_on("2026-08-20", worker) == "runs_out");
    CHECK(state_on("2026-12-01", worker) == "runs_out");
}

TEST_CASE("nothing runs out on the exception list, out of use, without a known day, or where the rules are silent") {
    auto worker = worker_since("2025-01-01");
    worker.exempt = "Tjänstledig";
    CHECK(state_on("2026-10-20", worker) == "used");
    CHECK_FALSE(rules::account_of(worker, day("2026-10-20"), nacka()).purged_on);
    worker.exempt.clear();
    worker.active = false;
    CHECK(state_on("2026-10-20", worker) == "inactive");
    CHECK_FALSE(rules::account_of(worker, day("2026-10-20"), nacka()).inactivated_on);
    CHECK(rules::account_of(worker, day("2026-10-20"), nacka()).purged_on == day("2027-01-01"));
    worker.archived = true;
    CHECK(state_on("2026-10-20", worker) == "archived");
    CHECK(state_on("2026-10-20", worker_since("")) == "never");
    CHECK(rules::account_of(worker_since("2020-01-01"), day("2026-10-20"), {}).state == AccountState::used);
}

TEST_CASE("administrators' accounts that run out are to be prolonged, each once for each day") {
    rules::Settings haninge;
    haninge.network_account_ends = {std::chrono::February / 15, std::chrono::September / 15};
    domain::AccountOrder opened;
    opened.id = base::IdSource(3).next();
    opened.person = "Eva Ek";
    opened.state = domain::AccountOrderState::done;
    opened.changed_at = at("2026-03-01 08:00");
    std::vector orders{opened};
    CHECK(rules::prolongings_needed(orders, day("2026-07-14"), haninge).empty());
    const auto needed = rules::prolongings_needed(orders, day("2026-07-15"), haninge);
    REQUIRE(needed.size() == 1);
    CHECK(needed[0].until == day("2026-09-15"));
    CHECK(needed[0].person == "Eva Ek");
    CHECK(rules::ask_by(needed[0], haninge) == day("2026-09-01"));
    CHECK(rules::prolongings_needed(orders, day("2026-12-20"), haninge).front().until == day("2027-02-15"));
    CHECK(rules::prolongings_needed(orders, day("2026-07-15"), nacka()).empty());

    SUBCASE("not when it has been asked for") {
        orders.push_back(needed[0]);
        CHECK(rules::prolongings_needed(orders, day("2026-09-15"), haninge).empty());
        CHECK(rules::prolongings_needed(orders, day("2026-12-20"), haninge).size() == 1);
    }
    SUBCASE("not when it is ended, unless that was dropped") {
        auto ended = opened;
        ended.kind = domain::AccountOrderKind::end;
        ended.state = domain::AccountOrderState::to_order;
        ended.changed_at = at("2026-05-01 08:00");
        orders.push_back(ended);
        CHECK(rules::prolongings_needed(orders, day("2026-09-01"), haninge).empty());
        orders.back().state = domain::AccountOrderState::dropped;
        CHECK(rules::prolongings_needed(orders, day("2026-09-01"), haninge).size() == 1);
    }
    SUBCASE("not before it is there") {
        orders[0].state = domain::AccountOrderState::ordered;
        CHECK(rules::prolongings_needed(orders, day("2026-09-01"), haninge).empty());
    }
}

// --- care_worker.*

TEST_CASE_FIXTURE(Staff, "an account has a number of its own in the unit, for ever, and a name") {
    CHECK(answer(ids.next(), made("P8")) == "accepted");
    CHECK(answer(ids.next(), made("P7")) == "number-taken");
    worker.archived = true;
    worker.active = false;
    is_now(worker);
    CHECK(answer(ids.next(), made("P7")) == "number-taken");
    CHECK(answer(ids.next(), made(" ")) == "number-required");
    auto nameless = made("P8");
    nameless.first_name.clear();
    CHECK(answer(ids.next(), nameless) == "accepted");
    nameless.last_name = " ";
    CHECK(answer(ids.next(), nameless) == "name-required");
    auto elsewhere = made("P8");
    elsewhere.unit = ids.next();
    CHECK(answer(ids.next(), elsewhere) == "unit-unknown");
}

TEST_CASE_FIXTURE(Staff, "a name is changed to another one") {
    CHECK(answer(worker.id, domain::EditCareWorker{"Eva", "Ekman"}) == "accepted");
    CHECK(answer(worker.id, domain::EditCareWorker{"Eva", "Ek", "Städ AB"}) == "accepted");
    CHECK(answer(worker.id, domain::EditCareWorker{"Eva", "Ek"}) == "nothing-changed");
    CHECK(answer(worker.id, domain::EditCareWorker{"", ""}) == "name-required");
    CHECK(answer(ids.next(), domain::EditCareWorker{"Eva", "Ekman"}) == "worker-unknown");
}

TEST_CASE_FIXTURE(Staff, "whoever is in use is inactivated and nothing is asked; she is let in again with a reason") {
    CHECK(answer(worker.id, domain::ReactivateCareWorker{"Kom tillbaka efter ledigheten"}) == "worker-active");
    CHECK(answer(worker.id, domain::InactivateCareWorker{}) == "accepted");
    worker.active = false;
    is_now(worker);
    CHECK(answer(worker.id, domain::InactivateCareWorker{"Har slutat"}) == "worker-inactive");
    CHECK(answer(worker.id, domain::ReactivateCareWorker{""}) == "note-required");
    CHECK(answer(worker.id, domain::ReactivateCareWorker{"Kom tillbaka efter ledigheten"}) == "accepted");
    CHECK(answer(worker.id, domain::ArchiveCareWorker{}) == "accepted");
    worker.archived = true;
    is_now(worker);
    CHECK(answer(worker.id, domain::ArchiveCareWorker{}) == "worker-archived");
    CHECK(answer(ids.next(), domain::InactivateCareWorker{}) == "worker-unknown");
}

TEST_CASE_FIXTURE(Staff, "one is put on the exception list with a reason, and taken off without") {
    CHECK(answer(worker.id, domain::ExemptCareWorker{"Föräldraledig till maj 2028"}) == "accepted");
    CHECK(answer(worker.id, domain::ExemptCareWorker{"EL"}) == "note-required");
    CHECK(answer(worker.id, domain::ExemptCareWorker{}) == "nothing-changed");
    worker.exempt = "Föräldraledig till maj 2028";
    is_now(worker);
    CHECK(answer(worker.id, domain::ExemptCareWorker{}) == "accepted");
}

TEST_CASE_FIXTURE(Staff, "a one-time code is a hash, good for a while, for somebody in use") {
    using namespace std::chrono_literals;
    const std::string hash = "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA";
    CHECK(answer(worker.id, domain::IssueCode{hash, now + 14 * 24h}) == "accepted");
    CHECK(answer(worker.id, domain::IssueCode{"K7QM-2RXT-9FHV", now + 24h}) == "code-unreadable");
    CHECK(answer(worker.id, domain::IssueCode{hash, now}) == "code-too-old");
    CHECK(answer(worker.id, domain::IssueCode{hash, now + 16 * 24h}) == "code-too-old");
    worker.active = false;
    is_now(worker);
    CHECK(answer(worker.id, domain::IssueCode{hash, now + 24h}) == "worker-inactive");
}

// --- account_order.set

TEST_CASE_FIXTURE(Staff, "an account order says whose account, and why it is not to be done") {
    domain::SetAccountOrder set;
    set.unit = u.id;
    CHECK(answer(ids.next(), set) == "person-required");
    set.person = "Eva Ek";
    CHECK(answer(ids.next(), set) == "accepted");
    set.state = domain::AccountOrderState::dropped;
    CHECK(answer(ids.next(), set) == "note-required");
    set.note = "Hon slutade innan kontot var klart";
    CHECK(answer(ids.next(), set) == "accepted");
    set.kind = domain::AccountOrderKind::prolong;
    CHECK(answer(ids.next(), set) == "booking-required");
    set.until = day("2026-09-15");
    CHECK(answer(ids.next(), set) == "accepted");
    const Id known = ids.next();
    domain::Change change;
    change.target = known;
    change.verb = set;
    is_now(domain::apply(change, now, domain::AccountOrder{}));
    CHECK(answer(known, set) == "nothing-changed");
    set.kind = domain::AccountOrderKind::end;
    CHECK(answer(known, set) == "order-unknown");
    set.unit = ids.next();
    CHECK(answer(ids.next(), set) == "unit-unknown");
}
