// Aligned columns for a terminal. Pure; any thread. Text is UTF-8, a code point is one place wide.
#pragma once
#include <string>
#include <vector>

namespace samordna::cli {

enum class Align { left, right };

struct Column {
    std::string heading;
    Align align = Align::left;
};

// The headings and the rows as lines; a row has as many cells as there are columns. Nothing stands after the last word
// of a line.
std::string table_text(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows);

}  // namespace samordna::cli
