// Visits mended, noted, moved and registered afterwards: offline, together with others, and taken back.
#include <algorithm>

#include <doctest/doctest.h>

#include "scenario/world.h"

using namespace scenario;
using domain::EditVisit;
using domain::Visit;
using std::chrono::minutes;

namespace {

constexpr const char* why = "Låset svarade inte, felanmält samma dag";

// A visit of a shift in order.
struct Mending : AtWorkTogether {
    Id visit = visit_of(shift);

    Id visit_of(const Id& of) { return details(anna, of).visits.front().visit.id; }
    workspace::ShiftDetails details(Coordinator& whose, const Id& of) {
        const auto row = whose.shift(of);
        return whose->shifts(domain::month_of(row.date))->details(of).value();
    }
    Visit seen_by(Coordinator& whose, const Id& id) {
        for (const auto& row : whose->visits(std::nullopt)) {
            if (row.visit.id == id) return row.visit;
        }
        return {};
    }
    Visit true_visit(const Id& id) { return std::get<Visit>(world.truth(id, domain::RecordType::visit).record); }
    static EditVisit ends_later(const Visit& visit, int by) {
        EditVisit edit;
        edit.end = *visit.end + minutes{by};
        edit.note = why;
        return edit;
    }
    static EditVisit noting(std::string note) {
        EditVisit edit;
        edit.note = std::move(note);
        return edit;
    }
    std::string edit(Coordinator& whose, const Id& id, const EditVisit& wanted) {
        return answer(whose->edit_visit(id, wanted));
    }
    static std::string answer(const base::Result<rules::Verdict>& verdict) {
        REQUIRE(verdict);
        const auto* refused = std::get_if<rules::Refused>(&*verdict);
        return refused == nullptr ? "accepted" : refused->findings.front().check;
    }
    domain::RegisterVisit missed() {
        const Visit like = seen_by(anna, visit);
        return {shift, like.client, *like.end + minutes{1}, *like.end + minutes{2}, false, like.service_lines, why};
    }
};

}  // namespace

