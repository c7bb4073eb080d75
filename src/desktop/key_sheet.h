// All keys, made from the table of actions. Main thread.
#pragma once
#include <wx/window.h>

namespace samordna::desktop {

void show_key_sheet(wxWindow* parent);

}  // namespace samordna::desktop
