#include "desktop/list_view.h"

#include <stdexcept>

#include <gtk/gtk.h>

#include "desktop/icons.h"
#include "desktop/style.h"

namespace samordna::desktop {
namespace {

GtkTreeView* view_of(const wxDataViewCtrl* list) {
    return GTK_TREE_VIEW(const_cast<wxDataViewCtrl*>(list)->GtkGetTreeView());
}

using Listener = std::function<void()>;

void connect(gpointer object, const char* signal, Listener listener) {
    const auto call = [](gpointer, gpointer data) { (*static_cast<Listener*>(data))(); };
    const auto forget = [](gpointer data, GClosure*) { delete static_cast<Listener*>(data); };
    g_signal_connect_data(object, signal, G_CALLBACK(+call), new Listener(std::move(listener)), +forget,
                          G_CONNECT_AFTER);
}

// The first and the last.
std::pair<unsigned, unsigned> rows_in_sight(const wxDataViewCtrl* list) {
    GtkTreePath* first = nullptr;
    GtkTreePath* last = nullptr;
    if (gtk_tree_view_get_visible_range(view_of(list), &first, &last) == FALSE) return {0, 0};
    const std::pair rows{static_cast<unsigned>(gtk_tree_path_get_indices(first)[0]),
                         static_cast<unsigned>(gtk_tree_path_get_indices(last)[0])};
    gtk_tree_path_free(first);
    gtk_tree_path_free(last);
    return rows;
}

// A cell takes what its column gives and is as high as a line; it would else be measured whenever it is drawn, which
// takes as long as the drawing.
constexpr gint narrow = 12;

void fix_size(GtkCellRenderer* cell, GtkWidget* view) {
    gint height = 0;
    gtk_cell_renderer_get_preferred_height(cell, view, nullptr, &height);
    gtk_cell_renderer_set_fixed_size(cell, narrow, height);
}

gint width_of_text(GtkCellRenderer* cell, GtkWidget* view) {
    gint wanted = 0;
    gint height = 0;
    gtk_cell_renderer_get_fixed_size(cell, nullptr, &height);
    gtk_cell_renderer_set_fixed_size(cell, -1, height);
    gtk_cell_renderer_get_preferred_width(cell, view, nullptr, &wanted);
    gtk_cell_renderer_set_fixed_size(cell, narrow, height);
    return wanted;
}

// The whole of a text that does not find room in its cell.
gboolean show_whole_text(GtkWidget* widget, gint x, gint y, gboolean by_key, GtkTooltip* tooltip, gpointer) {
    auto* view = GTK_TREE_VIEW(widget);
    GtkTreePath* path = nullptr;
    GtkTreeViewColumn* column = nullptr;
    gtk_tree_view_convert_widget_to_bin_window_coords(view, x, y, &x, &y);
    if (by_key != FALSE || gtk_tree_view_get_path_at_pos(view, x, y, &path, &column, nullptr, nullptr) == FALSE)
        return FALSE;
    GtkTreeModel* model = gtk_tree_view_get_model(view);
    GtkTreeIter at;
    gboolean cut = FALSE;
    if (gtk_tree_model_get_iter(model, &at, path) != FALSE) {
        gtk_tree_view_column_cell_set_cell_data(column, model, &at, FALSE, FALSE);
        GList* cells = gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(column));
        for (GList* cell = cells; cell != nullptr; cell = cell->next) {
            if (!GTK_IS_CELL_RENDERER_TEXT(cell->data)) continue;
            gint wanted = 0;
            gint room = 0;
            wanted = width_of_text(GTK_CELL_RENDERER(cell->data), widget);
            gtk_tree_view_column_cell_get_position(column, GTK_CELL_RENDERER(cell->data), nullptr, &room);
            if (wanted <= room) continue;
            gchar* text = nullptr;
            g_object_get(cell->data, "text", &text, nullptr);
            gtk_tooltip_set_text(tooltip, text);
            g_free(text);
            cut = TRUE;
        }
        g_list_free(cells);
        if (cut != FALSE) gtk_tree_view_set_tooltip_cell(view, tooltip, path, column, nullptr);
    }
    gtk_tree_path_free(path);
    return cut;
}

}  // namespace

