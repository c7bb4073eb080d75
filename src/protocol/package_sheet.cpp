#include "protocol/package_sheet.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <stdexcept>

#include "base/text.h"

namespace samordna::protocol {
namespace {

constexpr std::size_t absent = std::numeric_limits<std::size_t>::max();

std::optional<std::string> contents_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in) return std::nullopt;
    std::string text(static_cast<std::size_t>(in.tellg()), '\0');
    in.seekg(0);
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!in) return std::nullopt;
    return text;
}

}  // namespace

PackageSheet::PackageSheet(const std::filesystem::path& folder, std::string file,
                           const package_columns::Columns& columns, PackageReading& reading)
    : file_(std::move(file)), columns_(columns), index_(columns.size(), absent), reading_(reading) {
    const auto path = folder / file_;
    std::error_code failure;
    const bool there = std::filesystem::is_regular_file(path, failure);
    const auto text = there ? contents_of(path) : std::nullopt;
    if (text)
        read(*text);
    else
        problem(there ? "package.cannot_read" : "package.missing_file", 0);
}

void PackageSheet::read(std::string_view text) {
    base::CsvReading csv = base::read_csv(text);
    complete_ = !csv.table.header.empty();
    for (std::size_t i = 0; i < columns_.size() && !csv.table.header.empty(); ++i) find_column(i, csv.table.header);
    for (const base::CsvFault& fault : csv.faults) {
        const auto is_there = [&](std::size_t at) { return at != absent && static_cast<int>(at) + 1 == fault.column; };
        const auto it = std::find_if(index_.begin(), index_.end(), is_there);
        const std::string code = fault.code == "csv.no_header" ? "package.empty" : fault.code;
        if (it != index_.end())
            problem(code, fault.line, columns_[static_cast<std::size_t>(it - index_.begin())]);
        else
            problem(code, fault.line);
        if (!csv.table.header.empty()) ++reading_.left_out;
    }
    if (complete_)
        rows_ = std::move(csv.table.rows);
    else
        reading_.left_out += static_cast<std::int64_t>(csv.table.rows.size());
}

void PackageSheet::find_column(std::size_t i, const std::vector<std::string>& header) {
    std::string_view wanted = columns_[i];
    const bool may_be_missing = wanted.ends_with('?');
    if (may_be_missing) wanted.remove_suffix(1);
    const auto bears_its_name = [&](const std::string& name) { return base::trim(name) == wanted; };
    const auto first = std::find_if(header.begin(), header.end(), bears_its_name);
    if (first != header.end()) index_[i] = static_cast<std::size_t>(first - header.begin());
    const bool again = first != header.end() && std::any_of(first + 1, header.end(), bears_its_name);
    if ((first != header.end() || may_be_missing) && !again) return;
    problem(again ? "package.duplicate" : "package.missing_column", 1, columns_[i]);
    complete_ = false;
}

std::size_t PackageSheet::index_of(std::string_view column) const {
    for (std::size_t tries = 0; tries < columns_.size(); ++tries, last_asked_ = (last_asked_ + 1) % columns_.size()) {
        if (columns_[last_asked_] == column) return index_[last_asked_];
    }
    throw std::logic_error("unit package: no column " + std::string(column));
}

void PackageSheet::problem(std::string code, int line, std::string_view column) {
    ++reading_.problem_count;
    if (reading_.problems.size() >= most_package_problems) return;
    int number = 0;
    if (!column.empty()) {
        const std::size_t at = index_of(column);
        number = at == absent ? 0 : static_cast<int>(at) + 1;
    }
    if (column.ends_with('?')) column.remove_suffix(1);
    reading_.problems.push_back({file_, line, std::string(column), number, std::move(code)});
}

void PackageCells::fail(std::string code, std::string_view column) {
    ok_ = false;
    sheet_.problem(std::move(code), row_.line, column);
}

std::string_view PackageCells::trimmed(std::string_view column) const {
    const std::size_t at = sheet_.index_of(column);
    return at == absent ? std::string_view{} : base::trim(row_.fields[at]);
}

std::string PackageCells::text(std::string_view column) {
    const std::size_t at = sheet_.index_of(column);
    if (at == absent) return {};
    const std::string& value = row_.fields[at];
    // No database and no text field keeps what follows a zero byte.
    if (value.find('\0') != std::string::npos) fail("package.bad_value", column);
    return value;
}

std::string PackageCells::required(std::string_view column) {
    std::string value = optional(column);
    if (value.empty()) fail("package.empty", column);
    return value;
}

std::string PackageCells::optional(std::string_view column) {
    return std::string(base::trim(text(column)));
}

bool PackageCells::yes_no(std::string_view column) {
    const auto value = trimmed(column);
    if (value != "yes" && value != "no") bad(column);
    return value == "yes";
}

int PackageCells::whole_number(std::string_view column, int least, int most) {
    const auto value = base::parse_integer<int>(trimmed(column));
    if (!value || *value < least || *value > most) bad(column);
    return value.value_or(0);
}

std::optional<int> PackageCells::optional_number(std::string_view column, int least, int most) {
    if (trimmed(column).empty()) return std::nullopt;
    return whole_number(column, least, most);
}

domain::Instant PackageCells::instant(std::string_view column) {
    return one_of(column, domain::parse_instant);
}

std::optional<domain::Instant> PackageCells::optional_instant(std::string_view column) {
    if (trimmed(column).empty()) return std::nullopt;
    return instant(column);
}

domain::Date PackageCells::date(std::string_view column) {
    return one_of(column, domain::parse_date);
}

std::optional<domain::Date> PackageCells::optional_date(std::string_view column) {
    if (trimmed(column).empty()) return std::nullopt;
    return date(column);
}

}  // namespace samordna::protocol
