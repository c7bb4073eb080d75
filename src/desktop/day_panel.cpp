#include "desktop/day_panel.h"

#include <algorithm>

#include <wx/sizer.h>
#include <wx/stattext.h>

#include "desktop/access.h"
#include "desktop/finding_prose.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/rule_words.h"
#include "wording/sentences.h"
#include "wording/silence_words.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using wording::trn;
using workspace::DayEntry;
using Kind = DayEntry::Kind;
using Form = TimelineBar::Form;

enum Column : unsigned { time, what_column, who, performed, verification, flags };

std::int64_t minutes_of(const DayEntry& entry) {
    return entry.end ? domain::minutes_between(entry.start, *entry.end).count() : 0;
}

std::string labels_of(const rules::Findings& findings) {
    std::string out;
    for (const auto& finding : findings) {
        const std::string label = wording::label_of_check(finding.check);
        if (out.find(label) != std::string::npos) continue;
        if (!out.empty()) out += ", ";
        out += label;
    }
    return out;
}

}  // namespace

DayPanel::DayPanel(wxWindow* parent, Context& context, bool of_worker)
    : wxPanel(parent), context_(context), of_worker_(of_worker) {
    auto* label = new wxStaticText(this, wxID_ANY, ui(tr("Day")));
    choice_ = new wxChoice(this, wxID_ANY);
    choice_->SetMinSize(wxSize(scaled(230), -1));
    describe(choice_, "day", ui(tr("Day")));
    table_ = new Table(this, "day-table", ui(tr("The visits of the day")),
                       {{tr("Time"), 100},
                        {tr("What"), 132},
                        {of_worker ? tr("Client") : tr("Care worker"), 118},
                        {tr("Performed"), 70, wxALIGN_RIGHT},
                        {tr("Verification"), 92, wxALIGN_LEFT, true},
                        {tr("Flags"), 120}},
                       [this](unsigned row, unsigned column) { return cell(row, column); });
    timeline_ = new DayTimeline(this);
    prose_ = new Prose(this, "day-text", ui(tr("What there is to say about the day")));

    prose_->SetMinSize(wxSize(-1, scaled(44)));

    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(label, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    head->Add(choice_, 0);
    auto* left = new wxBoxSizer(wxVERTICAL);
    left->Add(head, 0, wxBOTTOM, 6);
    left->Add(table_, 1, wxEXPAND);
    auto* right = new wxBoxSizer(wxVERTICAL);
    right->Add(timeline_, 3, wxEXPAND | wxBOTTOM, 6);
    right->Add(prose_, 2, wxEXPAND);
    auto* all = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    all->Add(left, 11, wxEXPAND | (large_text() ? wxBOTTOM : wxRIGHT), large_text() ? 6 : 16);
    all->Add(right, 9, wxEXPAND);
    SetSizer(all);

    choice_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        day_ = days_[static_cast<std::size_t>(event.GetSelection())];
        show_day(false);
    });
    table_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) { CallAfter([this] { open(); }); });
}

void DayPanel::show(const std::vector<workspace::PersonVisit>& visits, const std::vector<rules::Silence>& silences,
                    bool same) {
    visits_ = visits;
    silences_ = silences;
    fill_days();
    if (!same || std::find(days_.begin(), days_.end(), day_) == days_.end()) {
        // Where something is missing, else where something was done last.
        day_ = days_.empty() ? domain::Date{} : days_.back();
        for (const auto& silence : silences_) {
            if (!silence.occasions.empty()) day_ = silence.day;
        }
        same = false;
    }
    const auto at = std::find(days_.begin(), days_.end(), day_);
    if (at != days_.end()) choice_->SetSelection(static_cast<int>(at - days_.begin()));
    choice_->Enable(!days_.empty());
    show_day(same);
}

void DayPanel::fill_days() {
    std::map<domain::Date, std::pair<int, int>> days;  // visits, missing
    for (const auto& line : visits_) ++days[line.day].first;
    for (const auto& silence : silences_) {
        if (!silence.occasions.empty()) days[silence.day].second += static_cast<int>(silence.occasions.size());
    }
    days_.clear();
    wxArrayString names;
    for (const auto& [day, counts] : days) {
        days_.push_back(day);
        const auto& [visits, missing] = counts;
        names.Add(ui(wording::joined({wording::day(day), trn("{n} visit", "{n} visits", visits),
                                      missing == 0 ? std::string{} : trn("{n} missing", "{n} missing", missing)})));
    }
    choice_->Set(names);
}

void DayPanel::show_day(bool same) {
    entries_ = workspace::entries_of(visits_, silences_, day_, of_worker_);
    table_->show(entries_.size(), same);
    std::vector<TimelineBar> bars;
    for (const DayEntry& entry : entries_) bars.push_back(bar_of(entry));
    timeline_->show(std::move(bars));
    show_prose();
}

