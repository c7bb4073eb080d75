#include "desktop/mend_panel.h"

#include <algorithm>

#include <wx/sizer.h>

#include "base/text.h"
#include "desktop/access.h"
#include "desktop/list_view.h"
#include "desktop/prose.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "rules/notes.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"
#include "wording/visit_words.h"

namespace samordna::desktop {
namespace {

using wording::tr;

constexpr int pause_ms = 120;
constexpr char between = '\t';

// "8", "08", "800", "0800", "8:00", "8.00": the hour and minute of a day. Nothing for what is none.
std::optional<std::chrono::minutes> time_from(const std::string& text) {
    std::string digits;
    std::size_t hour_digits = 0;
    for (const char c : base::trim(text)) {
        if ((c == ':' || c == '.') && hour_digits == 0)
            hour_digits = digits.size();
        else
            digits += c;
    }
    if (hour_digits == 0) hour_digits = digits.size() <= 2 ? digits.size() : digits.size() - 2;
    const auto hour = base::parse_integer<int>(digits.substr(0, hour_digits));
    const auto minute = hour_digits == digits.size() ? 0 : base::parse_integer<int>(digits.substr(hour_digits));
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
    return std::chrono::hours{*hour} + std::chrono::minutes{*minute};
}

std::string shown(std::optional<domain::Instant> t) {
    return t ? wording::time_of_day(*t) : std::string{};
}

domain::Visit as_registered(domain::Visit visit) {
    visit.start = visit.original_start.value_or(visit.start);
    if (visit.original_end) visit.end = visit.original_end;
    visit.double_staffing = visit.original_double_staffing.value_or(visit.double_staffing);
    visit.service_lines = visit.original_service_lines.value_or(visit.service_lines);
    return visit;
}

}  // namespace

MendPanel::MendPanel(wxWindow* parent, Context& context, std::function<void(const std::vector<domain::Id>&)> closed)
    : wxPanel(parent), context_(context), closed_(std::move(closed)) {
    const auto text = [this](const std::string& words, bool quiet = false) {
        auto* made = new wxStaticText(this, wxID_ANY, ui(words));
        if (quiet) made->SetForegroundColour(colour(Tone::quiet));
        return made;
    };
    const auto field = [this](std::string_view id, const std::string& name) {
        auto* made = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(scaled(84), -1));
        fit_height(made);
        describe(made, id, ui(name));
        made->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { changed(); });
        return made;
    };
    title_ = text("");
    title_->SetFont(GetFont().Bold().Scaled(1.1F));
    cancel_ = new wxButton(this, wxID_ANY, ui(tr("Cancel")));
    cancel_->SetToolTip(ui(tr("Throws away what you have written. Esc closes and keeps it.")));
    describe(cancel_, "mend-cancel", cancel_->GetLabel());
    save_ = new wxButton(this, wxID_ANY, ui(tr("Save")));
    save_->SetToolTip("Ctrl+Enter");
    describe(save_, "mend-save", save_->GetLabel());
    add_style(save_, "suggested-action");
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(title_, 1, wxALIGN_CENTRE_VERTICAL);
    head->Add(cancel_, 0, wxRIGHT, 8);
    head->Add(save_);

    auto* times = new wxFlexGridSizer(3, 6, 12);
    start_was_ = text("", true);
    end_was_ = text("", true);
    double_was_ = text("", true);
    const auto row = [&](const std::string& label, wxStaticText* was, wxWindow* control) {
        times->Add(text(label), 0, wxALIGN_CENTRE_VERTICAL);
        times->Add(was, 0, wxALIGN_CENTRE_VERTICAL);
        times->Add(control, 0, wxALIGN_CENTRE_VERTICAL);
    };
    times->Add(text(""));
    times->Add(text(tr("Registered"), true));
    times->Add(text(tr("New"), true));
    start_ = field("mend-start", tr("Start"));
    row(tr("Start"), start_was_, start_);
    end_ = field("mend-end", tr("End"));
    row(tr("End"), end_was_, end_);
    double_ = new wxCheckBox(this, wxID_ANY, "");
    describe(double_, "mend-double", ui(tr("Double staffing")));
    double_->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent&) { changed(); });
    row(tr("Double staffing"), double_was_, double_);

    services_ = new wxDataViewListCtrl(this, wxID_ANY, wxDefaultPosition, wxSize(250, -1),
                                       wxDV_SINGLE | wxDV_NO_HEADER | wxBORDER_THEME);
    services_->AppendToggleColumn(ui(tr("Performed")), wxDATAVIEW_CELL_ACTIVATABLE, 36, wxALIGN_CENTRE, 0);
    services_->AppendTextColumn(ui(tr("Service")), wxDATAVIEW_CELL_INERT, 190, wxALIGN_LEFT, 0);
    finish_list(services_, RowHeight::dense);
    add_style(services_, "dense");
    describe(static_cast<wxDataViewCtrl*>(services_), "mend-services", ui(tr("Services")));
    services_->Bind(wxEVT_DATAVIEW_ITEM_VALUE_CHANGED, [this](wxDataViewEvent&) { changed(); });
    services_->Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
        const int at = services_->GetSelectedRow();
        if (event.GetKeyCode() != WXK_SPACE || at == wxNOT_FOUND) return event.Skip();
        const auto number = static_cast<unsigned>(at);
        services_->SetToggleValue(!services_->GetToggleValue(number, 0), number, 0);
        changed();
    });
    services_was_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxSize(250, -1), wxST_ELLIPSIZE_END);
    services_was_->SetForegroundColour(colour(Tone::quiet));
    auto* performed = new wxBoxSizer(wxVERTICAL);
    performed->Add(services_was_, 0, wxEXPAND | wxBOTTOM, 6);
    performed->Add(services_, 1, wxEXPAND);

    note_ = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(280, -1), wxTE_MULTILINE);
    describe_text(note_, "mend-note", ui(tr("Note")));
    note_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { changed(); });
    skeleton_ = new wxButton(this, wxID_ANY, ui(tr(find_action("note.skeleton")->label)));
    skeleton_->SetToolTip(ui(tip("note.skeleton")));
    describe(skeleton_, "mend-skeleton", skeleton_->GetLabel());
    auto* above = new wxBoxSizer(wxHORIZONTAL);
    above->Add(text(tr("Note")), 1, wxALIGN_CENTRE_VERTICAL);
    above->Add(skeleton_);
    auto* why = new wxBoxSizer(wxVERTICAL);
    why->Add(above, 0, wxEXPAND | wxBOTTOM, 6);
    why->Add(note_, 1, wxEXPAND);

    told_ = new Prose(this, "mend-told", ui(tr("What the rules will say")));
    auto* body = new wxBoxSizer(wxHORIZONTAL);
    body->Add(times, 0, wxRIGHT, 20);
    body->Add(performed, 5, wxEXPAND | wxRIGHT, 20);
    body->Add(why, 6, wxEXPAND | wxRIGHT, 20);
    body->Add(told_, 6, wxEXPAND);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(head, 0, wxEXPAND | wxALL, 16);
    all->Add(body, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 16);
    SetSizer(all);

    cancel_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
        forget_draft();
        closed_({});
    });
    save_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { save(); });
    skeleton_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { begin_note(); });
    pause_.SetOwner(this);
    Bind(
        wxEVT_TIMER, [this](wxTimerEvent&) { judge(); }, pause_.GetId());
}

