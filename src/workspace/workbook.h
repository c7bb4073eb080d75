// The sheet of an xlsx: a zip with XML in it. Internal to the room; see table_file.h. Any thread.
#pragma once
#include "workspace/table_file.h"

namespace samordna::workspace {

base::Result<Table> read_workbook(std::string_view bytes, std::string_view sheet);

// What a number format makes of a number: a moment ("yyyy-mm-dd hh:mm"), a duration ("[h]:mm", "h:mm") or nothing else.
TableCell::Kind kind_of_format(std::string_view code);

}  // namespace samordna::workspace
