// What all our lists have in common, and what wxDataViewCtrl leaves to the toolkit below it. Main thread.
#pragma once
#include <functional>
#include <optional>
#include <utility>

#include <wx/dataview.h>

#include "desktop/palette.h"

namespace samordna::desktop {

enum class RowHeight : std::uint8_t { usual = 9, dense = 5 };  // padding; usual gives 36 px

// Rows of one height, digits of one width, no search of the toolkit's own, the whole of a text that is cut as a
// tooltip. Call it when the columns stand. Throws where the list is not in fixed-height mode: without it every refresh
// asks for every cell.
void finish_list(wxDataViewCtrl* list, RowHeight height = RowHeight::usual);
// After its model has changed: wxWidgets would draw all of it a second time when everything else is done.
void show_at_once(wxDataViewCtrl* list);
// What the visible rows say has changed.
void redraw_rows(wxDataViewCtrl* list);

// The tone of an icon as it has to be there: in high contrast a selected row is dark where the others are light.
Tone tone_on_row(const wxDataViewCtrl* list, unsigned row, Tone tone);

// The row that is selected, of a virtual list.
std::optional<unsigned> selected_row(const wxDataViewCtrl* list);
// Cursor and selection, as if she had gone there; the view follows only as far as it must.
void put_cursor(wxDataViewCtrl* list, unsigned row);
// The cell within the row too; column as it stands in the list.
void put_cursor(wxDataViewCtrl* list, unsigned row, unsigned column);
std::optional<std::pair<unsigned, unsigned>> cursor_cell(const wxDataViewCtrl* list);
// Also when it moves within a row.
void on_cursor_moved(wxDataViewCtrl* list, std::function<void()> listener);
void on_scrolled(wxDataViewCtrl* list, std::function<void()> listener);
// The first and the last row that are seen.
unsigned top_row(const wxDataViewCtrl* list);
unsigned bottom_row(const wxDataViewCtrl* list);
// Where she is on the first row: before its first layout a list would be left a little below it.
void see_first_row(wxDataViewCtrl* list);
void scroll_to_top(wxDataViewCtrl* list, unsigned row);

wxDataViewColumn* add_text_column(wxDataViewCtrl* list, const wxString& title, unsigned model_column, int width,
                                  wxAlignment align = wxALIGN_LEFT, bool sortable = false);
// It takes the room that is left.
void let_grow(wxDataViewColumn* column);
// A narrow cell that the cursor can stand in.
wxDataViewColumn* add_cell_column(wxDataViewCtrl* list, const wxString& title, unsigned model_column, int width);
wxDataViewColumn* add_icon_column(wxDataViewCtrl* list, const wxString& title, unsigned model_column, int width,
                                  bool sortable = false);
// There is room for the picture alone: the words are for assistive technology, and shown where the mouse rests.
void hide_words(wxDataViewCtrl* list, unsigned column);
// A cell of a list: without words there is no picture either, for it would say nothing to those who do not see it.
wxDataViewIconText in_cell(const wxString& words, const wxBitmapBundle& picture);

}  // namespace samordna::desktop
