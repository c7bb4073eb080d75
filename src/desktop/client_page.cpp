#include "desktop/client_page.h"

#include <algorithm>

#include <wx/sizer.h>
#include <wx/stattext.h>

#include "desktop/access.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"
#include "wording/silence_words.h"

namespace samordna::desktop {
namespace {

using rules::Special;
using wording::tr;
using wording::trn;
using workspace::PersonColumn;
using workspace::PersonFilter;

enum ServiceColumn : unsigned { service, per_visit, times, ordered, performed, difference, granted };

std::string words_of(Special special) {
    switch (special) {
        case Special::introduction_talk:
            return tr("Introduction talk");
        case Special::lock_startup:
            return tr("Startup of smart locks");
        case Special::window_cleaning:
            return tr("Window cleaning, this year");
        case Special::fire_prevention:
            return tr("Fire prevention");
        case Special::transition:
            return tr("Transition time");
        default:
            return {};
    }
}

std::string amount(const rules::CapUse& cap, int n) {
    return cap.in_days ? trn("{n} day", "{n} days", n) : wording::minutes(n);
}

}  // namespace

ClientPanel::ClientPanel(wxWindow* parent, Context& context) : wxPanel(parent), context_(context) {
    title_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    title_->SetFont(GetFont().Bold().Scaled(1.1F));
    subtitle_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    subtitle_->SetForegroundColour(colour(Tone::quiet));
    book_ = new wxNotebook(this, wxID_ANY);
    describe(book_, "client-parts", ui(tr("The client's day and month")));
    auto* day = new wxPanel(book_);
    day_ = new DayPanel(day, context, false);
    auto* day_sizer = new wxBoxSizer(wxVERTICAL);
    day_sizer->Add(day_, 1, wxEXPAND | wxALL, 10);
    day->SetSizer(day_sizer);
    book_->AddPage(day, ui(tr("The day")));
    auto* month = new wxPanel(book_);
    services_ = new Table(month, "client-services", ui(tr("Ordered and performed, by service")),
                          {{tr("Service"), 140},
                           {tr("Per visit"), 86, wxALIGN_RIGHT},
                           {tr("Visits"), 56, wxALIGN_RIGHT},
                           {tr("Ordered"), 84, wxALIGN_RIGHT},
                           {tr("Performed"), 84, wxALIGN_RIGHT},
                           {tr("Difference"), 94, wxALIGN_RIGHT},
                           {tr("Granted a month"), 110, wxALIGN_RIGHT}},
                          [this](unsigned row, unsigned column) { return service_cell(row, column); });
    measured_ = new Table(month, "client-measures", ui(tr("Manual share, and what is paid only so far")),
                          {{tr("Measure"), 236}, {tr("Used"), 230, wxALIGN_LEFT, true}},
                          [this](unsigned row, unsigned column) { return measure_cell(row, column); });
    auto* month_sizer = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    month_sizer->Add(services_, 11, wxEXPAND | wxALL, 10);
    month_sizer->Add(measured_, 9, wxEXPAND | wxBOTTOM | wxRIGHT | (large_text() ? wxLEFT : wxTOP), 10);
    month->SetSizer(month_sizer);
    book_->AddPage(month, ui(tr("The month")));

    auto* all = new wxBoxSizer(wxVERTICAL);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(title_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 16);
    head->Add(subtitle_, 1, wxALIGN_CENTRE_VERTICAL);
    all->Add(head, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 12);
    all->AddSpacer(6);
    all->Add(book_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 12);
    SetSizer(all);
}

void ClientPanel::show(std::optional<workspace::ClientView> view, bool same) {
    view_ = std::move(view);
    if (view_) {
        context_.workspace.note_readings(domain::ReadingVerb::client_read, domain::RecordType::client,
                                         {&view_->client.id, 1});
        title_->SetLabel(ui(wording::joined({view_->row.name, view_->row.number})));
        std::string away;
        for (const auto& absence : view_->absences) {
            if (absence.starts_at <= context_.workspace.now() &&
                (!absence.ends_at || *absence.ends_at > context_.workspace.now()))
                away = absence.kind == domain::AbsenceKind::ended ? tr("the assignment has ended") : tr("away now");
        }
        subtitle_->SetLabel(
            ui(wording::joined({view_->client.address, trn("{n} visit", "{n} visits", view_->row.visits),
                                tr("ordered {ordered}, performed {performed}",
                                   {{"ordered", wording::hours(view_->row.ordered_minutes)},
                                    {"performed", wording::hours(view_->row.performed_minutes)}}),
                                away})));
        day_->show(view_->visits, view_->row.silences, same);
    } else {
        title_->SetLabel(ui(tr("The client that you choose stands here.")));
        subtitle_->SetLabel("");
        day_->show({}, {}, false);
    }
    show_month();
    Layout();
}

void ClientPanel::show_month() {
    measures_.clear();
    if (view_) {
        for (const ShareRow& row : rows_of(view_->by_hand)) {
            const std::string binding =
                row.binds ? tr("the limit is {percent}", {{"percent", wording::percent(*view_->by_hand.limit_percent)}})
                          : std::string{};
            measures_.push_back({row.what, wording::joined({row.share, binding, row.amount}), row.percent, row.over});
        }
        for (const rules::CapUse& cap : view_->caps) {
            if (cap.allowed == 0 && cap.used == 0) continue;
            const int percent =
                cap.allowed == 0 ? (cap.used > 0 ? 100 : 0) : std::min(100, cap.used * 100 / cap.allowed);
            measures_.push_back(
                {words_of(cap.special),
                 tr("{used} of {allowed}", {{"used", amount(cap, cap.used)}, {"allowed", amount(cap, cap.allowed)}}),
                 percent, cap.used > cap.allowed});
        }
    }
    services_->show(view_ ? view_->services.size() : 0);
    measured_->show(measures_.size());
}

Cell ClientPanel::service_cell(unsigned row, unsigned column) const {
    const workspace::OrderUse& use = view_->services[row];
    switch (column) {
        case service:
            return {use.service.empty() ? tr("No service") : use.service, use.order ? Tone::text : Tone::quiet};
        case per_visit:
            return {use.order ? wording::minutes(use.order->minutes_per_visit) : tr("not ordered"), Tone::quiet};
        case times:
            return {wording::number(use.visits)};
        case ordered:
            return {wording::hours(use.ordered_minutes), Tone::quiet};
        case performed:
            return {wording::hours(use.performed_minutes)};
        case difference:
            return {wording::difference(use.performed_minutes - use.ordered_minutes), Tone::quiet};
        default:
            return {use.order && use.order->minutes_per_month ? wording::hours(*use.order->minutes_per_month)
                                                              : std::string{},
                    Tone::quiet};
    }
}

Cell ClientPanel::measure_cell(unsigned row, unsigned column) const {
    const Measure& measure = measures_[row];
    const Tone tone = measure.over ? Tone::warn : Tone::text;
    if (column == 0) return {measure.what, tone};
    return {measure.over ? wording::joined({measure.text, tr("over")}) : measure.text,
            measure.over ? Tone::warn : Tone::accent, nullptr, measure.percent};
}

ClientPage::ClientPage(wxWindow* parent, Context& context)
    : PeoplePageOf(parent, context,
                   {"client",
                    tr("Clients"),
                    tr("Search client by name, number or person id"),
                    tr("No clients yet"),
                    {{PersonFilter::needs_action, "filter.needs_action"},
                     {PersonFilter::silent, "filter.silent"},
                     {PersonFilter::manual, "filter.manual"},
                     {PersonFilter::all, "filter.all"}},
                    {{tr("Number"), 68, wxALIGN_LEFT, false, true},
                     {tr("Name"), 134, wxALIGN_LEFT, false, true},
                     {tr("Ordered"), 92, wxALIGN_RIGHT, false, true},
                     {tr("Performed"), 92, wxALIGN_RIGHT, false, true},
                     {tr("Difference"), 98, wxALIGN_RIGHT, false, true},
                     {tr("Visits"), 64, wxALIGN_RIGHT, false, true},
                     {tr("Manual share"), 104, wxALIGN_LEFT, true, true},
                     {tr("Last visit"), 108, wxALIGN_LEFT, false, true},
                     {tr("Silence"), 176, wxALIGN_LEFT, true, true},
                     {tr("Flags"), 140, wxALIGN_LEFT, true, true}},
                    {PersonColumn::number, PersonColumn::name, PersonColumn::ordered, PersonColumn::performed,
                     PersonColumn::difference, PersonColumn::visits, PersonColumn::manual_share, PersonColumn::last,
                     PersonColumn::silence, PersonColumn::flags}}) {
    build([](wxWindow* below, PeoplePage* page) -> wxWindow* {
        auto* self = static_cast<ClientPage*>(page);
        return self->panel_ = new ClientPanel(below, self->context_);
    });
}

void ClientPage::take(workspace::People& people) {
    const auto& clients = people.clients();
    silent_ = static_cast<std::size_t>(
        std::count_if(clients.begin(), clients.end(), [](const auto& row) { return !row.silences.empty(); }));
    list_.show(clients);
}

Cell ClientPage::cell(std::size_t row, PersonColumn column) const {
    const workspace::ClientRow& client = list_.at(row);
    if (auto common = common_cell(client, column)) return *common;
    if (column == PersonColumn::last)
        return {client.last_visit ? wording::day(domain::local_date(*client.last_visit)) : std::string{}, Tone::quiet};
    if (client.silences.empty()) return {};
    const std::string label = wording::label_of(client.silences.back());
    const auto more = static_cast<std::int64_t>(client.silences.size()) - 1;
    return {more == 0 ? label : wording::joined({label, tr("{n} more", {{"n", more}})}), Tone::warn, "flag-time"};
}

std::string ClientPage::counted() const {
    if (!is_loaded()) return {};
    return tr("{shown} of {total} clients", {{"shown", static_cast<std::int64_t>(list_.size())},
                                             {"total", static_cast<std::int64_t>(list_.total())}});
}

void ClientPage::show_person(std::optional<domain::Id> id, bool same) {
    panel_->show(id && is_loaded() ? people().client(*id) : std::nullopt, same);
}

void ClientPage::focus_details() {
    panel_->go_to_day();
    panel_->day().focus();
}

bool ClientPage::open_details() {
    if (!panel_->day().has_focus()) return false;
    panel_->day().open();
    return true;
}

bool ClientPage::show(domain::RecordType type, domain::Id id) {
    return type == domain::RecordType::client && show_id(id);
}

}  // namespace samordna::desktop
