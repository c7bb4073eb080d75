// Records that may have to be cleared by age. Within a transaction; internal to the room.
#pragma once
#include <string>
#include <vector>

#include "domain/record.h"
#include "server/log_writer.h"
#include "server/storage.h"

namespace samordna::server {

// With all that is needed to write it again.
struct Held {
    base::Id id;
    Big unit = 0;
    Big revision = 0;
    std::string source_hash, care_worker;
    domain::Record record;
};

// `condition`: SQL over the columns of the table record. By id.
std::vector<Held> records_where(soci::session& sql, domain::RecordType type, const std::string& condition);
// Of whatever units; each has a revision more, and the feed brings it.
void write_held(soci::session& sql, const std::vector<Held>& held, domain::Instant now);
LogEntry cleared(Big unit, const char* what, std::int64_t many);
inline Big seconds(domain::Instant t) {
    return t.time_since_epoch().count();
}

}  // namespace samordna::server
