// Records into the database, with the keys by which they are found. Within a transaction that writes.
#pragma once
#include <string>
#include <vector>

#include <soci/soci.h>

#include "server/record_keys.h"
#include "server/storage.h"

namespace samordna::server {

// A record as it is to be written.
struct Write {
    domain::RecordType type{};
    base::Id id;
    std::int64_t revision = 0;  // the new one; 1: it is new
    bool deleted = false;
    RecordKeys keys;
    std::string source_hash;
    std::string body;
};

// Each takes the next sequence number after `sequence`; what is written is taken out of the list's texts.
void write_records(soci::session& sql, Big unit, std::vector<Write>& writes, Big sequence, domain::Instant now);

}  // namespace samordna::server