std::string DayPanel::what(const DayEntry& entry) const {
    switch (entry.kind) {
        case Kind::visit: {
            const auto& visit = visits_[*entry.visit].visit;
            if (!visit.service_lines.empty()) return wording::services_of(visit);
            return visit.double_staffing ? tr("Double staffing") : tr("No service");
        }
        case Kind::missing:
            return entry.service.empty() ? tr("Nothing registered")
                                         : tr("Missing: {service}", {{"service", entry.service}});
        case Kind::gap:
            return tr("Between visits, {time}", {{"time", wording::minutes(minutes_of(entry))}});
        case Kind::overlap:
            return tr("Overlap, {time}", {{"time", wording::minutes(minutes_of(entry))}});
    }
    return {};
}

Cell DayPanel::cell(unsigned row, unsigned column) const {
    const DayEntry& entry = entries_[row];
    const auto* line = entry.visit ? &visits_[*entry.visit] : nullptr;
    const Tone tone = entry.kind == Kind::gap                                      ? Tone::quiet
                      : entry.kind == Kind::missing || entry.kind == Kind::overlap ? Tone::warn
                                                                                   : Tone::text;
    switch (column) {
        case time:
            return entry.kind == Kind::missing
                       ? Cell{tr("about {time}", {{"time", wording::time_of_day(entry.start)}}), tone}
                       : Cell{wording::time_range(entry.start, entry.end), tone};
        case what_column:
            return {what(entry), tone};
        case who:
            return {line == nullptr ? std::string{} : line->other, tone};
        case performed:
            return {line == nullptr ? std::string{} : wording::minutes(line->performed_minutes), tone};
        case verification: {
            if (line == nullptr) return {};
            const bool manual = rules::is_manual(line->visit);
            const char* icon = manual                                                        ? "verified-manual"
                               : line->visit.start_verification == domain::Verification::tag ? "verified-tag"
                                                                                             : "verified-lock";
            return {wording::verification_of(line->visit), manual ? Tone::text : Tone::quiet, icon};
        }
        default: {
            if (line == nullptr) return {};
            const std::string labels = labels_of(line->findings);
            if (!rules::any_blocks(line->findings)) return {labels, Tone::quiet};
            return {wording::joined({labels, wording::name_of_severity(rules::Severity::blocks)}), Tone::warn};
        }
    }
}

TimelineBar DayPanel::bar_of(const DayEntry& entry) const {
    const auto minute = [&](domain::Instant t) {
        return static_cast<int>(
            std::chrono::floor<domain::Minutes>(domain::local_time(t) - std::chrono::local_seconds{day_}).count());
    };
    const auto now = context_.workspace.now();
    TimelineBar bar;
    bar.from = minute(entry.start);
    bar.to = minute(entry.end.value_or(std::max(entry.start, std::min(now, entry.start + std::chrono::hours{24}))));
    const std::string when = wording::time_range(entry.start, entry.end);
    switch (entry.kind) {
        case Kind::visit: {
            const auto& line = visits_[*entry.visit];
            bar.form = line.visit.double_staffing ? Form::outlined : Form::filled;
            bar.label = of_worker_ ? line.other : when + " " + what(entry);  // of many there is no room for more
            if (rules::any_blocks(line.findings)) bar.tone = Tone::warn;
            break;
        }
        case Kind::missing:
            bar.form = Form::dashed;
            bar.tone = Tone::warn;
            bar.label = tr("about {time}", {{"time", wording::time_of_day(entry.start)}}) + " " + what(entry);
            break;
        case Kind::gap:
            bar.form = Form::line;
            bar.tone = Tone::quiet;
            bar.label = wording::minutes(minutes_of(entry));
            break;
        case Kind::overlap:
            bar.form = Form::strip;
            bar.tone = Tone::bad;
            bar.label = when + " " + what(entry);
            break;
    }
    return bar;
}

void DayPanel::show_prose() {
    prose_->begin();
    if (!silences_.empty()) prose_->heading(ui(tr("Silence")));
    for (const auto& silence : silences_) prose_->sentence(ui(wording::sentence_of(silence)), Tone::warn);
    bool any = false;
    for (const DayEntry& entry : entries_) {
        if (!entry.visit) continue;
        const auto& line = visits_[*entry.visit];
        if (line.findings.empty() && line.visit.note.empty()) continue;
        any = true;
        prose_->heading(ui(wording::joined({wording::time_range(line.visit.start, line.visit.end), line.other})));
        for (const auto& finding : line.findings) tell(*prose_, finding);
        if (!line.visit.note.empty()) prose_->sentence(ui(line.visit.note), Tone::quiet);
    }
    if (!any && silences_.empty() && !entries_.empty())
        prose_->sentence(ui(tr("Nothing to remark that day.")), Tone::quiet);
    if (entries_.empty() && silences_.empty()) prose_->sentence(ui(tr("No visits in the month.")), Tone::quiet);
    prose_->end();
}

void DayPanel::focus() {
    table_->SetFocus();
    if (!selected_row(table_) && !entries_.empty()) put_cursor(table_, 0);
}

void DayPanel::open() const {
    const auto row = selected_row(table_);
    if (!row || *row >= entries_.size() || !entries_[*row].visit) return;
    const domain::Id visit = visits_[*entries_[*row].visit].visit.id;  // what is done may show other visits here
    context_.go_to(domain::RecordType::visit, visit);
}

}  // namespace samordna::desktop
