#include "desktop/matrix_sheet.h"

#include <array>
#include <fstream>
#include <iterator>

#include <wx/filedlg.h>
#include <wx/sizer.h>

#include "desktop/access.h"
#include "desktop/list_view.h"
#include "desktop/palette.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "rules/matrix_csv.h"
#include "wording/catalog.h"
#include "wording/rule_words.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using rules::Combination;
using wording::tr;

// In the order of the choice.
constexpr std::array combinations{Combination::not_given, Combination::allowed, Combination::forbidden,
                                  Combination::individual};

constexpr int name_width = 190;
constexpr int cell_width = 38;

std::string short_name_of(Combination combination) {
    switch (combination) {
        case Combination::allowed:
            return wording::trc("matrix", "yes");
        case Combination::forbidden:
            return wording::trc("matrix", "no");
        case Combination::individual:
            return wording::trc("matrix", "ind.");
        case Combination::not_given:
            break;
    }
    return {};
}

Tone tone_of(Combination combination) {
    switch (combination) {
        case Combination::allowed:
            return Tone::good;
        case Combination::forbidden:
            return Tone::bad;
        default:
            return Tone::warn;
    }
}

std::size_t given_pairs(const rules::Matrix& matrix) {
    const auto& services = matrix.services();
    std::size_t given = 0;
    for (std::size_t i = 0; i < services.size(); ++i) {
        for (std::size_t k = i + 1; k < services.size(); ++k)
            given += matrix.at(services[i], services[k]) != Combination::not_given ? 1 : 0;
    }
    return given;
}

wxString csv_files() {
    return ui(tr("Sheets (CSV)")) + "|*.csv";
}

}  // namespace

// --- The grid's model.

void MatrixModel::show(rules::Matrix matrix, rules::Matrix saved) {
    matrix_ = std::move(matrix);
    saved_ = std::move(saved);
    Reset(static_cast<unsigned>(matrix_.services().size()));
}

std::optional<std::pair<std::string, std::string>> MatrixModel::pair_at(unsigned row, unsigned column) const {
    const auto& services = matrix_.services();
    if (row >= services.size() || column == 0 || column > services.size() || row == column - 1) return std::nullopt;
    return std::pair(services[row], services[column - 1]);
}

void MatrixModel::set(const std::pair<std::string, std::string>& pair, Combination combination) {
    matrix_.set(pair.first, pair.second, combination);
}

void MatrixModel::GetValueByRow(wxVariant& value, unsigned row, unsigned column) const {
    const auto& services = matrix_.services();
    value = "";
    if (column == 0 && row < services.size()) value = wxString::Format("%u  ", row + 1) + ui(services[row]);
    if (column > 0 && row == column - 1) value = ui("\xE2\x80\x93");
    if (const auto pair = pair_at(row, column)) value = ui(short_name_of(matrix_.at(pair->first, pair->second)));
}

bool MatrixModel::GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const {
    const auto pair = pair_at(row, column);
    if (!pair) return false;
    const Combination combination = matrix_.at(pair->first, pair->second);
    attr.SetColour(colour(tone_of(combination)));
    attr.SetBold(combination != saved_.at(pair->first, pair->second));
    return true;
}

// --- The sheet.

