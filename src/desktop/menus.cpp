#include "desktop/menus.h"

#include <array>

#include <gtk/gtk.h>

#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using wording::tr;

constexpr int first_id = 6000;  // of the table's rows

// The key beside the label, drawn by the toolkit but not bound by it.
void show_key(GtkWidget* item, const Action& action) {
    const auto keys = keys_of(action);
    GtkWidget* label = gtk_bin_get_child(GTK_BIN(item));
    if (keys.empty() || !GTK_IS_ACCEL_LABEL(label)) return;
    std::string_view key = keys.front();
    guint modifiers = 0;
    for (const auto& [name, mask] : {std::pair<std::string_view, guint>{"Ctrl+", GDK_CONTROL_MASK},
                                     {"Alt+", GDK_MOD1_MASK},
                                     {"Shift+", GDK_SHIFT_MASK}}) {
        if (!key.starts_with(name)) continue;
        key.remove_prefix(name.size());
        modifiers |= mask;
    }
    constexpr std::array<std::pair<std::string_view, guint>, 10> named{{{"Space", GDK_KEY_space},
                                                                        {"Enter", GDK_KEY_Return},
                                                                        {"Esc", GDK_KEY_Escape},
                                                                        {"Delete", GDK_KEY_Delete},
                                                                        {"Left", GDK_KEY_Left},
                                                                        {"Right", GDK_KEY_Right},
                                                                        {"F1", GDK_KEY_F1},
                                                                        {"F5", GDK_KEY_F5},
                                                                        {"?", GDK_KEY_question},
                                                                        {"\xC2\xA7", GDK_KEY_section}}};
    guint value = 0;
    for (const auto& [name, code] : named) {
        if (key == name) value = code;
    }
    if (value == 0 && key.size() == 1) value = gdk_unicode_to_keyval(static_cast<guint32>(key.front()));
    // Two-key actions are told in the sheet of keys.
    if (value != 0) gtk_accel_label_set_accel(GTK_ACCEL_LABEL(label), value, static_cast<GdkModifierType>(modifiers));
}

bool begins_group(std::string_view id) {
    for (const std::string_view first :
         {"quit", "find", "mark.toggle", "month.previous", "filter.needs_action", "page.shifts", "language.sv",
          "shift.visits", "print", "change.retry", "startup.register", "tag.couple", "phone.deactivate", "control.sign",
          "matrix.set", "matrix.import"}) {
        if (id == first) return true;
    }
    return false;
}

}  // namespace

wxMenuBar* menu_bar_of(ActionBook& actions_book) {
    auto* bar = new wxMenuBar;
    for (const MenuName name : {MenuName::file, MenuName::edit, MenuName::view, MenuName::shift, MenuName::equipment,
                                MenuName::staff, MenuName::rules, MenuName::help}) {
        auto* menu = new wxMenu;
        std::vector<std::pair<wxMenuItem*, const Action*>> made;
        for (std::size_t i = 0; i < actions().size(); ++i) {
            const Action& action = actions()[i];
            if (action.menu != name) continue;
            if (begins_group(action.id) && menu->GetMenuItemCount() > 0) menu->AppendSeparator();
            auto* item = menu->Append(first_id + static_cast<int>(i), ui(tr(action.label)), ui(tr(action.help)));
            made.emplace_back(item, &action);
        }
        bar->Append(menu, ui(tr(menu_title(name))));
        for (const auto& [item, action] : made) show_key(item->GetMenuItem(), *action);
    }
    bar->Bind(wxEVT_MENU, [&actions_book](wxCommandEvent& event) {
        const auto row = static_cast<std::size_t>(event.GetId() - first_id);
        if (event.GetId() >= first_id && row < actions().size())
            actions_book.run(actions()[row].id);
        else
            event.Skip();
    });
    return bar;
}

void refresh_menus(wxMenuBar* bar, const ActionBook& book) {
    if (bar == nullptr) return;
    for (std::size_t i = 0; i < actions().size(); ++i) {
        const int id = first_id + static_cast<int>(i);
        const bool enabled = book.enabled(actions()[i].id);
        if (bar->IsEnabled(id) != enabled) bar->Enable(id, enabled);
    }
}

}  // namespace samordna::desktop
