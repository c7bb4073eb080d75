// Chance for the demo unit. Not the standard distributions: those give different numbers in different libraries. One
// object, one thread.
#pragma once
#include <cstdint>
#include <random>
#include <span>
#include <utility>

namespace samordna::server::demo {

class Dice {
  public:
    // Streams of one seed are independent of each other: more of one thing does not change another.
    Dice(std::uint64_t seed, std::uint64_t stream) : random_(seed * 0x9E3779B97F4A7C15ULL + stream) {}

    // 0 … n-1
    int below(int n) { return n < 2 ? 0 : static_cast<int>((random_() >> 11) % static_cast<std::uint64_t>(n)); }
    // least … most
    int between(int least, int most) { return least + below(most - least + 1); }
    bool chance(int per_mille) { return below(1000) < per_mille; }

    template <class Range>
    const auto& pick(const Range& range) {
        return range[static_cast<std::size_t>(below(static_cast<int>(std::size(range))))];
    }

    template <class T>
    void shuffle(std::span<T> items) {
        for (std::size_t i = items.size(); i > 1; --i) {
            std::swap(items[i - 1], items[static_cast<std::size_t>(below(static_cast<int>(i)))]);
        }
    }

  private:
    std::mt19937_64 random_;
};

}  // namespace samordna::server::demo
