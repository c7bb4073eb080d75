// Follow-up of registrations in words. UTF-8; any thread.
#pragma once
#include <string>

#include "workspace/followup.h"

namespace samordna::wording {

std::string name_of(rules::ShareReading reading);  // Of all visits
// What of the equipment explains it: "A fault of the lock was reported"; and what is looked at first.
std::string name_of(rules::Cause cause);
std::string help_of(rules::Cause cause);
std::string name_of(rules::Way way);  // By lock
// "8,4 % (48 of 571)"
std::string share_of(const rules::ManualShare::Part& part);
// "About 9,1 % at the end of the month if it goes on as in the last 7 days. Room for 12 more by hand."
std::string forecast_of(const workspace::FollowUp& month);

}  // namespace samordna::wording
