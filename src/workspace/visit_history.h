// A visit as it would be, and what has been done to a record. Values; any thread.
#pragma once
#include <optional>
#include <string>

#include "domain/record.h"
#include "rules/judge.h"
#include "workspace/outbox_row.h"

namespace samordna::workspace {

struct VisitPreview {
    domain::Visit before;  // without an id: it is not there yet
    domain::Visit after;
    rules::Verdict verdict;    // whether it may be done
    rules::Findings findings;  // of the visit as it would be
    int ordered_minutes = 0;
    int performed_minutes = 0;
};

// A shift that a visit can belong to.
struct ShiftChoice {
    domain::Id id;
    std::string care_worker_name;
    std::string source_id;
};

struct ClientChoice {
    domain::Id id;
    int number = 0;
    std::string name;
};

// A service that she can choose for a visit.
struct ServiceChoice {
    std::string name;
    bool ordered = false;  // by the client, on the visit's day
};

struct HistoryRow {
    std::string verb;  // visit.edit …
    std::string by;    // account name
    domain::Instant at{};
    std::optional<domain::Record> before;  // empty: it was made
    domain::Record after;
    std::optional<Fate> fate;  // hers, while it is not accepted
};

}  // namespace samordna::workspace
