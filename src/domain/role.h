// Who may do what. Values; any thread.
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

// Asked by the backend to decide, and by the window to show.
bool may(Role role, const Verb& verb);

}  // namespace samordna::domain
