#include "desktop/paper.h"

#include <algorithm>
#include <fstream>
#include <numeric>

#include <cairo-pdf.h>
#include <gtk/gtk.h>

#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using wording::tr;

constexpr double paper_width = 595.28;
constexpr double paper_height = 841.89;
constexpr double margin = 40;
constexpr double text_width = paper_width - 2 * margin;
constexpr double bottom = paper_height - margin - 22;  // the footer's
constexpr double size_of_text = 8.5;
constexpr double gap = 6;  // between columns
constexpr double grey = 0.38;

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
using Text = std::shared_ptr<PangoLayout>;

// What is drawn is measured without a surface: alike on every one.
class Pen {
  public:
    Pen() : context_(pango_font_map_create_context(pango_cairo_font_map_get_default())) {
        pango_cairo_context_set_resolution(context_.get(), 72);  // a point is a unit
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context_.get(), options);
        cairo_font_options_destroy(options);
        gchar* name = nullptr;
        g_object_get(gtk_settings_get_default(), "gtk-font-name", &name, nullptr);
        font_.reset(pango_font_description_from_string(name == nullptr ? "Sans" : name));
        g_free(name);
    }
    Text text(const std::string& words, double width, double size, bool bold = false, bool right = false,
              bool italic = false) const {
        Text layout(pango_layout_new(context_.get()), Unref{});
        pango_font_description_set_absolute_size(font_.get(), size * PANGO_SCALE);
        pango_font_description_set_weight(font_.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_style(font_.get(), italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
        pango_layout_set_font_description(layout.get(), font_.get());
        pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(layout.get(), right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
        pango_layout_set_text(layout.get(), words.c_str(), static_cast<int>(words.size()));
        return layout;
    }

  private:
    struct FreeFont {
        void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    };
    std::unique_ptr<PangoContext, Unref> context_;
    std::unique_ptr<PangoFontDescription, FreeFont> font_;
};

double height_of(const Text& text) {
    int height = 0;
    pango_layout_get_size(text.get(), nullptr, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

void put(cairo_t* on, const Text& text, double x, double y, double shade = 0) {
    cairo_set_source_rgb(on, shade, shade, shade);
    cairo_move_to(on, x, y);
    pango_cairo_show_layout(on, text.get());
}

void rule(cairo_t* on, double y, double thickness = 0.5) {
    cairo_set_source_rgb(on, 0.6, 0.6, 0.6);
    cairo_set_line_width(on, thickness);
    cairo_move_to(on, margin, y);
    cairo_line_to(on, margin + text_width, y);
    cairo_stroke(on);
}

// What stays together on a page.
struct Block {
    double height = 0;
    std::function<void(cairo_t*, double y)> draw;
    bool in_table = false;  // the head of the table stands above it, again on every page
    bool stays_with_next = false;
};

class Drawing {
  public:
    explicit Drawing(const Sheet& sheet) : sheet_(sheet) {
        head();
        table();
        paragraphs();
        paginate();
    }
    int pages() const { return static_cast<int>(pages_.size()); }
    void draw(cairo_t* on, int page) const;

  private:
    void head();
    void table();
    void paragraphs();
    void paginate();
    void lines(const std::string& words, double indent, double above, bool bold, bool italic, bool in_table);
    Block row_block(const std::vector<std::string>& cells, bool bold, double shade) const;

    const Sheet& sheet_;
    Pen pen_;
    std::vector<Block> blocks_;
    std::optional<Block> table_head_;
    struct Placed {
        const Block* block;
        double y;
    };
    std::vector<std::vector<Placed>> pages_;
};

void Drawing::head() {
    const Text title = pen_.text(sheet_.title, text_width, 16, true);
    blocks_.push_back({height_of(title) + 8, [title](cairo_t* on, double y) { put(on, title, margin, y); }});
    constexpr double label_width = 92;
    for (const auto& [label, value] : sheet_.facts) {
        const Text left = pen_.text(label, label_width - gap, size_of_text + 0.5);
        const Text right = pen_.text(value, text_width - label_width, size_of_text + 0.5);
        blocks_.push_back({std::max(height_of(left), height_of(right)) + 2.5, [=](cairo_t* on, double y) {
                               put(on, left, margin, y, grey);
                               put(on, right, margin + label_width, y);
                           }});
    }
    blocks_.push_back({12, [](cairo_t*, double) {}});
}

Block Drawing::row_block(const std::vector<std::string>& cells, bool bold, double shade) const {
    const int shares = std::accumulate(sheet_.columns.begin(), sheet_.columns.end(), 0,
                                       [](int sum, const Sheet::Column& column) { return sum + column.share; });
    std::vector<std::pair<Text, double>> texts;
    double x = margin;
    double height = 0;
    for (std::size_t i = 0; i < sheet_.columns.size() && i < cells.size(); ++i) {
        const double width = text_width * sheet_.columns[i].share / std::max(1, shares);
        texts.emplace_back(pen_.text(cells[i], width - gap, size_of_text, bold, sheet_.columns[i].right), x);
        height = std::max(height, height_of(texts.back().first));
        x += width;
    }
    return {height + 7, [texts, shade](cairo_t* on, double y) {
                rule(on, y);
                for (const auto& [text, at] : texts) put(on, text, at, y + 3.5, shade);
            }};
}

void Drawing::table() {
    if (sheet_.columns.empty()) return;
    std::vector<std::string> titles;
    for (const Sheet::Column& column : sheet_.columns) titles.push_back(column.title);
    table_head_ = row_block(titles, true, grey);
    blocks_.push_back(*table_head_);
    blocks_.back().stays_with_next = true;
    for (const Sheet::Row& row : sheet_.rows) {
        Block block = row_block(row.cells, row.strong, 0);
        block.in_table = true;
        block.stays_with_next = !row.below.empty();
        blocks_.push_back(std::move(block));
        if (!row.below.empty()) lines(row.below, 12, 0, false, true, true);
    }
    blocks_.push_back({10, [](cairo_t* on, double y) { rule(on, y); }});
}

// Line by line, so that a long text goes on upon the next page.
void Drawing::lines(const std::string& words, double indent, double above, bool bold, bool italic, bool in_table) {
    const Text text = pen_.text(words, text_width - indent, size_of_text, bold, false, italic);
    const int count = pango_layout_get_line_count(text.get());
    const double height = height_of(text) / std::max(1, count);
    for (int i = 0; i < count; ++i) {
        const double space = i == 0 ? above : 0;
        Block block;
        block.height = height + space + (i + 1 == count ? 3 : 0);
        block.draw = [=](cairo_t* on, double y) {
            cairo_set_source_rgb(on, 0, 0, 0);
            const double ascent = static_cast<double>(pango_layout_get_baseline(text.get())) / PANGO_SCALE;
            cairo_move_to(on, margin + indent, y + space + ascent);
            pango_cairo_show_layout_line(on, pango_layout_get_line_readonly(text.get(), i));
        };
        block.in_table = in_table;
        block.stays_with_next = bold;
        blocks_.push_back(std::move(block));
    }
}

void Drawing::paragraphs() {
    using Style = Sheet::Paragraph::Style;
    for (const Sheet::Paragraph& one : sheet_.after)
        lines(one.text, one.style == Style::quotation ? 14 : 0, one.style == Style::heading ? 8 : 0,
              one.style == Style::heading, one.style == Style::quotation, false);
}

void Drawing::paginate() {
    pages_.emplace_back();
    double y = margin;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        const Block& block = blocks_[i];
        double needed = block.height;
        for (std::size_t k = i; blocks_[k].stays_with_next && k + 1 < blocks_.size(); ++k)
            needed += blocks_[k + 1].height;
        if (y + std::min(needed, bottom - margin) > bottom && !pages_.back().empty()) {
            pages_.emplace_back();
            y = margin;
            if (block.in_table && table_head_) {
                pages_.back().push_back({&*table_head_, y});
                y += table_head_->height;
            }
        }
        pages_.back().push_back({&block, y});
        y += block.height;
    }
}

void Drawing::draw(cairo_t* on, int page) const {
    for (const Placed& placed : pages_.at(static_cast<std::size_t>(page))) placed.block->draw(on, placed.y);
    const double y = paper_height - margin - 10;
    rule(on, y - 5);
    put(on, pen_.text(sheet_.footer, text_width - 80, size_of_text - 1), margin, y, grey);
    const std::string number = tr("Page {page} ({pages})", {{"page", std::int64_t{page} + 1},
                                                            {"pages", static_cast<std::int64_t>(pages_.size())}});
    put(on, pen_.text(number, 80, size_of_text - 1, false, true), margin + text_width - 80, y, grey);
}

cairo_status_t write_to(void* stream, const unsigned char* bytes, unsigned count) {
    auto& out = *static_cast<std::ofstream*>(stream);
    out.write(reinterpret_cast<const char*>(bytes), count);
    return out ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

}  // namespace

std::string initials_of(const std::string& name) {
    const wxString words = ui(name);
    if (words.empty()) return {};
    const auto last = words.rfind(' ');
    wxString out = words.Left(1) + ".";
    if (last != wxString::npos && last + 1 < words.size()) out += words.Mid(last + 1, 1) + ".";
    return utf8(out);
}

bool save_pdf(const Sheet& sheet, const std::filesystem::path& file) {
    const Drawing drawing(sheet);
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    if (!out) return false;
    cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(write_to, &out, paper_width, paper_height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, sheet.name.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Samordna");
    cairo_t* on = cairo_create(surface);
    for (int page = 0; page < drawing.pages(); ++page) {
        drawing.draw(on, page);
        cairo_show_page(on);
    }
    cairo_destroy(on);
    cairo_surface_finish(surface);
    const bool drawn = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    out.close();
    if (drawn && out) return true;
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    return false;
}

namespace {

// Lives as long as the operation.
struct Printing {
    Sheet sheet;
    std::function<void(bool)> done;
    std::unique_ptr<Drawing> drawing{};
};

}  // namespace

void print_on_paper(wxWindow* parent, Sheet sheet, std::function<void(bool)> done) {
    GtkPrintOperation* operation = gtk_print_operation_new();
    auto* printing = new Printing{std::move(sheet), std::move(done)};
    printing->drawing = std::make_unique<Drawing>(printing->sheet);
    g_object_set_data_full(G_OBJECT(operation), "printing", printing,
                           [](gpointer data) { delete static_cast<Printing*>(data); });
    GtkPageSetup* setup = gtk_page_setup_new();
    GtkPaperSize* a4 = gtk_paper_size_new(GTK_PAPER_NAME_A4);
    gtk_page_setup_set_paper_size_and_default_margins(setup, a4);
    gtk_paper_size_free(a4);
    gtk_print_operation_set_default_page_setup(operation, setup);
    g_object_unref(setup);
    gtk_print_operation_set_unit(operation, GTK_UNIT_POINTS);
    gtk_print_operation_set_use_full_page(operation, TRUE);
    gtk_print_operation_set_n_pages(operation, printing->drawing->pages());
    gtk_print_operation_set_job_name(operation, printing->sheet.name.c_str());
    gtk_print_operation_set_allow_async(operation, TRUE);
    g_signal_connect(
        operation, "draw-page", G_CALLBACK(+[](GtkPrintOperation*, GtkPrintContext* context, gint page, gpointer data) {
            static_cast<Printing*>(data)->drawing->draw(gtk_print_context_get_cairo_context(context), page);
        }),
        printing);
    g_signal_connect(operation, "done",
                     G_CALLBACK(+[](GtkPrintOperation*, GtkPrintOperationResult result, gpointer data) {
                         if (result != GTK_PRINT_OPERATION_RESULT_CANCEL)
                             static_cast<Printing*>(data)->done(result == GTK_PRINT_OPERATION_RESULT_APPLY);
                     }),
                     printing);
    GtkWidget* window = gtk_widget_get_toplevel(parent->GetHandle());
    gtk_print_operation_run(operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW(window), nullptr);
    g_object_unref(operation);  // held by what it has begun
}

}  // namespace samordna::desktop
