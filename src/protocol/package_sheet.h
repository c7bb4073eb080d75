// One CSV file of a unit package: its rows as cells that are asked for by column and by kind. Whatever is not as
// described becomes a problem with its place, and reading goes on. For unit_package_reader.cpp.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "protocol/unit_package.h"
#include "protocol/unit_package_columns.h"

namespace samordna::protocol {

class PackageSheet {
  public:
    // Reads the file. `reading` is where problems and left-out rows are counted.
    PackageSheet(const std::filesystem::path& folder, std::string file, const package_columns::Columns& columns,
                 PackageReading& reading);

    // False: the file is not there, or lacks a column. It has no rows then.
    bool complete() const { return complete_; }
    const std::vector<base::CsvRow>& rows() const { return rows_; }
    // The column's place in the file. Quick for those who ask from left to right.
    std::size_t index_of(std::string_view column) const;
    void problem(std::string code, int line, std::string_view column = {});

  private:
    void read(std::string_view text);
    void find_column(std::size_t i, const std::vector<std::string>& header);

    std::string file_;
    bool complete_ = false;
    const package_columns::Columns& columns_;
    std::vector<std::size_t> index_;  // of each column in the file
    mutable std::size_t last_asked_ = 0;
    std::vector<base::CsvRow> rows_;
    PackageReading& reading_;
};

// The cells of one row. The first problem of each cell is noted; `ok()` tells whether the row can be kept.
class PackageCells {
  public:
    PackageCells(PackageSheet& sheet, const base::CsvRow& row) : sheet_(sheet), row_(row) {}

    bool ok() const { return ok_; }
    int line() const { return row_.line; }

    std::string text(std::string_view column);      // as it stands
    std::string required(std::string_view column);  // without blanks around it, never empty
    std::string optional(std::string_view column);  // without blanks around it
    bool yes_no(std::string_view column);
    int whole_number(std::string_view column, int least, int most);
    std::optional<int> optional_number(std::string_view column, int least, int most);
    domain::Instant instant(std::string_view column);
    std::optional<domain::Instant> optional_instant(std::string_view column);
    domain::Date date(std::string_view column);
    std::optional<domain::Date> optional_date(std::string_view column);
    // One of the names that `parse` knows.
    template <class Parse>
    auto one_of(std::string_view column, Parse parse) {
        const auto value = parse(trimmed(column));
        if (!value) bad(column);
        return value.value_or(typename decltype(parse(std::string_view{}))::value_type{});
    }
    void bad(std::string_view column) { fail(trimmed(column).empty() ? "package.empty" : "package.bad_value", column); }
    void fail(std::string code, std::string_view column);
    // Left out, because of something that has been told already.
    void leave_out() { ok_ = false; }

  private:
    std::string_view trimmed(std::string_view column) const;

    PackageSheet& sheet_;
    const base::CsvRow& row_;
    bool ok_ = true;
};

}  // namespace samordna::protocol
