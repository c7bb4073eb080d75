#include "desktop/mend_panel.h"

#include <wx/sizer.h>

#include "desktop/access.h"
#include "desktop/finding_prose.h"
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

}  // namespace

MendPanel::MendPanel(wxWindow* parent, Context& context, std::function<void(const std::vector<domain::Id>&)> closed)
    : wxPanel(parent), context_(context), closed_(std::move(closed)) {
    title_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    title_->SetFont(GetFont().Bold().Scaled(1.1F));
    const auto button = [this](std::string_view id, const std::string& label) {
        auto* made = new wxButton(this, wxID_ANY, ui(label));
        describe(made, id, made->GetLabel());
        return made;
    };
    theirs_ = button("mend-theirs", tr(find_action("mend.theirs")->label));
    theirs_->SetToolTip(ui(tip("mend.theirs")));
    cancel_ = button("mend-cancel", tr("Cancel"));
    cancel_->SetToolTip(ui(tr("Throws away what you have written. Esc closes and keeps it.")));
    save_ = button("mend-save", tr("Save"));
    save_->SetToolTip("Ctrl+Enter");
    add_style(save_, "suggested-action");
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    if (large_text())
        head->AddStretchSpacer();
    else
        head->Add(title_, 1, wxALIGN_CENTRE_VERTICAL);
    head->Add(theirs_, 0, wxRIGHT, 8);
    head->Add(cancel_, 0, wxRIGHT, 8);
    head->Add(save_);

    form_ = new VisitForm(this, context_, [this] { changed(); });
    told_ = new Prose(this, "mend-told", ui(tr("What the rules will say")));
    told_->SetMinSize(wxSize(190, -1));
    auto* body = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    body->Add(form_, 3, wxEXPAND | (large_text() ? wxBOTTOM : wxRIGHT), large_text() ? 8 : 20);
    body->Add(told_, 1, wxEXPAND);
    auto* all = new wxBoxSizer(wxVERTICAL);
    // With large letters the title has a line of its own.
    if (large_text()) all->Add(title_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    all->Add(head, 0, wxEXPAND | wxALL, 16);
    all->Add(body, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 16);
    SetSizer(all);

    theirs_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { take_theirs(); });
    cancel_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
        forget_draft();
        closed_({});
    });
    save_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { save(); });
    pause_.SetOwner(this);
    Bind(
        wxEVT_TIMER, [this](wxTimerEvent&) { judge(); }, pause_.GetId());
}

void MendPanel::open(const workspace::VisitLine& line, VisitForm::Field at) {
    id_ = line.visit.id;
    seen_ = line.visit;
    shift_ = line.visit.shift;
    others_.clear();
    title_->SetLabel(ui(wording::joined({line.client_name, wording::time_range(seen_.start, seen_.end),
                                         wording::day(domain::local_date(seen_.start))})));
    form_->show(seen_, parse_draft(context_.workspace.draft(draft_name())));
    judge();
    Layout();
    form_->focus(at);
}

void MendPanel::open_new(const workspace::ShiftRow& shift) {
    id_ = context_.workspace.new_id();
    seen_ = {};
    shift_ = shift.id;
    others_.clear();
    title_->SetLabel(ui(
        wording::joined({tr("A visit that was never registered"), shift.care_worker_name, wording::day(shift.date)})));
    const auto begins = shift.visits > 0 ? shift.start : domain::from_local(shift.date, std::chrono::hours{12});
    form_->show_new(shift_, begins, parse_draft(context_.workspace.draft(draft_name())));
    judge();
    Layout();
    form_->focus(VisitForm::Field::client);
}

void MendPanel::on_news() {
    if (seen_.id.is_nil()) return judge();
    const auto now = context_.workspace.visit(id_);
    if (now && *now != seen_) {
        for (const auto& change : wording::changes_of(&seen_, *now))
            others_.push_back(tr("{field} was changed by someone else, from {before} to {after}.",
                                 {{"field", change.name},
                                  {"before", change.before.empty() ? tr("nothing") : change.before},
                                  {"after", change.after.empty() ? tr("nothing") : change.after}}));
        seen_ = *now;
        form_->stands(seen_);
        keep_draft();
    }
    judge();
}

void MendPanel::take_theirs() {
    form_->take_theirs();
    keep_draft();
    judge();
    form_->focus(VisitForm::Field::note);
}

std::string MendPanel::draft_name() const {
    return seen_.id.is_nil() ? "visit.register " + shift_.text() : desktop::draft_name(id_);
}

void MendPanel::keep_draft() {
    context_.workspace.keep_draft(draft_name(), text_of(form_->draft()));
}

void MendPanel::forget_draft() {
    pause_.Stop();
    context_.workspace.keep_draft(draft_name(), "");
}

std::optional<domain::Verb> MendPanel::wanted() const {
    if (seen_.id.is_nil()) {
        if (auto made = form_->registration()) return *std::move(made);
    } else if (auto edit = form_->edit()) {
        return *std::move(edit);
    }
    return std::nullopt;
}

void MendPanel::changed() {
    keep_draft();
    pause_.StartOnce(pause_ms);
}

