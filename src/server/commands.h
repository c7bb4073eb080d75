// Judging and doing what clients ask: each change once per key, over the backend's own facts and clock. Used by
// Backend; any thread.
#pragma once
#include <span>
#include <vector>

#include "base/clock.h"
#include "domain/change.h"
#include "protocol/outcome.h"
#include "server/principal.h"
#include "server/rulebook_shelf.h"
#include "server/storage.h"

namespace samordna::server {

class Commands {
  public:
    Commands(Storage& storage, const base::Clock& clock, RulebookShelf& shelf)
        : storage_(storage), clock_(clock), shelf_(shelf) {}

    // In order, each judged by itself, all in one transaction: when this returns, the effects, the activity log and the
    // answers to the keys are on the disk together. A change that could not be read is answered with Failed.
    Result<std::vector<protocol::Outcome>> perform(const Principal& who,
                                                   std::span<const Result<domain::Change>> changes);
    // Takes away answers that nobody may ask for any longer.
    Result<> purge();

  private:
    Storage& storage_;
    const base::Clock& clock_;
    RulebookShelf& shelf_;
};

}  // namespace samordna::server
