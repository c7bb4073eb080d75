// A joint errand: the same service for several clients at once by one care worker, whose time is to be shared out
// equally, to the whole minute, the sum kept. Source: Nacka 3.7/4.7. Pure; any thread.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "rules/facts.h"

namespace samordna::rules {

struct JointErrand {
    struct Part {
        base::Id visit;
        base::Id client;
        int fair = 0;                            // minutes that are this client's
        std::optional<int> given;                // minutes that stand on the line
        std::vector<domain::ServiceLine> split;  // the visit's lines as they are when it is shared out
    };
    std::string service;      // as this visit calls it
    int minutes = 0;          // from the first one's start to the last one's end
    std::vector<Part> parts;  // by start
    bool is_split() const;
};

// The errand that this visit is a part of; nothing where it is none, or there is no such visit.
std::optional<JointErrand> joint_errand(const Facts& facts, const base::Id& visit, domain::Instant now);

}  // namespace samordna::rules
