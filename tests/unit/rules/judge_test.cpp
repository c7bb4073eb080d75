#include "rules/judge.h"

#include <doctest/doctest.h>

using namespace samordna::rules;
using namespace samordna::domain;
using namespace std::chrono;

namespace {

Instant at(std::string_view text) {
    return *parse_instant(text);
}

// A shift of one visit in order, the morning of Thursday 1 October 2026, looked at the next morning.
struct Morning {
    samordna::base::IdSource ids{1};
    Shift shift;
    std::vector<Visit> visits;
    std::string municipality = "Nacka";
    Instant now = at("2026-10-02T07:30:00+02:00");

    Morning() {
        shift.id = ids.next();
        shift.date = Date{2026y / 10 / 1};
        Visit visit;
        visit.id = ids.next();
        visit.start = at("2026-10-01T08:00:00+02:00");
        visit.end = at("2026-10-01T08:30:00+02:00");
        visit.start_verification = visit.end_verification = Verification::lock;
        visit.registered_at = visit.end;
        visit.service_lines = {{"Dusch"}};
        visits.push_back(visit);
    }
    Visit& visit() { return visits.front(); }
    ShiftFacts facts() const { return {shift, visits, municipality, Rulebooks::built_in(), now}; }
    Findings findings() const { return findings_of(facts()); }
    std::vector<std::string> checks() const {
        std::vector<std::string> ids_found;
        for (const Finding& f : findings()) ids_found.push_back(f.check);
        return ids_found;
    }
    Verdict judged(Verb verb) const {
        Change change;
        change.target = shift.id;
        change.verb = std::move(verb);
        return judge(change, facts());
    }
    std::string refusal(Verb verb) const {
        const Verdict verdict = judged(std::move(verb));
        const auto* refused = std::get_if<Refused>(&verdict);
        return refused == nullptr ? "accepted" : refused->findings.front().check;
    }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a shift in order is clean and can be approved") {
    const Morning m;
    CHECK(m.findings().empty());
    CHECK(is_clean(m.facts(), m.findings()));
    CHECK(m.refusal(ApproveShift{}) == "accepted");
}

TEST_CASE("a visit without a service stops the approval, with its paragraph") {
    Morning m;
    m.visit().service_lines.clear();
    const Findings findings = m.findings();
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].check == "service-missing");
    CHECK(findings[0].paragraph == "4.1");
    CHECK(findings[0].rulebook == "nacka-3.0-2026-03-25");
    CHECK(findings[0].visit == m.visit().id);
    CHECK(m.refusal(ApproveShift{}) == "service-missing");
    CHECK_FALSE(is_clean(m.facts(), findings));
}

TEST_CASE("the supporting half of double staffing needs no service") {
    Morning m;
    m.visit().service_lines.clear();
    m.visit().double_staffing = true;
    CHECK(m.findings().empty());
}

TEST_CASE("a visit without its required note cannot be approved") {
    Morning m;
    m.visit().end_verification = Verification::manual;
    CHECK(m.refusal(ApproveShift{}) == "manual-without-note");
    CHECK(std::get<std::string>(m.findings()[0].parameters.at("ends")) == "end");
    m.visit().start_verification = Verification::manual;
    CHECK(std::get<std::string>(m.findings()[0].parameters.at("ends")) == "both");
    m.visit().note = "Låset svarade inte, felanmält samma dag";
    CHECK(m.refusal(ApproveShift{}) == "accepted");
}

TEST_CASE("blanks, punctuation and initials are no note") {
    for (const auto* note : {"", "  ", "\xC2\xA0", ".", " - ", "?!", "EL", "E.L.", "å ö", "AB", "123"}) {
        CAPTURE(note);
        CHECK_FALSE(says_why(note));
    }
    for (const auto* note : {"Låset trasigt", "tom mobil", "glömde", "ÅÄÖÅ"}) {
        CAPTURE(note);
        CHECK(says_why(note));
    }
}

TEST_CASE("a tag counts as verification as a lock does") {
    Morning m;
    m.visit().start_verification = m.visit().end_verification = Verification::tag;
    CHECK(m.findings().empty());
}

