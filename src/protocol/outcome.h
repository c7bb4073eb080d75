// The backend's answer to one change. Values; any thread.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "domain/record.h"
#include "rules/finding.h"

namespace samordna::protocol {

struct ChangedRecord {
    domain::RecordType type{};
    domain::Id id;
    std::int64_t revision = 0;
    bool operator==(const ChangedRecord&) const = default;
};

// Done, once; `sequence` is its place in the feed.
struct Accepted {
    std::vector<ChangedRecord> changed;
    std::int64_t sequence = 0;
};
// Made on an older revision than the current one, which is here.
struct Conflict {
    domain::Record current;
    std::int64_t revision = 0;
};
// The rules say no.
struct Refused {
    rules::Findings findings;
};
// Not judged at all: forbidden, not_found, key.reused (the key came with another body), depends_on.refused,
// request.malformed.
struct Failed {
    base::Error error;
};
using Outcome = std::variant<Accepted, Conflict, Refused, Failed>;

}  // namespace samordna::protocol
