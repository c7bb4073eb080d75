// Ctrl+K: one field that finds anything, and goes there or does it. Opened by the frame. Main thread.
#pragma once
#include <memory>

#include "desktop/context.h"

namespace samordna::desktop {

// Blocks until she has chosen or closed it; the window lives on meanwhile. What can be done is what could be done when
// it was opened, and it is done when the focus is back where it was.
void find_anything(wxWindow* parent, Context& context, const std::shared_ptr<workspace::Finder>& finder);

}  // namespace samordna::desktop
