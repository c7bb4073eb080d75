// What of the activity log a person may read: the rows of her units, and no others. Within a transaction.
#pragma once
#include <optional>
#include <string>

#include "domain/activity_log.h"
#include "server/principal.h"
#include "server/storage.h"

namespace samordna::server {

// Error: request.malformed {field: cursor}.
Result<domain::LogPage> read_log(soci::session& sql, const Principal& who, const domain::LogQuestion& question);
// Nothing where there is no such row.
std::optional<Big> unit_of_log_row(soci::session& sql, const std::string& row);

}  // namespace samordna::server
