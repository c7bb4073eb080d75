#include "desktop/palette.h"

#include <string_view>

#include <gtk/gtk.h>
#include <wx/settings.h>

namespace samordna::desktop {

bool is_dark() {
    return wxSystemSettings::GetAppearance().IsDark();
}

bool is_high_contrast() {
    gchar* name = nullptr;
    g_object_get(gtk_settings_get_default(), "gtk-theme-name", &name, nullptr);
    const bool high = name != nullptr && std::string_view(name).starts_with("HighContrast");
    g_free(name);
    return high;
}

// Each at least 4.5:1 on the list's background and on a selected row (style.cpp).
wxColour colour(Tone tone) {
    const wxColour text = wxSystemSettings::GetColour(wxSYS_COLOUR_LISTBOXTEXT);
    if (tone == Tone::on_accent) return is_high_contrast() ? colour(Tone::selected) : *wxWHITE;
    if (tone == Tone::selected) return wxSystemSettings::GetColour(wxSYS_COLOUR_HIGHLIGHTTEXT);
    if (is_high_contrast() || tone == Tone::text) return text;
    const bool dark = is_dark();
    switch (tone) {
        case Tone::quiet:
            return dark ? wxColour(0xb8, 0xb8, 0xb8) : wxColour(0x5c, 0x5c, 0x5c);
        case Tone::good:
            return dark ? wxColour(0x7f, 0xd3, 0x9b) : wxColour(0x1a, 0x66, 0x38);
        case Tone::info:
            return dark ? wxColour(0x9a, 0xc7, 0xff) : wxColour(0x1f, 0x4b, 0x87);
        case Tone::warn:
            return dark ? wxColour(0xff, 0xbb, 0x70) : wxColour(0x8f, 0x42, 0x00);
        case Tone::bad:
            return dark ? wxColour(0xff, 0xa0, 0xa0) : wxColour(0xa0, 0x1c, 0x2c);
        case Tone::accent:
            return dark ? wxColour(0x78, 0xae, 0xed) : wxColour(0x1c, 0x62, 0xc4);
        default:
            return text;
    }
}

}  // namespace samordna::desktop
