// What followup.show and followup.sample write. Internal to the room. Pure; any thread.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/json_output.h"
#include "workspace/followup.h"

namespace samordna::cli {

// `otherwise`: the share as it would be.
Json json_of(const workspace::FollowUp& month, const std::vector<workspace::FollowUpRow>& rows,
             const std::optional<rules::ManualShare>& otherwise);
std::string text_of(const workspace::FollowUp& month, const std::vector<workspace::FollowUpRow>& rows,
                    const std::optional<rules::ManualShare>& otherwise);
std::string array_of(const std::vector<workspace::Sample>& samples);
std::string text_of(const std::vector<workspace::Sample>& samples);

}  // namespace samordna::cli
