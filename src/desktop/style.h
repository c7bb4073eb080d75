// What the toolkit has to be told once, at start: a few lines of CSS, keys that its lists would otherwise eat, and the
// desktop's wish for dark. Everything else is the theme's. Main thread.
#pragma once
namespace samordna::desktop {

void apply_style();

}  // namespace samordna::desktop
