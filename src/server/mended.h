// What has been done to a delivered record here, and what phones have told of it, stays when it is delivered again.
// Used by ingest.cpp, within its transaction.
#pragma once
#include <optional>
#include <string>

#include <soci/soci.h>

#include "domain/record.h"

namespace samordna::server {

// The record as it is to be stored; nothing: as it was delivered. `stored` is its present text, `source_hash` that of
// what was delivered before.
std::optional<domain::Record> with_what_was_done(soci::session& sql, const domain::Record& delivered,
                                                 const std::string& stored, const std::string& source_hash);

}  // namespace samordna::server
