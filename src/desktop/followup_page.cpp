#include "desktop/followup_page.h"

#include <algorithm>

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/statline.h>

#include "desktop/access.h"
#include "desktop/printing.h"
#include "desktop/reading_state.h"
#include "desktop/roomy.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/followup_words.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {

using wording::tr;
using wording::trc;

FollowUpPage::FollowUpPage(wxWindow* parent, Context& context)
    : Page(parent), context_(context), desk_(context.workspace) {
    auto* all = new wxBoxSizer(wxVERTICAL);
    make_header(all);
    book_ = new wxSimplebook(this);
    sheets_ = new wxNotebook(book_, wxID_ANY);
    describe(sheets_, "followup-parts", ui(tr("Follow-up")));
    const std::array<std::pair<wxWindow*, std::string>, parts> made{
        {{make_overview(), tr("Overview")},
         {make_causes(), tr("Why by hand")},
         {make_people("followup-workers", tr("Care workers"), workers_), tr("Care workers")},
         {make_people("followup-clients", tr("Clients"), clients_), tr("Clients")},
         {make_units(), tr("Units and locks")},
         {make_sample(), tr("Sample")}}};
    for (const auto& [window, title] : made) sheets_->AddPage(window, ui(title));
    book_->AddPage(sheets_, "");
    empty_ = new EmptyState(book_);
    book_->AddPage(empty_, "");
    all->Add(book_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 12);
    SetSizer(all);
    bind_actions();
    bind_printing(this, context_, [this] { return IsShownOnScreen() ? sheet() : std::nullopt; });
    month_ = choice_->wanted();
}

void FollowUpPage::make_header(wxSizer* all) {
    auto* title = new wxStaticText(this, wxID_ANY, ui(tr("Follow-up")));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    choice_ = std::make_unique<MonthChoice>(this, context_, [this](domain::Month month) { show_month(month); });
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(title, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 20);
    head->Add(choice_->sizer(), 0, wxALIGN_CENTRE_VERTICAL);
    all->Add(head, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    share_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    share_->SetFont(GetFont().Bold().Scaled(1.15F));
    forecast_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    forecast_->SetForegroundColour(colour(Tone::quiet));
    all->AddSpacer(10);
    for (auto* line : {share_, forecast_}) {
        all->Add(line, 0, wxEXPAND | wxLEFT | wxRIGHT, 16);
        all->AddSpacer(4);
    }
    all->AddSpacer(8);
}

wxWindow* FollowUpPage::make_overview() {
    auto* held = new Roomy(sheets_);
    auto* panel = new wxPanel(held);
    readings_.emplace(panel, "followup-readings", ui(tr("The manual share, read in four ways")),
                      std::vector<TableColumn>{{tr("Manual share"), 330},
                                               {tr("Now"), 170, wxALIGN_RIGHT},
                                               {tr("Forecast"), 96, wxALIGN_RIGHT},
                                               {tr("Limit"), 110}});
    mix_.emplace(
        panel, "followup-mix", ui(tr("How visits were verified")),
        std::vector<TableColumn>{
            {tr("Visits"), 280}, {tr("Number of"), 100, wxALIGN_RIGHT}, {tr("Share"), 120, wxALIGN_LEFT, true}});
    trend_.emplace(panel, "followup-trend", ui(tr("The manual share, month by month and week by week")),
                   std::vector<TableColumn>{{tr("Period"), 150}, {tr("Manual share"), 190, wxALIGN_RIGHT}});
    chart_ = new BarChart(panel, "followup-chart", ui(tr("The manual share in percent, week by week")));
    auto* left = new wxBoxSizer(wxVERTICAL);
    left->Add(readings_->table(), 4, wxEXPAND | wxBOTTOM, 12);
    left->Add(mix_->table(), 6, wxEXPAND);
    auto* right = new wxBoxSizer(wxVERTICAL);
    right->Add(chart_, 1, wxEXPAND | wxBOTTOM, 12);
    right->Add(trend_->table(), 1, wxEXPAND);
    auto* all = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    all->Add(left, 13, wxEXPAND | wxALL, 12);
    all->Add(right, 8, wxEXPAND | wxTOP | wxBOTTOM | wxRIGHT, 12);
    panel->SetSizer(all);
    held->hold(panel, 560);
    return held;
}

wxWindow* FollowUpPage::make_causes() {
    auto* panel = new wxPanel(sheets_);
    causes_.emplace(panel, "followup-causes", ui(tr("Why by hand, the equipment first")),
                    std::vector<TableColumn>{{tr("Why by hand"), 300},
                                             {tr("Visits"), 70, wxALIGN_RIGHT},
                                             {tr("Time"), 100, wxALIGN_RIGHT},
                                             {tr("Clients"), 80, wxALIGN_RIGHT},
                                             {tr("Care workers"), 100, wxALIGN_RIGHT},
                                             {tr("What to do"), 420}});
    otherwise_ = new wxChoice(panel, wxID_ANY);
    otherwise_->Append(ui(tr("count as exempt")));
    otherwise_->Append(ui(tr("are accepted, with their note")));
    otherwise_->SetSelection(0);
    describe(otherwise_, "followup-otherwise", ui(tr("If the marked visits")));
    otherwise_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { show_what_if(); });
    what_if_ = new wxStaticText(panel, wxID_ANY, "");
    manual_.emplace(panel, "followup-manual", ui(tr("Visits by hand")),
                    std::vector<TableColumn>{{tr("Marked"), 116, wxALIGN_LEFT, true},
                                             {tr("Day"), 100},
                                             {tr("Client"), 80, wxALIGN_RIGHT},
                                             {tr("Care worker"), 110},
                                             {tr("Visit"), 150},
                                             {tr("Time"), 90, wxALIGN_RIGHT},
                                             {tr("Note"), 90},
                                             {tr("Why by hand"), 300}});
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(new wxStaticText(panel, wxID_ANY, ui(tr("If the marked visits"))), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT,
             8);
    row->Add(otherwise_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 12);
    row->Add(what_if_, 1, wxALIGN_CENTRE_VERTICAL);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(causes_->table(), 4, wxEXPAND | wxALL, 12);
    all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT, 12);
    all->Add(manual_->table(), 6, wxEXPAND | wxALL, 12);
    panel->SetSizer(all);
    return panel;
}

