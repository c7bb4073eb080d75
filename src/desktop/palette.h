// Colours with a meaning, from the theme: light, dark or high contrast. Main thread.
#pragma once
#include <wx/colour.h>

namespace samordna::desktop {

enum class Tone : std::uint8_t {
    text,   // as the theme writes
    quiet,  // as expected: need not be read
    good,
    info,
    warn,
    bad,
    accent,
    on_accent,  // upon the main button
    selected,   // upon a selected row of high contrast
};
inline constexpr std::size_t tones = 9;

wxColour colour(Tone tone);
bool is_dark();
// In high contrast everything is written as the theme writes; icons and words carry the meaning, as they always do.
bool is_high_contrast();
// The theme has changed.
void forget_palette();

}  // namespace samordna::desktop
