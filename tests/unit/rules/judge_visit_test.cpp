#include <doctest/doctest.h>

#include "rules/judge.h"
#include "support/made_up_unit.h"

using namespace made_up;
using namespace std::chrono;
using domain::EditVisit;
using domain::RegisterVisit;

namespace {

constexpr const char* why = "Låset svarade inte, felanmält samma dag";

// One visit in order, 08:00-08:30 on Thursday 1 October 2026, looked at the next morning.
struct Morning {
    Unit u;
    Visit visit;
    explicit Morning(const char* municipality = "Nacka") : u(municipality), visit(u.visit("2026-10-01 08:00", 30)) {
        u.now = at("2026-10-02 07:30");
    }
    rules::Findings judged(const Id& target, domain::Verb verb) const {
        domain::Change change;
        change.target = target;
        change.verb = std::move(verb);
        const rules::Verdict verdict = rules::judge(change, u.facts, *u.now);
        const auto* refused = std::get_if<rules::Refused>(&verdict);
        return refused == nullptr ? rules::Findings{} : refused->findings;
    }
    std::string answer(EditVisit edit) const {
        const auto findings = judged(visit.id(), std::move(edit));
        return findings.empty() ? "accepted" : findings.front().check;
    }
    std::string answer(const RegisterVisit& made) const {
        const auto findings = judged(Id{}, made);
        return findings.empty() ? "accepted" : findings.front().check;
    }
    RegisterVisit missed() const {
        return {visit.shift(), u.client, at("2026-10-01 12:00"), at("2026-10-01 12:30"), false, {{u.service}}, why};
    }
};

EditVisit ends(std::string_view end, std::string note = why) {
    EditVisit edit;
    edit.end = at(end);
    edit.note = std::move(note);
    return edit;
}
EditVisit notes(std::string note) {
    EditVisit edit;
    edit.note = std::move(note);
    return edit;
}

}  // namespace

TEST_CASE("a finished, unapproved visit can be mended with a note that says why") {
    const Morning m;
    CHECK(m.answer(ends("2026-10-01 08:25")) == "accepted");
    EditVisit services;
    services.service_lines = {{m.u.service}, {"Lunch"}};
    services.note = why;
    CHECK(m.answer(services) == "accepted");
    CHECK(m.answer(notes(why)) == "accepted");
}

TEST_CASE("initials, blanks, signs and nothing at all are no note, and the paragraph is told") {
    const Morning m;
    for (const auto* note : {"", " ", "EL", "E.L.", "---", "!!!", "\t\n"}) {
        CAPTURE(note);
        CHECK(m.answer(ends("2026-10-01 08:25", note)) == "note-required");
    }
    CHECK(m.answer(notes("EL")) == "note-required");
    const auto findings = m.judged(m.visit.id(), ends("2026-10-01 08:25", ""));
    CHECK(findings.front().paragraph == "4.12");
}

TEST_CASE("a note that stands there already is enough; an edit that is taken back needs none") {
    Morning m;
    m.visit.note(why);
    EditVisit edit;
    edit.end = at("2026-10-01 08:25");
    CHECK(m.answer(edit) == "accepted");
    m.visit.moved_from(std::nullopt, at("2026-10-01 08:20"));
    edit.end = at("2026-10-01 08:20");
    edit.note = "";
    CHECK(m.answer(edit) == "accepted");
    edit.end = at("2026-10-01 08:21");
    CHECK(m.answer(edit) == "note-required");
}

TEST_CASE("times that cannot be are refused, and why; the last minute that can be is not") {
    const Morning m;
    CHECK(m.answer(ends("2026-10-01 08:00")) == "impossible-time");
    CHECK(m.answer(ends("2026-10-01 08:01")) == "accepted");
    CHECK(m.answer(ends("2026-10-02 07:31")) == "impossible-time");
    CHECK(m.answer(ends("2026-10-02 07:30")) == "accepted");
    EditVisit long_one = ends("2026-10-02 07:00");
    long_one.start = at("2026-10-01 06:59");
    CHECK(m.answer(long_one) == "impossible-time");
    long_one.start = at("2026-10-01 07:00");
    CHECK(m.answer(long_one) == "accepted");
    const auto findings = m.judged(m.visit.id(), ends("2026-10-01 08:00"));
    CHECK(std::get<std::string>(findings.front().parameters.at("reason")) == "end_before_start");
}

