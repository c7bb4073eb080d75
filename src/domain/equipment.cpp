#include "domain/equipment.h"

#include <algorithm>
#include <array>

namespace samordna::domain {
namespace {

constexpr std::array<std::string_view, 5> battery_level_names{"unknown", "ok", "low", "critical", "empty"};
constexpr std::array<std::string_view, 4> lock_order_kind_names{"mount", "dismount", "move", "fault"};
constexpr std::array<std::string_view, 5> lock_order_state_names{"to_order", "ordered", "booked", "done", "dropped"};
constexpr std::array<std::string_view, 2> control_kind_names{"phones", "locks"};

template <class Enum, std::size_t N>
bool find(const std::array<std::string_view, N>& names, std::string_view name, Enum& out) {
    const auto it = std::find(names.begin(), names.end(), name);
    if (it == names.end()) return false;
    out = static_cast<Enum>(it - names.begin());
    return true;
}

// The same id and the same reason always give the same one, and another one never gives it: the bits are only turned.
Id derived(Id from, std::uint64_t reason) {
    reason = (reason + 1) * 0x9E3779B97F4A7C15ULL;
    for (std::size_t i = 0; i < 6; ++i) from.bytes[i] ^= static_cast<std::uint8_t>(reason >> (8 * i));
    from.bytes[6] = static_cast<std::uint8_t>(0x80 | (from.bytes[6] & 0x0F));  // version 8 (RFC 9562)
    for (std::size_t i = 0; i < 2; ++i) from.bytes[14 + i] ^= static_cast<std::uint8_t>(reason >> (48 + 8 * i));
    return from;
}

std::uint64_t number(Date date) {
    return static_cast<std::uint64_t>(date.time_since_epoch().count());
}

}  // namespace

std::string_view name_of(BatteryLevel v) {
    return battery_level_names[static_cast<std::size_t>(v)];
}
std::string_view name_of(LockOrderKind v) {
    return lock_order_kind_names[static_cast<std::size_t>(v)];
}
std::string_view name_of(LockOrderState v) {
    return lock_order_state_names[static_cast<std::size_t>(v)];
}
std::string_view name_of(ControlKind v) {
    return control_kind_names[static_cast<std::size_t>(v)];
}
std::optional<BatteryLevel> parse_battery_level(std::string_view name) {
    BatteryLevel level{};
    return find(battery_level_names, name, level) ? std::optional(level) : std::nullopt;
}
bool parse_name(std::string_view name, BatteryLevel& out) {
    return find(battery_level_names, name, out);
}
bool parse_name(std::string_view name, LockOrderKind& out) {
    return find(lock_order_kind_names, name, out);
}
bool parse_name(std::string_view name, LockOrderState& out) {
    return find(lock_order_state_names, name, out);
}
bool parse_name(std::string_view name, ControlKind& out) {
    return find(control_kind_names, name, out);
}

Id startup_visit_of(const Id& lock) {
    return derived(lock, 1);
}
Id control_of(const Id& unit, ControlKind kind, Date month) {
    return derived(unit, (number(month) << 8U) | (2U + static_cast<std::uint64_t>(kind)));
}
Id lock_order_of(const Id& whose, LockOrderKind kind, int number) {
    return derived(whose, (static_cast<std::uint64_t>(number) << 8U) | (16U + static_cast<std::uint64_t>(kind)));
}
Id reading_of(const Id& lock, Date day) {
    return derived(lock, (number(day) << 8U) | 9U);
}

}  // namespace samordna::domain
