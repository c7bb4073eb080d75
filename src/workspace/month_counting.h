// The parts of a MonthStatus. Internal to the room; pure but for what the judged month reads its clock by.
#pragma once
#include <vector>

#include "workspace/equipment.h"
#include "workspace/judged_month.h"
#include "workspace/month_status.h"

namespace samordna::workspace {

// Hours and whose they are: once through the month.
MonthStatus count_month(const JudgedMonth& month);
void add_closing(MonthStatus& status, const rules::Rulebooks& books, const std::vector<domain::Unit>& units,
                 domain::Instant now);
// What is on it comes last: it sums up the rest. `unsent`: changes.
void add_checklist(MonthStatus& status, const Equipment& equipment, bool silences_seen, int unsent);

}  // namespace samordna::workspace
