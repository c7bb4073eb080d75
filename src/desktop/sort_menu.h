// The order of a list by keyboard: a menu of its columns does what a click on a header does. Main thread.
#pragma once
#include <functional>
#include <string>

#include <wx/dataview.h>

namespace samordna::desktop {

// `chosen` is told of the order as it is then, in words. Not within an event of the list's own.
void choose_order(wxDataViewCtrl* list, const std::function<void(const wxString& order)>& chosen);

}  // namespace samordna::desktop
