// How far a client has come in the feed. Opaque and signed on the wire, and whole in itself: any process of the backend
// can serve the next page. Values; any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/record.h"

namespace samordna::server {

// Where a snapshot is: by type, then by unit, then by id.
struct SnapshotPosition {
    domain::RecordType type{};
    std::int64_t unit = 0;
    base::Id after;
    bool operator==(const SnapshotPosition&) const = default;
};

struct Cursor {
    struct Unit {
        std::int64_t number = 0;
        std::int64_t sequence = 0;  // everything up to here has been sent; in a snapshot: where it began
        bool operator==(const Unit&) const = default;
    };
    domain::Instant issued{};
    std::vector<Unit> units;                   // by number
    std::optional<SnapshotPosition> snapshot;  // empty: only what has changed since
    bool operator==(const Cursor&) const = default;
};

std::string encode(const Cursor& cursor, std::string_view epoch);
// Nothing where it is not ours: forged, damaged, or of another epoch.
std::optional<Cursor> decode_cursor(std::string_view text, std::string_view epoch);

}  // namespace samordna::server
