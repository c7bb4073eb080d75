#include "cli/table.h"

#include <algorithm>
#include <string_view>

namespace samordna::cli {
namespace {

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void append_line(std::string& out, const std::vector<Column>& columns, const std::vector<std::size_t>& widths,
                 const std::vector<std::string>& cells) {
    const std::size_t begin = out.size();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i > 0) out += "  ";
        const std::string padding(widths[i] - width_of(cells[i]), ' ');
        if (columns[i].align == Align::right) out += padding;
        out += cells[i];
        if (columns[i].align == Align::left) out += padding;
    }
    const std::size_t last = out.find_last_not_of(' ');
    out.resize(last == std::string::npos || last < begin ? begin : last + 1);
    out += '\n';
}

}  // namespace

std::string table_text(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::string> headings;
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        headings.push_back(columns[i].heading);
        std::size_t width = width_of(columns[i].heading);
        for (const auto& row : rows) width = std::max(width, width_of(row[i]));
        widths.push_back(width);
    }
    std::string out;
    append_line(out, columns, widths, headings);
    for (const auto& row : rows) append_line(out, columns, widths, row);
    return out;
}

}  // namespace samordna::cli
