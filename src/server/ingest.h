// Taking in a unit package: rows of another system become records, each known again by that system's own id. Used by
// Backend; any thread; blocks. One transaction: all of it or nothing.
#pragma once
#include <array>
#include <vector>

#include "base/clock.h"
#include "protocol/unit_package.h"
#include "server/rulebook_shelf.h"
#include "server/storage.h"
#include "server/values.h"

namespace samordna::server {

// With `keep_going` rows with problems are left out, and the others stored. Errors: package.no_unit.
//
// A row that has not changed since it was last delivered changes nothing, whatever has been done to its record here. A
// visit that is new or has changed gives its shift a new revision, so that nobody approves a shift that she has not
// seen as it is. A shift that has lost its last visit to another one is removed. Rows that are missing from the package
// are left as they are.
Result<IngestReport> ingest(Storage& storage, const base::Clock& clock, RulebookShelf& shelf,
                            const protocol::UnitPackage& package, bool keep_going);

}  // namespace samordna::server