MatrixSheet::MatrixSheet(wxWindow* parent, Context& context)
    : wxPanel(parent), context_(context), model_(new MatrixModel) {
    about_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    about_->SetForegroundColour(colour(Tone::quiet));
    const auto button = [&](const char* action, const char* id) {
        const Action* known = find_action(action);
        auto* made = new wxButton(this, wxID_ANY, ui(tr(known->label)));
        describe(made, id, ui(tr(known->label)));
        made->SetToolTip(ui(tr(known->help) + " (" + shown_key(*known) + ")"));
        made->Bind(wxEVT_BUTTON, [this, action](wxCommandEvent&) { context_.actions.run(action); });
        return made;
    };
    auto* out = button("matrix.export", "matrix-export");
    changing_ = {button("matrix.import", "matrix-import"), button("matrix.discard", "matrix-discard"),
                 button("matrix.set", "matrix-set")};
    add_style(changing_.back(), "suggested-action");
    grid_ = new wxDataViewCtrl(this, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                               wxDV_SINGLE | wxDV_HORIZ_RULES | wxDV_VERT_RULES | wxBORDER_NONE);
    grid_->AssociateModel(model_.get());
    pair_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    value_ = new wxChoice(this, wxID_ANY);
    for (const Combination combination : combinations) value_->Append(ui(wording::name_of_combination(combination)));
    describe(value_, "matrix-value", ui(tr("The two services")));
    value_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        set_cell(combinations[static_cast<std::size_t>(std::max(0, event.GetSelection()))]);
    });

    auto* above = new wxBoxSizer(wxHORIZONTAL);
    above->Add(about_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 12);
    above->Add(out, 0, wxALIGN_CENTRE_VERTICAL);
    for (wxButton* one : changing_) above->Add(one, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, 8);
    auto* below = new wxBoxSizer(wxHORIZONTAL);
    below->Add(pair_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 12);
    below->Add(value_, 0, wxALIGN_CENTRE_VERTICAL);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(above, 0, wxEXPAND | wxALL, 12);
    all->Add(grid_, 1, wxEXPAND);
    all->Add(below, 0, wxEXPAND | wxALL, 12);
    SetSizer(all);
    on_cursor_moved(grid_, [this] {
        if (!IsBeingDeleted()) show_cell();  // the toolkit tells of a list that goes, too
    });
    // The toolkit's own steps pass over cells that are empty.
    grid_->Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
        const int step = event.GetKeyCode() == WXK_RIGHT ? 1 : event.GetKeyCode() == WXK_LEFT ? -1 : 0;
        const auto at = cursor_cell(grid_);
        if (step == 0 || !at || event.HasAnyModifiers()) return event.Skip();
        const auto column = static_cast<int>(at->second) + step;
        if (column >= 1 && column <= static_cast<int>(columns_.size()))
            put_cursor(grid_, at->first, static_cast<unsigned>(column));
    });
    bind_actions();
}

void MatrixSheet::bind_actions() {
    ActionBook& book = context_.actions;
    const auto here = [this] { return IsShownOnScreen() && !shown_.version.empty(); };
    const auto may = [this, here] { return here() && may_set(); };
    const auto fills_in = [this, may] { return may() && grid_->HasFocus() && cell(); };
    const auto bind_value = [&](std::string_view id, Combination combination) {
        book.bind(
            id, [this, combination] { set_cell(combination); }, fills_in);
    };
    bind_value("matrix.allow", Combination::allowed);
    bind_value("matrix.forbid", Combination::forbidden);
    bind_value("matrix.judge", Combination::individual);
    bind_value("matrix.clear", Combination::not_given);
    book.bind(
        "matrix.set", [this] { save(); }, [this, may] { return may() && model_->is_changed(); });
    book.bind(
        "matrix.discard", [this] { discard(); }, [this, may] { return may() && model_->is_changed(); });
    book.bind(
        "matrix.import", [this] { import_sheet(); }, may);
    book.bind(
        "matrix.export", [this] { export_sheet(); }, here);
}

bool MatrixSheet::may_set() const {
    return shown_.may_be_set;
}

void MatrixSheet::show(const rules::Rulebook& book) {
    auto now = context_.workspace.matrix(book);
    if (now == shown_ && grid_->GetColumnCount() > 0) return;  // where she stands stays
    shown_ = std::move(now);
    const auto draft = rules::parse_matrix(context_.workspace.draft(draft_name()));
    show_matrix(draft && may_set() ? *draft : shown_.matrix);
}

// Columns are numbered, or 24 names would need a wall: the rows say which number is which.
void MatrixSheet::make_columns() {
    if (columns_ == model_->matrix().services() && grid_->GetColumnCount() > 0) return;
    columns_ = model_->matrix().services();
    grid_->ClearColumns();
    add_text_column(grid_, ui(tr("Service")), 0, name_width);
    for (unsigned i = 0; i < columns_.size(); ++i)
        add_cell_column(grid_, wxString::Format("%u", i + 1), i + 1, cell_width);
    // The toolkit gives what is left of the width to the last one.
    add_text_column(grid_, "", static_cast<unsigned>(columns_.size()) + 1, 1);
    finish_list(grid_, RowHeight::dense);
    name_column(grid_, static_cast<unsigned>(columns_.size()) + 1, ui(tr("End of the row")));
    describe(grid_, "matrix-grid", ui(tr("Which services may be combined")));
}

void MatrixSheet::show_matrix(rules::Matrix matrix) {
    const bool is_new = matrix.services() != columns_;
    model_->show(std::move(matrix), shown_.matrix);
    make_columns();
    if (is_new && columns_.size() > 1) put_cursor(grid_, 0, 2);
    show_state();
}

