// Names of enumerations, and ids that follow from other ids. Internal to the room.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "base/id.h"

namespace samordna::domain {

// The names stand in the order of the enumeration. False: none is called so.
template <class Enum, std::size_t N>
bool find_name(const std::array<std::string_view, N>& names, std::string_view name, Enum& out) {
    const auto it = std::find(names.begin(), names.end(), name);
    if (it == names.end()) return false;
    out = static_cast<Enum>(it - names.begin());
    return true;
}

// The same id and the same reason always give the same one, and another one never gives it: the bits are only turned.
inline base::Id derived_id(base::Id from, std::uint64_t reason) {
    reason = (reason + 1) * 0x9E3779B97F4A7C15ULL;
    for (std::size_t i = 0; i < 6; ++i) from.bytes[i] ^= static_cast<std::uint8_t>(reason >> (8 * i));
    from.bytes[6] = static_cast<std::uint8_t>(0x80 | (from.bytes[6] & 0x0F));  // version 8 (RFC 9562)
    for (std::size_t i = 0; i < 2; ++i) from.bytes[14 + i] ^= static_cast<std::uint8_t>(reason >> (48 + 8 * i));
    return from;
}

}  // namespace samordna::domain
