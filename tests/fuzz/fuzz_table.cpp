// A file of the municipality's, CSV or xlsx: whatever it is, it is read or refused, within its limits, and its rows
// too.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "workspace/basis_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace samordna;
    const auto table = workspace::read_table(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!table) return 0;
    if (table->rows.empty() || table->rows.size() > workspace::most_table_rows) std::abort();
    const std::vector<workspace::ColumnCorrection> corrections{{"client", "A"}, {"service", "B"}, {"paid", "C"}};
    const auto columns = workspace::columns_of(*table, corrections);
    if (!columns) return 0;
    const auto kept = workspace::remembered_text(*table, *columns);
    const auto again = workspace::columns_of(*table, {}, [&](const std::string&) { return kept; });
    for (const auto* one : {&columns, &again}) {
        if (*one) workspace::read_basis_file(*table, **one, std::chrono::year{2026} / std::chrono::October);
    }
    return 0;
}
