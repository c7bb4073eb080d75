#include "desktop/palette.h"

#include <array>
#include <optional>
#include <string_view>

#include <gtk/gtk.h>
#include <wx/gdicmn.h>

namespace samordna::desktop {

namespace {

bool theme_is_high_contrast() {
    gchar* name = nullptr;
    g_object_get(gtk_settings_get_default(), "gtk-theme-name", &name, nullptr);
    const bool high = name != nullptr && std::string_view(name).starts_with("HighContrast");
    g_free(name);
    return high;
}

// Asked of the toolkit: wxSystemSettings remembers the colours from before the theme turned dark.
wxColour of_toolkit(const char* name, const wxColour& otherwise) {
    GtkStyleContext* context = gtk_style_context_new();
    GtkWidgetPath* path = gtk_widget_path_new();
    gtk_widget_path_append_type(path, GTK_TYPE_WINDOW);
    gtk_style_context_set_path(context, path);
    GdkRGBA found;
    const bool known = gtk_style_context_lookup_color(context, name, &found) != FALSE;
    gtk_widget_path_unref(path);
    g_object_unref(context);
    return known ? wxColour(found) : otherwise;
}

// Each at least 4.5:1 on the list's background and on a selected row (style.cpp).
wxColour of_theme(Tone tone, bool dark, bool high_contrast) {
    const wxColour text = of_toolkit("theme_text_color", *wxBLACK);
    const wxColour selected = of_toolkit("theme_selected_fg_color", *wxWHITE);
    if (tone == Tone::on_accent) return high_contrast ? selected : *wxWHITE;
    if (tone == Tone::selected) return selected;
    if (high_contrast) return text;
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

// The toolkit makes up a style whenever it is asked for a colour, and a list asks for some with every cell.
struct Palette {
    bool dark = of_toolkit("theme_text_color", *wxBLACK).GetLuminance() >
                of_toolkit("theme_base_color", *wxWHITE).GetLuminance();
    bool high_contrast = theme_is_high_contrast();
    std::array<wxColour, tones> colours;

    Palette() {
        for (std::size_t i = 0; i < tones; ++i) colours[i] = of_theme(static_cast<Tone>(i), dark, high_contrast);
    }
};

std::optional<Palette> kept;

const Palette& palette() {
    if (!kept) kept.emplace();
    return *kept;
}

}  // namespace

bool is_dark() {
    return palette().dark;
}

bool is_high_contrast() {
    return palette().high_contrast;
}

wxColour colour(Tone tone) {
    return palette().colours[static_cast<std::size_t>(tone)];
}

void forget_palette() {
    kept.reset();
}

}  // namespace samordna::desktop
