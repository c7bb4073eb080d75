// How much of what is paid only so often or so long a client has used: the same counting as that of the cap checks.
// Called by workspace/ for the client's own page. Pure; one thread at a time for the same facts. Source: as in
// checks_caps.cpp.
#pragma once
#include <vector>

#include "rules/facts.h"

namespace samordna::rules {

struct CapUse {
    Special special = Special::none;
    int used = 0;          // minutes: of that year for window cleaning, else ever
    int allowed = 0;       // minutes; 0: nothing is paid
    int times = 0;         // occasions
    bool in_days = false;  // days instead of minutes: of the last run of transition time
    bool operator==(const CapUse&) const = default;
};

// As it stands on that day, of the caps that the rulebook has then. Facts must hold all of the client's visits with
// such services (facts.h).
std::vector<CapUse> caps_of(const Facts& facts, std::uint32_t client, domain::Date day, domain::Instant now);

}  // namespace samordna::rules
