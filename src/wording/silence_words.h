// Silences in words: what was expected, and what that rests on; never more certain than it is. UTF-8; any thread.
#pragma once
#include <string>

#include "rules/silence.h"

namespace samordna::wording {

// "Mon 26 Oct, about 08:00 Dusch: nothing is registered. There was such a visit on 3 of the last 4 Mondays."
std::string sentence_of(const rules::Silence& silence);
// In a word or two, for a grid: "about 08:00", "no visit for 5 days".
std::string label_of(const rules::Silence& silence);
std::string name_of(rules::Silence::Kind kind);

}  // namespace samordna::wording
