// What of a month's visits is wanted, as one value, and as text: filters that she has given a name are kept as such.
// Pure; any thread.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/record.h"

namespace samordna::workspace {

// The chips. `needs_action`: a finding that blocks, where it can still be mended.
enum class VisitChip : std::uint8_t { all, needs_action, manual, with_note };
inline constexpr std::array<VisitChip, 4> visit_chips{VisitChip::needs_action, VisitChip::manual, VisitChip::with_note,
                                                      VisitChip::all};
enum class Verified : std::uint8_t { in_any_way, by_hand_at_start, by_hand_at_end, by_lock, by_tag };
inline constexpr std::array<Verified, 5> ways_verified{Verified::in_any_way, Verified::by_hand_at_start,
                                                       Verified::by_hand_at_end, Verified::by_lock, Verified::by_tag};

// All of it holds at once; what is empty does not count.
struct VisitFilter {
    VisitChip chip = VisitChip::all;
    Verified verified = Verified::in_any_way;  // lock, tag: both ends
    std::string check;                         // its id
    std::string service;
    std::optional<domain::Id> care_worker;
    std::optional<domain::Id> client;
    std::optional<int> day;  // of the month
    // Over names and numbers of clients and care workers, person ids, numbers of shifts and visits, and notes; every
    // word must be found, hyphens do not count, å ä ö are letters of their own.
    std::string search;
    bool operator==(const VisitFilter&) const = default;
};

// One line. What cannot be read is passed over.
std::string text_of(const VisitFilter& filter);
VisitFilter parse_visit_filter(std::string_view text);

struct SavedFilter {
    std::string name;
    VisitFilter filter;
    bool operator==(const SavedFilter&) const = default;
};
// A line each; those without a name are passed over.
std::string text_of(std::span<const SavedFilter> filters);
std::vector<SavedFilter> parse_saved_filters(std::string_view text);

}  // namespace samordna::workspace
