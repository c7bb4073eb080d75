// Names and ids for assistive technology, which the tests use too: what a control is called, in the language of the
// window, and an id that never changes. Every control that can have the focus gets both. Main thread.
#pragma once
#include <string_view>

#include <wx/choice.h>
#include <wx/dataview.h>
#include <wx/window.h>

namespace samordna::desktop {

void describe(wxWindow* control, std::string_view id, const wxString& name);
// What a drawing shows, in words.
void describe_more(wxWindow* control, const wxString& text);
// The list within a wxDataViewCtrl.
void describe(wxDataViewCtrl* list, std::string_view id, const wxString& name);
// A column whose header shows nothing, or which is drawn without headers.
void name_column(wxDataViewCtrl* list, unsigned column, const wxString& name);
// The button within it, which has the focus and is told of instead of it: it says what is chosen, too.
void describe(wxChoice* choice, std::string_view id, const wxString& name);
// The buttons that the toolkit makes within a bar, from left to right: id-0, id-1; their names are their labels.
void describe_buttons(wxWindow* bar, std::string_view id);
// A text of several lines.
void describe_text(wxWindow* text, std::string_view id, const wxString& name);

// The toolkit tells of a wxDialog as of any window.
void tell_as_dialog(wxWindow* dialog);
// What only holds other controls, or text, is passed over by the focus.
void never_focus(wxWindow* holder);

// A style class of style.cpp or of GTK ("suggested-action", "chip").
void add_style(wxWindow* control, const char* style_class);

}  // namespace samordna::desktop
