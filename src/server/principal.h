// Who asks. A value; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "domain/role.h"

namespace samordna::server {

using domain::Role;

struct VisibleUnit {
    std::int64_t number = 0;  // in the database
    base::Id id;
    bool operator==(const VisibleUnit&) const = default;
};

// A phone that speaks for itself.
struct OwnPhone {
    base::Id id;
    std::string source_id;
};

struct Principal {
    std::string account;  // id; a phone's: its record's
    std::string user;
    Role role = Role::reviewer;
    std::vector<VisibleUnit> units;  // by number
    std::string token_hash;          // of the session
    std::optional<OwnPhone> phone{};
    std::optional<base::Id> care_worker{};  // who she is in the mobile system, where she works there too
    std::string program{};                  // product and version, as it says itself
};

}  // namespace samordna::server
