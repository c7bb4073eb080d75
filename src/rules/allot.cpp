#include "rules/allot.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace samordna::rules {

std::vector<int> allot(int total, const std::vector<Share>& shares) {
    std::vector<int> minutes(shares.size());
    std::vector<std::size_t> open;
    bool weighted = true;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i].given) {
            minutes[i] = *shares[i].given;
            total -= *shares[i].given;
        } else {
            open.push_back(i);
            weighted = weighted && shares[i].weight > 0;
        }
    }
    if (open.empty() || total <= 0) return minutes;
    const auto weight = [&](std::size_t i) { return std::int64_t{weighted ? shares[i].weight : 1}; };
    std::int64_t sum = 0;
    for (const std::size_t i : open) sum += weight(i);
    int left = total;
    for (const std::size_t i : open) {
        minutes[i] = static_cast<int>(total * weight(i) / sum);
        left -= minutes[i];
    }
    std::stable_sort(open.begin(), open.end(),
                     [&](std::size_t a, std::size_t b) { return total * weight(a) % sum > total * weight(b) % sum; });
    for (std::size_t k = 0; k < static_cast<std::size_t>(left); ++k) ++minutes[open[k]];
    return minutes;
}

}  // namespace samordna::rules
