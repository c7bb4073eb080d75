// The menu bar, made from the table of actions. Main thread.
#pragma once
#include <wx/menu.h>

#include "desktop/actions.h"

namespace samordna::desktop {

// Keys are shown in the menus but handled in one place (main_frame.cpp): a letter must not be taken from a field.
wxMenuBar* menu_bar_of(ActionBook& actions);
// What cannot be done now is grey.
void refresh_menus(wxMenuBar* bar, const ActionBook& actions);

}  // namespace samordna::desktop
