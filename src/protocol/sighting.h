// What another system, or a phone, has seen of locks, tags and phones, as it tells the backend (resources/openapi.yaml,
// /v1/ingest). Pure; any thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/equipment.h"

namespace samordna::protocol {

enum class SightingKind : std::uint8_t { lock_reading, opening, tag, phone };
// As the path ends: lock-readings, openings, tag-sightings, phone-sightings.
std::string_view name_of(SightingKind kind);
std::optional<SightingKind> parse_sighting_kind(std::string_view name);

struct Sighting {
    std::string id;  // the teller's own: told again, it is the same sighting
    domain::Instant at{};
    std::string lock{}, tag{}, phone{};  // as the delivering system names them
    domain::BatteryLevel level = domain::BatteryLevel::unknown;
    std::string care_worker{};  // number
    std::string app_version{};
    std::optional<int> undelivered{};  // visits that the phone still holds
    std::size_t row = 0;               // its place in what was sent, from 0
};

struct SightingProblem {
    std::size_t row = 0;
    std::string field;
    std::string code;  // sighting.malformed, sighting.future, sighting.too_old, sighting.not_own, lock.unknown,
                       // phone.unknown, care_worker.unknown
    bool operator==(const SightingProblem&) const = default;
};

struct SightingBatch {
    SightingKind kind{};
    std::optional<domain::Id> unit;
    std::vector<Sighting> sightings;
    std::vector<SightingProblem> problems;  // the rows that cannot be read, sighting.malformed
};

struct SightingReport {
    std::int64_t stored = 0;
    std::int64_t known = 0;                 // told before
    std::vector<SightingProblem> problems;  // by row
};

// Rows beyond these are not read at all.
inline constexpr std::size_t most_sightings = 5000;

// Errors: wire.malformed {field}; for too many rows sightings.too_many.
base::Result<SightingBatch> parse_sightings(SightingKind kind, std::string_view text);
std::string sighting_report_text(const SightingReport& report);

}  // namespace samordna::protocol
