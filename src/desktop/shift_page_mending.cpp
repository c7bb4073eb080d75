// What can be done to the visits of a shift.
#include "desktop/shift_page.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"
#include "wording/visit_words.h"

namespace samordna::desktop {

using rules::ShiftState;
using wording::tr;
using wording::trn;

void ShiftPage::bind_mending() {
    ActionBook& book = context_.actions;
    const auto here = [this] { return IsShownOnScreen(); };
    const auto can = [this, here] { return here() && can_mend(); };
    const auto bind_field = [&](std::string_view id, VisitForm::Field field) {
        book.bind(
            id, [this, field] { mend(field); }, can);
    };
    bind_field("visit.edit", VisitForm::Field::start);
    bind_field("visit.note", VisitForm::Field::note);
    bind_field("visit.move", VisitForm::Field::shift);
    book.bind(
        "visit.split", [this] { split_errand(); }, can);
    book.bind(
        "visit.register", [this] { register_visit(); }, [this, here] { return here() && can_register(); });
    book.bind(
        "visit.history", [this] { show_history(); },
        [this, here] { return here() && !deciding_ && details().chosen_visit() != nullptr; });
    book.bind(
        "note.skeleton", [this] { mend_->begin_note(); }, [this, here] { return here() && mending_; });
    book.bind(
        "mend.theirs", [this] { mend_->take_theirs(); },
        [this, here] { return here() && mending_ && mend_->is_contested(); });
}

bool ShiftPage::can_mend() const {
    const auto& shown = details().shown();
    return may_change(context_) && !deciding_ && shown && shown->row.state != ShiftState::approved &&
           !shown->row.closed && details().chosen_visit() != nullptr;
}

void ShiftPage::mend(VisitForm::Field at) {
    const workspace::VisitLine line = *details().chosen_visit();
    deciding_ = mending_ = true;
    list_->keep(line.visit.shift);
    lower_->ChangeSelection(2);
    mend_->open(line, at);
    context_.refresh();
}

void ShiftPage::mended(const std::vector<domain::Id>& shifts) {
    close_decision();
    if (!shifts.empty()) changed(shifts);
    details().choose_after(mend_->visit());
}

void ShiftPage::show_history() {
    const workspace::VisitLine line = *details().chosen_visit();
    Decision decision;
    decision.title =
        ui(wording::joined({tr("History"), line.client_name, wording::time_range(line.visit.start, line.visit.end)}));
    for (const auto& row : context_.workspace.history(domain::RecordType::visit, line.visit.id))
        decision.lines.push_back({ui(wording::history_line(row))});
    if (decision.lines.empty())
        decision.lines.push_back({ui(tr("Nothing has been done to the visit since it was registered.")), Tone::quiet});
    ask(std::move(decision));
}

bool ShiftPage::can_register() const {
    const auto& shown = details().shown();
    return may_change(context_) && !deciding_ && shown && shown->row.state != ShiftState::approved &&
           !shown->row.closed;
}

void ShiftPage::register_visit() {
    const workspace::ShiftRow row = details().shown()->row;
    deciding_ = mending_ = true;
    list_->keep(row.id);
    lower_->ChangeSelection(2);
    mend_->open_new(row);
    context_.refresh();
}

void ShiftPage::split_errand() {
    const domain::Id visit = details().chosen_visit()->visit.id;
    const auto joint = context_.workspace.joint_errand(visit);
    if (!joint || joint->is_split())
        return context_.say(ui(tr("The visit is no joint errand that is still to be shared out")));
    const auto count = static_cast<std::int64_t>(joint->parts.size());
    std::string shares;
    for (const auto& part : joint->parts) shares += (shares.empty() ? "" : " + ") + std::to_string(part.fair);
    Decision decision;
    decision.title = ui(trn("{service}: {minutes} min for {n} client", "{service}: {minutes} min for {n} clients",
                            count, {{"service", joint->service}, {"minutes", std::int64_t{joint->minutes}}}));
    for (const auto& part : joint->parts) {
        const auto stands = context_.workspace.visit(part.visit);
        if (!stands) return;
        decision.lines.push_back({ui(wording::joined({wording::time_range(stands->start, stands->end),
                                                      context_.workspace.name_of_client(part.client),
                                                      tr("{minutes} min", {{"minutes", std::int64_t{part.fair}}})}))});
    }
    const std::string note = trn("Joint errand for {n} client: {minutes} min shared out equally, {shares}.",
                                 "Joint errand for {n} clients: {minutes} min shared out equally, {shares}.", count,
                                 {{"minutes", std::int64_t{joint->minutes}}, {"shares", shares}});
    decision.lines.push_back({ui(tr("Noted on each: \"{note}\"", {{"note", note}})), Tone::quiet});
    decision.lines.push_back(
        {ui(tr("{key} undoes all of it.", {{"key", shown_key(*find_action("edit.undo"))}})), Tone::quiet});
    decision.confirm = ui(tr("Share out equally"));
    decision.done = [this, visit, note] {
        const domain::Id shift = details().shown()->row.id;
        const auto verdict = context_.workspace.split_joint_errand(visit, note);
        if (!verdict) return context_.say(ui(wording::sentence_of(verdict.error())));
        const auto* refused = std::get_if<rules::Refused>(&*verdict);
        if (refused != nullptr && !refused->findings.empty())
            return context_.say(ui(wording::sentence_of(refused->findings.front())));
        list_->keep(shift);
        context_.say(ui(tr("The errand is shared out")));
        changed({shift});
        focus_list();
    };
    ask(std::move(decision));
}

}  // namespace samordna::desktop