TEST_CASE("a time that cannot be is found, and gives no minutes") {
    Morning m;
    const Instant start = m.visit().start;
    m.visit().end = start - 15min;
    CHECK(m.checks() == Names{"impossible-time"});
    CHECK(performed_minutes(m.visit()) == 0min);
    m.visit().end = start;
    CHECK(m.checks() == Names{"impossible-time"});
    m.visit().end = start + 24h + 1min;
    CHECK(m.checks() == Names{"impossible-time"});
    CHECK(performed_minutes(m.visit()) == 0min);
    m.visit().end = start + 24h;
    CHECK(performed_minutes(m.visit()) == 24h);
    m.now = start + 23h;
    CHECK(m.checks() == Names{"impossible-time"});  // it ends in the future
    m.now = start + 25h;
    CHECK(m.checks().empty());
}

TEST_CASE("a night visit over the end of summer time has the minutes that passed") {
    Morning m;
    m.visit().start = at("2026-10-25T01:30:00+02:00");
    m.visit().end = at("2026-10-25T03:30:00+01:00");
    CHECK(performed_minutes(m.visit()) == 180min);
}

TEST_CASE("the last second of the closing day still counts, the next does not") {
    Morning m;
    m.now = at("2026-11-04T23:59:59+01:00");  // the third vardag of November
    CHECK(m.refusal(ApproveShift{}) == "accepted");
    m.now += 1s;
    CHECK(m.refusal(ApproveShift{}) == "after-closing");
    CHECK(m.checks() == Names{"after-closing"});
    const Verdict verdict = m.judged(ApproveShift{});
    CHECK(std::get<Refused>(verdict).findings[0].paragraph == "4.13");
}

TEST_CASE("an approved shift of a closed month is in order and cannot be revoked") {
    Morning m;
    m.shift.approved_at = at("2026-10-02T08:00:00+02:00");
    m.now = at("2026-11-20T08:00:00+01:00");
    CHECK(m.findings().empty());
    CHECK(m.refusal(RevokeApproval{}) == "after-closing");
}

TEST_CASE("a shift that goes on cannot be approved") {
    Morning m;
    m.now = at("2026-10-01T08:15:00+02:00");
    CHECK(state_of(m.shift, m.visits, m.now) == ShiftState::open);
    CHECK(m.refusal(ApproveShift{}) == "shift-open");
    m.visits.clear();
    CHECK(m.refusal(ApproveShift{}) == "shift-empty");
}

TEST_CASE("what is approved is not approved again, what is not approved is not revoked") {
    Morning m;
    CHECK(m.refusal(RevokeApproval{}) == "not-approved");
    m.shift.approved_at = m.now;
    CHECK(m.refusal(ApproveShift{}) == "already-approved");
    CHECK(m.refusal(RevokeApproval{}) == "accepted");
}

TEST_CASE("a visit that blocks can be let go unpaid by an explicit choice, and only that one") {
    Morning m;
    m.visits.push_back(m.visit());
    m.visits[1].id = m.ids.next();
    m.visits[0].service_lines.clear();
    m.visits[1].service_lines.clear();
    CHECK(m.refusal(ApproveShift{{m.visits[0].id}}) == "service-missing");
    CHECK(m.refusal(ApproveShift{{m.visits[0].id, m.visits[1].id}}) == "accepted");
}

TEST_CASE("Haninge lets an approval be revoked for 72 hours, Nacka until the closing time") {
    Morning m;
    m.shift.approved_at = at("2026-10-02T08:00:00+02:00");
    m.now = *m.shift.approved_at + 72h;
    CHECK(m.refusal(RevokeApproval{}) == "accepted");
    m.now += 1s;
    CHECK(m.refusal(RevokeApproval{}) == "accepted");
    m.municipality = "Haninge";
    CHECK(m.refusal(RevokeApproval{}) == "revoke-window-passed");
    m.now -= 1s;
    CHECK(m.refusal(RevokeApproval{}) == "accepted");
}

TEST_CASE("without a rulebook nothing is judged as allowed") {
    Morning m;
    m.municipality = "Vaxholm";
    CHECK(m.refusal(ApproveShift{}) == "no-rulebook");
}
