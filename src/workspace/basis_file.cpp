#include "workspace/basis_file.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace samordna::workspace {
namespace {

using Kind = TableCell::Kind;
using domain::Date;

constexpr std::size_t most_problems = 100;
constexpr std::int64_t micro = 1'000'000;
constexpr double largest_number = 1e9;

// Whole blanks between thousands, as spreadsheets write them: a space, or one that does not break.
std::string without_blanks(std::string_view text) {
    std::string kept;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ' ') continue;
        if (text.substr(i, 2) == "\xC2\xA0") {
            i += 1;
        } else if (text.substr(i, 3) == "\xE2\x80\xAF" || text.substr(i, 3) == "\xE2\x80\x89") {
            i += 2;
        } else if (text.substr(i, 3) == "\xE2\x88\x92") {  // a true minus
            kept += '-';
            i += 2;
        } else {
            kept += text[i];
        }
    }
    return kept;
}

bool take_suffix(std::string& text, std::initializer_list<std::string_view> suffixes) {
    for (const auto suffix : suffixes) {
        if (!text.ends_with(suffix)) continue;
        text.resize(text.size() - suffix.size());
        return true;
    }
    return false;
}

bool take_minus(std::string_view& text) {
    if (!text.starts_with('-')) return false;
    text.remove_prefix(1);
    return true;
}

// "1234,5", "1234.5", "1.234,50": in millionths. Of two kinds of marks the last is the decimal one.
std::optional<std::int64_t> millionths_of(std::string_view text) {
    const bool negative = take_minus(text);
    const auto mark = text.find_last_of(",.");
    std::string whole(text.substr(0, mark));
    std::string part(mark == std::string_view::npos ? std::string_view{} : text.substr(mark + 1));
    if (mark != std::string_view::npos) {
        const char thousands = text[mark] == ',' ? '.' : ',';
        std::erase(whole, thousands);
    }
    if (whole.empty() || whole.size() > 9 || part.size() > 15) return std::nullopt;
    part.resize(6, '0');
    const auto is_digits = [](const std::string& digits) {
        return digits.find_first_not_of("0123456789") == std::string::npos;
    };
    if (!is_digits(whole) || !is_digits(part)) return std::nullopt;
    const auto value = *base::parse_integer<std::int64_t>(whole) * micro + *base::parse_integer<std::int64_t>(part);
    return negative ? -value : value;
}

std::int64_t divided(std::int64_t value, std::int64_t by) {
    return value >= 0 ? (value + by / 2) / by : -((-value + by / 2) / by);
}

