#include "rules/judge.h"

#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;
using namespace std::chrono;
using domain::ApproveShift;
using domain::RevokeApproval;
using rules::Findings;
using rules::ShiftState;

namespace {

// One visit in order, the morning of Thursday 1 October 2026, looked at the next morning.
struct Morning {
    Unit u;
    Visit visit;
    explicit Morning(const char* municipality = "Nacka") : u(municipality), visit(u.visit("2026-10-01 08:00", 30)) {
        u.now = at("2026-10-02 07:30");
    }
    Findings judged(domain::Verb verb) const {
        domain::Change change;
        change.target = visit.shift();
        change.verb = std::move(verb);
        const rules::Verdict verdict = rules::judge(change, u.facts, *u.now);
        const auto* refused = std::get_if<rules::Refused>(&verdict);
        return refused == nullptr ? Findings{} : refused->findings;
    }
    std::string answer(domain::Verb verb) const {
        const Findings findings = judged(std::move(verb));
        return findings.empty() ? "accepted" : findings.front().check;
    }
    bool is_clean() const {
        const auto& shift = *u.facts.shift(visit.shift());
        return rules::is_clean(u.facts, shift, rules::findings_of_shift(u.facts, shift.id, *u.now), *u.now);
    }
    ShiftState state() const { return rules::state_of(u.facts, *u.facts.shift(visit.shift()), *u.now); }
};

}  // namespace

TEST_CASE("a shift in order is clean and can be approved") {
    const Morning m;
    CHECK(m.is_clean());
    CHECK(m.state() == ShiftState::to_review);
    CHECK(m.answer(ApproveShift{}) == "accepted");
}

TEST_CASE("nobody approves her own shift, unless the rulebook lets her; others approve it") {
    Morning m;
    const auto own = m.u.facts.shift(m.visit.shift())->care_worker;
    m.u.facts.asked_by(own);
    CHECK(m.answer(ApproveShift{}) == "own-shift");
    CHECK_FALSE(m.is_clean());
    m.u.facts.asked_by(base::IdSource(5).next());
    CHECK(m.answer(ApproveShift{}) == "accepted");
    CHECK(m.is_clean());
    m.u.facts.asked_by(std::nullopt);
    CHECK(m.answer(ApproveShift{}) == "accepted");
}

TEST_CASE("a finding that blocks stops the approval, with its paragraph; one that warns does not") {
    Morning m;
    m.visit.does();
    const Findings findings = m.judged(ApproveShift{});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].check == "service-missing");
    CHECK(findings[0].paragraph == "4.1");
    CHECK(findings[0].rulebook == "nacka-3.0-2026-03-25");
    CHECK(findings[0].visit == m.visit.id());
    CHECK_FALSE(m.is_clean());
    m.visit.does("Dusch").manual_end().note("Låset svarade inte, felanmält");
    CHECK(m.u.checks(m.visit) == Names{"manual-not-exempt"});
    CHECK(m.is_clean());
    CHECK(m.answer(ApproveShift{}) == "accepted");
}

TEST_CASE("the last second of the closing day still counts, the next does not") {
    Morning m;
    m.u.now = at("2026-11-04 23:59:59");
    CHECK(m.answer(ApproveShift{}) == "accepted");
    CHECK(m.is_clean());
    *m.u.now += 1s;
    CHECK(m.answer(ApproveShift{}) == "after-closing");
    CHECK(m.judged(ApproveShift{})[0].paragraph == "4.13");
    CHECK_FALSE(m.is_clean());
}

TEST_CASE("an approved shift of a closed month is in order and cannot be revoked") {
    Morning m;
    m.u.approve(m.visit, "2026-10-02 08:00");
    m.u.now = at("2026-11-20 08:00");
    CHECK(m.u.checks(m.visit) == Names{});
    CHECK(m.answer(RevokeApproval{}) == "after-closing");
}

TEST_CASE("a shift that goes on or is empty cannot be approved") {
    Morning m;
    m.u.now = at("2026-10-01 08:15");
    CHECK(m.state() == ShiftState::open);
    CHECK(m.answer(ApproveShift{}) == "shift-open");
    m.u.facts.remove(domain::RecordType::visit, m.visit.id());
    CHECK(m.answer(ApproveShift{}) == "shift-empty");
}

