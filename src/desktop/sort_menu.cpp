#include "desktop/sort_menu.h"

#include <vector>

#include <gtk/gtk.h>
#include <wx/menu.h>

#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using wording::tr;

wxString named(const wxDataViewColumn* column) {
    const std::string title(column->GetTitle().utf8_str());
    return ui(column->IsSortOrderAscending() ? tr("{column}, ascending", {{"column", title}})
                                             : tr("{column}, descending", {{"column", title}}));
}

}  // namespace

void choose_order(wxDataViewCtrl* list, const std::function<void(const wxString& order)>& chosen) {
    wxMenu menu(ui(tr("Sort by")));
    std::vector<wxDataViewColumn*> columns;
    for (unsigned i = 0; i < list->GetColumnCount(); ++i) {
        wxDataViewColumn* column = list->GetColumn(i);
        if (!column->IsSortable() || column->IsHidden()) continue;
        const int id = wxID_HIGHEST + 1 + static_cast<int>(columns.size());
        // What is chosen again is turned round.
        menu.Append(id, column->IsSortKey() ? named(column) : column->GetTitle());
        columns.push_back(column);
    }
    const int answer = list->GetPopupMenuSelectionFromUser(menu, wxPoint(0, 0));
    const auto at = static_cast<std::size_t>(answer - wxID_HIGHEST - 1);
    if (answer == wxID_NONE || at >= columns.size()) return;
    gtk_tree_view_column_clicked(reinterpret_cast<GtkTreeViewColumn*>(columns[at]->GetGtkHandle()));
    chosen(ui(tr("Sorted by {order}", {{"order", std::string(named(columns[at]).utf8_str())}})));
}

}  // namespace samordna::desktop
