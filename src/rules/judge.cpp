#include "rules/judge.h"

#include <algorithm>
#include <array>

#include "rules/judge_reason.h"
#include "rules/matrix_csv.h"

namespace samordna::rules {
namespace {

using domain::ApproveShift;
using domain::Instant;
using domain::Shift;
using domain::Visit;

bool is_own(const Facts& facts, const Shift& shift, const Rulebook& book) {
    return book.settings.others_approve && facts.asked_by() == shift.care_worker;
}

Findings approval_refusals(const ApproveShift& approve, const Facts& facts, const Shift& shift, const Rulebook& book,
                           Instant now) {
    switch (state_of(facts, shift, now)) {
        case ShiftState::approved:
            return {reason("already-approved", &book)};
        case ShiftState::open:
            return {reason(facts.visits_of(shift.id).empty() ? "shift-empty" : "shift-open", &book)};
        case ShiftState::to_review:
            break;
    }
    if (now > facts.closing_time(book, domain::month_of(shift.date)))
        return {reason("after-closing", &book, "after-closing")};
    if (is_own(facts, shift, book)) return {reason("own-shift", &book)};
    Findings refusals;
    for (Finding& finding : findings_of_shift(facts, shift.id, now)) {
        const bool let_go = std::find(approve.unpaid_visits.begin(), approve.unpaid_visits.end(), finding.visit) !=
                            approve.unpaid_visits.end();
        if (finding.severity == Severity::blocks && !let_go) refusals.push_back(std::move(finding));
    }
    return refusals;
}

Findings revocation_refusals(const Facts& facts, const Shift& shift, const Rulebook& book, Instant now) {
    if (!shift.approved_at) return {reason("not-approved", &book)};
    if (now > facts.closing_time(book, domain::month_of(shift.date)))
        return {reason("after-closing", &book, "after-closing")};
    if (now > *revocable_until(facts, shift)) {
        Finding late = reason("revoke-window-passed", &book, "revoke-window");
        late.parameters.emplace("hours", book.revoke_window->count());
        return {late};
    }
    return {};
}

struct Judging {
    const domain::Change& change;
    const Facts& facts;
    Instant now;

    Findings operator()(const ApproveShift& approve) const {
        return of_shift([&](const Shift& shift, const Rulebook& book) {
            return approval_refusals(approve, facts, shift, book, now);
        });
    }
    Findings operator()(const domain::RevokeApproval&) const {
        return of_shift(
            [&](const Shift& shift, const Rulebook& book) { return revocation_refusals(facts, shift, book, now); });
    }
    Findings operator()(const domain::SetMatrix& set) const {
        if (set.cells.empty()) return {};
        const auto matrix = parse_matrix(set.cells);
        if (matrix) return {};
        Finding unreadable = reason("matrix-unreadable", nullptr);
        unreadable.parameters = matrix.error().parameters;
        unreadable.parameters.emplace("reason", matrix.error().code);
        return {unreadable};
    }
    Findings operator()(const domain::EditVisit& edit) const { return edit_refusals(change, edit, facts, now); }
    Findings operator()(const domain::RegisterVisit& made) const { return register_refusals(made, facts, now); }
    template <class OfOthers>
    Findings operator()(const OfOthers& verb) const {
        return refusals_of(change, verb, facts, now);
    }

  private:
    template <class F>
    Findings of_shift(F&& refusals) const {
        const Shift* shift = facts.shift(change.target);
        if (shift == nullptr) return {reason("shift-unknown", nullptr)};
        const Rulebook* book = rulebook_of(facts, *shift);
        if (book == nullptr) return {reason("no-rulebook", nullptr)};
        return refusals(*shift, *book);
    }
};

}  // namespace

const Rulebook* rulebook_of(const Facts& facts, const Shift& shift) {
    return facts.rulebooks().in_force(facts.municipality_of(shift), shift.date);
}

Finding reason(std::string_view code, const Rulebook* book, std::string_view cited_check) {
    Finding finding;
    finding.check = code;
    finding.severity = Severity::blocks;
    if (book == nullptr) return finding;
    finding.rulebook = book->version;
    if (const CheckRule* rule = book->rule(cited_check)) {
        finding.rulebook = rule->rulebook;
        finding.paragraph = rule->paragraph;
    }
    return finding;
}

std::string_view name_of(ShiftState state) {
    constexpr std::array<std::string_view, 3> names{"open", "to_review", "approved"};
    return names[static_cast<std::size_t>(state)];
}

ShiftState state_of(const Facts& facts, const Shift& shift, Instant now) {
    if (shift.approved_at) return ShiftState::approved;
    const std::uint32_t index = facts.index_of_shift(shift.id);
    if (index == Facts::nobody || facts.shift_at(index).visits.empty()) return ShiftState::open;
    const auto& visits = facts.shift_at(index).visits;
    // A visit that ends in the future because its time is wrong does not hold the shift open for longer than a day.
    const bool ended = std::all_of(visits.begin(), visits.end(), [&](std::uint32_t visit) {
        const domain::Visit& v = facts.at(visit).visit;
        return (v.end && *v.end <= now) || v.start + std::chrono::hours{24} <= now;
    });
    return ended ? ShiftState::to_review : ShiftState::open;
}

std::optional<Instant> closing_time_of(const Shift& shift, std::string_view municipality, const Rulebooks& rulebooks) {
    const Rulebook* book = rulebooks.in_force(municipality, shift.date);
    if (book == nullptr) return std::nullopt;
    return book->closing_time(domain::month_of(shift.date));
}

std::optional<Instant> revocable_until(const Facts& facts, const Shift& shift) {
    const Rulebook* book = rulebook_of(facts, shift);
    if (book == nullptr || !shift.approved_at) return std::nullopt;
    const Instant closing = facts.closing_time(*book, domain::month_of(shift.date));
    if (!book->revoke_window) return closing;
    return std::min(closing, *shift.approved_at + *book->revoke_window);
}

Findings findings_of_shift(const Facts& facts, const Id& shift, Instant now) {
    Findings all;
    for (const Visit* visit : facts.visits_of(shift)) {
        Findings found = findings_of_visit(facts, visit->id, now);
        std::move(found.begin(), found.end(), std::back_inserter(all));
    }
    return all;
}

bool is_clean(const Facts& facts, const Shift& shift, const Findings& findings, Instant now) {
    if (any_blocks(findings) || state_of(facts, shift, now) != ShiftState::to_review) return false;
    const Rulebook* book = rulebook_of(facts, shift);
    return book != nullptr && now <= facts.closing_time(*book, domain::month_of(shift.date)) &&
           !is_own(facts, shift, *book);
}

Verdict judge(const domain::Change& change, const Facts& facts, Instant now) {
    Findings refusals = std::visit(Judging{change, facts, now}, change.verb);
    if (refusals.empty()) return Accepted{};
    return Refused{std::move(refusals)};
}

}  // namespace samordna::rules
