#include "desktop/worker_page.h"

#include <algorithm>

#include <wx/sizer.h>
#include <wx/stattext.h>

#include "desktop/access.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using rules::ShiftState;
using wording::tr;
using wording::trn;
using workspace::PersonColumn;
using workspace::PersonFilter;

enum ShiftColumn : unsigned { state, date, time, visits, performed, number };

// As on the page of shifts.
workspace::ShiftRow state_of(const workspace::WorkerShift& shift) {
    workspace::ShiftRow row;
    row.state = shift.state;
    row.blocking_visits = shift.blocking_visits;
    return row;
}

Cell state_cell(const workspace::WorkerShift& shift) {
    const std::string text = wording::state_of(state_of(shift));
    if (shift.state == ShiftState::approved) return {text, Tone::good, "state-approved"};
    if (shift.state == ShiftState::open) return {text, Tone::quiet, "state-open"};
    if (shift.blocking_visits > 0) return {text, Tone::warn, "state-action"};
    return {text, Tone::info, "state-review"};
}

}  // namespace

WorkerPanel::WorkerPanel(wxWindow* parent, Context& context) : wxPanel(parent), context_(context) {
    title_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    title_->SetFont(GetFont().Bold().Scaled(1.1F));
    subtitle_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    subtitle_->SetForegroundColour(colour(Tone::quiet));
    book_ = new wxNotebook(this, wxID_ANY);
    describe(book_, "worker-parts", ui(tr("The care worker's day and month")));
    auto* day = new wxPanel(book_);
    day_ = new DayPanel(day, context, true);
    auto* day_sizer = new wxBoxSizer(wxVERTICAL);
    day_sizer->Add(day_, 1, wxEXPAND | wxALL, 10);
    day->SetSizer(day_sizer);
    book_->AddPage(day, ui(tr("The day")));
    auto* month = new wxPanel(book_);
    shifts_ = new Table(month, "worker-shifts", ui(tr("The shifts of the month")),
                        {{tr("Status"), 124, wxALIGN_LEFT, true},
                         {tr("Day"), 90},
                         {tr("Time"), 104},
                         {tr("Visits"), 60, wxALIGN_RIGHT},
                         {tr("Performed"), 90, wxALIGN_RIGHT},
                         {tr("Shift number"), 110}},
                        [this](unsigned row, unsigned column) { return shift_cell(row, column); });
    measured_ = new Table(month, "worker-measures", ui(tr("Manual share and services")),
                          {{tr("Measure"), 236}, {tr("Amount"), 230, wxALIGN_LEFT, true}},
                          [this](unsigned row, unsigned column) { return measure_cell(row, column); });
    auto* month_sizer = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    month_sizer->Add(shifts_, 11, wxEXPAND | wxALL, 10);
    month_sizer->Add(measured_, 9, wxEXPAND | wxBOTTOM | wxRIGHT | (large_text() ? wxLEFT : wxTOP), 10);
    month->SetSizer(month_sizer);
    book_->AddPage(month, ui(tr("The month")));
    shifts_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) { CallAfter([this] { open_shift(); }); });

    auto* all = new wxBoxSizer(wxVERTICAL);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(title_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 16);
    head->Add(subtitle_, 1, wxALIGN_CENTRE_VERTICAL);
    all->Add(head, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 12);
    all->AddSpacer(6);
    all->Add(book_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 12);
    SetSizer(all);
}

void WorkerPanel::show(std::optional<workspace::WorkerView> view, bool same) {
    view_ = std::move(view);
    measures_.clear();
    if (view_) {
        title_->SetLabel(ui(wording::joined({view_->row.name, view_->row.number})));
        subtitle_->SetLabel(ui(wording::joined(
            {view_->row.active ? std::string{} : tr("inactive"), trn("{n} shift", "{n} shifts", view_->row.shifts),
             trn("{n} visit", "{n} visits", view_->row.visits), wording::hours(view_->row.performed_minutes)})));
        for (const ShareRow& row : rows_of(view_->by_hand))
            measures_.push_back({row.what, wording::joined({row.share, row.amount}), row.percent, false});
        const int all = std::max(1, view_->row.performed_minutes);
        for (const auto& use : view_->services) {
            measures_.push_back(
                {use.service.empty() ? tr("No service") : use.service,
                 wording::joined({trn("{n} visit", "{n} visits", use.visits), wording::hours(use.performed_minutes)}),
                 std::min(100, use.performed_minutes * 100 / all), false});
        }
        day_->show(view_->visits, {}, same);
    } else {
        title_->SetLabel(ui(tr("The care worker that you choose stands here.")));
        subtitle_->SetLabel("");
        day_->show({}, {}, false);
    }
    shifts_->show(view_ ? view_->shifts.size() : 0, same);
    measured_->show(measures_.size());
    Layout();
}

