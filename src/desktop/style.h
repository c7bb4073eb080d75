// What the toolkit has to be told once, at start: a few lines of CSS, keys that its lists would otherwise eat, and the
// desktop's wish for dark; and how large text is. Everything else is the theme's. Main thread.
#pragma once
#include <wx/window.h>

namespace samordna::desktop {

void apply_style();
// A measure of text, given in pixels at its usual size: the theme's letters may be larger, up to twice and more. And
// back, to be remembered.
int scaled(int pixels);
int unscaled(int pixels);
// So large that what stands side by side has to stand on top of each other.
bool large_text();
// As high as its text needs: wxWidgets asks for the height of text at its usual size.
void fit_height(wxWindow* field);

}  // namespace samordna::desktop
