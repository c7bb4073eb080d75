// Reasons of a change itself, beside the findings of visits. Internal to the room.
#pragma once
#include <string_view>

#include "rules/facts.h"
#include "rules/finding.h"

namespace samordna::rules {

// A reason cites the paragraph of a check, where one stands behind it.
Finding reason(std::string_view code, const Rulebook* book, std::string_view cited_check = {});
const Rulebook* rulebook_of(const Facts& facts, const domain::Shift& shift);

// What stands against mending a visit as told, and against registering one afterwards (judge_visit.cpp).
Findings edit_refusals(const domain::Change& change, const domain::EditVisit& edit, const Facts& facts,
                       domain::Instant now);
Findings register_refusals(const domain::RegisterVisit& made, const Facts& facts, domain::Instant now);

// Of locks, tags and phones (judge_equipment.cpp).
Findings refusals_of(const domain::Change& change, const domain::RegisterStartup& made, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::ChangeBattery& made, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::SetLockOrder& set, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::CoupleTag& couple, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::DeactivateTag& off, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::DeactivatePhone& off, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::ReactivatePhone& on, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::CouplePhone& couple, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::EditPhone& edit, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::SignControl& sign, const Facts& facts,
                     domain::Instant now);

// Of care workers' accounts and the orders of administrators' (judge_staff.cpp).
Findings refusals_of(const domain::Change& change, const domain::CreateCareWorker& made, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::EditCareWorker& edit, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::InactivateCareWorker& off, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::ArchiveCareWorker& away, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::ReactivateCareWorker& on, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::ExemptCareWorker& exempt, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::IssueCode& code, const Facts& facts,
                     domain::Instant now);
Findings refusals_of(const domain::Change& change, const domain::SetAccountOrder& set, const Facts& facts,
                     domain::Instant now);

}  // namespace samordna::rules