void MendPanel::open(const workspace::VisitLine& line, bool at_note) {
    visit_ = line.visit;
    choices_ = context_.workspace.service_choices(visit_.id);
    const domain::Visit was = as_registered(visit_);
    title_->SetLabel(ui(wording::joined({line.client_name, wording::time_range(visit_.start, visit_.end),
                                         wording::day(domain::local_date(visit_.start))})));
    start_was_->SetLabel(ui(shown(was.start)));
    end_was_->SetLabel(ui(shown(was.end)));
    double_was_->SetLabel(ui(was.double_staffing ? tr("yes") : tr("no")));
    const std::string services = wording::services_of(was);
    services_was_->SetLabel(
        ui(tr("Registered: {services}", {{"services", services.empty() ? tr("nothing") : services}})));
    filling_ = true;
    start_->ChangeValue(ui(shown(visit_.start)));
    end_->ChangeValue(ui(shown(visit_.end)));
    double_->SetValue(visit_.double_staffing);
    services_->DeleteAllItems();
    for (const auto& choice : choices_) {
        const bool done = std::any_of(visit_.service_lines.begin(), visit_.service_lines.end(),
                                      [&](const auto& one) { return one.service == choice.name; });
        wxVector<wxVariant> cells;
        cells.push_back(wxVariant(done));
        cells.push_back(
            wxVariant(ui(choice.ordered ? tr("{service}, ordered", {{"service", choice.name}}) : choice.name)));
        services_->AppendItem(cells);
    }
    note_->ChangeValue(ui(visit_.note));
    read_draft();
    filling_ = false;
    judge();
    Layout();
    if (at_note) {
        note_->SetFocus();
        note_->SetInsertionPointEnd();
    } else {
        start_->SetFocus();
        start_->SelectAll();
    }
}

