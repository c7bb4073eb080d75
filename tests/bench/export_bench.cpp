// A workbook of many detail lines as the program writes it, against libxlsxwriter writing the same cells with nothing
// beside: bench_export [ROWS]. Prints the CPU seconds of both, and how many times the bare ones ours are.
#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <iostream>

#include <xlsxwriter.h>

#include "base/id.h"
#include "workspace/basis_sheets.h"
#include "workspace/sheet_xlsx.h"

namespace {

using namespace samordna;
using workspace::CellKind;

workspace::Basis made_up(std::size_t rows) {
    workspace::Basis basis;
    basis.unit.municipality = "Nacka";
    basis.unit.name = "Enhet Norr";
    basis.month = std::chrono::year{2026} / std::chrono::October;
    for (int i = 0; i < 500; ++i) basis.clients.push_back({{}, 3000 + i, "Åsa", "Ödegård", {}});
    for (int i = 0; i < 5000; ++i) {
        workspace::BasisShift shift;
        shift.source_id = "A" + std::to_string(10'000 + i);
        shift.care_worker = "P" + std::to_string(i % 60);
        shift.approval = workspace::BasisApproval::approved;
        shift.approved_at = domain::begin_of(basis.month) + std::chrono::hours{i};
        shift.approved_by = "anna";
        basis.shifts.push_back(shift);
    }
    constexpr std::string_view services[] = {"Dusch", "Frukost", "Lunch", "Städning", "Tillsyn"};
    for (std::size_t i = 0; i < rows; ++i) {
        workspace::BasisDetail detail;
        detail.client = static_cast<std::uint32_t>(i % basis.clients.size());
        detail.shift = static_cast<std::uint32_t>(i % basis.shifts.size());
        detail.source_id = "B" + std::to_string(100'000 + i);
        detail.service = services[i % 5];
        detail.start = domain::begin_of(basis.month) + std::chrono::minutes{i % 44'000};
        detail.end = detail.start + std::chrono::minutes{20 + i % 40};
        detail.day = domain::local_date(detail.start);
        detail.minutes = {30, 20 + static_cast<std::int64_t>(i % 40), 30, 30, 0};
        if (i % 7 == 0) detail.reasons = {"over-ordered"};
        basis.details.push_back(std::move(detail));
    }
    return basis;
}

// The cells as they come out of the sheet, made beforehand: the bare writer only writes.
void write_bare(const workspace::TypedSheet& sheet, const std::vector<std::vector<workspace::Cell>>& rows,
                const std::filesystem::path& file) {
    lxw_workbook_options options{};
    options.constant_memory = 1;
    lxw_workbook* book = workbook_new_opt(file.string().c_str(), &options);
    lxw_worksheet* out = workbook_add_worksheet(book, sheet.name.c_str());
    lxw_format* format = workbook_add_format(book);
    format_set_num_format(format, "[h]:mm");
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t i = 0; i < rows[row].size(); ++i) {
            const auto& cell = rows[row][i];
            const auto column = static_cast<lxw_col_t>(i);
            const auto at = static_cast<lxw_row_t>(row);
            if (cell.kind == CellKind::text)
                worksheet_write_string(out, at, column, cell.text.c_str(), nullptr);
            else if (cell.kind != CellKind::empty)
                worksheet_write_number(out, at, column, static_cast<double>(cell.number) / 1440, format);
        }
    }
    workbook_close(book);
}

double cpu() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t rows = argc > 1 ? std::stoul(argv[1]) : 100'000;
    const auto basis = made_up(rows);
    const auto& layout = workspace::built_in_layout("Nacka");
    const workspace::BasisView view(basis, layout, false, [](std::string_view code) { return std::string(code); });
    auto book = workspace::book_of(view);
    std::erase_if(book.sheets, [](const auto& sheet) { return sheet.file_part != "detaljer"; });
    const auto& sheet = book.sheets.front();
    std::vector<std::vector<workspace::Cell>> cells(rows, std::vector<workspace::Cell>(sheet.columns.size()));
    for (std::size_t row = 0; row < rows; ++row) sheet.row(row, cells[row]);
    base::IdSource ids;
    const auto directory = std::filesystem::temp_directory_path() / ("samordna-bench-" + ids.next().text());
    std::filesystem::create_directories(directory);
    double ours = 1e9;
    double bare = 1e9;
    for (int round = 0; round < 3; ++round) {
        double began = cpu();
        write_bare(sheet, cells, directory / "bare.xlsx");
        bare = std::min(bare, cpu() - began);
        workspace::Going going({}, {});
        began = cpu();
        const auto written = workspace::write_xlsx(book, directory / "ours.xlsx", going);
        if (!written) {
            std::cerr << written.error().code << ": " << written.error().detail << "\n";
            return 1;
        }
        ours = std::min(ours, cpu() - began);
    }
    std::cout << rows << " rows of " << sheet.columns.size() << " cells: bare " << bare << " s, ours " << ours << " s, "
              << ours / bare << " times (goal 1.5)\n";
    std::filesystem::remove_all(directory);
    return 0;
}
