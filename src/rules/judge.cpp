#include "rules/judge.h"

#include <algorithm>
#include <array>

namespace samordna::rules {
namespace {

using domain::ApproveShift;
using domain::Shift;
using domain::Visit;

const Rulebook* rulebook_of(const Shift& shift, std::string_view municipality, const Rulebooks& books) {
    return books.in_force(municipality, shift.date);
}

Finding reason(std::string_view code, const Rulebook* book, std::string_view cited_check = {}) {
    Finding finding;
    finding.check = code;
    finding.severity = Severity::blocks;
    if (book != nullptr) {
        finding.rulebook = book->version;
        if (const CheckRule* rule = book->rule(cited_check)) finding.paragraph = rule->paragraph;
    }
    return finding;
}

Findings approval_refusals(const ApproveShift& approve, const ShiftFacts& facts, const Rulebook& book,
                           Instant closing) {
    Findings refusals;
    switch (state_of(facts.shift, facts.visits, facts.now)) {
        case ShiftState::approved:
            return {reason("already-approved", &book)};
        case ShiftState::open:
            return {reason(facts.visits.empty() ? "shift-empty" : "shift-open", &book)};
        case ShiftState::to_review:
            break;
    }
    if (facts.now > closing) return {reason("after-closing", &book, "after-closing")};
    for (Finding& finding : findings_of(facts)) {
        const bool let_go = std::find(approve.unpaid_visits.begin(), approve.unpaid_visits.end(), finding.visit) !=
                            approve.unpaid_visits.end();
        if (finding.severity == Severity::blocks && !let_go) refusals.push_back(std::move(finding));
    }
    return refusals;
}

Findings revocation_refusals(const ShiftFacts& facts, const Rulebook& book, Instant closing) {
    if (!facts.shift.approved_at) return {reason("not-approved", &book)};
    if (facts.now > closing) return {reason("after-closing", &book, "after-closing")};
    if (facts.now > *revocable_until(facts)) {
        Finding late = reason("revoke-window-passed", &book, "revoke-window");
        late.parameters.emplace("hours", book.revoke_window->count());
        return {late};
    }
    return {};
}

}  // namespace

std::string_view name_of(ShiftState state) {
    constexpr std::array<std::string_view, 3> names{"open", "to_review", "approved"};
    return names[static_cast<std::size_t>(state)];
}

ShiftState state_of(const Shift& shift, std::span<const Visit> visits, Instant now) {
    if (shift.approved_at) return ShiftState::approved;
    // A visit that ends in the future because its time is wrong does not hold the shift open for longer than a day.
    const bool ended = !visits.empty() && std::all_of(visits.begin(), visits.end(), [&](const Visit& v) {
        return (v.end && *v.end <= now) || v.start + std::chrono::hours{24} <= now;
    });
    return ended ? ShiftState::to_review : ShiftState::open;
}

std::optional<Instant> closing_time_of(const Shift& shift, std::string_view municipality, const Rulebooks& rulebooks) {
    const Rulebook* book = rulebook_of(shift, municipality, rulebooks);
    if (book == nullptr) return std::nullopt;
    return book->closing_time(domain::month_of(shift.date));
}

std::optional<Instant> revocable_until(const ShiftFacts& facts) {
    const Rulebook* book = rulebook_of(facts.shift, facts.municipality, facts.rulebooks);
    if (book == nullptr || !facts.shift.approved_at) return std::nullopt;
    const Instant closing = book->closing_time(domain::month_of(facts.shift.date));
    if (!book->revoke_window) return closing;
    return std::min(closing, *facts.shift.approved_at + *book->revoke_window);
}

Findings findings_of(const ShiftFacts& facts) {
    Findings all;
    for (const Visit& visit : facts.visits) {
        const domain::Date day = domain::local_date(visit.start);
        const Rulebook* book = facts.rulebooks.in_force(facts.municipality, day);
        if (book == nullptr) continue;
        Findings found = findings_of(VisitFacts{visit, *book, book->closing_time(domain::month_of(day)),
                                                facts.shift.approved_at.has_value(), facts.now});
        std::move(found.begin(), found.end(), std::back_inserter(all));
    }
    return all;
}

bool is_clean(const ShiftFacts& facts, const Findings& findings) {
    if (state_of(facts.shift, facts.visits, facts.now) != ShiftState::to_review || any_blocks(findings)) return false;
    const auto closing = closing_time_of(facts.shift, facts.municipality, facts.rulebooks);
    return closing && facts.now <= *closing;
}

Verdict judge(const domain::Change& change, const ShiftFacts& facts) {
    const Rulebook* book = rulebook_of(facts.shift, facts.municipality, facts.rulebooks);
    if (book == nullptr) return Refused{{reason("no-rulebook", nullptr)}};
    const Instant closing = book->closing_time(domain::month_of(facts.shift.date));
    const auto* approve = std::get_if<ApproveShift>(&change.verb);
    Findings refusals = approve != nullptr ? approval_refusals(*approve, facts, *book, closing)
                                           : revocation_refusals(facts, *book, closing);
    if (refusals.empty()) return Accepted{};
    return Refused{std::move(refusals)};
}

}  // namespace samordna::rules
