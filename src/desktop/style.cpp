#include "desktop/style.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <gtk/gtk.h>
#include <wx/app.h>

#include "desktop/palette.h"

namespace samordna::desktop {
namespace {

constexpr const char* css = R"(
treeview.view { border-color: alpha(@borders, 0.55); }
treeview.view:selected, treeview.view:selected:focus {
    background-color: mix(@theme_base_color, @theme_selected_bg_color, 0.26); color: @theme_text_color; }
treeview.view header button {
    font-weight: 600; color: mix(@theme_text_color, @theme_base_color, 0.35); background: @theme_base_color;
    border-width: 0 0 1px 0; border-color: @borders; padding: 8px 6px; box-shadow: none; text-shadow: none; }
treeview.view header button:hover { color: @theme_text_color; }
.navigation treeview.view { background-color: @theme_bg_color; border-color: transparent; }
.navigation treeview.view:selected { background-color: mix(@theme_bg_color, @theme_selected_bg_color, 0.28); }
.chip { border-radius: 17px; padding: 4px 12px; box-shadow: none; background: transparent; border-color: @borders; }
.chip:hover { background: alpha(@theme_selected_bg_color, 0.08); }
.chip:checked { background: mix(@theme_base_color, @theme_selected_bg_color, 0.26); color: @theme_text_color;
    border-color: mix(@borders, @theme_selected_bg_color, 0.7); font-weight: 600; }
.filter button { border-radius: 17px; padding: 4px 12px; box-shadow: none; background: transparent; border-color: @borders; }
.filter button:hover { background: alpha(@theme_selected_bg_color, 0.08); }
.filtering button { background: mix(@theme_base_color, @theme_selected_bg_color, 0.26); color: @theme_text_color;
    border-color: mix(@borders, @theme_selected_bg_color, 0.7); font-weight: 600; }
.prose, .prose text, textview.prose, textview.prose text { background-color: @theme_bg_color; }
notebook .prose, notebook .prose text, notebook textview.prose, notebook textview.prose text { background-color: @theme_base_color; }
.dense treeview.view header button { padding: 4px 6px; }
paned > separator { background-color: @theme_bg_color; background-image: linear-gradient(@borders, @borders); background-size: 100% 1px;
    background-position: 0 0; background-repeat: no-repeat; }
)";

// wxWidgets does it when the theme has another name, not when it turns dark.
void tell_of_other_colours() {
    wxWindow* top = wxTheApp->GetTopWindow();
    if (top == nullptr) return;
    top->CallAfter([top] {
        wxSysColourChangedEvent event;
        event.SetEventObject(top);
        top->HandleWindowEvent(event);
    });
}

void follow_dark_wish() {
    // GNOME keeps the wish for dark where GTK 3 does not look.
    GSettingsSchemaSource* source = g_settings_schema_source_get_default();
    GSettingsSchema* schema =
        source == nullptr ? nullptr : g_settings_schema_source_lookup(source, "org.gnome.desktop.interface", TRUE);
    if (schema == nullptr) return;
    if (g_settings_schema_has_key(schema, "color-scheme")) {
        static GSettings* settings = g_settings_new("org.gnome.desktop.interface");
        const auto follow = +[](GSettings* from, const char*, gpointer) {
            gchar* wish = g_settings_get_string(from, "color-scheme");
            if (g_strcmp0(wish, "prefer-dark") == 0)
                g_object_set(gtk_settings_get_default(), "gtk-application-prefer-dark-theme", TRUE, nullptr);
            if (g_strcmp0(wish, "prefer-light") == 0)
                g_object_set(gtk_settings_get_default(), "gtk-application-prefer-dark-theme", FALSE, nullptr);
            g_free(wish);
            tell_of_other_colours();
        };
        g_signal_connect(settings, "changed::color-scheme", G_CALLBACK(follow), nullptr);
        follow(settings, nullptr, nullptr);
    }
    g_settings_schema_unref(schema);
}

// How much larger than 10 points on a screen of 96 to the inch.
double text_scale() {
    constexpr double usual_points = 10;
    constexpr double usual_resolution = 96;
    gchar* name = nullptr;
    g_object_get(gtk_settings_get_default(), "gtk-font-name", &name, nullptr);
    PangoFontDescription* font = pango_font_description_from_string(name == nullptr ? "" : name);
    g_free(name);
    const double points = static_cast<double>(pango_font_description_get_size(font)) / PANGO_SCALE;
    pango_font_description_free(font);
    const double resolution = gdk_screen_get_resolution(gdk_screen_get_default());
    const double scale = (points > 0 ? points : usual_points) / usual_points *
                         (resolution > 0 ? resolution : usual_resolution) / usual_resolution;
    return std::max(1.0, scale);
}

}  // namespace

int scaled(int pixels) {
    return static_cast<int>(std::lround(pixels * text_scale()));
}

int unscaled(int pixels) {
    return static_cast<int>(std::lround(pixels / text_scale()));
}

bool large_text() {
    return text_scale() > 1.3;
}

void fit_height(wxWindow* field) {
    int height = 0;
    gtk_widget_get_preferred_height(field->GetHandle(), nullptr, &height);
    field->SetMinSize(wxSize(field->GetMinSize().x, std::max(height, field->GetBestSize().y)));
}

void apply_style() {
    GtkBindingSet* keys = gtk_binding_set_by_class(g_type_class_ref(GTK_TYPE_TREE_VIEW));
    for (const guint key : {guint{GDK_KEY_f}, guint{GDK_KEY_n}, guint{GDK_KEY_p}})
        gtk_binding_entry_remove(keys, key, GDK_CONTROL_MASK);
    follow_dark_wish();
    if (is_high_contrast()) return;
    GtkCssProvider* provider = gtk_css_provider_new();
    GError* error = nullptr;
    if (gtk_css_provider_load_from_data(provider, css, -1, &error) == FALSE) throw std::logic_error(error->message);
    gtk_style_context_add_provider_for_screen(gdk_screen_get_default(), GTK_STYLE_PROVIDER(provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    g_object_unref(provider);
}

}  // namespace samordna::desktop
