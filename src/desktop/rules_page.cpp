#include "desktop/rules_page.h"

#include <algorithm>

#include <wx/sizer.h>

#include "desktop/access.h"
#include "desktop/list_view.h"
#include "desktop/matrix_sheet.h"
#include "desktop/palette.h"
#include "desktop/prose.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "rules/checks.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/rule_words.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using rules::Rulebook;
using wording::tr;

void put_rows(wxDataViewListCtrl* list, const std::vector<std::vector<std::string>>& rows) {
    list->DeleteAllItems();
    for (const auto& row : rows) {
        wxVector<wxVariant> cells;
        for (const auto& cell : row) cells.push_back(ui(cell));
        list->AppendItem(cells);
    }
    if (!rows.empty()) list->SelectRow(0);
}

}  // namespace

RulesPage::RulesPage(wxWindow* parent, Context& context) : Page(parent), context_(context) {
    auto* title = new wxStaticText(this, wxID_ANY, ui(tr("Rules")));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    auto* help = new wxStaticText(this, wxID_ANY, ui(tr("What the visits are judged by, and where it is written.")));
    help->SetForegroundColour(colour(Tone::quiet));
    auto* label = new wxStaticText(this, wxID_ANY, ui(tr("R&ulebook")));
    which_ = new wxChoice(this, wxID_ANY);
    describe(which_, "rulebook", ui(tr("Rulebook")));
    which_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { show_book(); });
    about_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    about_->SetForegroundColour(colour(Tone::quiet));

    sheets_ = new wxNotebook(this, wxID_ANY);
    describe(sheets_, "rule-sheets", ui(tr("Rules")));
    checks_ = make_sheet(ui(tr("Checks")), "rule-checks",
                         {{ui(tr("Check")), 300}, {ui(tr("Weight")), 150}, {ui(tr("Paragraph")), 330}});
    parameters_ = make_sheet(ui(tr("Settings")), "rule-parameters", {{ui(tr("Setting")), 420}, {ui(tr("Value")), 300}});
    services_ = make_sheet(ui(tr("Services")), "rule-services",
                           {{ui(tr("Service")), 260},
                            {ui(tr("Order")), 150},
                            {ui(tr("May lack verification")), 220},
                            {ui(tr("Where")), 150}});
    matrix_ = new MatrixSheet(sheets_, context);
    sheets_->AddPage(matrix_, ui(tr("Matrix")));
    difference_ = make_sheet(ui(tr("What changed")), "rule-difference",
                             {{ui(tr("What")), 300}, {ui(tr("Before")), 320}, {ui(tr("After")), 320}});
    checks_.list->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) { explain_check(); });
    parameters_.list->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) { explain_parameter(); });

    auto* choice = new wxBoxSizer(wxHORIZONTAL);
    choice->Add(label, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    choice->Add(which_, 0, wxALIGN_CENTRE_VERTICAL);
    choice->Add(about_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, 12);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(title, 0, wxLEFT | wxRIGHT | wxTOP, 16);
    all->Add(help, 0, wxLEFT | wxRIGHT | wxTOP, 16);
    all->Add(choice, 0, wxEXPAND | wxALL, 16);
    all->Add(sheets_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 16);
    SetSizer(all);
}

RulesPage::Sheet RulesPage::make_sheet(const wxString& title, std::string_view id,
                                       const std::vector<std::pair<wxString, int>>& columns) {
    Sheet sheet;
    auto* page = new wxPanel(sheets_);
    sheet.list = new wxDataViewListCtrl(page, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                                        wxDV_SINGLE | wxDV_HORIZ_RULES | wxBORDER_NONE);
    for (const auto& [heading, width] : columns)
        sheet.list->AppendTextColumn(heading, wxDATAVIEW_CELL_INERT, scaled(width), wxALIGN_LEFT);
    finish_list(sheet.list, RowHeight::dense);
    describe(sheet.list, id, title);
    sheet.text = new Prose(page, std::string(id) + "-text", title);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(sheet.list, 3, wxEXPAND);
    all->Add(sheet.text, 2, wxEXPAND | wxALL, 12);
    page->SetSizer(all);
    sheets_->AddPage(page, title);
    return sheet;
}

void RulesPage::enter() {
    choose_books();
    show_book();
    checks_.list->SetFocus();
}

void RulesPage::on_news(const workspace::News& news) {
    if (!news.everything || !IsShownOnScreen()) return;
    const auto known = context_.workspace.rulebooks();
    if (known == books_) {
        if (const Rulebook* book = shown()) matrix_->show(*book);
        return;
    }
    choose_books();
    show_book();
}

// The unit's municipality's own, the newest first; what she looks at stays.
void RulesPage::choose_books() {
    const std::string before = which_->GetSelection() == wxNOT_FOUND
                                   ? std::string{}
                                   : versions_[static_cast<std::size_t>(which_->GetSelection())];
    books_ = context_.workspace.rulebooks();
    const auto units = context_.workspace.units();
    const auto of_hers = [&](const Rulebook& book) {
        return units.empty() || std::any_of(units.begin(), units.end(),
                                            [&](const auto& unit) { return unit.municipality == book.municipality; });
    };
    const auto today = domain::local_date(context_.workspace.now());
    versions_.clear();
    which_->Clear();
    int selection = 0;
    for (auto book = books_->all().rbegin(); book != books_->all().rend(); ++book) {
        if (!of_hers(*book)) continue;
        const bool now = books_->in_force(book->municipality, today) == &*book;
        if (before.empty() ? now : before == book->version) selection = static_cast<int>(versions_.size());
        versions_.push_back(book->version);
        which_->Append(ui(book->municipality + ", " + domain::date_text(book->valid_from) +
                          (now ? ", " + tr("in force") : std::string{})));
    }
    if (!versions_.empty()) which_->SetSelection(selection);
}

