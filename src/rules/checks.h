// The checks of a visit: each finds one thing that the municipality's text speaks of. Pure; any thread.
#pragma once
#include <optional>
#include <string_view>

#include "domain/record.h"
#include "rules/finding.h"
#include "rules/rulebook.h"

namespace samordna::rules {

// What a check may know. Everything outlives the call.
struct VisitFacts {
    const domain::Visit& visit;
    const Rulebook& rulebook;  // in force on the visit's day
    Instant closing_time;      // of the visit's month
    bool approved = false;     // its shift
    Instant now;
};

// Ended minutes, whole; 0 while it goes on and where the times are impossible.
domain::Minutes performed_minutes(const domain::Visit& visit);

// One of the two ends without lock or tag.
bool is_manual(const domain::Visit& visit);

// A note that says something: not empty, not blanks or punctuation only, not initials only.
// Source: Nacka 3.10/4.10, 3.12/4.12 ("ska använda anteckningsfält för att förklara varför").
bool says_why(std::string_view note);

// Every finding of the visit by the rulebook, in the order of the table of checks.
Findings findings_of(const VisitFacts& facts);

// The ids of all checks that this program can make, in the order in which findings are shown.
const std::vector<std::string_view>& known_checks();

}  // namespace samordna::rules