void WorkerPanel::open_shift() const {
    const auto row = selected_row(shifts_);
    if (!row || !view_ || *row >= view_->shifts.size()) return;
    const domain::Id shift = view_->shifts[*row].id;
    context_.go_to(domain::RecordType::shift, shift);
}

Cell WorkerPanel::shift_cell(unsigned row, unsigned column) const {
    const workspace::WorkerShift& shift = view_->shifts[row];
    switch (column) {
        case state:
            return state_cell(shift);
        case date:
            return {wording::day(shift.date)};
        case time:
            return {shift.start ? wording::time_range(*shift.start, shift.end) : std::string{}, Tone::quiet};
        case visits:
            return {wording::number(shift.visits), Tone::quiet};
        case performed:
            return {wording::hours(shift.performed_minutes)};
        default:
            return {shift.source_id, Tone::quiet};
    }
}

Cell WorkerPanel::measure_cell(unsigned row, unsigned column) const {
    const Measure& measure = measures_[row];
    if (column == 0) return {measure.what};
    return {measure.text, Tone::accent, nullptr, measure.percent};
}

WorkerPage::WorkerPage(wxWindow* parent, Context& context)
    : PeoplePageOf(parent, context,
                   {"worker",
                    tr("Care workers"),
                    tr("Search care worker by name or number"),
                    tr("No care workers yet"),
                    {{PersonFilter::needs_action, "filter.needs_action"},
                     {PersonFilter::going_on, "filter.open"},
                     {PersonFilter::manual, "filter.manual"},
                     {PersonFilter::all, "filter.all"}},
                    {{tr("Number"), 76, wxALIGN_LEFT, false, true},
                     {tr("Name"), 150, wxALIGN_LEFT, false, true},
                     {tr("Shifts"), 96, wxALIGN_RIGHT, false, true},
                     {tr("Going on"), 70, wxALIGN_RIGHT, false, true},
                     {tr("To review"), 100, wxALIGN_RIGHT, false, true},
                     {tr("Approved"), 82, wxALIGN_RIGHT, false, true},
                     {tr("Hours"), 96, wxALIGN_RIGHT, false, true},
                     {tr("Manual share"), 104, wxALIGN_LEFT, true, true},
                     {tr("Last sign-in"), 140, wxALIGN_LEFT, false, true},
                     {tr("Flags"), 160, wxALIGN_LEFT, true, true}},
                    {PersonColumn::number, PersonColumn::name, PersonColumn::shifts, PersonColumn::open,
                     PersonColumn::to_review, PersonColumn::approved, PersonColumn::performed,
                     PersonColumn::manual_share, PersonColumn::last, PersonColumn::flags}}) {
    build([](wxWindow* below, PeoplePage* page) -> wxWindow* {
        auto* self = static_cast<WorkerPage*>(page);
        return self->panel_ = new WorkerPanel(below, self->context_);
    });
}

Cell WorkerPage::cell(std::size_t row, PersonColumn column) const {
    const workspace::WorkerRow& worker = list_.at(row);
    if (column == PersonColumn::name && !worker.active)
        return {wording::joined({worker.name, tr("inactive")}), Tone::quiet};
    if (auto common = common_cell(worker, column)) return *common;
    const auto number = [](int n) { return Cell{wording::number(n), n == 0 ? Tone::quiet : Tone::text}; };
    switch (column) {
        case PersonColumn::shifts:
            return number(worker.shifts);
        case PersonColumn::open:
            return number(worker.open);
        case PersonColumn::to_review:
            return number(worker.to_review);
        case PersonColumn::approved:
            return number(worker.approved);
        default:
            return {worker.last_login ? wording::moment(*worker.last_login, context_.workspace.now()) : std::string{},
                    Tone::quiet};
    }
}

std::string WorkerPage::counted() const {
    if (!is_loaded()) return {};
    return tr("{shown} of {total} care workers", {{"shown", static_cast<std::int64_t>(list_.size())},
                                                  {"total", static_cast<std::int64_t>(list_.total())}});
}

void WorkerPage::show_person(std::optional<domain::Id> id, bool same) {
    panel_->show(id && is_loaded() ? people().worker(*id) : std::nullopt, same);
}

void WorkerPage::focus_details() {
    panel_->go_to_day();
    panel_->day().focus();
}

bool WorkerPage::open_details() {
    if (panel_->in_shifts()) {
        panel_->open_shift();
        return true;
    }
    if (!panel_->day().has_focus()) return false;
    panel_->day().open();
    return true;
}

bool WorkerPage::show(domain::RecordType type, domain::Id id) {
    return type == domain::RecordType::care_worker && show_id(id);
}

}  // namespace samordna::desktop
