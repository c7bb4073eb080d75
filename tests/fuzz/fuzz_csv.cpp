// What is read as CSV is written and read again as the same rows.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace samordna::base;
    const auto table = parse_csv(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!table || table->header.size() < 2) return 0;
    std::string text;
    const auto append = [&](const std::vector<std::string>& fields) {
        append_csv_row(text, std::vector<std::string_view>(fields.begin(), fields.end()));
    };
    append(table->header);
    for (const CsvRow& row : table->rows) append(row.fields);
    const auto again = parse_csv(text);
    if (!again || again->rows.size() != table->rows.size()) std::abort();
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        if (again->rows[i].fields != table->rows[i].fields) std::abort();
    }
    return 0;
}
