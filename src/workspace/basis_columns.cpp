// Which column is what.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "workspace/basis_file.h"

namespace samordna::workspace {
namespace {

using base::Error;
using base::Result;

constexpr std::array fields{TheirField::client,  TheirField::service,   TheirField::date, TheirField::care_worker,
                            TheirField::ordered, TheirField::performed, TheirField::paid, TheirField::amount};
constexpr std::array<std::string_view, fields.size()> field_names{"client",  "service",   "date", "care_worker",
                                                                  "ordered", "performed", "paid", "amount"};
constexpr std::size_t rows_before_heading = 50;
constexpr int fields_of_a_heading = 2;

bool is_time(TheirField field) {
    return field == TheirField::ordered || field == TheirField::performed || field == TheirField::paid;
}

using Words = std::vector<std::string>;

Words words_of(std::string_view heading) {
    std::string text = base::lower_case(heading);
    std::replace_if(
        text.begin(), text.end(),
        [](char c) {
            const bool letter =
                (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 128;
            return !letter;
        },
        ' ');
    Words words;
    for (const auto word : base::split(text, ' ')) {
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}
bool any_begins(const Words& words, std::initializer_list<std::string_view> stems) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) { return word.starts_with(stem); });
    });
}
bool any_ends(const Words& words, std::initializer_list<std::string_view> ends) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return word.ends_with(end); });
    });
}
bool any_is(const Words& words, std::initializer_list<std::string_view> others) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(others.begin(), others.end(), word) != others.end();
    });
}

// What a heading speaks of, and how plainly: of two columns the plainer one is taken.
struct Guess {
    TheirField field = TheirField::client;
    int strength = 0;  // 0: of nothing that is asked for
    std::optional<TimeUnit> unit{};
};

Guess guess_of(std::string_view heading) {
    const Words words = words_of(heading);
    if (words.empty() || words.size() > 8) return {};
    // Names and prices, when something began, and who the provider is.
    if (any_begins(words, {"namn", "name", "förnamn", "efternamn", "personn", "initial", "pris", "taxa", "diff",
                           "start", "slut", "utförare", "adress", "föd", "timpris", "timers"}) ||
        any_ends(words, {"namn", "pris", "taxa"}))
        return {};
    const bool numbered = any_ends(words, {"nr", "nummer", "number", "id"}) || any_is(words, {"no"});
    Guess guess;
    if (any_is(words, {"min", "minuter", "minutes"})) guess.unit = TimeUnit::minutes;
    if (any_is(words, {"h", "tim", "timmar", "timme", "hours"}) || any_ends(words, {"timmar"}))
        guess.unit = TimeUnit::hours;
    const bool time = guess.unit || any_is(words, {"time"}) || any_ends(words, {"tid"});
    const auto found = [&](TheirField field, int strength) {
        guess.field = field;
        guess.strength = strength;
        return guess;
    };
    if (any_ends(words, {"datum", "date"}) || any_is(words, {"dag", "day"}))
        return found(TheirField::date, any_begins(words, {"datum", "date", "besök", "utför"}) ? 3 : 1);
    if (any_begins(words, {"kund", "brukar", "klient", "client"})) return found(TheirField::client, numbered ? 3 : 1);
    if (any_begins(words, {"personal", "medarbetar", "anställ", "worker"}))
        return found(TheirField::care_worker, numbered ? 3 : 2);
    const bool service = any_begins(words, {"insats", "tjänst", "service"});
    if (service && !time) return found(TheirField::service, numbered || any_ends(words, {"kod", "typ"}) ? 1 : 3);
    if (any_begins(words, {"belopp", "kronor", "amount"}) || any_is(words, {"kr", "sek"}))
        return found(TheirField::amount, 3);
    if (any_begins(words, {"beställ", "bevilj", "besluta", "planera", "ordered", "granted"}))
        return found(TheirField::ordered, time ? 3 : 2);
    if (any_begins(words, {"utför", "registrer", "performed"})) return found(TheirField::performed, time ? 3 : 2);
    if (any_begins(words, {"ersättning"}) && !time) return found(TheirField::amount, 2);
    if (any_begins(words, {"ersatt", "ersätt", "debiter", "godkän", "fakturer", "betal", "paid"}))
        return found(TheirField::paid, time ? 3 : 2);
    // "Timmar" alone is what it is all about; looked at only where nothing says so better.
    return time && !any_begins(words, {"besök"}) ? found(TheirField::paid, 1) : Guess{};
}

