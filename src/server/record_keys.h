// By what a record is found beside its id: who it is about, and when. Written with the record. Pure but for the
// back-filling; any thread.
#pragma once
#include <optional>
#include <string>

#include <soci/soci.h>

#include "domain/record.h"

namespace samordna::server {

// Empty: not of this record's type. A visit's care worker stands in its shift: whoever writes knows it.
struct RecordKeys {
    std::optional<base::Id> shift, client, care_worker, target;
    std::optional<domain::Instant> starts_at;
    std::optional<std::string> household;
};
RecordKeys keys_of(const domain::Record& record);

// The same as SOCI binds it: the columns shift, client, starts_at, care_worker, household, target.
struct BoundKeys {
    std::string shift, client, care_worker, household, target;
    long long starts_at = 0;
    soci::indicator has_shift{}, has_client{}, has_care_worker{}, has_household{}, has_start{}, has_target{};
    void set(const RecordKeys& keys);
};

// The keys of every record that is there, for a database made before they were. Within a transaction that writes.
void fill_in_keys(soci::session& sql);

}  // namespace samordna::server
