// A4 paper: a heading, facts, a table and sentences, laid out on pages and drawn by cairo, alike as PDF and by a
// printer. What it says is given by whoever prints (print_shift.h). Points (1/72 inch). Main thread.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <wx/window.h>

#include "domain/record.h"

namespace samordna::desktop {

// UTF-8 throughout.
struct Sheet {
    struct Column {
        std::string title;
        int share = 1;  // of the width
        bool right = false;
    };
    struct Row {
        std::vector<std::string> cells;
        std::string below;  // across the whole width: a note
        bool strong = false;
    };
    struct Paragraph {
        enum class Style : std::uint8_t { heading, sentence, quotation };
        std::string text;
        Style style = Style::sentence;
    };
    std::string name;  // of the document, for whoever lists files and printers: without personal data
    std::string title;
    std::vector<std::pair<std::string, std::string>> facts;  // "Care worker", "Åsa Ärlig"
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::vector<Paragraph> after;
    std::string footer;  // left on every page; the page's number stands to the right
    std::optional<std::pair<domain::RecordType, domain::Id>> about{};  // for the activity log; empty: a whole list
};

// People on paper: the first letter of the first name and of the last, "A.B.".
std::string initials_of(const std::string& name);
// False: the file could not be written; nothing is left of it.
bool save_pdf(const Sheet& sheet, const std::filesystem::path& file);
// Asks which printer, and prints; returns at once. `done` is told whether it has been handed over; not called where she
// changes her mind.
void print_on_paper(wxWindow* parent, Sheet sheet, std::function<void(bool)> done);

}  // namespace samordna::desktop
