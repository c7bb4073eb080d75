// What the activity log says, in words. Any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/activity_log.h"

namespace samordna::wording {

// Every verb that gets a row; one that is newer than this program as it is.
std::string name_of_log_verb(std::string_view verb);
// All of them.
std::vector<std::string_view> log_verbs();
std::string name_of(domain::LogOutcome outcome);
// Why it was refused, the note of a check, how many rows: as far as there are words for it.
std::string detail_of(const domain::LogRow& row);

}  // namespace samordna::wording
