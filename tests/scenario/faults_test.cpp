// What may go wrong on the way, and that nothing is lost or done twice.
#include <random>

#include <doctest/doctest.h>

#include "scenario/world.h"

using namespace scenario;
using workspace::SyncStatus;

TEST_CASE_FIXTURE(AtWork, "an answer that is lost after the effect: the change is applied once") {
    REQUIRE(anna->approve(std::span(shifts).first(5)).approved.size() == 5);
    anna.faults().pushes = {Faults::Push::reply_lost, Faults::Push::fault_after};
    anna.cannot_sync("backend.unreachable");
    CHECK(anna->status().phase == SyncStatus::Phase::offline);
    CHECK(anna.shift(shifts[0]).state == rules::ShiftState::approved);
    anna.restart();
    anna.cannot_sync("backend.fault");
    CHECK(anna.sync().accepted == 5);
    CHECK(anna.faults().pushed == 15);
    for (std::size_t i = 0; i < 5; ++i) CHECK(world.truth(shifts[i]).revision == 2);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork,
                  "an answer is lost, and somebody else takes the approval back meanwhile: the backend's truth wins") {
    REQUIRE(anna.approves(shift));
    anna.faults().pushes = {Faults::Push::reply_lost};
    anna.cannot_sync("backend.unreachable");
    world.revoked_by_manager(shift);
    anna.sync();
    CHECK(world.truth(shift).revision == 3);
    CHECK(anna.shift(shift).state == rules::ShiftState::to_review);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "a chain whose first answer is lost goes on where it was") {
    REQUIRE(anna.approves(shift));
    anna.faults().pushes = {Faults::Push::reply_lost};
    anna.cannot_sync("backend.unreachable");
    REQUIRE(anna.revokes(shift));
    REQUIRE(anna.approves(shift));
    anna.sync();
    CHECK(world.truth(shift).revision == 4);
    CHECK(anna->status().waiting == 0);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "a feed that breaks off goes on at its last checkpoint") {
    world.approved_by_manager(shifts[0]);
    anna.faults().breaks_after_records = 0;
    anna.cannot_sync("backend.unreachable");
    CHECK(anna.shift(shifts[0]).state == rules::ShiftState::to_review);
    anna.sync();
    CHECK(anna.shift(shifts[0]).approved_by == "chef");
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "a resync builds a second database and keeps the outbox") {
    anna.faults().offline = true;
    REQUIRE(anna.approves(shifts[0]));
    world.approved_by_manager(shifts[1]);
    REQUIRE(world.backend().renew_epoch());
    anna.faults().offline = false;
    const auto summary = anna.sync();
    CHECK(summary.accepted == 1);
    CHECK(summary.received > static_cast<std::int64_t>(shifts.size()));
    CHECK(anna.shift(shifts[1]).approved_by == "chef");
    CHECK(std::get<domain::Shift>(world.truth(shifts[0]).record).approved_by == "anna");
    for (const auto& file : std::filesystem::directory_iterator(anna.directory())) {
        CHECK_FALSE(file.path().filename().string().starts_with("resync-"));
    }
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "a resync that breaks off destroys nothing") {
    anna.faults().offline = true;
    REQUIRE(anna.approves(shifts[0]));
    REQUIRE(world.backend().renew_epoch());
    anna.faults().offline = false;
    anna.faults().breaks_after_records = 10;
    const auto before = anna->shifts(world.month())->total();
    anna.cannot_sync("backend.unreachable");
    CHECK(anna->shifts(world.month())->total() == before);
    CHECK(anna->status().waiting == 1);
    CHECK(anna.shift(shifts[0]).state == rules::ShiftState::approved);
    CHECK(anna.sync().accepted == 1);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "drift is found by the daily check and mended") {
    anna.faults().unseen = shift;
    world.approved_by_manager(shift);
    anna.sync();
    anna.faults().unseen.reset();
    CHECK(anna.shift(shift).state == rules::ShiftState::to_review);
    anna.sync();
    CHECK(anna.shift(shift).state == rules::ShiftState::to_review);

    world.clock.advance(std::chrono::hours{25});
    anna.sign_in();
    anna.sync();
    CHECK(anna.shift(shift).approved_by == "chef");
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "a session that has run out keeps the outbox, and signing in again sends it") {
    REQUIRE(anna.approves(shift));
    // Her account was made anew, which ends its sessions.
    REQUIRE(world.backend().add_account({"anna",
                                         server::Role::coordinator,
                                         {anna->units().front().name},
                                         "korrekt hast batteri",
                                         true,
                                         server::SecondFactor::none}));
    anna.cannot_sync("session.expired");
    CHECK(anna->status().phase == SyncStatus::Phase::session_expired);
    CHECK(anna->status().waiting == 1);
    anna.sign_in();
    CHECK(anna.sync().accepted == 1);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "a token that has run out is renewed by itself, day after day") {
    for (int day = 0; day < 3; ++day) {
        REQUIRE((day % 2 == 0 ? anna.approves(shift) : anna.revokes(shift)));
        world.clock.advance(std::chrono::hours{13});
        CHECK(anna.sync().accepted == 1);
    }
    anna.restart();
    world.clock.advance(std::chrono::hours{13});
    anna.sync();
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "another user's sign-in wipes the copy, but never an outbox that is not empty") {
    world.coordinator("bo");
    anna.faults().offline = true;
    REQUIRE(anna.approves(shift));
    anna.faults().offline = false;
    auto refused = anna->sign_in({"https://backend.example", "bo", "korrekt hast batteri"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "sign_in.outbox_not_empty");
    CHECK(anna->signed_in()->user == "anna");
    anna.sync();
    REQUIRE(anna->sign_in({"https://backend.example", "bo", "korrekt hast batteri"}));
    CHECK(anna->signed_in()->user == "bo");
    CHECK(anna->units().empty());
    CHECK(anna->outbox().empty());
    anna.sync();
    CHECK(anna.shift(shift).approved_by == "anna");
}

TEST_CASE_FIXTURE(AtWorkTogether, "the worker sends what she does and brings what others do, without being asked") {
    anna->start_syncing();
    bo->start_syncing();
    REQUIRE(anna.approves(shifts[0]));
    const auto arrived = [&] {
        anna.post().pump();
        return bo.shift(shifts[0]).approved_by == "anna" && anna->status().waiting == 0;
    };
    CHECK(bo.post().pump_until(arrived, std::chrono::seconds{20}));
    anna->stop_syncing();
    bo->stop_syncing();
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "the window and the companion work on one profile at the same time") {
    workspace::Profile profile;
    profile.directory = anna.directory();
    profile.use_keyring = false;
    base::PumpedPost post;
    auto faults = std::make_shared<Faults>();
    auto companion =
        workspace::Workspace::open(profile, world.clock, post, [&](const std::string&) { return world.way(faults); });
    REQUIRE(companion);
    anna->start_syncing();
    for (std::size_t i = 0; i + 1 < 10; i += 2) {
        CHECK(anna.approves(shifts[i]));
        CHECK((*companion)->approve(std::span(shifts).subspan(i + 1, 1)).approved.size() == 1);
        static_cast<void>((*companion)->sync());
    }
    CHECK((*companion)->sync());
    const auto sent = [&] { return anna->status().waiting == 0; };
    CHECK(anna.post().pump_until(sent, std::chrono::seconds{20}));
    anna->stop_syncing();
    for (std::size_t i = 0; i < 10; ++i) CHECK(world.truth(shifts[i]).revision == 2);
    companion->reset();
    world.expect_agreement();
}

TEST_CASE_FIXTURE(AtWork, "undo takes back what was not sent, and does the opposite of what was") {
    REQUIRE(anna->approve(std::span(shifts).first(3)).approved.size() == 3);
    auto undone = anna->undo();
    REQUIRE(undone);
    CHECK(undone->shifts == 3);
    CHECK(anna->outbox().empty());
    auto redone = anna->redo();
    REQUIRE(redone);
    CHECK(redone->shifts == 3);
    anna.sync();
    REQUIRE(anna->undo());
    CHECK(anna.shift(shifts[0]).state == rules::ShiftState::to_review);
    CHECK(anna->status().waiting == 3);
    anna.sync();
    CHECK(world.truth(shifts[0]).revision == 3);
    CHECK_FALSE(anna->can_undo());
    world.expect_agreement();
}

TEST_CASE("three coordinators walk at random through approvals, edits, faults and restarts, and end with one truth") {
    for (const unsigned seed : {1U, 2U, 3U, 4U}) {
        CAPTURE(seed);
        World world;
        std::vector<Coordinator*> people{&world.coordinator("anna"), &world.coordinator("bo"),
                                         &world.coordinator("cia")};
        auto shifts = world.clean_shifts();
        shifts.resize(8);
        std::vector<domain::Visit> visits;
        for (const auto& row : people.front()->workspace().visits(world.month())) {
            if (std::find(shifts.begin(), shifts.end(), row.visit.shift) != shifts.end()) visits.push_back(row.visit);
        }
        // Anna has the month open all the time: what her lists become bit by bit is what they are when they are made.
        bool everything = false;
        const auto open_lists = [&] {
            people.front()->workspace().on_news(
                [&](const workspace::News& news) { everything = everything || news.everything; });
            return std::pair(people.front()->workspace().shifts(world.month()),
                             people.front()->workspace().visit_list(world.month()));
        };
        auto lists = open_lists();
        const auto contents = [](const auto& both) {
            std::string text;
            for (std::size_t i = 0; i < both.first->size(); ++i) {
                const auto& row = both.first->at(i);
                text += row.source_id + ' ' + std::to_string(static_cast<int>(row.state)) + row.approved_by +
                        std::to_string(row.visits) + ' ' + std::to_string(row.performed_minutes) + ' ' +
                        std::to_string(row.blocking_visits) + (row.clean ? "c" : "");
                for (const auto check : row.checks) text.append(" ").append(check);
                text += '\n';
            }
            for (std::size_t i = 0; i < both.second->size(); ++i) {
                const auto row = both.second->at(i);
                text += row.visit->id.text() + ' ' + std::string(row.shift_number) + ' ' + row.visit->note +
                        std::to_string(static_cast<int>(row.state)) + ' ' + std::to_string(row.performed_minutes);
                for (const auto check : row.checks) text.append(" ").append(check);
                text += '\n';
            }
            return text;
        };
        const auto expect_fresh = [&] {
            people.front()->post().pump();
            if (std::exchange(everything, false)) {
                lists.first->reload();
                lists.second->reload();
            }
            lists.second->refresh({});
            lists.first->refresh({});
            const std::string before = contents(lists);
            lists.first.reset();
            lists.second.reset();
            lists = open_lists();
            CHECK(contents(lists) == before);
        };
        std::mt19937 random(seed);
        const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
        for (int step = 0; step < 150; ++step) {
            Coordinator& person = *people[pick(3)];
            const Id shift = shifts[pick(shifts.size())];
            world.clock.advance(std::chrono::seconds{30});
            switch (pick(12)) {
                case 0:
                case 1:
                case 2:
                    person.approves(shift);
                    break;
                case 3:
                    person.revokes(shift);
                    break;
                case 4:
                    static_cast<void>(person->undo());
                    break;
                case 5:
                    person.faults().offline = !person.faults().offline;
                    break;
                case 6: {
                    using enum Faults::Push;
                    constexpr std::array kinds{reply_lost, fault_before, fault_after};
                    person.faults().pushes.push_back(kinds[pick(3)]);
                    break;
                }
                case 7:
                    if (pick(6) == 0) {
                        lists = {};
                        person.restart();
                        lists = open_lists();
                    }
                    if (pick(25) == 0) REQUIRE(world.backend().renew_epoch());
                    break;
                case 8: {
                    domain::EditVisit edit;
                    if (pick(2) == 0) edit.note = "Anteckning nummer " + std::to_string(pick(3));
                    if (pick(2) == 0) edit.double_staffing = pick(2) == 0;
                    if (pick(4) == 0) edit.shift = shifts[pick(shifts.size())];
                    static_cast<void>(person->edit_visit(visits[pick(visits.size())].id, edit));
                    break;
                }
                case 9: {
                    const domain::Visit& like = visits[pick(visits.size())];
                    static_cast<void>(person->register_visit(
                        person->new_id(),
                        {shift, like.client, like.start, *like.end, true, {}, "Telefonen var urladdad"}));
                    break;
                }
                default:
                    static_cast<void>(person->sync());
            }
            if (step % 10 == 9) expect_fresh();
        }
        for (Coordinator* person : people) {
            person->faults() = {};
            while (person->workspace().status().waiting > 0) static_cast<void>(person->workspace().sync());
        }
        world.expect_agreement();
    }
}
