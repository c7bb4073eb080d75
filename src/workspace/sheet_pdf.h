// A book as PDF for the archive: A4 on its side, headings on every page, every page with its number and what the basis
// is. Text stays text. The same book gives the same bytes with the same fonts. Throws Cancelled. Internal to the room;
// any thread.
#pragma once
#include <filesystem>

#include "base/result.h"
#include "workspace/typed_sheet.h"

namespace samordna::workspace {

// Error: basis.file_unwritable.
base::Result<> write_pdf(const Book& book, const std::filesystem::path& file, Going& going);

}  // namespace samordna::workspace
