#include "desktop/cell_model.h"

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/text.h"

namespace samordna::desktop {

class Table::Model final : public wxDataViewVirtualListModel {
  public:
    Model(const Table* table, std::vector<TableColumn> columns, Source source)
        : table_(table), columns_(std::move(columns)), source_(std::move(source)) {}

    // The toolkit may ask for a row that has just gone.
    Cell cell(unsigned row, unsigned column) const { return row < table_->rows() ? source_(row, column) : Cell{}; }
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
        const Cell c = cell(row, column);
        if (!columns_[column].has_icon) {
            value = ui(c.text);
            return;
        }
        const Tone tone = tone_on_row(table_, row, c.tone);
        const auto picture = c.share >= 0 ? share_bar(c.share, tone) : icon(c.icon == nullptr ? "none" : c.icon, tone);
        value << in_cell(ui(c.text), picture);
    }
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override {
        const Cell c = cell(row, column);
        if (c.tone == Tone::text && !c.bold) return false;
        if (c.tone != Tone::text) attr.SetColour(colour(c.tone == Tone::accent ? Tone::quiet : c.tone));
        attr.SetBold(c.bold);
        return true;
    }
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }

  private:
    const Table* table_;
    std::vector<TableColumn> columns_;
    Source source_;
};

Table::Table(wxWindow* parent, std::string_view id, const wxString& name, const std::vector<TableColumn>& columns,
             Source source, RowHeight height)
    : wxDataViewCtrl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                     wxDV_SINGLE | wxDV_HORIZ_RULES | (height == RowHeight::dense ? wxBORDER_THEME : wxBORDER_NONE)) {
    for (unsigned i = 0; i < columns.size(); ++i) {
        const TableColumn& column = columns[i];
        if (column.has_icon)
            add_icon_column(this, ui(column.title), i, column.width, column.sortable);
        else
            add_text_column(this, ui(column.title), i, column.width, column.align, column.sortable);
    }
    model_ = new Model(this, columns, std::move(source));
    AssociateModel(model_.get());
    // A last column of figures would stand far from the others.
    if (columns.back().align == wxALIGN_RIGHT) let_grow(GetColumn(0));
    finish_list(this, height);
    if (height == RowHeight::dense) add_style(this, "dense");
    describe(this, id, name);
}

void Table::show(std::size_t rows, bool same_rows) {
    const auto count = static_cast<unsigned>(rows);
    const bool same = same_rows && count == rows_;
    rows_ = count;
    // Row by row, so that a screen reader hears of it too; of very many it would take its time.
    constexpr unsigned most_told = 5000;
    if (!same)
        model_->Reset(count);
    else if (count > most_told)
        redraw_rows(this);
    else
        for (unsigned row = 0; row < count; ++row) model_->RowChanged(row);
    show_at_once(this);
}

}  // namespace samordna::desktop
