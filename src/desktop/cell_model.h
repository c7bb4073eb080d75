// A table of cells that somebody else words: its columns, and one model for all such tables. Main thread.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <wx/dataview.h>

#include "desktop/list_view.h"

namespace samordna::desktop {

struct Cell {
    std::string text{};
    Tone tone = Tone::text;
    const char* icon = nullptr;  // of an icon column
    int share = -1;              // instead of an icon: a bar of so many percent
    bool bold = false;
};

struct TableColumn {
    std::string title;
    int width = 80;
    wxAlignment align = wxALIGN_LEFT;
    bool has_icon = false;
    bool sortable = false;
};

class Table final : public wxDataViewCtrl {
  public:
    // What stands in a row; asked only for rows that were told of.
    using Source = std::function<Cell(unsigned row, unsigned column)>;
    Table(wxWindow* parent, std::string_view id, const wxString& name, const std::vector<TableColumn>& columns,
          Source source, RowHeight height = RowHeight::dense);
    // Other contents; `same_rows`: of the same rows.
    void show(std::size_t rows, bool same_rows = false);
    unsigned rows() const { return rows_; }

  private:
    class Model;
    unsigned rows_ = 0;
    wxObjectDataPtr<Model> model_;
};

}  // namespace samordna::desktop
