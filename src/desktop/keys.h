// A key event as the table of actions writes keys: "Ctrl+Shift+Z", "A", "?", "Alt+Left". Main thread.
#pragma once
#include <string>

#include <wx/event.h>
#include <wx/window.h>

namespace samordna::desktop {

// Empty for a key that cannot be one of an action.
std::string key_of(const wxKeyEvent& event);
// She is typing: letters, and what a field does with Ctrl, are the field's.
bool is_typing(const wxWindow* focus);
bool belongs_to_field(const std::string& key);

}  // namespace samordna::desktop
