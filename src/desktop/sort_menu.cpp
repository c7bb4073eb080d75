#include "desktop/sort_menu.h"

#include <string>
#include <vector>

#include <gtk/gtk.h>
#include <wx/menu.h>

#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using wording::tr;

GtkTreeViewColumn* of_toolkit(const wxDataViewColumn* column) {
    return reinterpret_cast<GtkTreeViewColumn*>(column->GetGtkHandle());
}

// wxDataViewColumn::GetTitle takes it for the name of a file, and loses what is not ASCII.
std::string title_of(const wxDataViewColumn* column) {
    return gtk_tree_view_column_get_title(of_toolkit(column));
}

std::string order_of(const wxDataViewColumn* column) {
    const std::string title = title_of(column);
    return column->IsSortOrderAscending() ? tr("{column}, ascending", {{"column", title}})
                                          : tr("{column}, descending", {{"column", title}});
}

}  // namespace

void choose_order(wxDataViewCtrl* list, const std::function<void(const wxString& order)>& chosen) {
    wxMenu menu;
    std::vector<wxDataViewColumn*> columns;
    for (unsigned i = 0; i < list->GetColumnCount(); ++i) {
        wxDataViewColumn* column = list->GetColumn(i);
        if (!column->IsSortable() || column->IsHidden()) continue;
        // What is chosen again is turned round.
        columns.push_back(column);
        menu.Append(static_cast<int>(columns.size()), ui(column->IsSortKey() ? order_of(column) : title_of(column)));
    }
    const int answer = list->GetPopupMenuSelectionFromUser(menu, wxPoint(0, 0));
    if (answer < 1 || static_cast<std::size_t>(answer) > columns.size()) return;
    wxDataViewColumn* column = columns[static_cast<std::size_t>(answer) - 1];
    gtk_tree_view_column_clicked(of_toolkit(column));
    wxDataViewEvent sorted(wxEVT_DATAVIEW_COLUMN_SORTED, list, column);  // wxWidgets tells of a mouse alone
    list->HandleWindowEvent(sorted);
    chosen(ui(tr("Sorted by {order}", {{"order", order_of(column)}})));
}

}  // namespace samordna::desktop