wxWindow* FollowUpPage::make_people(std::string_view id, const std::string& name, std::optional<CellSheet>& sheet) {
    sheet.emplace(sheets_, id, ui(name),
                  std::vector<TableColumn>{{tr("Name"), 190, wxALIGN_LEFT, false, true},
                                           {tr("Number"), 80, wxALIGN_LEFT, false, true},
                                           {tr("Visits"), 64, wxALIGN_RIGHT, false, true},
                                           {tr("Manual share"), 130, wxALIGN_LEFT, true, true},
                                           {trc("visits", "By lock"), 80, wxALIGN_RIGHT, false, true},
                                           {trc("visits", "By tag"), 90, wxALIGN_RIGHT, false, true},
                                           {trc("visits", "Late"), 120, wxALIGN_RIGHT, false, true},
                                           {trc("visits", "Edited"), 80, wxALIGN_RIGHT, false, true},
                                           {tr("Ordered"), 100, wxALIGN_RIGHT, false, true},
                                           {tr("Performed"), 100, wxALIGN_RIGHT, false, true},
                                           {tr("To be known"), 260}});
    return sheet->table();
}

wxWindow* FollowUpPage::make_units() {
    units_.emplace(sheets_, "followup-units", ui(tr("Units and locks")),
                   std::vector<TableColumn>{{tr("Name"), 260},
                                            {tr("Visits"), 80, wxALIGN_RIGHT},
                                            {tr("Manual share"), 180, wxALIGN_LEFT, true},
                                            {tr("Ordered"), 110, wxALIGN_RIGHT},
                                            {tr("Performed"), 110, wxALIGN_RIGHT},
                                            {tr("Locks now"), 100, wxALIGN_RIGHT},
                                            {tr("Locks at the end of each month"), 300}});
    return units_->table();
}

wxWindow* FollowUpPage::make_sample() {
    auto* panel = new wxPanel(sheets_);
    about_sample_ = new wxStaticText(panel, wxID_ANY, "");
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(about_sample_, 1, wxALIGN_CENTRE_VERTICAL);
    for (const std::string_view id : {"followup.draw", "followup.keep"}) {
        auto* button = new wxButton(panel, wxID_ANY, ui(tr(find_action(id)->label)));
        describe(button, id, ui(tr(find_action(id)->label)));
        button->SetToolTip(ui(tip(id)));
        button->Bind(wxEVT_BUTTON, [this, id](wxCommandEvent&) { context_.actions.run(id); });
        row->Add(button, 0, wxLEFT, 8);
    }
    sampled_.emplace(panel, "followup-sample", ui(tr("The clients of the sample")),
                     std::vector<TableColumn>{{tr("Provider"), 220},
                                              {tr("Client"), 90, wxALIGN_RIGHT},
                                              {tr("Lock"), 90},
                                              {tr("Visits"), 80, wxALIGN_RIGHT},
                                              {tr("By lock or tag"), 120, wxALIGN_RIGHT},
                                              {trc("visits", "By hand"), 100, wxALIGN_RIGHT},
                                              {tr("Care workers who did not use it"), 240, wxALIGN_RIGHT}});
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(row, 0, wxEXPAND | wxALL, 12);
    all->Add(sampled_->table(), 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 12);
    panel->SetSizer(all);
    return panel;
}

