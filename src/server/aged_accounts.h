// Care workers' accounts that nobody has signed in to for so long that the rulebook ends them (rules/staff.h): they are
// inactivated, and later what tells who it was is taken away; the number stays, for the shifts that bear it. Within a
// transaction; internal to the room.
#pragma once
#include <cstdint>

#include "rules/rulebook.h"
#include "server/log_writer.h"

namespace samordna::server {

// How many would be ended.
std::int64_t aged_accounts(soci::session& sql, const rules::Rulebooks& books, domain::Instant now);
// Ends them, and says so in the log.
void end_aged_accounts(soci::session& sql, const rules::Rulebooks& books, domain::Instant now, LogWriter& log);

}  // namespace samordna::server