// "7:30", "07:30:00": in hundredths of a minute.
std::optional<std::int64_t> clock_of(std::string_view text) {
    const bool negative = take_minus(text);
    const auto parts = base::split(text, ':');
    if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
    std::array<int, 3> values{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto value = base::parse_integer<int>(parts[i]);
        if (!value || *value < 0 || *value > (i == 0 ? 100'000 : 59) || (i > 0 && parts[i].size() != 2))
            return std::nullopt;
        values[i] = *value;
    }
    const auto value = std::int64_t{values[0]} * 6000 + std::int64_t{values[1]} * 100 + divided(values[2] * 100, 60);
    return negative ? -value : value;
}

std::optional<std::int64_t> time_of(const TableCell& cell, TimeUnit unit) {
    constexpr int a_day = 144'000;
    if (cell.kind == Kind::number || cell.kind == Kind::duration) {
        const double one = cell.kind == Kind::duration ? a_day : unit == TimeUnit::hours ? 6000 : 100;
        if (std::abs(cell.number) > largest_number) return std::nullopt;
        return std::llround(cell.number * one);
    }
    if (cell.kind != Kind::text) return std::nullopt;
    std::string text = base::lower_case(without_blanks(cell.text));
    if (const auto clock = clock_of(text)) return clock;
    if (take_suffix(text, {"minuter", "min"}))
        unit = TimeUnit::minutes;
    else if (take_suffix(text, {"timmar", "tim", "h"}))
        unit = TimeUnit::hours;
    const auto value = millionths_of(text);
    if (!value) return std::nullopt;
    return unit == TimeUnit::hours ? divided(*value * 6, 1000) : divided(*value, micro / 100);
}

std::optional<std::int64_t> ore_of(const TableCell& cell) {
    if (cell.kind == Kind::number && std::abs(cell.number) <= largest_number) return std::llround(cell.number * 100);
    if (cell.kind != Kind::text) return std::nullopt;
    std::string text = base::lower_case(without_blanks(cell.text));
    take_suffix(text, {"kr", "sek", ":-"});
    const auto value = millionths_of(text);
    return value ? std::optional(divided(*value, micro / 100)) : std::nullopt;
}

std::optional<int> client_of(const TableCell& cell) {
    if (cell.kind == Kind::number) {
        const bool whole = cell.number >= 1 && cell.number <= largest_number && cell.number == std::floor(cell.number);
        return whole ? std::optional(static_cast<int>(cell.number)) : std::nullopt;
    }
    return cell.kind == Kind::text ? base::parse_integer<int>(cell.text) : std::nullopt;
}

// 2026-10-05, 2026/10/05, 20261005, with or without a time after it; or a spreadsheet's own.
std::optional<Date> date_of(const TableCell& cell) {
    if (cell.kind == Kind::moment) {
        if (cell.number < 1 || cell.number > 200'000) return std::nullopt;
        const Date beginning{std::chrono::year{1899} / std::chrono::December / 30};
        return beginning + std::chrono::days{static_cast<int>(std::floor(cell.number))};
    }
    std::string text = cell.text;
    if (text.size() > 10 && (text[10] == ' ' || text[10] == 'T')) text.resize(10);
    std::replace(text.begin(), text.end(), '/', '-');
    if (text.size() == 8) text.insert(6, 1, '-').insert(4, 1, '-');
    return domain::parse_date(text);
}

class Reading {
  public:
    Reading(const Table& table, const TheirColumns& columns, domain::Month month)
        : table_(table), columns_(columns), month_(month) {}

    TheirFile read() {
        for (std::size_t i = columns_.heading + 1; i < table_.rows.size(); ++i) {
            read_row(table_.rows[i]);
            if (file_.problems.size() < most_problems) continue;
            file_.problems.push_back({table_.rows[i].number, {}, "basis.too_many_problems"});
            break;
        }
        return std::move(file_);
    }

  private:
    const TableCell& cell(const TableRow& row, TheirField field) const {
        static const TableCell nothing;
        const auto it = columns_.of.find(field);
        return it == columns_.of.end() ? nothing : row.at(it->second.column);
    }

    void problem(const TableRow& row, TheirField field, const char* code) {
        file_.problems.push_back({row.number, column_letters(columns_.of.at(field).column), code});
    }

    // A sum, the headings once more, a line of text: rows that are nobody's.
    bool is_nobodys(const TableRow& row) const {
        const bool is_sum = std::any_of(row.cells.begin(), row.cells.end(), [](const TableCell& one) {
            if (one.kind != Kind::text) return false;
            const std::string text = base::lower_case(one.text);
            return text.starts_with("summa") || text.starts_with("delsumma") || text.starts_with("total");
        });
        const TableCell& client = cell(row, TheirField::client);
        const TableCell& heading = cell(table_.rows[columns_.heading], TheirField::client);
        if (is_sum || (heading.kind != Kind::empty && client.text == heading.text)) return true;
        const auto is_empty = [&](TheirField field) { return cell(row, field).kind == Kind::empty; };
        return is_empty(TheirField::client) && is_empty(TheirField::ordered) && is_empty(TheirField::performed) &&
               is_empty(TheirField::paid) && is_empty(TheirField::amount);
    }

    void read_row(const TableRow& row) {
        TheirRow made;
        made.line = row.number;
        const auto client = client_of(cell(row, TheirField::client));
        if (!client) {
            if (is_nobodys(row)) return void(++file_.passed_over);
            const bool empty = cell(row, TheirField::client).kind == Kind::empty;
            return problem(row, TheirField::client, empty ? "basis.empty" : "basis.bad_client");
        }
        made.client = *client;
        made.service = cell(row, TheirField::service).text;
        if (made.service.empty()) return problem(row, TheirField::service, "basis.empty");
        made.care_worker = cell(row, TheirField::care_worker).text;
        if (columns_.of.contains(TheirField::date)) {
            made.date = date_of(cell(row, TheirField::date));
            if (!made.date) return problem(row, TheirField::date, "basis.bad_date");
            if (domain::month_of(*made.date) != month_) return void(++file_.of_other_months);
        }
        const std::size_t before = file_.problems.size();
        read_time(row, TheirField::ordered, made.ordered);
        read_time(row, TheirField::performed, made.performed);
        read_time(row, TheirField::paid, made.paid);
        if (const TableCell& amount = cell(row, TheirField::amount); amount.kind != Kind::empty) {
            made.ore = ore_of(amount);
            if (!made.ore) problem(row, TheirField::amount, "basis.bad_amount");
        }
        if (file_.problems.size() == before) file_.rows.push_back(std::move(made));
    }

    // An empty one is nothing paid, not a fault.
    void read_time(const TableRow& row, TheirField field, std::optional<std::int64_t>& into) {
        const TableCell& time = cell(row, field);
        if (time.kind == Kind::empty) return;
        into = time_of(time, columns_.of.at(field).unit);
        if (!into) problem(row, field, "basis.bad_time");
    }

    const Table& table_;
    const TheirColumns& columns_;
    domain::Month month_;
    TheirFile file_;
};

}  // namespace

TheirFile read_basis_file(const Table& table, const TheirColumns& columns, domain::Month month) {
    return Reading(table, columns, month).read();
}

}  // namespace samordna::workspace
