// How states, flags and verifications look in every list. Main thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "desktop/palette.h"
#include "domain/record.h"
#include "rules/judge.h"
#include "workspace/outbox_row.h"

namespace samordna::desktop {

struct Look {
    const char* icon;
    Tone tone;
};

// Where a shift is in its life, and whether something stops it there.
Look look_of_state(rules::ShiftState state, bool closed, bool blocks);
// What became of a change.
Look look_of_fate(workspace::Fate fate);
// By the most wrong of them.
const char* flag_icon(const std::vector<std::string_view>& checks);
// Each label once.
std::string flags_text(const std::vector<std::string_view>& checks);
const char* verification_icon(const domain::Visit& visit);

// Whole percent of the visits.
int manual_percent(int manual_visits, int visits);
// Above this the municipalities look at the share of manual visits.
inline constexpr int high_manual_share = 10;

// Differences within this are as expected.
inline constexpr int usual_difference = 15;

}  // namespace samordna::desktop
