// A file of rows as others send them, CSV or xlsx, as typed cells. CSV: `;`, tab or `,`, found by itself; UTF-8, UTF-16
// with its mark, or else Windows-1252. xlsx: one sheet; of a formula the value that the file has for it. Nothing is
// half read. Blocking; any thread.
//
// Errors: table.cannot_read, table.too_big {megabytes}, table.too_many_rows {limit}, …_columns, …_cells, table.damaged,
// table.old_format, table.not_a_table, table.no_sheet {sheet, known}, table.empty; csv.open_quote and csv.stray_quote
// {line}.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace samordna::workspace {

// What is larger is no month of a provider's, or was made to fill the memory.
inline constexpr std::size_t largest_table_file = std::size_t{64} << 20;  // bytes, as it lies on the disk
inline constexpr std::size_t largest_table_part = std::size_t{48}
                                                  << 20;  // of an xlsx, unpacked; the texts of its cells
inline constexpr std::size_t most_table_rows = 200'000;
inline constexpr std::size_t most_table_columns = 256;
inline constexpr std::size_t most_table_cells = 4'000'000;

struct TableCell {
    enum class Kind : std::uint8_t { empty, text, number, moment, duration };
    Kind kind = Kind::empty;
    std::string text;   // without blanks around it; a number as the file writes it
    double number = 0;  // a number's own; moment: days since 1899-12-30; duration: days
};

struct TableRow {
    int number = 0;  // in the file, from 1
    std::vector<TableCell> cells;
    const TableCell& at(std::size_t column) const;  // empty beyond its end
};

struct Table {
    std::vector<TableRow> rows;  // those with anything in them
    std::string sheet;           // empty: CSV
};

// `sheet` by name, whatever the case; empty: the first that is not hidden. CSV has none.
base::Result<Table> read_table(std::string_view bytes, std::string_view sheet = {});
base::Result<Table> read_table_file(const std::filesystem::path& file, std::string_view sheet = {});

// 0 is A, 26 is AA.
std::string column_letters(std::size_t column);
std::optional<std::size_t> column_of_letters(std::string_view letters);

}  // namespace samordna::workspace
