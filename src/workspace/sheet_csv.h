// A table as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read å ä ö). Hours stand as 7:05,
// decimal hours and kronor with the decimal sign chosen, days as 2026-10-01. The last column says in every row whether
// the basis is preliminary. Throws Cancelled. Internal to the room; any thread.
// Texts are made harmless (base/csv.h).
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "workspace/typed_sheet.h"

namespace samordna::workspace {

struct CsvLook {
    char separator = ';';
    char decimal = ',';
};

// Error: basis.file_unwritable.
base::Result<> write_csv(const Book& book, const TypedSheet& sheet, const CsvLook& look,
                         const std::filesystem::path& file, Going& going);

}  // namespace samordna::workspace
