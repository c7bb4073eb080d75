#include "workspace/table_file.h"

#include <algorithm>
#include <array>
#include <fstream>

#include <unicode/unistr.h>

#include "base/csv.h"
#include "base/text.h"
#include "workspace/workbook.h"

namespace samordna::workspace {
namespace {

using base::Error;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string in_utf8(std::string_view bytes, const char* encoding) {
    std::string text;
    icu::UnicodeString(bytes.data(), static_cast<std::int32_t>(bytes.size()), encoding).toUTF8String(text);
    return text;
}

// Of `;`, tab and `,` the one that most of the first lines have, outside quotes. Where numbers have a decimal comma
// both are in every line: then it is not the comma.
char separator_of(std::string_view text) {
    constexpr std::array candidates{';', '\t', ','};
    constexpr int lines_enough = 50;
    std::array<int, candidates.size()> lines{};
    std::array<bool, candidates.size()> here{};
    bool within_quotes = false;
    int seen = 0;
    for (const char c : text) {
        if (c == '"') within_quotes = !within_quotes;
        if (within_quotes) continue;
        for (std::size_t i = 0; i < candidates.size(); ++i) here[i] = here[i] || c == candidates[i];
        if (c != '\n') continue;
        for (std::size_t i = 0; i < candidates.size(); ++i) lines[i] += here[i] ? 1 : 0;
        here = {};
        if (++seen == lines_enough) break;
    }
    for (std::size_t i = 0; i < candidates.size(); ++i) lines[i] += here[i] ? 1 : 0;  // the last line has no end
    return candidates[static_cast<std::size_t>(std::max_element(lines.begin(), lines.end()) - lines.begin())];
}

// Spreadsheets write "sep=;" above a table to say so themselves.
std::optional<char> stated_separator(std::string_view text) {
    if (text.size() < 5 || base::lower_case(text.substr(0, 4)) != "sep=") return std::nullopt;
    if (text.size() > 5 && text[5] != '\r' && text[5] != '\n') return std::nullopt;
    return text[4];
}

base::Result<Table> read_text(std::string_view bytes) {
    std::string decoded;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        decoded = in_utf8(bytes, "UTF-16");
    else if (bytes.find('\0') != std::string_view::npos)
        return Error{"table.not_a_table"};
    else if (!base::is_utf8(bytes))
        decoded = in_utf8(bytes, "windows-1252");
    std::string_view text = decoded.empty() ? bytes : std::string_view(decoded);
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    const auto stated = stated_separator(text);
    const char separator = stated ? *stated : separator_of(text);
    const auto cells = std::count_if(text.begin(), text.end(), [&](char c) { return c == separator || c == '\n'; });
    if (static_cast<std::size_t>(cells) > most_table_cells)
        return Error{"table.too_many_cells", {{"limit", std::int64_t{most_table_cells}}}};
    const auto rows = base::parse_csv_rows(text, separator);
    if (!rows) return rows.error();
    if (rows->size() > most_table_rows) return Error{"table.too_many_rows", {{"limit", std::int64_t{most_table_rows}}}};
    Table table;
    for (const auto& row : *rows) {
        if (stated && row.line == 1) continue;
        if (row.fields.size() > most_table_columns)
            return Error{"table.too_many_columns", {{"limit", std::int64_t{most_table_columns}}}};
        TableRow& made = table.rows.emplace_back();
        made.number = row.line;
        for (const auto& field : row.fields) {
            const auto value = base::trim(field);
            made.cells.push_back({value.empty() ? TableCell::Kind::empty : TableCell::Kind::text, std::string(value)});
        }
    }
    std::erase_if(table.rows, [](const TableRow& row) {
        return std::all_of(row.cells.begin(), row.cells.end(),
                           [](const TableCell& cell) { return cell.kind == TableCell::Kind::empty; });
    });
    if (table.rows.empty()) return Error{"table.empty"};
    return table;
}

Error too_big() {
    return {"table.too_big", {{"megabytes", std::int64_t{largest_table_file >> 20}}}};
}

}  // namespace

const TableCell& TableRow::at(std::size_t column) const {
    static const TableCell nothing;
    return column < cells.size() ? cells[column] : nothing;
}

base::Result<Table> read_table(std::string_view bytes, std::string_view sheet) {
    if (bytes.size() > largest_table_file) return too_big();
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return read_workbook(bytes, sheet);
    // The container of xls, and of an xlsx with a password.
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) return Error{"table.old_format"};
    return read_text(bytes);
}

base::Result<Table> read_table_file(const std::filesystem::path& file, std::string_view sheet) {
    std::error_code failure;
    if (!std::filesystem::is_regular_file(file, failure)) return Error{"table.cannot_read"};
    const auto size = std::filesystem::file_size(file, failure);
    if (failure) return Error{"table.cannot_read"};
    if (size > largest_table_file) return too_big();
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream) return Error{"table.cannot_read"};
    return read_table(bytes, sheet);
}

std::string column_letters(std::size_t column) {
    std::string letters;
    for (++column; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

std::optional<std::size_t> column_of_letters(std::string_view letters) {
    if (letters.empty() || letters.size() > 3) return std::nullopt;
    std::size_t column = 0;
    for (const char c : letters) {
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (upper < 'A' || upper > 'Z') return std::nullopt;
        column = column * 26 + static_cast<std::size_t>(upper - 'A') + 1;
    }
    return column - 1;
}

}  // namespace samordna::workspace
