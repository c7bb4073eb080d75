// Taking in what other systems and phones have seen of locks, tags and phones (protocol/sighting.h). Used by Backend;
// any thread; blocks. One transaction for each batch; every record is written once, however many rows speak of it.
//
// What is newer counts: a sighting that comes late changes nothing but the day's openings. A chip that nobody knows
// becomes a tag without a client, under the id that a later delivery gives it.
#pragma once
#include "base/clock.h"
#include "protocol/sighting.h"
#include "server/principal.h"
#include "server/storage.h"

namespace samordna::server {

// Errors: forbidden (no service account; a phone that tells of a lock's battery), request.malformed {field} (several
// units, and none named), not_found (the unit).
Result<protocol::SightingReport> tell(Storage& storage, const base::Clock& clock, const Principal& who,
                                      const protocol::SightingBatch& batch);
// Forgets which have been told, when they are too old to be told again.
Result<> purge_sightings(Storage& storage, const base::Clock& clock);

}  // namespace samordna::server
