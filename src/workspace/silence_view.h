// Silences with the names that people know: where something was expected and nothing is registered. Values; any thread.
#pragma once
#include <string>
#include <vector>

#include "rules/silence.h"

namespace samordna::workspace {

struct SilenceRow {
    rules::Silence silence;
    int client_number = 0;  // 0: of a unit
    std::string name;       // the client's or the unit's
    bool operator==(const SilenceRow&) const = default;
};

// How many visits those are, as far as it can be known: a habit's occasions; one for each client in a gap.
int missing_visits(const std::vector<SilenceRow>& rows);

}  // namespace samordna::workspace
