#include "desktop/cell_sheet.h"

#include <algorithm>

namespace samordna::desktop {

CellSheet::CellSheet(wxWindow* parent, std::string_view id, const wxString& name,
                     const std::vector<TableColumn>& columns)
    : table_(new Table(parent, id, name, columns, [this](unsigned row, unsigned column) {
          return row < rows_.size() && column < rows_[row].cells.size() ? rows_[row].cells[column] : Cell{};
      })) {
    table_->Bind(wxEVT_DATAVIEW_COLUMN_SORTED, [this](wxDataViewEvent& event) {
        const wxDataViewColumn* column = event.GetDataViewColumn();
        if (column == nullptr) return;
        order_ = column->GetModelColumn();
        ascending_ = column->IsSortOrderAscending();
        show(std::move(rows_));
    });
}

void CellSheet::sort() {
    if (!order_) return;
    const auto key = [this](const SheetRow& row) { return *order_ < row.keys.size() ? row.keys[*order_] : 0; };
    std::stable_sort(rows_.begin(), rows_.end(), [&](const SheetRow& a, const SheetRow& b) {
        return ascending_ ? key(a) < key(b) : key(b) < key(a);
    });
}

void CellSheet::show(std::vector<SheetRow> rows) {
    const auto before = chosen();
    rows_ = std::move(rows);
    sort();
    table_->show(rows_.size());
    if (rows_.empty()) return;
    const auto place =
        std::find_if(rows_.begin(), rows_.end(), [&](const SheetRow& row) { return before && row.id == before; });
    const bool kept = place != rows_.end();
    put_cursor(table_, kept ? static_cast<unsigned>(place - rows_.begin()) : 0);
    if (!kept) see_first_row(table_);
}

std::optional<base::Id> CellSheet::chosen() const {
    const auto row = selected_row(table_);
    return row && *row < rows_.size() ? rows_[*row].id : std::nullopt;
}

void CellSheet::redraw(std::vector<SheetRow> rows) {
    rows_ = std::move(rows);
    sort();
    table_->show(rows_.size(), true);
}

}  // namespace samordna::desktop
