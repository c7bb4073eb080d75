// A table with types, ready to be written as a file of any kind (sheet_xlsx.h, sheet_csv.h, sheet_pdf.h). Rows are made
// one at a time: a month can have a hundred thousand. Times are those of clocks in Sweden. UTF-8. Internal to the room.
#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "domain/time.h"

namespace samordna::workspace {

enum class CellKind : std::uint8_t { empty, text, integer, hours, decimal_hours, money, date, time, moment };

struct Cell {
    CellKind kind = CellKind::empty;
    // hours and decimal_hours: minutes; money: öre; date: days since 1970; time: minutes of the day; moment: seconds
    // since 1970 by the clock on the wall
    std::int64_t number = 0;
    std::string text;

    void set(std::string_view value) {
        kind = value.empty() ? CellKind::empty : CellKind::text;
        text.assign(value);
    }
    void set(CellKind as, std::int64_t value) {
        kind = as;
        number = value;
    }
    void clear() { kind = CellKind::empty; }
};

struct SheetColumn {
    std::string heading;
    int width = 10;  // in letters
    CellKind kind = CellKind::text;
    bool summed = false;
};

struct TypedSheet {
    std::string file_part;  // of the name of a file that has this table alone: ASCII
    std::string name;
    std::string title;
    std::vector<SheetColumn> columns;
    std::size_t rows = 0;
    std::function<void(std::size_t row, std::vector<Cell>& cells)> row;  // fills a cell for every column
    std::string sum;                                                     // what the row of sums is called; empty: none
    bool first_is_heading = false;  // a list of facts: what stands first in a row says what the rest is
};

struct Book {
    std::string title;
    std::string mark;       // PRELIMINÄR
    bool is_final = false;  // else the mark is to be seen from afar
    std::string page;       // "Sida {page} av {pages}"
    std::string mark_heading;
    std::string author;
    domain::Instant made{};  // told as the moment of making: never this computer's
    std::vector<TypedSheet> sheets;
};

struct Cancelled {};

// How far it has come, and whether it is to go on: throws Cancelled.
class Going {
  public:
    using Told = std::function<void(std::size_t done)>;
    Going(Told told, std::stop_token stop) : told_(std::move(told)), stop_(std::move(stop)) {}
    void step() {
        constexpr std::size_t each = 256;
        if (++done_ % each != 1) return;
        if (stop_.stop_requested()) throw Cancelled{};
        if (told_) told_(done_);
    }
    std::size_t done() const { return done_; }

  private:
    Told told_;
    std::stop_token stop_;
    std::size_t done_ = 0;
};

// Every row in order, then the one of sums.
template <class F>
void each_row(const TypedSheet& sheet, Going& going, F&& f) {
    std::vector<Cell> cells(sheet.columns.size());
    std::vector<std::int64_t> sums(sheet.columns.size());
    for (std::size_t row = 0; row < sheet.rows; ++row) {
        going.step();
        sheet.row(row, cells);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (sheet.columns[i].summed && cells[i].kind != CellKind::empty) sums[i] += cells[i].number;
        }
        f(cells, false);
    }
    if (sheet.sum.empty()) return;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i].clear();
        if (sheet.columns[i].summed) cells[i].set(sheet.columns[i].kind, sums[i]);
    }
    cells.front().set(sheet.sum);
    f(cells, true);
}

std::string hours_text(std::int64_t minutes);                  // 75:05
std::string decimal_text(std::int64_t minutes, char decimal);  // 75,08
std::string money_text(std::int64_t ore, char decimal);        // 1240,50
std::string shown_text(const Cell& cell, char decimal);        // whatever it is, as text

}  // namespace samordna::workspace
