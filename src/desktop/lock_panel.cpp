#include <algorithm>

#include <wx/sizer.h>

#include "desktop/access.h"
#include "desktop/equipment_look.h"
#include "desktop/lock_page.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"

namespace samordna::desktop {
namespace {

using domain::BatteryLevel;
using wording::tr;
using wording::trn;

constexpr std::size_t most_bars = 42;

enum Page : std::size_t { battery_page, history_page, look_page, totals_page };

wxPanel* page_in(wxNotebook* book, const std::string& title) {
    auto* page = new wxPanel(book);
    book->AddPage(page, ui(title));
    return page;
}

}  // namespace

LockPanel::LockPanel(wxWindow* parent, Context& context) : wxPanel(parent), context_(context) {
    book_ = new wxNotebook(this, wxID_ANY);
    describe(book_, "lock-parts", ui(tr("The lock's battery, history and faults")));
    battery_ = new ThingPanel(book_, context, "lock", "lock.battery_changed", {"lock.fault", "lock.look"});
    book_->AddPage(battery_, ui(tr("Battery")));
    make_history();
    make_look();
    make_totals();
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(book_, 1, wxEXPAND | wxALL, 8);
    SetSizer(all);
}

void LockPanel::make_history() {
    auto* page = page_in(book_, tr("History"));
    chart_ = new BarChart(page, "lock-chart", ui(tr("Openings day by day; the table beside it says the same")));
    told_ = new Table(page, "lock-readings", ui(tr("What the lock has told, newest first")),
                      {{tr("Day"), 110}, {tr("Openings"), 90, wxALIGN_RIGHT}, {tr("Battery"), 120}},
                      [this](unsigned row, unsigned column) -> Cell {
                          const auto& reading = readings_[readings_.size() - 1 - row];
                          if (column == 0) return {wording::day(reading.day)};
                          if (column == 1) return {wording::number(reading.openings), Tone::quiet};
                          if (!reading.read_at) return {};
                          const bool low = reading.battery_level >= BatteryLevel::low;
                          return {wording::name_of(reading.battery_level), low ? Tone::warn : Tone::quiet};
                      });
    auto* sizer = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    sizer->Add(chart_, 3, wxEXPAND | wxALL, 10);
    sizer->Add(told_, 2, wxEXPAND | wxTOP | wxBOTTOM | wxRIGHT, 10);
    page->SetSizer(sizer);
}

void LockPanel::make_look() {
    auto* page = page_in(book_, tr("Does not open"));
    const auto choice = [&](const std::string& id, const std::string& name) {
        auto* made = new wxChoice(page, wxID_ANY);
        describe(made, id, ui(name));
        made->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { show_look(); });
        return made;
    };
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(new wxStaticText(page, wxID_ANY, ui(tr("Phone"))), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    phone_ = choice("lock-phone", tr("The phone that does not open it"));
    row->Add(phone_, 1, wxRIGHT, 16);
    row->Add(new wxStaticText(page, wxID_ANY, ui(tr("Care worker"))), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    worker_ = choice("lock-worker", tr("The care worker before the door"));
    row->Add(worker_, 1, wxRIGHT, 16);
    auto* copy = new wxButton(page, wxID_ANY, ui(tr("Copy the facts")));
    describe(copy, "lock-copy", ui(tr("Copy the facts")));
    copy->SetToolTip(ui(tip("lock.copy")));
    copy->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { context_.actions.run("lock.copy"); });
    row->Add(copy);
    steps_ = new Prose(page, "lock-steps", ui(tr("Where to look, in the order that finds it")));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(row, 0, wxEXPAND | wxALL, 10);
    all->Add(steps_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 10);
    page->SetSizer(all);
}

// As the municipality's follow-up counts them: by month, newest first, then the average, then what is mounted now.
void LockPanel::make_totals() {
    auto* page = page_in(book_, tr("How many"));
    counted_ =
        new Table(page, "lock-totals", ui(tr("Locks mounted and taken down, month by month")),
                  {{tr("Month"), 230}, {tr("Mounted"), 110, wxALIGN_RIGHT}, {tr("Taken down"), 130, wxALIGN_RIGHT}},
                  [this](unsigned row, unsigned column) { return total_cell(row, column); });
    auto* sizer = new wxBoxSizer(wxVERTICAL);
    sizer->Add(counted_, 1, wxEXPAND | wxALL, 10);
    page->SetSizer(sizer);
}

Cell LockPanel::total_cell(unsigned row, unsigned column) const {
    const auto months = static_cast<unsigned>(totals_.months.size());
    if (row < months) {
        const auto& month = totals_.months[months - 1 - row];
        if (column == 0) {
            const std::string name = wording::month(month.month);
            return {row == 0 ? wording::joined({name, tr("goes on")}) : name};
        }
        return {wording::number(column == 1 ? month.mounted : month.dismounted)};
    }
    if (row == months) {
        if (column == 0) return {tr("Average of the last six months"), Tone::text, nullptr, -1, true};
        return {wording::tenths(column == 1 ? totals_.mounted_tenths : totals_.dismounted_tenths), Tone::text, nullptr,
                -1, true};
    }
    const bool doors = row == months + 1;
    if (column == 0) return {doors ? tr("Door locks mounted now") : tr("Entrance locks mounted now")};
    if (column == 1) return {wording::number(doors ? totals_.doors : totals_.entrances)};
    return {};
}

void LockPanel::show(const workspace::LockRow* row, const workspace::Equipment* all, bool same) {
    row_ = row == nullptr ? std::nullopt : std::optional(*row);
    readings_ = row_ ? context_.workspace.lock_view(row_->lock.id).readings : std::vector<domain::LockReading>{};
    if (!row_ || all == nullptr) {
        battery_->show(tr("The lock that you choose stands here."), "", {});
    } else {
        show_battery(*all);
        if (!same || phones_.size() != all->phones.size()) {
            phones_.clear();
            phone_->Clear();
            phone_->Append(ui(tr("not chosen")));
            for (const auto& phone : all->phones) {
                phones_.push_back(phone.phone.id);
                phone_->Append(ui(wording::joined({phone.phone.source_id, phone.phone.label})));
            }
            phone_->SetSelection(0);
            workers_ = context_.workspace.care_workers();
            worker_->Clear();
            worker_->Append(ui(tr("not chosen")));
            for (const auto& worker : workers_) worker_->Append(ui(wording::joined({worker.name, worker.number})));
            worker_->SetSelection(0);
        }
    }
    show_history();
    show_look();
    if (all != nullptr) totals_ = all->totals;
    counted_->show(totals_.months.empty() ? 0 : totals_.months.size() + 3);
}

void LockPanel::show_battery(const workspace::Equipment& all) {
    const auto now = context_.workspace.now();
    std::vector<ThingPanel::Line> lines;
    const auto& row = *row_;
    const Cell state = battery_cell(row.battery.need);
    if (row.removed) {
        lines.push_back({tr("The lock has been taken down."), Tone::quiet});
    } else {
        lines.push_back({state.text, state.tone, true});
        lines.push_back({tr("Battery {battery}.", {{"battery", wording::battery_text(row, now)}})});
        if (row.battery.need == rules::BatteryNeed::stale) {
            lines.push_back({trn("A reading older than {n} day says nothing: the lock tells when it is used.",
                                 "A reading older than {n} days says nothing: the lock tells when it is used.",
                                 all.battery_stale_days),
                             Tone::info});
        }
        lines.push_back({wording::forecast_text(row.battery, all.battery_life), Tone::quiet});
        const auto steps = wording::battery_procedure(row.battery.need);
        if (!steps.empty()) {
            const bool stop = row.battery.need == rules::BatteryNeed::stop;
            lines.push_back({stop ? tr("Staff must not change it") : tr("When it is changed"), Tone::text, true});
            for (const auto& step : steps) lines.push_back({step, stop ? Tone::bad : Tone::text});
        }
        for (const auto& tag : row.tags) {
            lines.push_back(
                {tr("The tag {tag} is still active here. Inactivate it, then take it down.", {{"tag", tag}}),
                 Tone::warn});
        }
        if (row.faults > 0) lines.push_back({trn("{n} fault is reported.", "{n} faults are reported.", row.faults)});
    }
    battery_->show(wording::joined({row.lock.source_id, wording::name_of_lock_kind(row.lock.kind), row.lock.type}),
                   client_cell(row.client).text, lines);
}

void LockPanel::show_history() {
    std::vector<ChartBar> bars;
    const std::size_t from = readings_.size() > most_bars ? readings_.size() - most_bars : 0;
    BatteryLevel before = BatteryLevel::unknown;
    for (std::size_t i = 0; i < readings_.size(); ++i) {
        const auto& reading = readings_[i];
        const bool turned = reading.read_at && before != BatteryLevel::unknown && reading.battery_level != before;
        if (reading.read_at) before = reading.battery_level;
        if (i < from) continue;
        bars.push_back({wording::day(reading.day), reading.openings,
                        turned ? wording::name_of(reading.battery_level) : std::string{}});
    }
    chart_->show(std::move(bars));
    told_->show(readings_.size());
}

std::vector<rules::FaultLook> LockPanel::looks() const {
    if (!row_) return {};
    const auto chosen = [](const wxChoice* choice, const auto& ids) -> std::optional<domain::Id> {
        const int which = choice->GetSelection();
        if (which <= 0 || static_cast<std::size_t>(which) > ids.size()) return std::nullopt;
        const auto& one = ids[static_cast<std::size_t>(which) - 1];
        if constexpr (std::is_same_v<std::decay_t<decltype(one)>, domain::Id>)
            return one;
        else
            return one.id;
    };
    return context_.workspace.looks_at(row_->lock.id, chosen(phone_, phones_), chosen(worker_, workers_));
}

void LockPanel::show_look() {
    steps_->begin();
    int step = 1;
    bool found = false;
    for (const auto& look : looks()) {
        const bool cause = look.answer == rules::FaultAnswer::cause;
        steps_->heading(ui(std::to_string(step++) + ". " + wording::name_of(look.step)));
        steps_->sentence(ui(wording::answer_of(look, *row_)), cause ? Tone::warn : Tone::text);
        if (cause && !found) steps_->sentence(ui(tr("This is where to begin.")), Tone::warn);
        found = found || cause;
    }
    if (row_ && !found) {
        steps_->sentence(
            ui(tr("If all four are in order the lock itself is to be reported: report a fault, and copy the "
                  "facts into the municipality's form. Outside office hours the visit is registered by hand, "
                  "with a note.")));
    }
    steps_->end();
}

void LockPanel::focus() {
    if (book_->GetSelection() == history_page)
        told_->SetFocus();
    else if (book_->GetSelection() == look_page)
        phone_->SetFocus();
    else if (book_->GetSelection() == totals_page)
        counted_->SetFocus();
    else
        battery_->focus();
}

void LockPanel::look() {
    book_->SetSelection(look_page);
    phone_->SetFocus();
}

std::string LockPanel::facts() const {
    return row_ ? wording::fault_report(*row_, looks(), context_.workspace.now()) : std::string{};
}

}  // namespace samordna::desktop
