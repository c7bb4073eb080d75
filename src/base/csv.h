// Reading and writing RFC 4180. UTF-8, with or without BOM; `,` or `;` (told by the header row). Pure; any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace samordna::base {

struct CsvRow {
    int line = 0;  // where the row starts in the file, from 1
    std::vector<std::string> fields;
};

struct CsvTable {
    std::vector<std::string> header;
    std::vector<CsvRow> rows;
};

// A row that cannot be read. csv.not_utf8 | csv.open_quote | csv.stray_quote | csv.field_count; for the whole:
// csv.no_header.
struct CsvFault {
    std::string code;
    int line = 0;                 // from 1: where the fault is; csv.open_quote: where the quote was opened
    int column = 0;               // the field, from 1; 0: the row as such
    int expected = 0, found = 0;  // csv.field_count
    bool operator==(const CsvFault&) const = default;
};

struct CsvReading {
    CsvTable table;  // the rows that are in order
    std::vector<CsvFault> faults;
};

// Every row that can be read, and every one that cannot: after a fault it goes on at the next line.
CsvReading read_csv(std::string_view text);

// All or nothing. Errors: the first fault's code {line}; csv.field_count {line, expected, found}.
Result<CsvTable> parse_csv(std::string_view text);

// Rows as they stand, of any width, the first as the others; lines without anything are left out. All or nothing, and
// nothing is asked of the encoding. Errors: csv.open_quote {line}, csv.stray_quote {line}.
Result<std::vector<CsvRow>> parse_csv_rows(std::string_view text, char separator);

// One row with CRLF, fields quoted where they must be.
void append_csv_row(std::string& out, const std::vector<std::string_view>& fields, char separator = ',');

// A text that a spreadsheet could take for a formula (it begins with = + - @ ' or a control character) gets a ' before
// it: whoever reads the file takes one ' away from the front of a text that begins with it, and has what stood there.
std::string harmless(std::string_view text);

}  // namespace samordna::base
