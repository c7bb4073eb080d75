// Two and more at the same work, with and without a connection.
#include <doctest/doctest.h>

#include "scenario/world.h"

using namespace scenario;
using workspace::Fate;

TEST_CASE_FIXTURE(AtWorkTogether, "a coordinator's approval reaches the backend and the other coordinator") {
    REQUIRE(anna.approves(shift));
    CHECK(anna.shift(shift).state == rules::ShiftState::approved);
    CHECK(anna.shift(shift).fate == Fate::waiting);
    CHECK(bo.shift(shift).state == rules::ShiftState::to_review);

    const auto summary = anna.sync();
    CHECK(summary.accepted == 1);
    CHECK(summary.waiting == 0);
    CHECK_FALSE(anna.shift(shift).fate);
    bo.sync();
    CHECK(bo.shift(shift).approved_by == "anna");
    world.expect_agreement();
}

TEST_CASE_FIXTURE(
    AtWorkTogether,
    "two coordinators approve the same shift while one is offline: both see one approval and whose it is") {
    bo.faults().offline = true;
    REQUIRE(anna.approves(shift));
    REQUIRE(bo.approves(shift));
    bo.cannot_sync("backend.unreachable");
    CHECK(bo.shift(shift).approved_by == "bo");
    anna.sync();

    bo.faults().offline = false;
    bo.sync();
    CHECK(bo.shift(shift).approved_by == "anna");
    const auto rows = bo->outbox();
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().fate == Fate::accepted);
    CHECK(rows.front().current_by == "anna");
    CHECK(bo->status().needs_attention == 0);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "what she approves and revokes offline arrives in order, once") {
    anna.faults().offline = true;
    REQUIRE(anna.approves(shifts[0]));
    REQUIRE(anna.revokes(shifts[0]));
    REQUIRE(anna.approves(shifts[0]));
    REQUIRE(anna.approves(shifts[1]));
    REQUIRE(anna.revokes(shifts[1]));
    anna.restart();
    CHECK(anna->status().waiting == 5);

    anna.faults().offline = false;
    const auto summary = anna.sync();
    CHECK(summary.accepted == 5);
    CHECK(anna.faults().pushed == 5);
    CHECK(world.truth(shifts[0]).revision == 4);
    CHECK(std::get<domain::Shift>(world.truth(shifts[0]).record).approved_by == "anna");
    CHECK_FALSE(std::get<domain::Shift>(world.truth(shifts[1]).record).approved_at);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork,
                  "an approval still made on the old state is carried over to the new one where it still makes sense") {
    anna.faults().offline = true;
    REQUIRE(anna.approves(shift));
    world.approved_by_manager(shift);
    world.revoked_by_manager(shift);

    anna.faults().offline = false;
    CHECK(anna.sync().accepted == 1);
    CHECK(std::get<domain::Shift>(world.truth(shift).record).approved_by == "anna");
    world.expect_agreement();
}

TEST_CASE_FIXTURE(
    AtWork,
    "a stale base that only the backend knows of is a conflict, and the change is made anew under another key") {
    REQUIRE(anna.approves(shift));
    const Id key = anna->outbox().front().change.key;
    // The first attempt does not arrive, so that the change counts as sent on its old base; then somebody is faster.
    anna.faults().pushes = {Faults::Push::fault_before};
    anna.cannot_sync("backend.fault");
    world.approved_by_manager(shift);
    world.revoked_by_manager(shift);
    CHECK(anna.sync().accepted == 1);
    CHECK(anna->outbox().front().change.key != key);
    CHECK(std::get<domain::Shift>(world.truth(shift).record).approved_by == "anna");
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWorkTogether,
                  "a change that contradicts somebody else's is parked, shows whose, and can be retried or let go") {
    // Anna approves and takes it back, while Bo's approval is the one that stands.
    anna.faults().offline = true;
    REQUIRE(anna.approves(shift));
    REQUIRE(anna.revokes(shift));
    REQUIRE(bo.approves(shift));
    bo.sync();
    anna.faults().offline = false;
    const auto summary = anna.sync();
    CHECK(summary.conflicts == 1);
    CHECK(anna.shift(shift).approved_by == "bo");
    const auto parked = anna.with_fate(Fate::conflict);
    REQUIRE(parked.size() == 1);
    CHECK(parked.front().current_by == "bo");
    CHECK(anna->status().needs_attention == 1);

    SUBCASE("retried: now she takes back Bo's, and says so knowingly") {
        const auto verdict = anna->retry(parked.front().change.key);
        REQUIRE(verdict);
        CHECK(std::holds_alternative<rules::Accepted>(*verdict));
        CHECK(anna.sync().accepted == 1);
        CHECK_FALSE(std::get<domain::Shift>(world.truth(shift).record).approved_at);
    }
    SUBCASE("let go") {
        anna->dismiss(parked.front().change.key);
        CHECK(std::get<domain::Shift>(world.truth(shift).record).approved_by == "bo");
    }
    CHECK(anna->status().needs_attention == 0);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(
    AtWork,
    "the closing time passes while she is offline: she is told loudly, and her work is still there to be read") {
    anna.faults().offline = true;
    REQUIRE(anna.approves(shift));
    world.clock.set(anna->closing_time(world.month()).value() + std::chrono::seconds{1});

    anna.faults().offline = false;
    anna.sign_in();
    const auto summary = anna.sync();
    CHECK(summary.refused == 1);
    const auto refused = anna.with_fate(Fate::refused);
    REQUIRE(refused.size() == 1);
    CHECK(refused.front().late);
    CHECK(anna->status().late == 1);
    REQUIRE_FALSE(refused.front().findings.empty());
    CHECK(refused.front().findings.front().check == "after-closing");
    CHECK_FALSE(refused.front().source_id.empty());
    CHECK(anna.shift(shift).state == rules::ShiftState::to_review);
    CHECK(anna->status().needs_attention == 1);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "an approval after the closing time is refused at once and never enters the outbox") {
    world.clock.set(anna->closing_time(world.month()).value() + std::chrono::seconds{1});
    const auto approval = anna->approve({&shift, 1});
    CHECK(approval.approved.empty());
    REQUIRE(approval.refused.size() == 1);
    CHECK(approval.refused.front().findings.front().check == "after-closing");
    CHECK(anna->outbox().empty());
}

TEST_CASE_FIXTURE(AtWork, "what has waited longer than the backend remembers asks her first") {
    anna.faults().offline = true;
    REQUIRE(anna.approves(shift));
    world.clock.advance(std::chrono::days{31});
    anna.faults().offline = false;
    anna.sign_in();
    anna.sync();
    const auto failed = anna.with_fate(Fate::failed);
    REQUIRE(failed.size() == 1);
    CHECK(failed.front().error.code == "outbox.too_old");
    CHECK(anna.faults().pushed == 0);
    CHECK_FALSE(std::get<domain::Shift>(world.truth(shift).record).approved_at);
}
