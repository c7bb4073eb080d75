// Changes of care workers' accounts, and orders of administrators' accounts. What cannot be done is told before what is
// badly done. Source: see rules/staff.h.
#include <algorithm>

#include "rules/judge.h"
#include "rules/judge_reason.h"
#include "rules/notes.h"

namespace samordna::rules {
namespace {

using domain::CareWorker;
using domain::Change;
using domain::Instant;

constexpr std::chrono::days longest_code{14};
constexpr std::string_view argon2id = "$argon2id$";

Findings reasons(std::string_view code) {
    return {reason(code, nullptr)};
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

const CareWorker* known(const Change& change, const Facts& facts) {
    return facts.equipment().find<CareWorker>(change.target);
}

}  // namespace

Findings refusals_of(const Change& change, const domain::CreateCareWorker& made, const Facts& facts, Instant) {
    if (facts.municipality_of_unit(made.unit).empty()) return reasons("unit-unknown");
    if (is_blank(made.number)) return reasons("number-required");
    if (is_blank(made.first_name) && is_blank(made.last_name)) return reasons("name-required");
    // Archived ones too: a number is one person's for ever.
    const bool taken = facts.equipment().any<CareWorker>([&](const CareWorker& other) {
        return other.unit == made.unit && other.number == made.number && other.id != change.target;
    });
    return taken ? reasons("number-taken") : Findings{};
}

Findings refusals_of(const Change& change, const domain::EditCareWorker& edit, const Facts& facts, Instant) {
    const auto* worker = known(change, facts);
    if (worker == nullptr) return reasons("worker-unknown");
    if (is_blank(edit.first_name) && is_blank(edit.last_name)) return reasons("name-required");
    const bool same = edit.first_name == worker->first_name && edit.last_name == worker->last_name &&
                      edit.subcontractor == worker->subcontractor;
    return same ? reasons("nothing-changed") : Findings{};
}

// Who has left or lost her phone is out at once, and it is explained afterwards: nothing is demanded.
Findings refusals_of(const Change& change, const domain::InactivateCareWorker&, const Facts& facts, Instant) {
    const auto* worker = known(change, facts);
    if (worker == nullptr) return reasons("worker-unknown");
    return worker->active ? Findings{} : reasons("worker-inactive");
}

Findings refusals_of(const Change& change, const domain::ArchiveCareWorker&, const Facts& facts, Instant) {
    const auto* worker = known(change, facts);
    if (worker == nullptr) return reasons("worker-unknown");
    return worker->archived ? reasons("worker-archived") : Findings{};
}

Findings refusals_of(const Change& change, const domain::ReactivateCareWorker& on, const Facts& facts, Instant) {
    const auto* worker = known(change, facts);
    if (worker == nullptr) return reasons("worker-unknown");
    if (worker->active) return reasons("worker-active");
    return says_why(on.reason) ? Findings{} : reasons("note-required");
}

Findings refusals_of(const Change& change, const domain::ExemptCareWorker& exempt, const Facts& facts, Instant) {
    const auto* worker = known(change, facts);
    if (worker == nullptr) return reasons("worker-unknown");
    if (exempt.reason == worker->exempt) return reasons("nothing-changed");
    return exempt.reason.empty() || says_why(exempt.reason) ? Findings{} : reasons("note-required");
}

Findings refusals_of(const Change& change, const domain::IssueCode& code, const Facts& facts, Instant now) {
    const auto* worker = known(change, facts);
    if (worker == nullptr) return reasons("worker-unknown");
    if (!worker->active) return reasons("worker-inactive");
    if (!code.code_hash.starts_with(argon2id)) return reasons("code-unreadable");
    const bool in_time = code.until > now && code.until <= now + longest_code + std::chrono::hours{1};
    return in_time ? Findings{} : reasons("code-too-old");
}

Findings refusals_of(const Change& change, const domain::SetAccountOrder& set, const Facts& facts, Instant now) {
    using domain::AccountOrderKind;
    using domain::AccountOrderState;
    if (facts.municipality_of_unit(set.unit).empty()) return reasons("unit-unknown");
    if (is_blank(set.person)) return reasons("person-required");
    if (set.kind == AccountOrderKind::prolong && !set.until) return reasons("booking-required");
    if (set.state == AccountOrderState::dropped && !says_why(set.note)) return reasons("note-required");
    const auto* before = facts.equipment().find<domain::AccountOrder>(change.target);
    if (before == nullptr) return {};
    if (before->kind != set.kind || before->unit != set.unit) return reasons("order-unknown");
    auto after = std::get<domain::AccountOrder>(domain::apply(change, now, *before));
    after.changed_at = before->changed_at;
    after.changed_by = before->changed_by;
    return after == *before ? reasons("nothing-changed") : Findings{};
}

}  // namespace samordna::rules
