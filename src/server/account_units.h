// Which units an account sees, and which there are: within a transaction of whoever asks. Internal to the room; any
// thread.
#pragma once
#include <string>
#include <vector>

#include "server/principal.h"
#include "server/storage.h"

namespace samordna::server {

// Errors: account.unknown_unit {unit}, account.ambiguous_unit {unit}.
Result<Big> unit_of_name(soci::session& sql, const std::string& name);
std::vector<VisibleUnit> all_units(soci::session& sql);
std::vector<VisibleUnit> units_of(soci::session& sql, const std::string& account);

}  // namespace samordna::server
