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
