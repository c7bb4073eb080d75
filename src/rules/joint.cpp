#include "rules/joint.h"

#include <algorithm>

#include "rules/check.h"

namespace samordna::rules {

bool JointErrand::is_split() const {
    std::vector<int> shares;
    std::vector<int> stand;
    for (const Part& part : parts) {
        if (!part.given) return false;
        shares.push_back(part.fair);
        stand.push_back(*part.given);
    }
    // Who of them has the minute more does not matter.
    std::sort(shares.begin(), shares.end());
    std::sort(stand.begin(), stand.end());
    return shares == stand;
}

std::optional<JointErrand> joint_errand(const Facts& facts, const base::Id& visit, domain::Instant now) {
    const auto index = facts.index_of(visit);
    if (index == Facts::nobody) return std::nullopt;
    const auto c = make_case(facts, index, now);
    return c ? check::joint_errand(*c) : std::nullopt;
}

}  // namespace samordna::rules
