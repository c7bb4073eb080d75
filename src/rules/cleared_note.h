// What is left of a note when the time has passed for which notes are kept. Pure; any thread.
#pragma once
#include <string>
#include <string_view>

namespace samordna::rules {

// Nothing of what it said; but a note that said why is still one that says why, and one that did not still does not, so
// that a month which has closed is judged and paid as it was.
std::string cleared_note(std::string_view note);
bool is_cleared(std::string_view note);

}  // namespace samordna::rules