// A column of time whose heading says no unit: parts of a whole are hours.
TimeUnit unit_by_cells(const Table& table, std::size_t heading, std::size_t column) {
    for (std::size_t i = heading + 1; i < table.rows.size(); ++i) {
        const TableCell& cell = table.rows[i].at(column);
        if (cell.kind != TableCell::Kind::text && cell.kind != TableCell::Kind::number) continue;
        if (cell.text.find(':') != std::string::npos) continue;
        const auto separator = cell.text.find_last_of(",.");
        if (separator == std::string::npos) continue;
        if (cell.text.find_first_not_of("0", separator + 1) != std::string::npos) return TimeUnit::hours;
    }
    return TimeUnit::minutes;
}

TheirColumns guessed(const Table& table, std::size_t heading) {
    TheirColumns columns{heading, {}};
    std::map<TheirField, int> strength;
    const TableRow& row = table.rows[heading];
    std::optional<TheirColumn> bare;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (row.cells[i].kind != TableCell::Kind::text) continue;
        const Guess guess = guess_of(row.cells[i].text);
        if (guess.strength == 0) continue;
        TheirColumn column{i};
        if (is_time(guess.field)) column.unit = guess.unit ? *guess.unit : unit_by_cells(table, heading, i);
        if (guess.field == TheirField::paid && guess.strength == 1) {
            if (!bare) bare = column;
        } else if (guess.strength > strength[guess.field]) {
            strength[guess.field] = guess.strength;
            columns.of[guess.field] = column;
        }
    }
    if (bare && !columns.of.contains(TheirField::paid) && !columns.of.contains(TheirField::performed))
        columns.of[TheirField::paid] = *bare;
    return columns;
}

// By heading, else by letters.
std::optional<std::size_t> column_named(const TableRow& heading, std::string_view name) {
    const std::string wanted = base::lower_case(base::trim(name));
    const auto it = std::find_if(heading.cells.begin(), heading.cells.end(), [&](const TableCell& cell) {
        return cell.kind != TableCell::Kind::empty && base::lower_case(cell.text) == wanted;
    });
    if (it != heading.cells.end()) return static_cast<std::size_t>(it - heading.cells.begin());
    const auto column = column_of_letters(wanted);
    return column && *column < most_table_columns ? column : std::nullopt;
}

// As it was said; the first row whose headings are remembered, be they what they may; else the one that is understood
// best.
Result<std::size_t> find_heading(const Table& table, std::span<const ColumnCorrection> corrections,
                                 const ColumnMemory& memory) {
    for (const auto& [field, column] : corrections) {
        if (field != "heading_row") continue;
        const auto number = base::parse_integer<int>(base::trim(column));
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            if (number == table.rows[i].number) return i;
        }
        return Error{"basis.no_heading_row"};
    }
    const std::size_t rows = std::min(table.rows.size(), rows_before_heading);
    for (std::size_t i = 0; memory && i < rows; ++i) {
        if (!memory(layout_of(table, i)).empty()) return i;
    }
    std::size_t best = 0;
    int best_score = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        int score = static_cast<int>(guessed(table, i).of.size());
        for (const auto& [field, column] : corrections) {
            const std::string wanted = base::lower_case(base::trim(column));
            const auto& cells = table.rows[i].cells;
            score += !wanted.empty() && std::any_of(cells.begin(), cells.end(), [&](const TableCell& cell) {
                return base::lower_case(cell.text) == wanted;
            });
        }
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    if (best_score < fields_of_a_heading) return Error{"basis.no_heading_row"};
    return best;
}

