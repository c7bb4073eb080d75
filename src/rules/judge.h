// The one pure function that both sides call: may this change be made, given these facts? The window asks it at once,
// the backend asks it over its own facts and its own clock, and the backend's answer is the truth. Pure; one thread at
// a time for the same facts.
#pragma once
#include <variant>

#include "domain/change.h"
#include "domain/record.h"
#include "rules/checks.h"
#include "rules/facts.h"
#include "rules/finding.h"

namespace samordna::rules {

// Where a shift is in its life, at a moment.
enum class ShiftState : std::uint8_t { open, to_review, approved };
std::string_view name_of(ShiftState state);

// Open until its last visit has ended; approved when approved; else to review. The shift's own fields come from the
// record, its visits from the facts.
ShiftState state_of(const Facts& facts, const domain::Shift& shift, domain::Instant now);
// The closing time of the shift's month, by the rulebook in force on its day. Nothing where no rulebook is known.
std::optional<domain::Instant> closing_time_of(const domain::Shift& shift, std::string_view municipality,
                                               const Rulebooks& rulebooks);
// The last moment at which the approval can be revoked: the closing time, or the rulebook's window after the approval.
std::optional<domain::Instant> revocable_until(const Facts& facts, const domain::Shift& shift);
// The findings of all its visits.
Findings findings_of_shift(const Facts& facts, const Id& shift, domain::Instant now);
// Ended, unapproved, before the closing time, somebody else's, and no finding that blocks.
bool is_clean(const Facts& facts, const domain::Shift& shift, const Findings& findings, domain::Instant now);

struct Accepted {
    bool operator==(const Accepted&) const = default;
};
struct Refused {
    Findings findings;
    bool operator==(const Refused&) const = default;
};
using Verdict = std::variant<Accepted, Refused>;

// Reasons of the change itself, beside the findings of visits: shift-unknown, shift-open, shift-empty,
// already-approved, own-shift, not-approved, after-closing, revoke-window-passed, no-rulebook. Of a visit:
// visit-unknown, visit-open, shift-approved, nothing-changed, impossible-time {reason}, service-unknown {service},
// minutes-impossible, note-required, client-unknown. matrix-unreadable {line, column, reason: the code of
// parse_matrix's error}. Of equipment: lock-unknown, lock-not-mounted, startup-not-paid, startup-service,
// startup-too-long {limit}, startup-exists, lock-removed, battery-empty, in-future, client-unknown, nothing-changed,
// booking-required, note-required, tag-unknown, tag-inactive, tag-coupled, client-has-lock, phone-unknown,
// phone-inactive, phone-active, phone-coupled, label-required, holder-unknown, month-not-begun, deviations-unreadable,
// deviation-unanswered {thing}, unit-unknown. Of staff: worker-unknown, worker-active, worker-inactive,
// worker-archived, number-required, number-taken, name-required, person-required, code-unreadable, code-too-old,
// order-unknown, booking-required, note-required, nothing-changed, unit-unknown. Who may is asked of domain::may.
Verdict judge(const domain::Change& change, const Facts& facts, domain::Instant now);

}  // namespace samordna::rules
