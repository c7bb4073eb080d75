// What is not kept for ever is cleared, by the backend's clock: notes after 180 days (Nacka 1.1), who a client was 14
// days after the cancellation (Nacka 3.2/4.2), care workers' accounts after 18 and 24 months (Nacka 4.2/5.2),
// tombstones when no cursor is so old, the activity log after 5 years. Used by Backend; any thread. It works in pieces,
// so that others get their turn; whatever it is stopped in is taken up the next day.
//
// What a month that has closed was paid by stays: cleared notes still count (rules/cleared_note.h), and of a client who
// is gone the number and the household remain.
#pragma once
#include <cstdint>

#include "base/clock.h"
#include "server/rulebook_shelf.h"
#include "server/storage.h"

namespace samordna::server {

struct RetentionReport {
    std::int64_t notes = 0;  // of visits, and in their history
    std::int64_t clients = 0;
    std::int64_t tombstones = 0;
    std::int64_t accounts = 0;  // of care workers: inactivated or purged
    std::int64_t log_rows = 0;
};

class Retention {
  public:
    Retention(Storage& storage, const base::Clock& clock, RulebookShelf& shelf)
        : storage_(storage), clock_(clock), shelf_(shelf) {}

    // `only_look`: nothing is cleared, and the report says what would be.
    Result<RetentionReport> run(bool only_look);
    // The first time of each day.
    Result<> run_daily();

  private:
    Storage& storage_;
    const base::Clock& clock_;
    RulebookShelf& shelf_;
};

}  // namespace samordna::server
