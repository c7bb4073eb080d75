// A table as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read å ä ö). Hours stand as 7:05,
// decimal hours and kronor with the decimal sign chosen, days as 2026-10-01. The last column says in every row whether
// the basis is preliminary. Throws Cancelled. Internal to the room; any thread.
//
// A text that a spreadsheet could take for a formula (it begins with = + - @ ' or a control character) has a ' before
// it: whoever reads the file takes one ' away from the front of a text that begins with it, and has what stood there.
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

std::string harmless(std::string_view text);

// Error: basis.file_unwritable.
base::Result<> write_csv(const Book& book, const TypedSheet& sheet, const CsvLook& look,
                         const std::filesystem::path& file, Going& going);

}  // namespace samordna::workspace