void MatrixSheet::show_state() {
    const auto services = model_->matrix().services().size();
    const auto pairs = services * (services - (services > 0 ? 1 : 0)) / 2;
    std::string about;
    if (shown_.version.empty()) {
        about = tr("The rules have no matrix.");
    } else {
        about = tr("{given} of {pairs} pairs are filled in; the others never stop anything.",
                   {{"given", static_cast<std::int64_t>(given_pairs(model_->matrix()))},
                    {"pairs", static_cast<std::int64_t>(pairs)}});
        if (model_->is_changed()) about = tr("Not saved yet.") + " " + about;
        if (!may_set()) about += " " + tr("It is filled in by whoever answers for the unit.");
    }
    about_->SetLabel(ui(about));
    for (wxButton* one : changing_) one->Show(may_set());
    grid_->Show(!shown_.version.empty());
    changing_[1]->Enable(model_->is_changed());
    changing_[2]->Enable(model_->is_changed());
    show_cell();
    Layout();
    context_.refresh();
}

std::optional<std::pair<std::string, std::string>> MatrixSheet::cell() const {
    const auto at = cursor_cell(grid_);
    return at ? model_->pair_at(at->first, at->second) : std::nullopt;
}

void MatrixSheet::show_cell() {
    const auto pair = cell();
    value_->Show(pair.has_value());
    value_->Enable(may_set());
    fit_height(value_);
    if (!pair) {
        pair_->SetLabel(shown_.version.empty() ? wxString{} : ui(tr("Go to a cell to see which two services it is.")));
    } else {
        const std::string both = pair->first + " + " + pair->second;
        pair_->SetLabel(ui(both));
        describe(value_, "matrix-value", ui(both));
        const Combination now = model_->matrix().at(pair->first, pair->second);
        for (std::size_t i = 0; i < combinations.size(); ++i) {
            if (combinations[i] == now) value_->SetSelection(static_cast<int>(i));
        }
    }
    Layout();
}

void MatrixSheet::set_cell(Combination combination) {
    const auto pair = cell();
    if (!pair || !may_set()) return;
    model_->set(*pair, combination);
    context_.workspace.keep_draft(draft_name(), model_->is_changed() ? rules::matrix_text(model_->matrix()) : "");
    redraw_rows(grid_);
    show_state();
}

void MatrixSheet::save() {
    const auto verdict = context_.workspace.set_matrix(shown_.version, rules::matrix_text(model_->matrix()));
    if (!verdict) return context_.say(ui(wording::sentence_of(verdict.error())));
    if (const auto* refused = std::get_if<rules::Refused>(&*verdict))
        return context_.say(ui(wording::sentence_of(refused->findings.front())));
    context_.workspace.keep_draft(draft_name(), "");
    shown_.matrix = model_->matrix();
    shown_.is_own = true;
    show_matrix(shown_.matrix);
    context_.say(ui(tr("The matrix is saved, and the visits are judged by it")));
}

void MatrixSheet::discard() {
    context_.workspace.keep_draft(draft_name(), "");
    show_matrix(shown_.matrix);
}

void MatrixSheet::import_sheet() {
    wxFileDialog ask(this, ui(tr("Read a sheet in")), "", "", csv_files(), wxFD_OPEN | wxFD_FILE_MUST_EXIST);
    if (ask.ShowModal() != wxID_OK) return;
    std::ifstream in(ask.GetPath().fn_str(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto matrix = rules::parse_matrix(text);
    if (!in || !matrix) {
        rules::Finding unreadable;
        unreadable.check = "matrix-unreadable";
        if (!matrix) {
            unreadable.parameters = matrix.error().parameters;
            unreadable.parameters.emplace("reason", matrix.error().code);
        }
        return context_.say(ui(wording::sentence_of(unreadable)));
    }
    context_.workspace.keep_draft(draft_name(), rules::matrix_text(*matrix));
    show_matrix(*std::move(matrix));
    context_.say(ui(tr("The sheet is read in. Look it through, then save the matrix.")));
}

void MatrixSheet::export_sheet() {
    wxFileDialog ask(this, ui(tr("Save as a sheet")), "", ui(tr("matrix")) + ".csv", csv_files(),
                     wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (ask.ShowModal() != wxID_OK) return;
    std::ofstream file(ask.GetPath().fn_str(), std::ios::binary | std::ios::trunc);
    // Spreadsheets take a sheet without the mark for another alphabet.
    file << "\xEF\xBB\xBF" << rules::matrix_text(model_->matrix());
    file.close();
    context_.say(ui(file ? tr("The sheet is written") : tr("The file could not be written")));
}

}  // namespace samordna::desktop