// --- The draft: the two times, double staffing and the services, a line each, then the note.

std::string MendPanel::draft_name() const {
    return "visit.edit " + visit_.id.text();
}

void MendPanel::keep_draft() {
    std::string services;
    for (unsigned i = 0; i < choices_.size(); ++i) {
        if (services_->GetToggleValue(i, 0)) services += choices_[i].name + between;
    }
    context_.workspace.keep_draft(draft_name(), utf8(start_->GetValue()) + '\n' + utf8(end_->GetValue()) + '\n' +
                                                    (double_->GetValue() ? "1" : "0") + '\n' + services + '\n' +
                                                    utf8(note_->GetValue()));
}

void MendPanel::forget_draft() {
    pause_.Stop();
    context_.workspace.keep_draft(draft_name(), "");
}

void MendPanel::read_draft() {
    std::string draft = context_.workspace.draft(draft_name());
    const auto next = [&] {
        const auto end = draft.find('\n');
        std::string line = draft.substr(0, end);
        draft.erase(0, end == std::string::npos ? end : end + 1);
        return line;
    };
    if (std::count(draft.begin(), draft.end(), '\n') < 4) return;
    start_->ChangeValue(ui(next()));
    end_->ChangeValue(ui(next()));
    double_->SetValue(next() == "1");
    const std::string services = between + next();
    for (unsigned i = 0; i < choices_.size(); ++i) {
        const bool done = services.find(between + choices_[i].name + between) != std::string::npos;
        services_->SetToggleValue(done, i, 0);
    }
    note_->ChangeValue(ui(draft));
}

// --- What she wants.

// A time of the visit's own day; what is unchanged keeps its seconds.
std::optional<domain::Instant> MendPanel::moment(const wxTextCtrl* field, domain::Instant shown_now) const {
    const std::string typed = utf8(field->GetValue());
    if (typed == shown(shown_now)) return shown_now;
    const auto time = time_from(typed);
    if (!time) return std::nullopt;
    return domain::from_local(domain::local_date(visit_.start), *time);
}

std::optional<domain::EditVisit> MendPanel::wanted() const {
    domain::EditVisit edit;
    const auto start = moment(start_, visit_.start);
    if (!start) return std::nullopt;
    if (*start != visit_.start) edit.start = *start;
    const std::string end_text = utf8(end_->GetValue());
    if (end_text != shown(visit_.end)) {
        const auto time = time_from(end_text);
        if (!time) return std::nullopt;
        const auto day = domain::local_date(visit_.start);
        edit.end = domain::from_local(day, *time);
        // A night shift ends on the next day.
        if (*edit.end <= *start) edit.end = domain::from_local(day + std::chrono::days{1}, *time);
    }
    if (double_->GetValue() != visit_.double_staffing) edit.double_staffing = double_->GetValue();
    std::vector<domain::ServiceLine> lines;
    for (const auto& line : visit_.service_lines) {
        const auto at =
            std::find_if(choices_.begin(), choices_.end(), [&](const auto& c) { return c.name == line.service; });
        const auto number = static_cast<unsigned>(at - choices_.begin());
        if (at == choices_.end() || services_->GetToggleValue(number, 0)) lines.push_back(line);
    }
    for (unsigned i = 0; i < choices_.size(); ++i) {
        const bool stood = std::any_of(visit_.service_lines.begin(), visit_.service_lines.end(),
                                       [&](const auto& line) { return line.service == choices_[i].name; });
        if (services_->GetToggleValue(i, 0) && !stood)
            lines.push_back({choices_[i].name, std::nullopt, !choices_[i].ordered, false});
    }
    if (lines != visit_.service_lines) edit.service_lines = std::move(lines);
    const std::string note = utf8(note_->GetValue());
    if (note != visit_.note) edit.note = note;
    return edit;
}

