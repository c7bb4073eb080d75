// Why a row of the municipality's own reimbursement basis is not ours. Nobody says so: each cause is a way in which the
// difference would have come about to the minute, and the first one that fits is told as the likely one. What fits none
// is unknown, and never put under another to make the sums agree. Whole minutes, whole öre. Pure; any thread.
// Source: Nacka's own basis comes out of Combine after review, so ours is the control copy.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace samordna::rules {

// What is held against what: paid minutes where the file has them, else performed.
enum class BasisMeasure : std::uint8_t { paid, performed };

// One service of one of our visits.
struct OwnLine {
    int ordered = 0;
    int performed = 0;
    int paid = 0;
    bool approved = false;    // its shift
    bool stopped = false;     // a finding blocks it
    bool unverified = false;  // an end of it was registered by hand
    std::optional<std::int64_t> ore_per_hour{};
};

struct TheirTimes {
    std::optional<int> ordered{}, performed{}, paid{};
    std::optional<std::int64_t> ore{};
};

// A row of theirs, and what we have of the same.
struct BasisPair {
    BasisMeasure measure = BasisMeasure::paid;
    std::vector<OwnLine> own;          // empty: we have none
    std::optional<TheirTimes> theirs;  // empty: they have none
    bool with_ore = false;             // the file has amounts

    int our_minutes() const;
    int their_minutes() const;
    int difference() const { return their_minutes() - our_minutes(); }
    // Rounded once for each rate. Nothing: no rate is set for some of it.
    std::optional<std::int64_t> our_ore() const;
    std::optional<std::int64_t> their_ore() const;
    std::optional<std::int64_t> difference_in_ore() const;
};

enum class BasisCause : std::uint8_t {
    unapproved,            // our shift is not approved, so they do not have it yet
    missing_verification,  // ours is stopped or registered by hand, and they took it otherwise
    over_ordered,          // one has the ordered time, the other the performed
    rounding,              // to 5 or 15 minutes, decimal hours, whole kronor
    other_service,         // the same minutes stand under another service
    not_in_ours,
    not_in_theirs,
    unknown
};
std::string_view name_of(BasisCause cause);
std::span<const BasisCause> all_basis_causes();

struct BasisPart {
    BasisCause cause = BasisCause::unknown;
    int minutes = 0;
    std::int64_t ore = 0;
    bool operator==(const BasisPart&) const = default;
};

// --- Each of these explains the whole difference, or nothing.
bool is_unapproved(const BasisPair& pair);
bool is_missing_verification(const BasisPair& pair);
bool is_over_ordered(const BasisPair& pair);
bool is_rounding(const BasisPair& pair);
// Two of the same client (and day) that differ by the same in opposite directions, where one side is missing in one of
// them.
bool is_other_service(const BasisPair& one, const BasisPair& other);

// The whole difference, by cause; the parts' minutes and öre sum up to it exactly. Empty: there is none. At most two:
// what is unapproved, and what explains the rest. Other services are told by those who know the rows beside it.
std::vector<BasisPart> parts_of(const BasisPair& pair);

}  // namespace samordna::rules
