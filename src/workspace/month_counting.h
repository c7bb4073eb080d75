// The parts of a MonthStatus. Internal to the room; pure but for what the judged month reads its clock by.
#pragma once
#include <vector>

#include "workspace/judged_month.h"
#include "workspace/month_status.h"

namespace samordna::workspace {

// Hours and whose they are: once through the month.
MonthStatus count_month(const JudgedMonth& month);
void add_closing(MonthStatus& status, const rules::Rulebooks& books, const std::vector<domain::Unit>& units,
                 domain::Instant now);
// The month's controls that are to be signed by now, of those that have been signed at all.
int controls_left(const std::vector<domain::Control>& controls, const std::vector<domain::Unit>& units,
                  domain::Month month, domain::Date today);
// What is on it comes last: it sums up the rest. `controls`: not signed; `unsent`: changes.
void add_checklist(MonthStatus& status, bool silences_seen, int controls, int unsent);

}  // namespace samordna::workspace
