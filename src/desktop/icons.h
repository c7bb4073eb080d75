// Our own icons (resources/icons/*.svg), drawn in a colour of the theme. Made once per name, colour and size; forgotten
// when the theme changes. Main thread.
#pragma once
#include <string_view>

#include <wx/bmpbndl.h>

#include "desktop/palette.h"

namespace samordna::desktop {

wxBitmapBundle icon(std::string_view name, Tone tone, int size = 16);
// A share of the whole as a bar, 44 x 16; the number stands beside it as text.
wxBitmapBundle share_bar(int percent, Tone tone);
wxBitmapBundle app_icon();
void forget_icons();

}  // namespace samordna::desktop
