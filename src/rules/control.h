// The monthly control of phones and of locks: what deviated, and what was done about it. Pure; any thread. Source:
// Haninge, Rutin för uppföljning av digitala lås, 3 ("Om avvikelser upptäcks ska det dokumenteras och omhändertas").
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/equipment.h"

namespace samordna::rules {

struct Deviation {
    std::string thing;  // a phone's or a lock's number
    std::string what;   // code: not_registered, not_coupled, unused, no_client, battery …
    std::string done;   // in words
    bool operator==(const Deviation&) const = default;
};

// RFC 4180 with the header thing,what,done; empty: none. Nothing: it cannot be read.
std::optional<std::vector<Deviation>> parse_deviations(std::string_view csv);
std::string deviations_text(const std::vector<Deviation>& deviations);

// What is not as it should be with a phone of the unit, or with a lock, that day; empty: nothing. An inactivated phone
// and a removed lock are not looked at.
std::vector<std::string> deviations_of(const domain::Phone& phone, domain::Instant now, int unused_days);
std::vector<std::string> deviations_of(const domain::Lock& lock, domain::Date day);

}  // namespace samordna::rules
