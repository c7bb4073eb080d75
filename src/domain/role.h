// Who may do what: one table, asked by the backend to decide and by the window to show. Values; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/change.h"

namespace samordna::domain {

// Samordnare; verksamhetsansvarig; one who only reads, for the municipality; another system, or a phone, that delivers
// and reads nothing.
enum class Role : std::uint8_t { coordinator, manager, reviewer, service };
std::string_view name_of(Role role);
std::optional<Role> parse_role(std::string_view name);

// What is done that changes no record.
enum class Deed : std::uint8_t { read_records, tell_readings, read_log, check_log, tell_sightings };
std::string_view name_of(Deed deed);

bool may(Role role, const Verb& verb);
bool may(Role role, Deed deed);
// Whether she may change anything at all.
bool may_change(Role role);

}  // namespace samordna::domain
