// A book as a workbook for spreadsheets. Texts are always texts, never formulas; hours, dates and kronor are numbers
// with a format. The same book gives the same bytes. Throws Cancelled. Internal to the room; any thread.
#pragma once
#include <filesystem>

#include "base/result.h"
#include "workspace/typed_sheet.h"

namespace samordna::workspace {

// Error: basis.file_unwritable; basis.too_many_rows {sheet}.
base::Result<> write_xlsx(const Book& book, const std::filesystem::path& file, Going& going);

}  // namespace samordna::workspace