TEST_CASE("what is approved is not approved again, what is not approved is not revoked") {
    Morning m;
    CHECK(m.answer(RevokeApproval{}) == "not-approved");
    m.u.approve(m.visit, "2026-10-02 07:30");
    CHECK(m.state() == ShiftState::approved);
    CHECK(m.answer(ApproveShift{}) == "already-approved");
    CHECK(m.answer(RevokeApproval{}) == "accepted");
}

TEST_CASE("a visit that blocks can be let go unpaid by an explicit choice, and only that one") {
    Morning m;
    m.visit.does();
    auto second = m.u.visit("2026-10-01 10:00", 30);
    second.does();
    CHECK(m.answer(ApproveShift{{m.visit.id()}}) == "service-missing");
    CHECK(m.answer(ApproveShift{{m.visit.id(), second.id()}}) == "accepted");
}

TEST_CASE("revoke-window: Haninge lets an approval be revoked for 72 hours, Nacka until the closing time") {
    for (const auto* municipality : {"Nacka", "Haninge"}) {
        Morning m(municipality);
        m.u.approve(m.visit, "2026-10-02 08:00");
        m.u.now = at("2026-10-05 08:00");
        CHECK(m.answer(RevokeApproval{}) == "accepted");
        *m.u.now += 1s;
        CHECK(m.answer(RevokeApproval{}) ==
              (municipality == std::string("Haninge") ? "revoke-window-passed" : "accepted"));
    }
    Morning late("Haninge");
    late.u.approve(late.visit, "2026-10-02 08:00");
    late.u.now = at("2026-10-06 08:00");
    const auto refused = late.judged(RevokeApproval{});
    CHECK(refused[0].paragraph == "Efterregistrering");
    CHECK(std::get<std::int64_t>(refused[0].parameters.at("hours")) == 72);
}

TEST_CASE(
    "revoke-window: 72 hours are counted over the night when clocks change, and end with the month all the same") {
    Morning m("Haninge");
    m.u.approve(m.visit, "2026-10-23 12:00");
    CHECK(rules::revocable_until(m.u.facts, *m.u.facts.shift(m.visit.shift())) == at("2026-10-26 11:00"));
    m.u.approve(m.visit, "2026-11-03 12:00");
    CHECK(rules::revocable_until(m.u.facts, *m.u.facts.shift(m.visit.shift())) == at("2026-11-04 23:59:59"));
}

TEST_CASE("without a rulebook nothing is judged as allowed, and an unknown shift is refused") {
    const Morning m("Vaxholm");
    CHECK(m.answer(ApproveShift{}) == "no-rulebook");
    Morning gone;
    gone.u.facts.remove(domain::RecordType::shift, gone.visit.shift());
    CHECK(gone.answer(ApproveShift{}) == "shift-unknown");
}

TEST_CASE("a finding cites the text in force on the day of the visit, in that text's own numbering") {
    Unit u;
    const auto cited = [&](std::string_view start) {
        auto v = u.visit(start, 30);
        const auto finding = u.finding(v.manual_start(), "manual-without-note");
        REQUIRE(finding.has_value());
        return finding->rulebook + " " + finding->paragraph;
    };
    CHECK(cited("2025-10-14 08:00") == "nacka-3.0-2025-10-15 3.10");  // before the first, the first
    CHECK(cited("2026-03-24 23:50") == "nacka-3.0-2025-10-15 3.10");
    CHECK(cited("2026-03-25 00:00") == "nacka-3.0-2026-03-25 4.10");  // still the day before in UTC
    CHECK(cited("2026-06-01 23:59") == "nacka-3.0-2026-03-25 4.10");
    CHECK(cited("2026-06-02 00:00") == "nacka-3.0-2026-03-25 4.10");  // the lock routine does not speak of it
    u.lock(u.client);
    const auto tagged = [&](std::string_view start) {
        auto v = u.visit(start, 30);
        const auto finding = u.finding(v.tag(), "tag-beside-lock");
        REQUIRE(finding.has_value());
        return finding->rulebook + " " + finding->paragraph;
    };
    CHECK(tagged("2026-03-24 08:00") == "nacka-3.0-2025-10-15 1.1");
    CHECK(tagged("2026-06-01 08:00") == "nacka-3.0-2026-03-25 2.1");
    CHECK(tagged("2026-06-02 08:00") == "nacka-trygghetslas-2026-06-02 Befintliga kunder");
}
