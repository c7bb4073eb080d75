// The one pure function that both sides call: may this change be made, given these facts? The window asks it at once,
// the backend asks it over its own facts and its own clock, and the backend's answer is the truth. Pure; any thread.
#pragma once
#include <span>
#include <variant>
#include <vector>

#include "domain/change.h"
#include "domain/record.h"
#include "rules/checks.h"
#include "rules/finding.h"
#include "rules/rulebook.h"

namespace samordna::rules {

// Where a shift is in its life, at a moment.
enum class ShiftState : std::uint8_t { open, to_review, approved };
std::string_view name_of(ShiftState state);

// What is known about a shift when a change of it is judged.
struct ShiftFacts {
    const domain::Shift& shift;
    std::span<const domain::Visit> visits;  // its visits
    std::string_view municipality;
    const Rulebooks& rulebooks;
    Instant now;
};

// Open until its last visit has ended; approved when approved; else to review.
ShiftState state_of(const domain::Shift& shift, std::span<const domain::Visit> visits, Instant now);
// The closing time of the shift's month, by the rulebook in force on its day. Nothing where no rulebook is known.
std::optional<Instant> closing_time_of(const domain::Shift& shift, std::string_view municipality,
                                       const Rulebooks& rulebooks);
// The last moment at which the approval can be revoked: the closing time, or the rulebook's window after the approval.
std::optional<Instant> revocable_until(const ShiftFacts& facts);
// The findings of all its visits.
Findings findings_of(const ShiftFacts& facts);
// Ended, unapproved, before the closing time, and no finding that blocks.
bool is_clean(const ShiftFacts& facts, const Findings& findings);

struct Accepted {
    bool operator==(const Accepted&) const = default;
};
struct Refused {
    Findings findings;
    bool operator==(const Refused&) const = default;
};
using Verdict = std::variant<Accepted, Refused>;

// Reasons of the change itself, beside the findings of visits: shift-open, shift-empty, already-approved, not-approved,
// after-closing, revoke-window-passed, no-rulebook.
Verdict judge(const domain::Change& change, const ShiftFacts& facts);

}  // namespace samordna::rules