void MendPanel::changed() {
    if (filling_) return;
    keep_draft();
    pause_.StartOnce(pause_ms);
}

void MendPanel::judge() {
    const auto edit = wanted();
    const auto preview = edit ? context_.workspace.preview(visit_.id, *edit) : std::nullopt;
    told_->begin();
    can_save_ = false;
    if (!edit) {
        told_->sentence(ui(tr("Write times as 08:05.")), Tone::warn);
    } else if (!preview) {
        told_->sentence(ui(tr("The visit is no longer among the unit's visits")), Tone::warn);
    } else {
        findings_ = preview->findings;
        const auto* refused = std::get_if<rules::Refused>(&preview->verdict);
        can_save_ = refused == nullptr;
        if (refused != nullptr) {
            for (const auto& finding : refused->findings) {
                const bool untouched = finding.check == "nothing-changed";
                told_->sentence(ui(wording::sentence_of(finding)), untouched ? Tone::quiet : Tone::warn);
            }
        }
        // What is known is not yet a reason.
        if (edit->note && wording::is_only_begun(*edit->note)) {
            told_->sentence(ui(tr("Write the reason too.")), Tone::warn);
            can_save_ = false;
        }
        told_->heading(ui(tr("As it would be")));
        told_->sentence(
            ui(wording::joined({wording::time_range(preview->after.start, preview->after.end),
                                tr("{time} performed", {{"time", wording::hours(preview->performed_minutes)}}),
                                tr("{time} ordered", {{"time", wording::hours(preview->ordered_minutes)}})})),
            Tone::quiet);
        for (const auto& finding : preview->findings) {
            told_->sentence(ui(wording::sentence_of(finding)),
                            finding.severity == rules::Severity::blocks ? Tone::warn : Tone::text);
        }
        if (preview->findings.empty()) told_->sentence(ui(tr("Nothing to remark.")), Tone::good);
        if (edit->note) {
            for (const auto concern : rules::concerns_of(*edit->note))
                told_->sentence(ui(wording::sentence_of(concern)), Tone::warn);
            told_->sentence(
                ui(tr("The note is kept until {day}; it is not a journal.",
                      {{"day", wording::long_day(domain::local_date(preview->after.start) + rules::notes_kept)}})),
                Tone::quiet);
        }
    }
    told_->end();
    skeleton_->Enable(!wording::note_skeleton(findings_).empty());
    save_->Enable(can_save_);
    context_.refresh();
}

void MendPanel::begin_note() {
    const std::string note = utf8(note_->GetValue());
    const std::string begun = wording::note_skeleton(findings_);
    if (!begun.empty() && note.find(begun) == std::string::npos)
        note_->SetValue(ui(note.empty() ? begun : note + ' ' + begun));
    note_->SetFocus();
    note_->SetInsertionPointEnd();
}

void MendPanel::save() {
    judge();  // what was typed within the pause
    const auto edit = wanted();
    if (!edit || !can_save_) return;
    const auto verdict = context_.workspace.edit_visit(visit_.id, *edit);
    if (!verdict) return context_.say(ui(wording::sentence_of(verdict.error())));
    if (const auto* refused = std::get_if<rules::Refused>(&*verdict)) {
        if (!refused->findings.empty()) context_.say(ui(wording::sentence_of(refused->findings.front())));
        return;
    }
    forget_draft();
    context_.say(ui(wording::done_of_verb("visit.edit", 1)));
    closed_({visit_.shift});
}

void MendPanel::leave() {
    pause_.Stop();
}

}  // namespace samordna::desktop