// The headings in an order of their own: a column is remembered by its place among them, wherever it stands.
std::vector<std::pair<std::string, std::size_t>> in_order(const TableRow& heading) {
    std::vector<std::pair<std::string, std::size_t>> sorted;
    for (std::size_t i = 0; i < heading.cells.size(); ++i) {
        if (heading.cells[i].kind == TableCell::Kind::empty) continue;
        std::string name;
        for (const auto& word : words_of(heading.cells[i].text)) name += word + ' ';
        sorted.emplace_back(std::move(name), i);
    }
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

// "client=3 paid=7h"
TheirColumns from_memory(const std::string& text, const Table& table, std::size_t heading) {
    const auto sorted = in_order(table.rows[heading]);
    TheirColumns columns{heading, {}};
    for (auto part : base::split(text, ' ')) {
        const auto equals = part.find('=');
        if (equals == std::string_view::npos) continue;
        const auto name = std::find(field_names.begin(), field_names.end(), part.substr(0, equals));
        const bool hours = part.ends_with('h');
        if (hours) part.remove_suffix(1);
        const auto place = base::parse_integer<std::size_t>(part.substr(equals + 1));
        if (name == field_names.end() || !place || *place >= sorted.size()) continue;
        columns.of[fields[static_cast<std::size_t>(name - field_names.begin())]] = {
            sorted[*place].second, hours ? TimeUnit::hours : TimeUnit::minutes};
    }
    return columns;
}

Result<> correct(TheirColumns& columns, const Table& table, const ColumnCorrection& correction) {
    if (correction.field == "heading_row") return {};
    const auto dot = correction.field.find('.');
    const auto unit = dot == std::string::npos ? std::string{} : correction.field.substr(dot + 1);
    const auto name = std::find(field_names.begin(), field_names.end(), correction.field.substr(0, dot));
    const bool known = name != field_names.end();
    const auto field = known ? fields[static_cast<std::size_t>(name - field_names.begin())] : TheirField::client;
    if (!known || (dot != std::string::npos && (!is_time(field) || (unit != "hours" && unit != "minutes"))))
        return Error{"basis.unknown_field", {{"field", correction.field}}};
    if (base::trim(correction.column).empty()) {
        columns.of.erase(field);
        return {};
    }
    const auto column = column_named(table.rows[columns.heading], correction.column);
    if (!column) return Error{"basis.unknown_column", {{"column", correction.column}}};
    TheirColumn& made = columns.of[field];
    made.column = *column;
    if (!unit.empty()) {
        made.unit = unit == "hours" ? TimeUnit::hours : TimeUnit::minutes;
    } else if (is_time(field)) {
        const auto said = guess_of(table.rows[columns.heading].at(*column).text).unit;
        made.unit = said ? *said : unit_by_cells(table, columns.heading, *column);
    }
    return {};
}

}  // namespace

std::string_view name_of(TheirField field) {
    return field_names[static_cast<std::size_t>(field)];
}

std::span<const TheirField> all_their_fields() {
    return fields;
}

Result<TheirColumns> columns_of(const Table& table, std::span<const ColumnCorrection> corrections,
                                const ColumnMemory& memory) {
    const auto heading = find_heading(table, corrections, memory);
    if (!heading) return heading.error();
    const std::string kept = memory ? memory(layout_of(table, *heading)) : std::string{};
    TheirColumns columns = kept.empty() ? guessed(table, *heading) : from_memory(kept, table, *heading);
    for (const auto& correction : corrections) {
        if (const auto done = correct(columns, table, correction); !done) return done.error();
    }
    if (!columns.of.contains(TheirField::client)) return Error{"basis.no_client_column"};
    if (!columns.of.contains(TheirField::service)) return Error{"basis.no_service_column"};
    if (!columns.of.contains(TheirField::paid) && !columns.of.contains(TheirField::performed))
        return Error{"basis.no_time_column"};
    return columns;
}

std::string layout_of(const Table& table, std::size_t heading) {
    std::uint64_t hash = 14695981039346656037U;  // FNV-1a
    for (const auto& [name, place] : in_order(table.rows[heading])) {
        for (const char c : name + '\n') hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += digits[(hash >> shift) & 15U];
    return text;
}

std::string remembered_text(const Table& table, const TheirColumns& columns) {
    const auto sorted = in_order(table.rows[columns.heading]);
    std::string text;
    for (const auto& [field, column] : columns.of) {
        const auto it =
            std::find_if(sorted.begin(), sorted.end(), [&](const auto& one) { return one.second == column.column; });
        if (it == sorted.end()) continue;  // a column without a heading is found by nothing
        text += (text.empty() ? "" : " ") + std::string(name_of(field)) + '=' + std::to_string(it - sorted.begin()) +
                (is_time(field) && column.unit == TimeUnit::hours ? "h" : "");
    }
    return text;
}

}  // namespace samordna::workspace
