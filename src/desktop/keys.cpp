#include "desktop/keys.h"

#include <array>

#include <gtk/gtk.h>
#include <wx/textentry.h>

#include "desktop/text.h"

namespace samordna::desktop {
namespace {

// The character that the keyboard's own layout gives with Shift: wxWidgets tells of the key without it ('/' for '?').
wxChar typed_character(const wxKeyEvent& event) {
    GdkEvent* now = gtk_get_current_event();
    guint key = 0;
    const bool known = now != nullptr && now->type == GDK_KEY_PRESS && gdk_event_get_keyval(now, &key) != FALSE;
    if (now != nullptr) gdk_event_free(now);
    return known ? static_cast<wxChar>(gdk_keyval_to_unicode(key)) : event.GetUnicodeKey();
}

}  // namespace

std::string key_of(const wxKeyEvent& event) {
    std::string name;
    bool says_shift = true;  // where Shift is not already in the character
    bool alt_gr = false;     // as it is told: Ctrl and Alt at once; where it is already in the character
    const int code = event.GetKeyCode();
    switch (code) {
        case WXK_SPACE:
            name = "Space";
            break;
        case WXK_RETURN:
        case WXK_NUMPAD_ENTER:
            name = "Enter";
            break;
        case WXK_ESCAPE:
            name = "Esc";
            break;
        case WXK_DELETE:
            name = "Delete";
            break;
        case WXK_LEFT:
            name = "Left";
            break;
        case WXK_RIGHT:
            name = "Right";
            break;
        case WXK_F1:
            name = "F1";
            break;
        case WXK_F5:
            name = "F5";
            break;
        default: {
            const wxChar character = typed_character(event);
            if (character == WXK_NONE || character < 32) return {};
            const wxString upper = wxString(character).Upper();
            name = utf8(upper);
            says_shift = wxIsalpha(character);
            alt_gr = event.ControlDown() && event.AltDown() && !wxIsalnum(character);
        }
    }
    std::string out;
    if (event.ControlDown() && !alt_gr) out += "Ctrl+";
    if (event.AltDown() && !alt_gr) out += "Alt+";
    if (event.ShiftDown() && says_shift) out += "Shift+";
    return out + name;
}

bool is_typing(const wxWindow* focus) {
    const auto* entry = dynamic_cast<const wxTextEntryBase*>(focus);
    return entry != nullptr && entry->IsEditable();
}

bool belongs_to_field(const std::string& key) {
    constexpr std::array<std::string_view, 7> field_keys{"Ctrl+A", "Ctrl+C",       "Ctrl+V", "Ctrl+X",
                                                         "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"};
    for (const std::string_view mine : field_keys) {
        if (key == mine) return true;
    }
    return !key.starts_with("Ctrl+") && !key.starts_with("Alt+") && key != "F1" && key != "F5" && key != "Esc";
}

}  // namespace samordna::desktop
