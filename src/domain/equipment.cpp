#include "domain/equipment.h"

#include <array>

#include "domain/naming.h"

namespace samordna::domain {
namespace {

constexpr std::array<std::string_view, 5> battery_level_names{"unknown", "ok", "low", "critical", "empty"};
constexpr std::array<std::string_view, 4> lock_order_kind_names{"mount", "dismount", "move", "fault"};
constexpr std::array<std::string_view, 5> lock_order_state_names{"to_order", "ordered", "booked", "done", "dropped"};
constexpr std::array<std::string_view, 2> control_kind_names{"phones", "locks"};

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
    return find_name(battery_level_names, name, level) ? std::optional(level) : std::nullopt;
}
bool parse_name(std::string_view name, BatteryLevel& out) {
    return find_name(battery_level_names, name, out);
}
bool parse_name(std::string_view name, LockOrderKind& out) {
    return find_name(lock_order_kind_names, name, out);
}
bool parse_name(std::string_view name, LockOrderState& out) {
    return find_name(lock_order_state_names, name, out);
}
bool parse_name(std::string_view name, ControlKind& out) {
    return find_name(control_kind_names, name, out);
}

Id startup_visit_of(const Id& lock) {
    return derived_id(lock, 1);
}
Id control_of(const Id& unit, ControlKind kind, Date month) {
    return derived_id(unit, (number(month) << 8U) | (2U + static_cast<std::uint64_t>(kind)));
}
Id lock_order_of(const Id& whose, LockOrderKind kind, int number) {
    return derived_id(whose, (static_cast<std::uint64_t>(number) << 8U) | (16U + static_cast<std::uint64_t>(kind)));
}
Id reading_of(const Id& lock, Date day) {
    return derived_id(lock, (number(day) << 8U) | 9U);
}

}  // namespace samordna::domain
