// Who may do what. Values; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/change.h"

namespace samordna::domain {

// Samordnare; verksamhetsansvarig; one who only reads, for the municipality.
enum class Role : std::uint8_t { coordinator, manager, reviewer };
std::string_view name_of(Role role);
std::optional<Role> parse_role(std::string_view name);

// Asked by the backend to decide, and by the window to show.
bool may(Role role, const Verb& verb);

}  // namespace samordna::domain