void finish_list(wxDataViewCtrl* list, RowHeight height) {
    list->SetSize(300, 200);  // room for scrollbars until it is laid out
    auto* view = GTK_TREE_VIEW(list->GtkGetTreeView());
    gtk_tree_view_set_enable_search(view, FALSE);
    PangoAttrList* digits = pango_attr_list_new();
    pango_attr_list_insert(digits, pango_attr_font_features_new("tnum=1"));
    for (unsigned i = 0; i < list->GetColumnCount(); ++i) {
        auto* column = gtk_tree_view_get_column(view, static_cast<gint>(i));
        GList* cells = gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(column));
        for (GList* cell = cells; cell != nullptr; cell = cell->next) {
            g_object_set(cell->data, "xpad", 4, "ypad", static_cast<int>(height), nullptr);
            if (!GTK_IS_CELL_RENDERER_TEXT(cell->data)) continue;
            g_object_set(cell->data, "attributes", digits, nullptr);
            fix_size(GTK_CELL_RENDERER(cell->data), GTK_WIDGET(view));
        }
        g_list_free(cells);
    }
    pango_attr_list_unref(digits);
    if (gtk_tree_view_get_fixed_height_mode(view) == FALSE)
        throw std::logic_error("a list is not in fixed-height mode");
    gtk_widget_set_has_tooltip(GTK_WIDGET(view), TRUE);
    g_signal_connect(view, "query-tooltip", G_CALLBACK(show_whole_text), nullptr);
}

Tone tone_on_row(const wxDataViewCtrl* list, unsigned row, Tone tone) {
    return is_high_contrast() && selected_row(list) == row ? Tone::selected : tone;
}

void show_at_once(wxDataViewCtrl* list) {
    list->OnInternalIdle();
}

void redraw_rows(wxDataViewCtrl* list) {
    GtkTreeView* view = view_of(list);
    gtk_widget_queue_draw(GTK_WIDGET(view));
    GtkTreePath* row = nullptr;
    GtkTreePath* last = nullptr;
    if (gtk_tree_view_get_visible_range(view, &row, &last) == FALSE) return;
    // Assistive technology has the words of a cell from when it first asked, until it is told.
    GtkTreeModel* model = gtk_tree_view_get_model(view);
    GtkTreeIter at;
    for (; gtk_tree_path_compare(row, last) <= 0; gtk_tree_path_next(row)) {
        if (gtk_tree_model_get_iter(model, &at, row) != FALSE) gtk_tree_model_row_changed(model, row, &at);
    }
    gtk_tree_path_free(row);
    gtk_tree_path_free(last);
}

std::optional<unsigned> selected_row(const wxDataViewCtrl* list) {
    GList* paths = gtk_tree_selection_get_selected_rows(gtk_tree_view_get_selection(view_of(list)), nullptr);
    std::optional<unsigned> row;
    if (paths != nullptr)
        row = static_cast<unsigned>(gtk_tree_path_get_indices(static_cast<GtkTreePath*>(paths->data))[0]);
    g_list_free_full(paths, reinterpret_cast<GDestroyNotify>(gtk_tree_path_free));
    return row;
}

void put_cursor(wxDataViewCtrl* list, unsigned row) {
    GtkTreePath* path = gtk_tree_path_new_from_indices(static_cast<gint>(row), -1);
    gtk_tree_view_set_cursor(view_of(list), path, nullptr, FALSE);
    gtk_tree_path_free(path);
}

void put_cursor(wxDataViewCtrl* list, unsigned row, unsigned column) {
    GtkTreePath* path = gtk_tree_path_new_from_indices(static_cast<gint>(row), -1);
    gtk_tree_view_set_cursor(view_of(list), path, gtk_tree_view_get_column(view_of(list), static_cast<gint>(column)),
                             FALSE);
    gtk_tree_path_free(path);
}