void FollowUpPage::bind_actions() {
    const auto here = [this] { return IsShownOnScreen() && read_.has_value(); };
    const auto at = [this, here](Part wanted) { return here() && part() == wanted; };
    choice_->bind_actions([this] { return IsShownOnScreen(); });
    for (auto* sheet : {&manual_, &workers_, &clients_, &sampled_})
        (*sheet)->table()->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED,
                                [this](wxDataViewEvent&) { CallAfter([this] { go(); }); });
    sheets_->Bind(wxEVT_NOTEBOOK_PAGE_CHANGED, [this](wxBookCtrlEvent& event) {
        event.Skip();
        context_.refresh();
    });
    auto& actions = context_.actions;
    actions.bind(
        "month.go", [this] { go(); }, here);
    actions.bind(
        "followup.draw", [this] { draw(); }, [at] { return at(sample); });
    actions.bind(
        "followup.keep", [this] { keep(); }, [at, this] { return at(sample) && sample_ && !sample_->made_at; });
    actions.bind(
        "mark.toggle", [this] { toggle(); }, [at, this] { return at(causes) && manual_->chosen(); });
    actions.bind(
        "mark.all",
        [this] {
            for (const auto& visit : read_->manual) marked_.insert(visit.id);
            show_what_if();
        },
        [at] { return at(causes); });
    actions.bind(
        "mark.clear",
        [this] {
            if (is_being_read(context_, month_)) return context_.workspace.stop_reading(month_);
            marked_.clear();
            show_what_if();
        },
        [this] { return IsShownOnScreen(); });
}

FollowUpPage::Part FollowUpPage::part() const {
    return static_cast<Part>(std::max(0, sheets_->GetSelection()));
}

wxWindow* FollowUpPage::list_of(Part wanted) {
    switch (wanted) {
        case overview:
            return readings_->table();
        case causes:
            return manual_->rows().empty() ? causes_->table() : manual_->table();
        case workers:
            return workers_->table();
        case clients:
            return clients_->table();
        case units:
            return units_->table();
        default:
            return sampled_->table();
    }
}

void FollowUpPage::enter() {
    const auto month = choice_->was_chosen() ? *context_.month : month_;
    if (month != month_ || stale_ || !read_) show_month(month);
    if (book_->GetSelection() == 0)
        list_of(part())->SetFocus();
    else if (empty_->has_button())
        empty_->SetFocus();
}

void FollowUpPage::show_month(domain::Month month) {
    if (month != month_) {
        marked_.clear();
        sample_.reset();
    }
    month_ = month;
    choice_->show(month);
    load();
    context_.refresh();
}

// It is a look back: it is read again when she comes to it, and when the month that she waits for has been read.
void FollowUpPage::on_news(const workspace::News& news) {
    stale_ = true;
    if (news.everything) desk_.forget_earlier();
    if (!IsShownOnScreen()) return;
    if (!read_ || news.everything)
        load();
    else if (news.read)
        count_earlier();
}

void FollowUpPage::load() {
    read_ = desk_.read(month_);
    stale_ = false;
    const bool is_there = read_ && read_->all.sum.visits > 0;
    if (!is_there && !say_reading(*empty_, context_, month_))
        empty_->say(ui(tr("There are no visits in this month")),
                    ui(tr("They are shown here when they have been fetched.")));
    if (book_->GetSelection() != (is_there ? 0 : 1)) book_->ChangeSelection(is_there ? 0 : 1);
    show_head();
    if (!is_there) return;
    const auto kept = desk_.kept(month_);
    if (!sample_ && !kept.empty()) sample_ = kept.back();
    show_all();
    count_earlier();
}

// One month after the other, when there is nothing else to do.
void FollowUpPage::count_earlier() {
    CallAfter([this] {
        if (!IsShownOnScreen() || !read_ || !desk_.count_earlier(month_)) return;
        read_ = desk_.read(month_);
        show_trend();
        count_earlier();
    });
}

}  // namespace samordna::desktop
