// What she is offered while she mends, and what is done in one stroke.
#include <algorithm>

#include <doctest/doctest.h>

#include "support/desk.h"

using namespace samordna;
using Here = support::Desk;

namespace {

std::string answer(const base::Result<rules::Verdict>& verdict) {
    REQUIRE(verdict);
    const auto* refused = std::get_if<rules::Refused>(&*verdict);
    return refused == nullptr ? "accepted" : refused->findings.front().check;
}

domain::EditVisit noting(std::string note) {
    domain::EditVisit edit;
    edit.note = std::move(note);
    return edit;
}

// One care worker who shops for two clients at once.
struct Errand : Here {
    Errand() {
        backend.put(fake::shift(36, 11, "2026-10-12"));
        for (const auto& [visit, client] : {std::pair(46, 20), std::pair(47, 21)}) {
            auto made = fake::visit(visit, 36, client, "2026-10-12T13:00:00+02:00");
            made.end = made.start + std::chrono::minutes{75};
            made.note = visit == 46 ? "Kunden var inte hemma" : "";
            made.service_lines = {{"Inköp", std::nullopt, true, false}};
            backend.put(made);
        }
        sync();
    }
};

}  // namespace

TEST_CASE_FIXTURE(Here, "what somebody else has changed since she saw it is not put aside unasked") {
    const auto seen = ws->visit(fake::id(40));
    REQUIRE(seen);
    auto theirs = *seen;
    theirs.note = "Kunden ville ha mer tid";
    backend.put(theirs);
    sync();
    CHECK(answer(ws->edit_visit(seen->id, noting("Låset svarade inte"), &*seen)) == "visit-changed");
    CHECK(ws->outbox().empty());
    SUBCASE("something else of the visit is hers to change all the same") {
        domain::EditVisit edit;
        edit.end = *seen->end - std::chrono::minutes{1};
        CHECK(answer(ws->edit_visit(seen->id, edit, &*seen)) == "accepted");
    }
    SUBCASE("and so is the same thing, once she has seen it") {
        CHECK(answer(ws->edit_visit(seen->id, noting("Låset svarade inte"), &theirs)) == "accepted");
        CHECK(ws->visit(seen->id)->note == "Låset svarade inte");
    }
}

TEST_CASE_FIXTURE(Errand, "a joint errand is shared out in one stroke, and undone in one") {
    CHECK(answer(ws->split_joint_errand(fake::id(47), "Delat lika på två")) == "accepted");
    int minutes = 0;
    for (const int visit : {46, 47}) {
        const auto stands = ws->visit(fake::id(visit));
        REQUIRE(stands);
        REQUIRE(stands->service_lines.size() == 1);
        minutes += stands->service_lines.front().minutes.value_or(0);
    }
    CHECK(minutes == 75);
    CHECK(ws->visit(fake::id(46))->note == "Kunden var inte hemma Delat lika på två");
    CHECK(ws->visit(fake::id(47))->note == "Delat lika på två");
    CHECK(answer(ws->split_joint_errand(fake::id(47), "Delat en gång till")) == "nothing-changed");
    const auto undone = ws->undo();
    REQUIRE(undone);
    CHECK(undone->shifts == 2);
    CHECK_FALSE(ws->visit(fake::id(46))->service_lines.front().minutes);
    CHECK(ws->visit(fake::id(47))->note.empty());
}

TEST_CASE_FIXTURE(Errand, "a joint errand with a visit that cannot be changed is left as it is, all of it") {
    CHECK(answer(ws->split_joint_errand(fake::id(40), "Delat lika på två")) == "nothing-changed");
    moves_to("2026-12-01T09:00:00+01:00");
    CHECK(answer(ws->split_joint_errand(fake::id(46), "Delat lika på två")) == "after-closing");
    CHECK(ws->outbox().empty());
}

TEST_CASE_FIXTURE(Here, "a client is found by the number, or by enough of the name") {
    const auto numbers = [&](std::string_view text) {
        std::vector<int> found;
        for (const auto& client : ws->clients_like(text)) found.push_back(client.number);
        return found;
    };
    CHECK(numbers("3021") == std::vector{3021});
    CHECK(numbers("Öberg") == std::vector{3021});
    CHECK(numbers("302").size() == 2);
    CHECK(numbers("öberg ingrid").empty());
    CHECK(numbers("").empty());
}

TEST_CASE_FIXTURE(Here, "a visit can be moved to the day's other shifts, not to approved ones") {
    backend.put(fake::shift(37, 11, "2026-10-05"));
    sync();
    const auto day = fake::shift(0, 0, "2026-10-05").date;
    CHECK(ws->shift_choices(day).size() == 2);
    const std::array clean{fake::id(30)};
    REQUIRE(ws->approve(clean).approved.size() == 1);
    REQUIRE(ws->shift_choices(day).size() == 1);
    CHECK(ws->shift_choices(day).front().care_worker_name == "Åsa Ärlig");
}

TEST_CASE_FIXTURE(Here, "a visit that was never registered is judged before it is") {
    const auto like = ws->visit(fake::id(40));
    REQUIRE(like);
    const domain::RegisterVisit made{like->shift, like->client,        like->start, *like->end,
                                     false,       like->service_lines, ""};
    const auto id = ws->new_id();
    const auto preview = ws->preview(id, made);
    REQUIRE(preview);
    CHECK(preview->before.id.is_nil());
    CHECK(preview->performed_minutes == 30);
    CHECK(answer(preview->verdict) == "note-required");
    CHECK_FALSE(ws->visit(id));
    // Of nobody: there is nothing to judge.
    auto of_nobody = made;
    of_nobody.client = ws->new_id();
    REQUIRE(ws->preview(id, of_nobody));
    CHECK(answer(ws->preview(id, of_nobody)->verdict) == "client-unknown");
}
