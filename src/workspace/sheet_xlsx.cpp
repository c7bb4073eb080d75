#include "workspace/sheet_xlsx.h"

#include <algorithm>
#include <array>
#include <utility>

#include <xlsxwriter.h>

#include "base/system.h"

namespace samordna::workspace {
namespace {

constexpr std::size_t most_rows = 1'048'000;
constexpr lxw_row_t title_row = 0, mark_row = 1, heading_row = 3, first_row = 4;
constexpr std::size_t kinds = 9;

// Days since 1899-12-30, as spreadsheets count them.
constexpr double epoch = 25569;
constexpr double minutes_a_day = 1440;

double value_of(const Cell& cell) {
    const auto number = static_cast<double>(cell.number);
    switch (cell.kind) {
        case CellKind::hours:
        case CellKind::time:
            return number / minutes_a_day;
        case CellKind::decimal_hours:
            return number / 60;
        case CellKind::money:
            return number / 100;
        case CellKind::date:
            return number + epoch;
        case CellKind::moment:
            return number / (minutes_a_day * 60) + epoch;
        default:
            return number;
    }
}

const char* format_of(CellKind kind) {
    switch (kind) {
        case CellKind::hours:
            return "[h]:mm";
        case CellKind::decimal_hours:
        case CellKind::money:
            return "#,##0.00";
        case CellKind::integer:
            return "0";
        case CellKind::date:
            return "yyyy-mm-dd";
        case CellKind::time:
            return "hh:mm";
        case CellKind::moment:
            return "yyyy-mm-dd hh:mm:ss";
        default:
            return nullptr;
    }
}

enum class Look : std::uint8_t { plain, sum, fact };

struct Failed {
    lxw_error error;
};
void demand(lxw_error error) {
    if (error != LXW_NO_ERROR) throw Failed{error};
}

class Workbook {
  public:
    Workbook(const std::filesystem::path& file, const Book& book) {
        directory_ = file.parent_path().string();
        lxw_workbook_options options{};
        options.constant_memory = 1;  // rows are written in order, none is kept
        options.tmpdir = directory_.empty() ? nullptr : directory_.data();
        book_ = workbook_new_opt(file.string().c_str(), &options);
        if (book_ == nullptr) throw Failed{LXW_ERROR_CREATING_XLSX_FILE};
        std::string title = book.title;
        std::string author = book.author;
        lxw_doc_properties properties{};
        properties.title = title.data();
        properties.author = author.data();
        properties.created = static_cast<time_t>(book.made.time_since_epoch().count());
        demand(workbook_set_properties(book_, &properties));
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            for (const Look look : {Look::plain, Look::sum, Look::fact}) {
                lxw_format* format = workbook_add_format(book_);
                if (const char* pattern = format_of(static_cast<CellKind>(kind)))
                    format_set_num_format(format, pattern);
                // A text beside a number stands apart from it.
                if (static_cast<CellKind>(kind) == CellKind::text && look == Look::plain) format_set_indent(format, 1);
                if (look == Look::sum) {
                    format_set_bold(format);
                    format_set_top(format, LXW_BORDER_THIN);
                }
                if (look == Look::fact) {
                    format_set_text_wrap(format);
                    format_set_align(format, LXW_ALIGN_LEFT);
                    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
                }
                formats_[kind][static_cast<std::size_t>(look)] = format;
            }
        }
        heading_ = workbook_add_format(book_);
        format_set_bold(heading_);
        format_set_text_wrap(heading_);
        format_set_align(heading_, LXW_ALIGN_VERTICAL_TOP);
        format_set_bottom(heading_, LXW_BORDER_THIN);
        format_set_bg_color(heading_, 0xE8EEF2);
        title_ = workbook_add_format(book_);
        format_set_bold(title_);
        format_set_font_size(title_, 14);
        mark_ = workbook_add_format(book_);
        format_set_bold(mark_);
        if (!book.is_final) format_set_font_color(mark_, 0xB00020);
    }
    // What was begun is freed with what it has on the disk, by the library's one way to do so.
    ~Workbook() {
        if (book_ != nullptr) workbook_close(book_);
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    void add(const Book& book, const TypedSheet& sheet, Going& going) {
        lxw_worksheet* out = workbook_add_worksheet(book_, sheet.name.c_str());
        if (out == nullptr) throw Failed{LXW_ERROR_SHEETNAME_ALREADY_USED};
        const auto last_column = static_cast<lxw_col_t>(sheet.columns.size() - 1);
        for (lxw_col_t i = 0; i <= last_column; ++i)
            demand(worksheet_set_column(out, i, i, sheet.columns[i].width + 1.0, nullptr));
        // Before the rows: what is written cannot be come back to.
        const auto rows = static_cast<lxw_row_t>(sheet.rows + (sheet.sum.empty() ? 0 : 1));
        const lxw_row_t last = heading_row + std::max(rows, lxw_row_t{1});
        worksheet_freeze_panes(out, first_row, 0);
        if (!sheet.first_is_heading && sheet.rows > 0)
            demand(worksheet_autofilter(out, heading_row, 0, static_cast<lxw_row_t>(heading_row + sheet.rows),
                                        last_column));
        worksheet_set_landscape(out);
        worksheet_set_paper(out, 9);  // A4
        worksheet_fit_to_pages(out, 1, 0);
        worksheet_set_margins(out, 0.4, 0.4, 0.6, 0.7);
        demand(worksheet_repeat_rows(out, heading_row, heading_row));
        demand(worksheet_print_area(out, 0, 0, last, last_column));
        demand(worksheet_set_footer(out, footer(book).c_str()));
        demand(worksheet_write_string(out, title_row, 0, sheet.title.c_str(), title_));
        demand(worksheet_write_string(out, mark_row, 0, book.mark.c_str(), mark_));
        demand(worksheet_set_row(out, heading_row, height_of(sheet.columns), nullptr));
        for (lxw_col_t i = 0; i <= last_column; ++i)
            demand(worksheet_write_string(out, heading_row, i, sheet.columns[i].heading.c_str(), heading_));
        lxw_row_t row = first_row;
        each_row(sheet, going, [&](const std::vector<Cell>& cells, bool is_sum) {
            const Look look = is_sum ? Look::sum : sheet.first_is_heading ? Look::fact : Look::plain;
            for (lxw_col_t i = 0; i <= last_column; ++i) put(out, row, i, cells[i], look);
            ++row;
        });
    }

    void close() {
        lxw_workbook* book = std::exchange(book_, nullptr);
        demand(workbook_close(book));
    }

  private:
    void put(lxw_worksheet* out, lxw_row_t row, lxw_col_t column, const Cell& cell, Look look) {
        lxw_format* format = formats_[static_cast<std::size_t>(cell.kind)][static_cast<std::size_t>(look)];
        if (cell.kind == CellKind::empty) {
            if (look == Look::sum) demand(worksheet_write_blank(out, row, column, format));
        } else if (cell.kind == CellKind::text) {
            demand(worksheet_write_string(out, row, column, plain(cell.text), format));
        } else {
            demand(worksheet_write_number(out, row, column, value_of(cell), format));
        }
    }

    // As many lines as the headings need: spreadsheets do not find that out by themselves.
    static double height_of(const std::vector<SheetColumn>& columns) {
        constexpr int line = 15;
        int lines = 1;
        for (const auto& column : columns) {
            int used = 0;
            int needed = 1;
            for (std::size_t at = 0; at < column.heading.size();) {
                const auto end = std::min(column.heading.find(' ', at), column.heading.size());
                const auto letters =
                    static_cast<int>(std::count_if(column.heading.begin() + static_cast<std::ptrdiff_t>(at),
                                                   column.heading.begin() + static_cast<std::ptrdiff_t>(end),
                                                   [](char c) { return (c & 0xC0) != 0x80; }));
                if (used > 0 && used + 1 + letters > column.width) {
                    ++needed;
                    used = 0;
                }
                used += letters + (used > 0 ? 1 : 0);
                at = end + 1;
            }
            lines = std::max(lines, needed);
        }
        return lines * line;
    }

    // Control characters cannot stand in the file as they are, nor more than a cell takes.
    const char* plain(const std::string& text) {
        constexpr std::size_t most = 8000;  // bytes: of at most four for a letter, far below the 32,767 of a cell
        bool is_plain = text.size() <= most;
        for (const char c : text) is_plain = is_plain && static_cast<unsigned char>(c) >= 0x20;
        if (is_plain) return text.c_str();
        plain_.assign(text);
        if (plain_.size() > most) {
            std::size_t end = most;
            while (end > 0 && (static_cast<unsigned char>(plain_[end]) & 0xC0U) == 0x80U) --end;
            plain_.resize(end);
        }
        for (char& c : plain_) {
            if (static_cast<unsigned char>(c) < 0x20) c = ' ';
        }
        return plain_.c_str();
    }

    // "PRELIMINÄR … Sida 1 av 3", with what the spreadsheet puts in for page and pages.
    static std::string footer(const Book& book) {
        std::string page = book.page;
        for (const auto& [name, code] :
             {std::pair<std::string_view, std::string_view>{"{page}", "&P"}, {"{pages}", "&N"}}) {
            if (const auto at = page.find(name); at != std::string::npos) page.replace(at, name.size(), code);
        }
        return "&L" + book.mark + "&R" + page;
    }

    lxw_workbook* book_ = nullptr;
    std::string directory_;
    std::array<std::array<lxw_format*, 3>, kinds> formats_{};
    lxw_format *heading_ = nullptr, *title_ = nullptr, *mark_ = nullptr;
    std::string plain_;
};

}  // namespace

base::Result<> write_xlsx(const Book& book, const std::filesystem::path& file, Going& going) {
    for (const auto& sheet : book.sheets) {
        if (sheet.rows > most_rows) return base::Error{"basis.too_many_rows", {{"sheet", sheet.name}}};
    }
    const base::PlainNumbers plain;
    try {
        Workbook out(file, book);
        for (const auto& sheet : book.sheets) out.add(book, sheet, going);
        out.close();
    } catch (const Failed& failed) {
        return base::Error{"basis.file_unwritable", {{"file", std::string("xlsx")}}, lxw_strerror(failed.error)};
    }
    return {};
}

}  // namespace samordna::workspace
