// The municipality's own reimbursement basis as a file: which column is what, and its rows. Nobody has the columns in
// the same order or calls them the same, so they are guessed from their headings, corrected, and remembered by the set
// of headings. No text of the file is remembered or told, only places in it: it may be somebody's. Pure; any thread.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time.h"
#include "workspace/table_file.h"

namespace samordna::workspace {

enum class TheirField : std::uint8_t { client, service, date, care_worker, ordered, performed, paid, amount };
std::string_view name_of(TheirField field);
std::span<const TheirField> all_their_fields();

// What a plain number of a column of time is. "7:30" and times of a spreadsheet are hours and minutes in either.
enum class TimeUnit : std::uint8_t { minutes, hours };

struct TheirColumn {
    std::size_t column = 0;
    TimeUnit unit = TimeUnit::minutes;  // columns of time
    bool operator==(const TheirColumn&) const = default;
};
struct TheirColumns {
    std::size_t heading = 0;  // the heading row, by its place among the table's
    std::map<TheirField, TheirColumn> of;
    bool operator==(const TheirColumns&) const = default;
};

// "client", "paid.hours", "ordered.minutes" …: the column with that heading or those letters; empty: there is none.
// "heading_row": its number in the file.
struct ColumnCorrection {
    std::string field;
    std::string column;
};

// What was kept for a layout, as remembered_text gave it; empty where nothing was.
using ColumnMemory = std::function<std::string(const std::string& layout)>;
// Errors: basis.no_heading_row, basis.no_client_column, basis.no_service_column, basis.no_time_column,
// basis.unknown_field {field}, basis.unknown_column {column}.
base::Result<TheirColumns> columns_of(const Table& table, std::span<const ColumnCorrection> corrections,
                                      const ColumnMemory& memory = {});
// A name for the set of headings, whatever their order, from which they cannot be read.
std::string layout_of(const Table& table, std::size_t heading);
// To be kept for that layout.
std::string remembered_text(const Table& table, const TheirColumns& columns);

struct TheirRow {
    int line = 0;  // in the file
    int client = 0;
    std::string service;
    std::optional<domain::Date> date{};
    std::string care_worker{};  // as it stands
    // Hundredths of a minute, so that decimal hours are summed before they are rounded.
    std::optional<std::int64_t> ordered{}, performed{}, paid{};
    std::optional<std::int64_t> ore{};
};
struct TheirFile {
    // basis.empty, basis.bad_client, basis.bad_date, basis.bad_time, basis.bad_amount, basis.too_many_problems
    struct Problem {
        int line = 0;
        std::string column;  // its letters; empty: the row as such
        std::string code;
    };
    std::vector<TheirRow> rows;
    std::vector<Problem> problems;  // as long as there is one, the rows are good for nothing
    int passed_over = 0;            // sums and other rows without a client
    int of_other_months = 0;
};
TheirFile read_basis_file(const Table& table, const TheirColumns& columns, domain::Month month);

}  // namespace samordna::workspace
