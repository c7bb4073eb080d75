// A change of hers and what became of it. Values; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "domain/change.h"
#include "rules/finding.h"

namespace samordna::workspace {

// waiting: not sent. sent: on its way, answer not seen. accepted: done at the backend. refused: the rules said no.
// conflict: somebody else changed the same thing first. failed: could not be judged (see error).
enum class Fate : std::uint8_t { waiting, sent, accepted, refused, conflict, failed };
std::string_view name_of(Fate fate);

struct OutboxRow {
    domain::Change change;
    Fate fate = Fate::waiting;
    bool late = false;         // made before the closing time, arrived after it
    rules::Findings findings;  // refused
    base::Error error;         // failed
    std::string current_by;    // conflict: who has it now, where known; accepted: who had done the same before her
    // What it is about, for people.
    std::string source_id;  // of the shift, also where it is about a visit; of a matrix: the version of the rules
    std::string care_worker_name;
    domain::Date date{};  // of the shift, else when it was done
    domain::Instant answered_at{};
    std::optional<domain::Record> before;  // what it was made upon
    std::optional<domain::Record> now;     // and how that stands; of a conflict without hers
};

struct UndoneRow {
    std::string verb;  // shift.approve …
    int shifts = 0;    // one stroke over many is undone as one
};

}  // namespace samordna::workspace