const Rulebook* RulesPage::shown() const {
    const int row = which_->GetSelection();
    return row == wxNOT_FOUND ? nullptr : books_->find(versions_[static_cast<std::size_t>(row)]);
}

void RulesPage::show_book() {
    const Rulebook* book = shown();
    if (book == nullptr) return;
    about_->SetLabel(ui(wording::joined({book->source.publisher, book->source.title})));
    show_checks(*book);
    show_parameters(*book);
    show_services(*book);
    matrix_->show(*book);
    show_difference(*book);
    Layout();
}

void RulesPage::show_checks(const Rulebook& book) {
    std::vector<std::vector<std::string>> rows;
    checks_.ids.clear();
    const auto add = [&](std::string_view id) {
        const auto* rule = book.rule(id);
        if (rule == nullptr) return;
        checks_.ids.emplace_back(id);
        rows.push_back({wording::label_of_check(id), wording::name_of_severity(rule->severity),
                        rule->paragraph.empty() ? tr("our own") : wording::cited(rule->paragraph)});
    };
    for (const auto& check : rules::known_checks()) add(check.id);
    for (const auto& [id, rule] : book.checks) {
        if (rules::find_check(id) == nullptr) add(id);
    }
    put_rows(checks_.list, rows);
    explain_check();
}

void RulesPage::show_parameters(const Rulebook& book) {
    std::vector<std::vector<std::string>> rows;
    parameters_.ids.clear();
    for (const auto& parameter : book.parameters) {
        parameters_.ids.push_back(parameter.name);
        rows.push_back({wording::name_of_parameter(parameter.name), wording::value_of_parameter(parameter)});
    }
    put_rows(parameters_.list, rows);
    explain_parameter();
}

void RulesPage::show_services(const Rulebook& book) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& service : book.services.all()) {
        rows.push_back({service.name, service.needs_order ? tr("must be ordered") : tr("needs no order"),
                        wording::name_of_exemption(service.exempt),
                        service.outside ? tr("outside the home") : tr("in the home")});
    }
    put_rows(services_.list, rows);
    services_.text->begin();
    services_.text->sentence(ui(tr("A service that is not in the list must be ordered, is verified at both ends and is "
                                   "performed in the home.")),
                             Tone::quiet);
    services_.text->end();
}

void RulesPage::show_difference(const Rulebook& book) {
    const Rulebook* before = nullptr;
    for (const auto& other : books_->all()) {
        if (other.municipality == book.municipality && other.valid_from < book.valid_from) before = &other;
    }
    std::vector<std::vector<std::string>> rows;
    difference_.text->begin();
    if (before == nullptr) {
        difference_.text->sentence(ui(tr("This is the first version that the program knows.")), Tone::quiet);
    } else {
        for (const auto& change : rules::difference(*before, book))
            rows.push_back({wording::name_of_rule_change(change), wording::text_of_rule_change(change, change.before),
                            wording::text_of_rule_change(change, change.after)});
        difference_.text->sentence(
            ui(tr("Compared with the version of {date}.", {{"date", domain::date_text(before->valid_from)}})),
            Tone::quiet);
    }
    difference_.text->end();
    put_rows(difference_.list, rows);
}

void RulesPage::explain_check() {
    const Rulebook* book = shown();
    const int row = checks_.list->GetSelectedRow();
    if (book == nullptr || row == wxNOT_FOUND || static_cast<std::size_t>(row) >= checks_.ids.size()) return;
    const std::string& id = checks_.ids[static_cast<std::size_t>(row)];
    const auto* rule = book->rule(id);
    const auto* source = books_->find(rule->rulebook);
    checks_.text->begin();
    checks_.text->heading(ui(wording::label_of_check(id)));
    if (rule->sentence.empty()) {
        checks_.text->sentence(ui(tr("No sentence of the municipality's stands behind it: it cannot be otherwise.")));
    } else {
        checks_.text->quotation(ui(rule->sentence));
        if (source != nullptr)
            checks_.text->sentence(
                ui(wording::joined({source->source.title, source->source.date, wording::cited(rule->paragraph)})),
                Tone::quiet);
    }
    checks_.text->end();
}

void RulesPage::explain_parameter() {
    const Rulebook* book = shown();
    const int row = parameters_.list->GetSelectedRow();
    if (book == nullptr || row == wxNOT_FOUND || static_cast<std::size_t>(row) >= parameters_.ids.size()) return;
    const auto& parameter = book->parameters[static_cast<std::size_t>(row)];
    parameters_.text->begin();
    parameters_.text->heading(ui(wording::name_of_parameter(parameter.name)));
    parameters_.text->sentence(ui(wording::origin_of_parameter(parameter)));
    parameters_.text->end();
}

}  // namespace samordna::desktop