TEST_CASE_FIXTURE(Mending,
                  "a visit mended offline is mended on the screen at once, and everywhere after the next rounds") {
    const Visit before = seen_by(anna, visit);
    anna.faults().offline = true;
    CHECK(edit(anna, visit, ends_later(before, -1)) == "accepted");
    CHECK(*seen_by(anna, visit).end == *before.end - minutes{1});
    CHECK(seen_by(anna, visit).original_end == before.end);
    CHECK(true_visit(visit) == before);
    anna.faults().offline = false;
    anna.sync();
    bo.sync();
    CHECK(seen_by(bo, visit) == seen_by(anna, visit));
    CHECK(true_visit(visit) == seen_by(anna, visit));
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Mending,
                  "mended and then approved offline, both arrive in order, once, also when the reply is lost") {
    anna.faults().offline = true;
    CHECK(edit(anna, visit, ends_later(seen_by(anna, visit), -1)) == "accepted");
    CHECK(anna.approves(shift));
    anna.faults().offline = false;
    anna.faults().pushes = {Faults::Push::reply_lost};
    anna.cannot_sync("backend.unreachable");
    anna.sync();
    CHECK(std::get<domain::Shift>(world.truth(shift).record).approved_at);
    CHECK(world.truth(visit, domain::RecordType::visit).revision == 2);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Mending, "two who change different things of a visit both get their way") {
    const Visit before = seen_by(anna, visit);
    CHECK(edit(anna, visit, noting("Kunden ville ha mer tid på morgonen")) == "accepted");
    EditVisit end;
    end.end = *before.end - minutes{1};
    CHECK(edit(bo, visit, ends_later(before, -2)) == "accepted");
    bo.sync();
    const Visit theirs = true_visit(visit);
    anna.sync();
    bo.sync();
    // The note was changed by both.
    const auto parked = anna.with_fate(workspace::Fate::conflict);
    REQUIRE(parked.size() == 1);
    CHECK(parked.front().current_by == "bo");
    CHECK(true_visit(visit) == theirs);
    // Hers is kept, and made on top of his when she says so.
    CHECK(answer(anna->retry(parked.front().change.key)) == "accepted");
    anna.sync();
    CHECK(true_visit(visit).note == "Kunden ville ha mer tid på morgonen");
    CHECK(true_visit(visit).end == theirs.end);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Mending, "a change of something else does not stand in the way") {
    const Visit before = seen_by(anna, visit);
    CHECK(edit(bo, visit, noting("Kunden ville ha mer tid på morgonen")) == "accepted");
    EditVisit end;
    end.end = *before.end - minutes{1};
    end.note.reset();
    bo.sync();
    CHECK(edit(anna, visit, [&] {
              EditVisit wanted = end;
              wanted.note = before.note.empty() ? std::optional<std::string>(why) : std::nullopt;
              return wanted;
          }()) == "accepted");
    anna.sync();
    // Both wrote a note: she is asked. Without hers, his stands and her time with it.
    for (const auto& row : anna.with_fate(workspace::Fate::conflict)) anna->dismiss(row.change.key);
    CHECK(edit(anna, visit, end) == "accepted");
    anna.sync();
    CHECK(true_visit(visit).note == "Kunden ville ha mer tid på morgonen");
    CHECK(true_visit(visit).end == *end.end);
    bo.sync();
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Mending, "an edit of a visit whose shift somebody has approved meanwhile is kept and told") {
    anna.faults().offline = true;
    CHECK(edit(anna, visit, ends_later(seen_by(anna, visit), -1)) == "accepted");
    world.approved_by_manager(shift);
    anna.faults().offline = false;
    anna.sync();
    const auto refused = anna.with_fate(workspace::Fate::refused);
    REQUIRE(refused.size() == 1);
    CHECK(refused.front().findings.front().check == "shift-approved");
    CHECK(std::get<EditVisit>(refused.front().change.verb).note == why);
    CHECK_FALSE(seen_by(anna, visit).original_end);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Mending, "one made before the closing time that arrives after it is told so") {
    anna.faults().offline = true;
    CHECK(edit(anna, visit, ends_later(seen_by(anna, visit), -1)) == "accepted");
    CHECK(answer(anna->register_visit(anna->new_id(), missed())) == "accepted");
    world.clock.set(anna->closing_time(world.month()).value() + std::chrono::seconds{1});
    anna.faults().offline = false;
    anna.sign_in();
    anna.sync();
    std::vector<workspace::OutboxRow> late = anna->outbox();
    CHECK(late.size() == 2);
    CHECK(std::all_of(late.begin(), late.end(),
                      [](const auto& row) { return row.late && row.fate == workspace::Fate::refused; }));
}

