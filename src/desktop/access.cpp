#include "desktop/access.h"

#include <string>

#include <gtk/gtk.h>

namespace samordna::desktop {
namespace {

void name_widget(GtkWidget* widget, std::string_view id, const wxString& name) {
    AtkObject* accessible = gtk_widget_get_accessible(widget);
    atk_object_set_name(accessible, name.utf8_str());
    atk_object_set_accessible_id(accessible, std::string(id).c_str());
}

void find_button(GtkWidget* widget, gpointer found) {
    if (GTK_IS_TOGGLE_BUTTON(widget))
        *static_cast<GtkWidget**>(found) = widget;
    else if (GTK_IS_CONTAINER(widget))
        gtk_container_forall(GTK_CONTAINER(widget), find_button, found);
}

struct ButtonIds {
    std::string id;
    int next = 0;
};
void name_button(GtkWidget* widget, gpointer data) {
    auto& ids = *static_cast<ButtonIds*>(data);
    if (GTK_IS_BUTTON(widget))
        atk_object_set_accessible_id(gtk_widget_get_accessible(widget),
                                     (ids.id + '-' + std::to_string(ids.next++)).c_str());
    else if (GTK_IS_CONTAINER(widget))
        gtk_container_forall(GTK_CONTAINER(widget), name_button, data);
}

// wxWidgets does not see that the button has the keys: what scrolls around it has to know.
gboolean tell_holders(GtkWidget*, GdkEvent*, gpointer choice) {
    auto* window = static_cast<wxWindow*>(choice);
    wxChildFocusEvent event(window);
    window->HandleWindowEvent(event);
    return FALSE;
}

// As its label, which may be shortened.
void say_chosen(GtkComboBox* box, gpointer button) {
    gchar* text = GTK_IS_COMBO_BOX_TEXT(box) ? gtk_combo_box_text_get_active_text(GTK_COMBO_BOX_TEXT(box)) : nullptr;
    atk_object_set_description(gtk_widget_get_accessible(GTK_WIDGET(button)), text == nullptr ? "" : text);
    g_free(text);
}

}  // namespace

void describe(wxWindow* control, std::string_view id, const wxString& name) {
    name_widget(control->GetHandle(), id, name);
}

void describe_more(wxWindow* control, const wxString& text) {
    atk_object_set_description(gtk_widget_get_accessible(control->GetHandle()), text.utf8_str());
}

void describe(wxDataViewCtrl* list, std::string_view id, const wxString& name) {
    name_widget(list->GtkGetTreeView(), id, name);
    never_focus(list);  // the frame that scrolls, not the list within
}

void name_column(wxDataViewCtrl* list, unsigned column, const wxString& name) {
    auto* made = gtk_tree_view_get_column(GTK_TREE_VIEW(list->GtkGetTreeView()), static_cast<gint>(column));
    gtk_tree_view_column_set_title(made, name.utf8_str());
}

void describe_buttons(wxWindow* bar, std::string_view id) {
    ButtonIds ids{std::string(id)};
    name_button(bar->GetHandle(), &ids);
}

void describe(wxChoice* choice, std::string_view id, const wxString& name) {
    name_widget(choice->GetHandle(), id, name);
    GtkWidget* button = nullptr;
    find_button(choice->GetHandle(), &button);
    if (button == nullptr) return;
    const bool first = atk_object_get_role(gtk_widget_get_accessible(button)) != ATK_ROLE_COMBO_BOX;
    name_widget(button, id, name);
    atk_object_set_role(gtk_widget_get_accessible(button), ATK_ROLE_COMBO_BOX);
    if (first) {
        g_signal_connect(choice->GetHandle(), "changed", G_CALLBACK(say_chosen), button);
        g_signal_connect(button, "focus-in-event", G_CALLBACK(tell_holders), choice);
    }
    say_chosen(GTK_COMBO_BOX(choice->GetHandle()), button);
}

void describe_text(wxWindow* text, std::string_view id, const wxString& name) {
    name_widget(gtk_bin_get_child(GTK_BIN(text->GetHandle())), id, name);
    never_focus(text);
}

void tell_as_dialog(wxWindow* dialog) {
    atk_object_set_role(gtk_widget_get_accessible(dialog->GetHandle()), ATK_ROLE_DIALOG);
}

void never_focus(wxWindow* holder) {
    gtk_widget_set_can_focus(holder->GetHandle(), FALSE);
}

void add_style(wxWindow* control, const char* style_class) {
    gtk_style_context_add_class(gtk_widget_get_style_context(control->GetHandle()), style_class);
}

}  // namespace samordna::desktop
