// Whole minutes shared out so that the sum is kept. Pure; any thread.
#pragma once
#include <optional>
#include <vector>

namespace samordna::rules {

struct Share {
    std::optional<int> given;  // its own minutes, where they are known
    int weight = 0;            // e.g. ordered minutes
};

// How `total` minutes fall on several: the minutes given if given; the rest in proportion to the weights where every
// one of them has one, else equally. Never below zero. Largest remainder first, then the earlier one, so 80 on three is
// 27, 27, 26. Source: Nacka 3.7/4.7 ("Tiden fördelas lika mellan kunderna"); the order of the readings is ours.
std::vector<int> allot(int total, const std::vector<Share>& shares);

}  // namespace samordna::rules
