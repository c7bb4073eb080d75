#include "workspace/sheet_csv.h"

#include <fstream>

#include "base/csv.h"

namespace samordna::workspace {

base::Result<> write_csv(const Book& book, const TypedSheet& sheet, const CsvLook& look,
                         const std::filesystem::path& file, Going& going) {
    std::ofstream out(file, std::ios::binary);
    std::string text = "\xEF\xBB\xBF";
    std::vector<std::string> cells;
    std::vector<std::string_view> fields;
    const auto put = [&](const std::string& last) {
        cells.push_back(last);
        fields.assign(cells.begin(), cells.end());
        base::append_csv_row(text, fields, look.separator);
        cells.clear();
        constexpr std::size_t enough = 1 << 16;
        if (text.size() < enough) return;
        out << text;
        text.clear();
    };
    for (const auto& column : sheet.columns) cells.push_back(base::harmless(column.heading));
    put(book.mark_heading);
    // What is summed in a sheet is not a row of the table.
    TypedSheet table = sheet;
    table.sum.clear();
    each_row(table, going, [&](const std::vector<Cell>& row, bool) {
        for (const Cell& cell : row) {
            auto shown = shown_text(cell, look.decimal);
            cells.push_back(cell.kind == CellKind::text ? base::harmless(shown) : std::move(shown));
        }
        put(book.mark);
    });
    out << text;
    out.close();
    if (!out) return base::Error{"basis.file_unwritable"};
    return {};
}

}  // namespace samordna::workspace
