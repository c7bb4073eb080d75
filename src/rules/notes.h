// What a note must be to count as one. Pure; any thread.
#pragma once
#include <string_view>

namespace samordna::rules {

// A note that says something: not empty, not blanks or punctuation only, not initials only, not somebody's name as
// initials twice over.
// Source: Nacka 3.10/4.10, 3.12/4.12 ("ska använda anteckningsfält för att förklara varför").
bool says_why(std::string_view note);

}  // namespace samordna::rules
