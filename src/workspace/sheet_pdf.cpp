#include "workspace/sheet_pdf.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <numeric>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace samordna::workspace {
namespace {

// A4 on its side, in points.
constexpr double paper_width = 841.89, paper_height = 595.28;
constexpr double margin = 24, gap = 3, footer_height = 22;
constexpr double title_size = 11, mark_size = 10, largest_text = 8, footer_size = 7;
constexpr double letter = 0.62;  // how wide a digit is, of its size
constexpr double bottom = paper_height - margin - footer_height;

struct Unref {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

cairo_status_t write_to(void* stream, const unsigned char* bytes, unsigned int count) {
    auto& out = *static_cast<std::ofstream*>(stream);
    out.write(reinterpret_cast<const char*>(bytes), count);
    return out ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

// What stands on one line of a table: where it is broken depends on its width alone.
class Page {
  public:
    explicit Page(cairo_surface_t* surface)
        : cairo_(cairo_create(surface)), layout_(pango_cairo_create_layout(cairo_.get())) {
        PangoContext* context = pango_layout_get_context(layout_.get());
        // Neither the letters nor where lines break may depend on who runs the program.
        pango_context_set_language(context, pango_language_from_string("sv"));
        pango_cairo_context_set_resolution(context, 72);
        const Held<cairo_font_options_t> options(cairo_font_options_create());
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
        cairo_font_options_set_subpixel_order(options.get(), CAIRO_SUBPIXEL_ORDER_DEFAULT);
        pango_cairo_context_set_font_options(context, options.get());
        pango_layout_context_changed(layout_.get());
        pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    }

    void use(double size, bool bold) {
        Held<PangoFontDescription> font(pango_font_description_from_string("Inter, DejaVu Sans, sans-serif"));
        pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
        pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(layout_.get(), font.get());
    }
    double height_of(const std::string& text, double width) {
        set(text, width, false);
        int height = 0;
        pango_layout_get_size(layout_.get(), nullptr, &height);
        return static_cast<double>(height) / PANGO_SCALE;
    }
    void draw(const std::string& text, double x, double y, double width, bool right) {
        set(text, width, right);
        cairo_move_to(cairo_.get(), x, y);
        pango_cairo_show_layout(cairo_.get(), layout_.get());
    }
    void colour(double red, double green, double blue) { cairo_set_source_rgb(cairo_.get(), red, green, blue); }
    void line(double y) {
        cairo_set_line_width(cairo_.get(), 0.5);
        cairo_move_to(cairo_.get(), margin, y);
        cairo_line_to(cairo_.get(), paper_width - margin, y);
        cairo_stroke(cairo_.get());
    }
    void end() { cairo_show_page(cairo_.get()); }
    bool is_well() const { return cairo_status(cairo_.get()) == CAIRO_STATUS_SUCCESS; }

  private:
    void set(const std::string& text, double width, bool right) {
        pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_alignment(layout_.get(), right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
        pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
    }

    Held<cairo_t> cairo_;
    Held<PangoLayout> layout_;
};

// Which rows stand on which page is found before anything is drawn: every page says how many there are.
class Paper {
  public:
    Paper(const Book& book, Page& page, Going& going) : book_(book), page_(page), going_(going) {}

    // Without drawing where `pages` is 0. How many pages it took.
    int lay_out(int pages) {
        pages_ = pages;
        page_number_ = 0;
        for (const auto& sheet : book_.sheets) add(sheet);
        return page_number_;
    }

  private:
    bool draws() const { return pages_ > 0; }

    void add(const TypedSheet& sheet) {
        widths(sheet);
        begin_page(sheet);
        std::size_t row_number = 0;
        auto& heights = heights_[&sheet];
        each_row(sheet, going_, [&](const std::vector<Cell>& cells, bool is_sum) {
            page_.use(text_size_, is_sum);
            std::vector<std::string> texts;
            for (const Cell& cell : cells) texts.push_back(one_line(shown_text(cell, ',')));
            if (!draws()) {
                double height = 0;
                for (std::size_t i = 0; i < texts.size(); ++i) {
                    if (!texts[i].empty())
                        height = std::max(height, page_.height_of(texts[i], widths_[i] - inset(sheet, i)));
                }
                heights.push_back(height + 2);
            }
            const double height = heights[row_number++];
            if (y_ + height > bottom) {
                end_page();
                begin_page(sheet);
                page_.use(text_size_, is_sum);
            }
            if (draws()) {
                if (is_sum) page_.line(y_);
                page_.colour(0, 0, 0);
                for (std::size_t i = 0; i < texts.size(); ++i) {
                    const bool right = cells[i].kind != CellKind::text && !sheet.first_is_heading;
                    const double in = inset(sheet, i);
                    if (!texts[i].empty()) page_.draw(texts[i], left_[i] + in, y_ + 1, widths_[i] - in, right);
                }
            }
            y_ += height;
        });
        end_page();
    }

    // Shared out as the layout has it.
    void widths(const TypedSheet& sheet) {
        const double letters = std::accumulate(sheet.columns.begin(), sheet.columns.end(), 0.0,
                                               [](double sum, const auto& column) { return sum + column.width; });
        const double room = paper_width - 2 * margin - gap * static_cast<double>(sheet.columns.size() - 1);
        // What is as long as its column is wide stands on one line.
        text_size_ = std::min(largest_text, room / letters / letter);
        widths_.clear();
        left_.clear();
        double left = margin;
        for (const auto& column : sheet.columns) {
            left_.push_back(left);
            widths_.push_back(room * column.width / letters);
            left += widths_.back() + gap;
        }
    }

    void begin_page(const TypedSheet& sheet) {
        ++page_number_;
        y_ = margin;
        const double room = paper_width - 2 * margin;
        page_.use(title_size, true);
        if (draws()) {
            page_.colour(0, 0, 0);
            page_.draw(sheet.title, margin, y_, room, false);
        }
        y_ += page_.height_of(sheet.title, room);
        page_.use(mark_size, true);
        if (draws()) {
            if (!book_.is_final) page_.colour(0.69, 0, 0.13);
            page_.draw(book_.mark, margin, y_, room, false);
            page_.colour(0, 0, 0);
        }
        y_ += page_.height_of(book_.mark, room) + 4;
        page_.use(text_size_, true);
        double height = 0;
        for (std::size_t i = 0; i < sheet.columns.size(); ++i)
            height = std::max(height, page_.height_of(sheet.columns[i].heading, widths_[i] - inset(sheet, i)));
        if (draws()) {
            for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
                const bool right = sheet.columns[i].kind != CellKind::text && !sheet.first_is_heading;
                const double in = inset(sheet, i);
                page_.draw(sheet.columns[i].heading, left_[i] + in, y_, widths_[i] - in, right);
            }
            page_.line(y_ + height + 1);
        }
        y_ += height + 3;
    }

    void end_page() {
        if (!draws()) return;
        page_.use(footer_size, false);
        page_.colour(0.25, 0.25, 0.25);
        const double room = paper_width - 2 * margin;
        page_.draw(book_.mark + " \u00B7 " + book_.title, margin, bottom + 8, room, false);
        std::string text = book_.page;
        for (const auto& [name, number] : {std::pair{"{page}", page_number_}, std::pair{"{pages}", pages_}}) {
            if (const auto at = text.find(name); at != std::string::npos)
                text.replace(at, std::string_view(name).size(), std::to_string(number));
        }
        page_.draw(text, margin, bottom + 8, room, true);
        page_.end();
    }

    // A text beside a number stands apart from it.
    static double inset(const TypedSheet& sheet, std::size_t column) {
        const auto is_text = [&](std::size_t i) { return sheet.columns[i].kind == CellKind::text; };
        return column > 0 && is_text(column) && !is_text(column - 1) ? 2 * gap : 0;
    }

    static std::string one_line(std::string text) {
        for (char& c : text) {
            if (static_cast<unsigned char>(c) < 0x20) c = ' ';
        }
        return text;
    }

    const Book& book_;
    Page& page_;
    Going& going_;
    int pages_ = 0, page_number_ = 0;
    double y_ = 0, text_size_ = largest_text;
    std::vector<double> widths_, left_;
    std::map<const TypedSheet*, std::vector<double>> heights_;
};

}  // namespace

base::Result<> write_pdf(const Book& book, const std::filesystem::path& file, Going& going) {
    std::ofstream out(file, std::ios::binary);
    const Held<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(write_to, &out, paper_width, paper_height));
    const std::string made = domain::instant_text(book.made);
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, book.title.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_AUTHOR, book.author.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_MOD_DATE, made.c_str());
    Page page(surface.get());
    Paper paper(book, page, going);
    paper.lay_out(paper.lay_out(0));
    cairo_surface_finish(surface.get());
    out.close();
    if (!page.is_well() || cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS || !out)
        return base::Error{"basis.file_unwritable"};
    return {};
}

}  // namespace samordna::workspace
