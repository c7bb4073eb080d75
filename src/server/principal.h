// Who asks. A value; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace samordna::server {

enum class Role : std::uint8_t { coordinator, manager, reviewer };
std::string_view name_of(Role role);
std::optional<Role> parse_role(std::string_view name);

struct VisibleUnit {
    std::int64_t number = 0;  // in the database
    base::Id id;
    bool operator==(const VisibleUnit&) const = default;
};

struct Principal {
    std::string account;  // id
    std::string user;
    Role role = Role::reviewer;
    std::vector<VisibleUnit> units;  // by number
    std::string token_hash;          // of the session
};

}  // namespace samordna::server