TEST_CASE_FIXTURE(Mending, "a visit is registered afterwards: there at once, then everywhere, and never twice") {
    const Id id = anna->new_id();
    const auto before = details(anna, shift).visits.size();
    anna.faults().offline = true;
    CHECK(answer(anna->register_visit(id, missed())) == "accepted");
    CHECK(details(anna, shift).visits.size() == before + 1);
    anna.restart();
    CHECK(details(anna, shift).visits.size() == before + 1);
    anna.faults().offline = false;
    anna.faults().pushes = {Faults::Push::reply_lost};
    anna.cannot_sync("backend.unreachable");
    anna.sync();
    bo.sync();
    CHECK(details(bo, shift).visits.size() == before + 1);
    CHECK(true_visit(id).registered_at == world.clock.now());
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Mending, "a registered visit that is refused goes away, and what was written is kept") {
    const auto before = details(anna, shift).visits.size();
    anna.faults().offline = true;
    CHECK(answer(anna->register_visit(anna->new_id(), missed())) == "accepted");
    world.approved_by_manager(shift);
    anna.faults().offline = false;
    anna.sync();
    CHECK(details(anna, shift).visits.size() == before);
    const auto refused = anna.with_fate(workspace::Fate::refused);
    REQUIRE(refused.size() == 1);
    CHECK(std::get<domain::RegisterVisit>(refused.front().change.verb).note == why);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(
    Mending, "what has not been sent is taken back as if it had never been; what has been accepted by its opposite") {
    const Visit before = seen_by(anna, visit);
    CHECK(edit(anna, visit, ends_later(before, -1)) == "accepted");
    CHECK(anna->undo()->shifts == 1);
    CHECK(seen_by(anna, visit) == before);
    CHECK(anna->outbox().empty());
    CHECK(anna->redo()->verb == "visit.edit");
    anna.sync();
    CHECK(anna->undo()->shifts == 1);
    anna.sync();
    CHECK(true_visit(visit).end == before.end);
    CHECK(true_visit(visit).note == before.note);
    CHECK(answer(anna->register_visit(anna->new_id(), missed())) == "accepted");
    CHECK(anna->undo()->shifts == 1);
    CHECK(answer(anna->register_visit(anna->new_id(), missed())) == "accepted");
    anna.sync();
    CHECK(anna->undo()->shifts == 0);  // it stays
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Mending, "a visit is moved to another shift, and both shifts are judged anew") {
    const Id other = shifts.at(1);
    const auto here = details(anna, shift).visits.size();
    const auto there = details(anna, other).visits.size();
    EditVisit move;
    move.shift = other;
    CHECK(edit(anna, visit, move) == "note-required");
    move.note = why;
    CHECK(edit(anna, visit, move) == "accepted");
    CHECK(details(anna, shift).visits.size() == here - 1);
    CHECK(details(anna, other).visits.size() == there + 1);
    anna.sync();
    bo.sync();
    CHECK(details(bo, other).visits.size() == there + 1);
    CHECK(true_visit(visit).original_shift == shift);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Mending, "a visit moved by one and noted by another is both") {
    const Id other = shifts.at(1);
    EditVisit move;
    move.shift = other;
    if (seen_by(anna, visit).note.empty()) {
        CHECK(edit(anna, visit, noting(why)) == "accepted");
        anna.sync();
        bo.sync();
    }
    anna.faults().offline = true;
    CHECK(edit(anna, visit, move) == "accepted");
    CHECK(edit(bo, visit, noting("Kunden ville ha mer tid på morgonen")) == "accepted");
    bo.sync();
    anna.faults().offline = false;
    anna.sync();
    CHECK(anna.with_fate(workspace::Fate::conflict).empty());
    CHECK(true_visit(visit).shift == other);
    CHECK(true_visit(visit).note == "Kunden ville ha mer tid på morgonen");
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Mending, "a visit has a history: who did what, when, what stood there before") {
    const Visit before = seen_by(anna, visit);
    CHECK(edit(bo, visit, noting("Kunden ville ha mer tid på morgonen")) == "accepted");
    bo.sync();
    anna.sync();
    EditVisit end;
    end.end = *before.end - minutes{1};
    CHECK(edit(anna, visit, end) == "accepted");
    auto history = anna->history(domain::RecordType::visit, visit);
    REQUIRE(history.size() == 2);
    CHECK(history[0].by == "anna");
    CHECK(history[0].fate == workspace::Fate::waiting);
    CHECK(history[1].by == "bo");
    CHECK_FALSE(history[1].fate);
    CHECK(std::get<Visit>(history[1].before.value()).note == before.note);
    CHECK(std::get<Visit>(history[1].after).note == "Kunden ville ha mer tid på morgonen");
    anna.sync();
    anna.sync();
    history = anna->history(domain::RecordType::visit, visit);
    REQUIRE(history.size() == 2);
    CHECK_FALSE(history[0].fate);
    CHECK(std::get<Visit>(history[0].before.value()).end == before.end);
    CHECK(history[0].after == domain::Record(true_visit(visit)));
    CHECK(history[0].before == std::optional(history[1].after));
}

TEST_CASE_FIXTURE(Mending, "what it would become is judged while nothing is done") {
    const Visit before = seen_by(anna, visit);
    EditVisit wanted;
    wanted.service_lines.emplace();
    const auto preview = anna->preview(visit, wanted);
    REQUIRE(preview);
    CHECK(std::holds_alternative<rules::Refused>(preview->verdict));
    CHECK(std::any_of(preview->findings.begin(), preview->findings.end(),
                      [](const auto& finding) { return finding.check == "service-missing"; }));
    CHECK(seen_by(anna, visit) == before);
    CHECK(anna->outbox().empty());
    CHECK_FALSE(anna->preview(anna->new_id(), wanted));
}