std::optional<std::pair<unsigned, unsigned>> cursor_cell(const wxDataViewCtrl* list) {
    GtkTreePath* path = nullptr;
    GtkTreeViewColumn* column = nullptr;
    gtk_tree_view_get_cursor(view_of(list), &path, &column);
    if (path == nullptr) return std::nullopt;
    const auto row = static_cast<unsigned>(gtk_tree_path_get_indices(path)[0]);
    gtk_tree_path_free(path);
    for (unsigned i = 0; i < list->GetColumnCount(); ++i) {
        if (gtk_tree_view_get_column(view_of(list), static_cast<gint>(i)) == column) return std::pair(row, i);
    }
    return std::nullopt;
}

void on_cursor_moved(wxDataViewCtrl* list, std::function<void()> listener) {
    connect(view_of(list), "cursor-changed", std::move(listener));
}

void on_scrolled(wxDataViewCtrl* list, std::function<void()> listener) {
    connect(gtk_scrollable_get_vadjustment(GTK_SCROLLABLE(view_of(list))), "value-changed", std::move(listener));
}

unsigned top_row(const wxDataViewCtrl* list) {
    return rows_in_sight(list).first;
}

unsigned bottom_row(const wxDataViewCtrl* list) {
    return rows_in_sight(list).second;
}

void see_first_row(wxDataViewCtrl* list) {
    list->CallAfter([list] {
        const auto rows = gtk_tree_model_iter_n_children(gtk_tree_view_get_model(view_of(list)), nullptr);
        if (rows > 0 && selected_row(list).value_or(0) == 0) scroll_to_top(list, 0);
    });
}

void scroll_to_top(wxDataViewCtrl* list, unsigned row) {
    GtkTreePath* path = gtk_tree_path_new_from_indices(static_cast<gint>(row), -1);
    gtk_tree_view_scroll_to_cell(view_of(list), path, nullptr, TRUE, 0, 0);
    gtk_tree_path_free(path);
}

wxDataViewColumn* add_text_column(wxDataViewCtrl* list, const wxString& title, unsigned model_column, int width,
                                  wxAlignment align, bool sortable) {
    const int flags = wxDATAVIEW_COL_RESIZABLE | (sortable ? wxDATAVIEW_COL_SORTABLE : 0);
    auto* renderer = new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_INERT, align);
    if (align == wxALIGN_LEFT) renderer->EnableEllipsize(wxELLIPSIZE_END);
    auto* column = new wxDataViewColumn(title, renderer, model_column, scaled(width), align, flags);
    list->AppendColumn(column);
    return column;
}

void let_grow(wxDataViewColumn* column) {
    gtk_tree_view_column_set_expand(reinterpret_cast<GtkTreeViewColumn*>(column->GetGtkHandle()), TRUE);
}

wxDataViewColumn* add_cell_column(wxDataViewCtrl* list, const wxString& title, unsigned model_column, int width) {
    auto* renderer = new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_ACTIVATABLE, wxALIGN_CENTRE);
    auto* column = new wxDataViewColumn(title, renderer, model_column, scaled(width), wxALIGN_CENTRE, 0);
    list->AppendColumn(column);
    return column;
}

wxDataViewColumn* add_icon_column(wxDataViewCtrl* list, const wxString& title, unsigned model_column, int width,
                                  bool sortable) {
    const int flags = wxDATAVIEW_COL_RESIZABLE | (sortable ? wxDATAVIEW_COL_SORTABLE : 0);
    auto* renderer = new wxDataViewIconTextRenderer("wxDataViewIconText", wxDATAVIEW_CELL_INERT);
    renderer->EnableEllipsize(wxELLIPSIZE_END);
    auto* column = new wxDataViewColumn(title, renderer, model_column, scaled(width), wxALIGN_LEFT, flags);
    list->AppendColumn(column);
    return column;
}

void hide_words(wxDataViewCtrl* list, unsigned column) {
    GList* cells =
        gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(gtk_tree_view_get_column(view_of(list), static_cast<gint>(column))));
    for (GList* cell = cells; cell != nullptr; cell = cell->next) {
        if (GTK_IS_CELL_RENDERER_TEXT(cell->data)) g_object_set(cell->data, "visible", FALSE, nullptr);
    }
    g_list_free(cells);
}

wxDataViewIconText in_cell(const wxString& words, const wxBitmapBundle& picture) {
    return {words, words.empty() ? icon("none", Tone::text) : picture};
}

}  // namespace samordna::desktop