void MendPanel::judge() {
    const auto verb = wanted();
    const auto preview = verb ? context_.workspace.preview(id_, *verb) : std::nullopt;
    can_save_ = false;
    findings_.clear();
    told_->begin();
    tell_of_others();
    if (!verb) {
        tell_what_is_missing();
    } else if (!preview) {
        told_->sentence(ui(tr("The visit is no longer among the unit's visits")), Tone::warn);
    } else {
        const auto* edit = std::get_if<domain::EditVisit>(&*verb);
        const auto* made = std::get_if<domain::RegisterVisit>(&*verb);
        const std::string* note = made != nullptr                 ? &made->note
                                  : edit != nullptr && edit->note ? &*edit->note
                                                                  : nullptr;
        tell_of(*preview, note);
    }
    told_->end();
    theirs_->Show(is_contested());
    GetSizer()->Layout();
    save_->Enable(can_save_);
    form_->offer_beginning(!wording::note_skeleton(findings_).empty());
    context_.refresh();
}

// Mine, theirs and what was before: hers holds where she saves, theirs where she takes it.
void MendPanel::tell_of_others() {
    for (const auto& sentence : others_) told_->sentence(ui(sentence), Tone::info);
    for (const auto& one : form_->contested()) {
        told_->sentence(ui(tr("{field}: yours is {mine}, someone else's {theirs}; before it was {was}. Save, and yours "
                              "holds; {key} takes theirs.",
                              {{"field", one.name},
                               {"mine", one.mine.empty() ? tr("nothing") : one.mine},
                               {"theirs", one.theirs.empty() ? tr("nothing") : one.theirs},
                               {"was", one.was.empty() ? tr("nothing") : one.was},
                               {"key", shown_key(*find_action("mend.theirs"))}})),
                        Tone::warn);
    }
}

void MendPanel::tell_what_is_missing() {
    const bool named = !seen_.id.is_nil() || form_->clients().size() == 1;
    if (named) return told_->sentence(ui(tr("Write times as 08:05.")), Tone::warn);
    const auto& clients = form_->clients();
    if (clients.empty())
        return told_->sentence(ui(tr("Write the client's number, or enough of the name.")), Tone::quiet);
    told_->heading(ui(tr("Which client?")));
    constexpr std::size_t most = 6;
    for (std::size_t i = 0; i < std::min(most, clients.size()); ++i)
        told_->sentence(ui(std::to_string(clients[i].number) + "  " + clients[i].name));
    if (clients.size() > most)
        told_->sentence(
            ui(wording::trn("and {n} more", "and {n} more", static_cast<std::int64_t>(clients.size() - most))),
            Tone::quiet);
}

void MendPanel::tell_of(const workspace::VisitPreview& preview, const std::string* note) {
    findings_ = preview.findings;
    const auto* refused = std::get_if<rules::Refused>(&preview.verdict);
    can_save_ = refused == nullptr;
    if (refused != nullptr) {
        for (const auto& finding : refused->findings) {
            const bool untouched = finding.check == "nothing-changed";
            told_->sentence(ui(wording::sentence_of(finding)), untouched ? Tone::quiet : Tone::warn);
        }
    }
    // What is known is not yet a reason.
    if (note != nullptr && wording::is_only_begun(*note)) {
        told_->sentence(ui(tr("Write the reason too.")), Tone::warn);
        can_save_ = false;
    }
    told_->heading(ui(tr("As it would be")));
    const bool is_new = seen_.id.is_nil();
    told_->sentence(
        ui(wording::joined({is_new && form_->clients().size() == 1 ? form_->clients().front().name : std::string{},
                            wording::time_range(preview.after.start, preview.after.end),
                            tr("{time} performed", {{"time", wording::hours(preview.performed_minutes)}}),
                            tr("{time} ordered", {{"time", wording::hours(preview.ordered_minutes)}})})),
        Tone::quiet);
    for (const auto& finding : preview.findings) tell(*told_, finding);
    if (preview.findings.empty()) told_->sentence(ui(tr("Nothing to remark.")), Tone::good);
    if (note == nullptr) return;
    for (const auto concern : rules::concerns_of(*note)) told_->sentence(ui(wording::sentence_of(concern)), Tone::warn);
    told_->sentence(ui(tr("The note is kept until {day}; it is not a journal.",
                          {{"day", wording::long_day(domain::local_date(preview.after.start) + rules::notes_kept)}})),
                    Tone::quiet);
}

void MendPanel::begin_note() {
    form_->add_to_note(wording::note_skeleton(findings_));
}

void MendPanel::save() {
    judge();  // what was typed within the pause
    const auto verb = wanted();
    if (!verb || !can_save_) return;
    const auto* edit = std::get_if<domain::EditVisit>(&*verb);
    const auto verdict = edit != nullptr
                             ? context_.workspace.edit_visit(id_, *edit, &seen_)
                             : context_.workspace.register_visit(id_, std::get<domain::RegisterVisit>(*verb));
    if (!verdict) return context_.say(ui(wording::sentence_of(verdict.error())));
    if (const auto* refused = std::get_if<rules::Refused>(&*verdict)) {
        if (!refused->findings.empty()) context_.say(ui(wording::sentence_of(refused->findings.front())));
        return on_news();
    }
    forget_draft();
    context_.say(ui(wording::done_of_verb(domain::name_of(*verb), 1)));
    std::vector<domain::Id> shifts{shift_};
    if (edit != nullptr && edit->shift) shifts.push_back(*edit->shift);
    if (const auto* made = std::get_if<domain::RegisterVisit>(&*verb); made != nullptr && made->shift != shift_)
        shifts.push_back(made->shift);
    closed_(shifts);
}

void MendPanel::leave() {
    pause_.Stop();
}

}  // namespace samordna::desktop