TEST_CASE("what goes on, is approved, is closed, is gone or is not changed is not mended") {
    Morning m;
    CHECK(m.answer(ends("2026-10-01 08:30", "")) == "nothing-changed");
    m.u.now = at("2026-10-01 08:15");
    CHECK(m.answer(ends("2026-10-01 08:10")) == "visit-open");
    m.u.now = at("2026-11-04 23:59:59");
    CHECK(m.answer(ends("2026-10-01 08:10")) == "accepted");
    *m.u.now += 1s;
    CHECK(m.answer(ends("2026-10-01 08:10")) == "after-closing");
    m.u.now = at("2026-10-02 07:30");
    m.u.approve(m.visit, "2026-10-02 07:00");
    CHECK(m.answer(ends("2026-10-01 08:10")) == "shift-approved");
    m.u.facts.remove(domain::RecordType::visit, m.visit.id());
    CHECK(m.answer(ends("2026-10-01 08:10")) == "visit-unknown");
}

TEST_CASE("a service is the municipality's, the client's or one that stood there; another is refused by name") {
    Morning m;
    const auto with = [](const char* service) {
        EditVisit edit;
        edit.service_lines = {{service}};
        edit.note = why;
        return edit;
    };
    CHECK(m.answer(with("Inköp")) == "accepted");
    CHECK(m.answer(with("Ballongflygning")) == "service-unknown");
    m.u.order(m.u.client, "Ballongflygning", 30);
    CHECK(m.answer(with("Ballongflygning")) == "accepted");
    m.visit.does("Sång vid pianot");
    EditVisit kept = with("Sång vid pianot");
    kept.service_lines->push_back({"Inköp"});
    CHECK(m.answer(kept) == "accepted");
    EditVisit minutes = with("Inköp");
    minutes.service_lines->front().minutes = -1;
    CHECK(m.answer(minutes) == "minutes-impossible");
    minutes.service_lines->front().minutes = 0;
    CHECK(m.answer(minutes) == "accepted");
}

TEST_CASE("a visit is moved to another shift of the unit that is neither approved nor unknown") {
    Morning m;
    auto other = m.u.visit("2026-10-01 10:00", 30);
    other.by(m.u.new_worker());
    EditVisit move;
    move.shift = other.shift();
    CHECK(m.answer(move) == "note-required");
    move.note = why;
    CHECK(m.answer(move) == "accepted");
    m.u.approve(other, "2026-10-02 07:00");
    CHECK(m.answer(move) == "shift-approved");
    move.shift = m.visit.id();
    CHECK(m.answer(move) == "shift-unknown");
}

TEST_CASE("a whole visit is registered afterwards, with the reason and its paragraph") {
    const Morning m;
    CHECK(m.answer(m.missed()) == "accepted");
    auto made = m.missed();
    made.note = "EL";
    CHECK(m.answer(made) == "note-required");
    CHECK(m.judged(Id{}, made).front().paragraph == "4.14");
    made = m.missed();
    made.end = made.start;
    CHECK(m.answer(made) == "impossible-time");
    made = m.missed();
    made.service_lines = {{"Ballongflygning"}};
    CHECK(m.answer(made) == "service-unknown");
    made = m.missed();
    made.client = m.visit.shift();
    CHECK(m.answer(made) == "client-unknown");
    made = m.missed();
    made.shift = made.client;
    CHECK(m.answer(made) == "shift-unknown");
}

TEST_CASE("edited services without a reason are found like edited times; as registered they are not") {
    Morning m;
    domain::Visit record = m.visit.record();
    record.original_service_lines.emplace();
    m.u.facts.put(record);
    CHECK(m.u.checks(m.visit) == Names{"edited-without-note"});
    record.original_service_lines = record.service_lines;
    m.u.facts.put(record);
    CHECK(m.u.checks(m.visit) == Names{});
    record.original_double_staffing = true;
    record.note = why;
    m.u.facts.put(record);
    CHECK(m.u.checks(m.visit) == Names{});
}
