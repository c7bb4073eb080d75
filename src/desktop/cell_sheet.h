// A table whose rows are all at hand, made by whoever shows it: what stands in them, what each is about, and what the
// columns that can be sorted by are sorted by. Main thread.
#pragma once
#include <optional>
#include <vector>

#include "base/id.h"
#include "desktop/cell_model.h"

namespace samordna::desktop {

struct SheetRow {
    std::vector<Cell> cells;
    std::optional<base::Id> id{};
    std::vector<std::int64_t> keys{};  // by column; empty: the list is not sorted
};

class CellSheet {
  public:
    CellSheet(wxWindow* parent, std::string_view id, const wxString& name, const std::vector<TableColumn>& columns);
    Table* table() { return table_; }
    // She stays on what she was on where it is still there.
    void show(std::vector<SheetRow> rows);
    // In the order in which they stand.
    const std::vector<SheetRow>& rows() const { return rows_; }
    std::optional<base::Id> chosen() const;
    // Other cells of the same rows.
    void redraw(std::vector<SheetRow> rows);

  private:
    void sort();
    Table* table_;
    std::vector<SheetRow> rows_;
    std::optional<std::size_t> order_;  // column
    bool ascending_ = true;
};

}  // namespace samordna::desktop
