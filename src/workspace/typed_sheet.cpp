#include "workspace/typed_sheet.h"

#include <cstdlib>

namespace samordna::workspace {
namespace {

std::string two(std::int64_t n) {
    return (n < 10 ? "0" : "") + std::to_string(n);
}

// Hundredths, which the number is a whole number of.
std::string hundredths(std::int64_t n, char decimal) {
    return (n < 0 ? "-" : "") + std::to_string(std::abs(n) / 100) + decimal + two(std::abs(n) % 100);
}

}  // namespace

std::string hours_text(std::int64_t minutes) {
    return std::to_string(minutes / 60) + ":" + two(minutes % 60);
}

// Two decimals tell whole minutes apart: what is read back and rounded is the same minute.
std::string decimal_text(std::int64_t minutes, char decimal) {
    return hundredths((minutes * 100 + 30) / 60, decimal);
}

std::string money_text(std::int64_t ore, char decimal) {
    return hundredths(ore, decimal);
}

std::string shown_text(const Cell& cell, char decimal) {
    switch (cell.kind) {
        case CellKind::empty:
            break;
        case CellKind::text:
            return cell.text;
        case CellKind::integer:
            return std::to_string(cell.number);
        case CellKind::hours:
            return hours_text(cell.number);
        case CellKind::decimal_hours:
            return decimal_text(cell.number, decimal);
        case CellKind::money:
            return money_text(cell.number, decimal);
        case CellKind::date:
            return domain::date_text(domain::Date{std::chrono::days{cell.number}});
        case CellKind::time:
            return two(cell.number / 60) + ":" + two(cell.number % 60);
        case CellKind::moment: {
            const std::chrono::local_seconds local{std::chrono::seconds{cell.number}};
            const auto day = std::chrono::floor<std::chrono::days>(local);
            const auto seconds = (local - day).count();
            return domain::date_text(day) + " " + two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" +
                   two(seconds % 60);
        }
    }
    return {};
}

}  // namespace samordna::workspace
