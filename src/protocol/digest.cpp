#include "protocol/remote.h"

namespace samordna::protocol {

std::uint64_t digest_of(const Id& id, std::int64_t revision) {
    // splitmix64 over the id's halves and the revision: cheap, and well enough spread for an XOR of many.
    const auto mix = [](std::uint64_t x) {
        x += 0x9E3779B97F4A7C15ULL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
        return x ^ (x >> 31);
    };
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        high = (high << 8) | id.bytes[i];
        low = (low << 8) | id.bytes[i + 8];
    }
    return mix(mix(mix(high) ^ low) ^ static_cast<std::uint64_t>(revision));
}

}  // namespace samordna::protocol
