// What FollowUpDesk counts of a month. Internal to the room; throws store::Failure.
#pragma once
#include <map>
#include <string>
#include <unordered_map>

#include "store/store.h"
#include "workspace/followup.h"
#include "workspace/judged_month.h"

namespace samordna::workspace {

// What is remembered of a month that others are held against: by unit, care worker and client; nil: all.
struct EarlierMonth {
    std::unordered_map<domain::Id, rules::ManualShare> shares;
};
using EarlierMonths = std::map<domain::Month, std::shared_ptr<const EarlierMonth>>;

EarlierMonth count_earlier_month(const JudgedMonth& month);
// `earlier`: all that have been counted; those before the month are told.
FollowUp count_follow_up(store::Store& store, const JudgedMonth& month, const std::vector<domain::Unit>& units,
                         const EarlierMonths& earlier);
// `per_provider`: empty, as many as the rulebook says.
Sample draw_sample(const JudgedMonth& month, const std::vector<domain::Unit>& units, std::uint64_t seed,
                   std::optional<int> per_provider);

}  // namespace samordna::workspace
