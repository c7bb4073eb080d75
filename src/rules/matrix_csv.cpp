#include "rules/matrix_csv.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/csv.h"
#include "base/text.h"

namespace samordna::rules {
namespace {

struct Word {
    std::string_view text;
    Combination combination;
};
// The first of each is how it is written.
constexpr std::array words{
    Word{"ja", Combination::allowed},
    Word{"nej", Combination::forbidden},
    Word{"individuell", Combination::individual},
    Word{"yes", Combination::allowed},
    Word{"allowed", Combination::allowed},
    Word{"g\xC3\xA5r att kombinera", Combination::allowed},
    Word{"no", Combination::forbidden},
    Word{"forbidden", Combination::forbidden},
    Word{"f\xC3\xA5r inte kombineras", Combination::forbidden},
    Word{"individual", Combination::individual},
    Word{"individuell bed\xC3\xB6mning", Combination::individual},
    Word{"individuell bed\xC3\xB6mning/undantag", Combination::individual},
};

std::string_view word_of(Combination combination) {
    const auto it =
        std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.combination == combination; });
    return it == words.end() ? std::string_view{} : it->text;
}

std::optional<Combination> combination_of(std::string_view cell) {
    if (cell.empty()) return Combination::not_given;
    const std::string lower = base::lower_case(cell);
    const auto it = std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.text == lower; });
    return it == words.end() ? std::nullopt : std::optional(it->combination);
}

base::Error at(const char* code, int line, std::size_t field, base::Parameters more = {}) {
    more.emplace("line", std::int64_t{line});
    more.emplace("column", static_cast<std::int64_t>(field + 1));
    return {code, std::move(more)};
}

}  // namespace

base::Result<Matrix> parse_matrix(std::string_view csv) {
    const base::CsvReading reading = base::read_csv(csv);
    if (!reading.faults.empty()) {
        const base::CsvFault& fault = reading.faults.front();
        return at("matrix.malformed", std::max(fault.line, 1), static_cast<std::size_t>(std::max(fault.column, 1) - 1));
    }
    std::vector<std::string> services;
    for (std::size_t i = 1; i < reading.table.header.size(); ++i) {
        std::string name{base::trim(reading.table.header[i])};
        if (name.empty()) return at("matrix.malformed", 1, i);
        const bool again = std::any_of(services.begin(), services.end(), [&](const std::string& other) {
            return base::lower_case(other) == base::lower_case(name);
        });
        if (again) return at("matrix.duplicate", 1, i, {{"service", name}});
        services.push_back(std::move(name));
    }
    if (services.empty()) return at("matrix.malformed", 1, 0);
    Matrix matrix(services);
    for (const base::CsvRow& row : reading.table.rows) {
        const std::string service{base::trim(row.fields.front())};
        const bool known = std::any_of(services.begin(), services.end(), [&](const std::string& other) {
            return base::lower_case(other) == base::lower_case(service);
        });
        if (!known) return at("matrix.unknown_service", row.line, 0, {{"service", service}});
        for (std::size_t i = 1; i < row.fields.size(); ++i) {
            const std::string cell{base::trim(row.fields[i])};
            const auto combination = combination_of(cell);
            if (!combination) return at("matrix.bad_cell", row.line, i, {{"text", cell}});
            if (*combination == Combination::not_given) continue;
            const std::string& other = services[i - 1];
            const Combination before = matrix.at(service, other);
            if (before != Combination::not_given && before != *combination)
                return at("matrix.contradiction", row.line, i, {{"service", service}, {"other_service", other}});
            matrix.set(service, other, *combination);
        }
    }
    return matrix;
}

std::string matrix_text(const Matrix& matrix) {
    std::string out;
    std::vector<std::string_view> row{"Insatser"};
    row.insert(row.end(), matrix.services().begin(), matrix.services().end());
    base::append_csv_row(out, row, ';');
    for (const std::string& service : matrix.services()) {
        row = {service};
        for (const std::string& other : matrix.services()) row.push_back(word_of(matrix.at(service, other)));
        base::append_csv_row(out, row, ';');
    }
    return out;
}

}  // namespace samordna::rules
