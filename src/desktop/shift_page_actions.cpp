// What can be done on the page of shifts.
#include <algorithm>

#include "desktop/list_view.h"
#include "desktop/print_shift.h"
#include "desktop/printing.h"
#include "desktop/shift_page.h"
#include "desktop/sort_menu.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"
#include "wording/visit_words.h"

namespace samordna::desktop {

namespace {

bool is_within(const wxWindow* inner, const wxWindow* outer) {
    while (inner != nullptr && inner != outer) inner = inner->GetParent();
    return inner != nullptr;
}

}  // namespace

using rules::ShiftState;
using wording::tr;
using wording::trn;
using workspace::ShiftFilter;

void ShiftPage::bind_actions() {
    ActionBook& book = context_.actions;
    const auto here = [this] { return IsShownOnScreen(); };
    // Letters and digits are the list's only while she is not within the form of a visit.
    const auto at_list = [this] { return IsShownOnScreen() && !(mending_ && is_within(FindFocus(), mend_)); };
    book.bind(
        "find",
        [this] {
            search_->SetFocus();
            search_->SelectAll();
        },
        here);
    book.bind(
        "mark.toggle",
        [this] {
            if (!selected_) return;
            model_->set_mark(*selected_, !model_->marks().contains(*selected_));
            redraw_rows(grid_);
            counts_follow_->ask();
            context_.refresh();
        },
        [this, here] { return here() && selected_ && grid_->HasFocus(); });
    book.bind(
        "mark.all",
        [this] {
            for (std::size_t i = 0; i < list_->size(); ++i) model_->set_mark(list_->at(i).id, true);
            redraw_rows(grid_);
            counts_follow_->ask();
            context_.refresh();
        },
        [this, here] { return here() && list_->size() > 0; });
    book.bind(
        "mark.clear", [this] { clear(); }, here);
    const auto step = [this](int by) {
        rows_->step(by);
        show_details();
        focus_list();
        context_.refresh();
    };
    book.bind(
        "row.next", [step] { step(1); }, at_list);
    book.bind(
        "row.previous", [step] { step(-1); }, at_list);
    book.bind(
        "list.order", [this] { CallAfter([this] { choose_order(grid_, context_.say); }); }, at_list);
    months_->bind_actions(here);
    const auto bind_filter = [&](std::string_view id, ShiftFilter filter) {
        book.bind(
            id, [this, filter] { set_filter(filter); }, at_list);
    };
    bind_filter("filter.needs_action", ShiftFilter::needs_action);
    bind_filter("filter.ready", ShiftFilter::ready);
    bind_filter("filter.open", ShiftFilter::open);
    bind_filter("filter.manual", ShiftFilter::manual);
    bind_filter("filter.approved", ShiftFilter::approved);
    bind_filter("filter.all", ShiftFilter::all);
    book.bind(
        "filter.check", [this] { checks_->SetFocus(); }, [this, here] { return here() && checks_->IsEnabled(); });
    book.bind(
        "shift.approve", [this] { approve(); }, [this, here] { return here() && can_approve(); });
    book.bind(
        "shift.approve_clean", [this] { approve_with_summary(list_->clean(), true); },
        [this, here] { return here() && may_change(context_) && list_->count(ShiftFilter::ready) > 0; });
    book.bind(
        "shift.revoke", [this] { revoke(); }, [this, here] { return here() && can_revoke(); });
    book.bind(
        "shift.skip", [this] { skip(); }, [this, here] { return here() && selected_ && !deciding_; });
    book.bind(
        "shift.visits", [this] { details().focus_visits(); },
        [this, here] { return here() && selected_ && !deciding_; });
    book.bind(
        "decision.confirm", [this] { mending_ ? mend_->save() : decision_->confirm(); },
        [this, here] { return here() && deciding_ && (mending_ ? mend_->can_save() : decision_->can_confirm()); });
    bind_mending();
    book.bind(
        "finding.cite", [this] { details().toggle_citations(); },
        [this, here] { return here() && selected_ && !deciding_; });
    bind_printing(
        this, context_,
        [this]() -> std::optional<Sheet> {
            const auto shown = details().shown();
            return shown ? std::optional(sheet_of(*shown, context_.workspace)) : std::nullopt;
        },
        [this, here] { return here() && details().shown().has_value(); });
}

// One step back at a time: an open question, the visits, the search, the flag, the marks.
void ShiftPage::clear() {
    if (deciding_) return close_decision();
    if (details_->visits()->HasFocus()) return focus_list();
    if (!search_->IsEmpty()) {
        search_->Clear();
    } else if (!check_.empty()) {
        set_check("");
    } else if (!search_->HasFocus()) {
        model_->clear_marks();
        redraw_rows(grid_);
        counts_follow_->ask();
    }
    enter();
    context_.refresh();
}

std::vector<domain::Id> ShiftPage::targets() const {
    std::vector<domain::Id> out;
    if (model_->marks().empty()) {
        if (selected_) out.push_back(*selected_);
        return out;
    }
    out.assign(model_->marks().begin(), model_->marks().end());
    std::sort(out.begin(), out.end());
    return out;
}

bool ShiftPage::can_approve() const {
    if (!may_change(context_) || deciding_) return false;
    if (!model_->marks().empty()) return true;
    const auto& shown = details().shown();
    return selected_ && shown && shown->row.state == ShiftState::to_review && !shown->row.closed;
}

bool ShiftPage::can_revoke() const {
    if (!may_change(context_) || deciding_) return false;
    if (!model_->marks().empty()) return true;
    const auto& shown = details().shown();
    return selected_ && shown && shown->row.state == ShiftState::approved && shown->revocable_until &&
           *shown->revocable_until >= context_.workspace.now();
}

void ShiftPage::approve() {
    const auto shifts = targets();
    if (shifts.empty()) return;
    if (!model_->marks().empty()) return approve_with_summary(shifts, false);
    const auto next = next_after(shifts.front());
    list_->keep(std::nullopt);
    const workspace::Approval done = context_.workspace.approve(shifts);
    if (!done.refused.empty()) return offer_partly(shifts.front(), done.refused.front().findings);
    context_.say(ui(wording::done_of_verb("shift.approve", 1)));
    changed(shifts, next);
}

void ShiftPage::approve_now(const std::vector<domain::Id>& shifts) {
    const workspace::Approval done = context_.workspace.approve(shifts);
    model_->clear_marks();
    const auto count = static_cast<int>(done.approved.size());
    context_.say(ui(wording::joined({wording::done_of_verb("shift.approve", count),
                                     tr("{key} undoes it", {{"key", shown_key(*find_action("edit.undo"))}})})));
    changed(shifts);
    focus_list();
}

void ShiftPage::approve_with_summary(const std::vector<domain::Id>& shifts, bool only_clean) {
    const workspace::ApprovalSummary summary = context_.workspace.summarize_approval(shifts);
    const auto count = static_cast<std::int64_t>(summary.shifts.size());
    Decision decision;
    if (count == 0) {
        decision.title = ui(tr("None of the marked shifts can be approved"));
    } else {
        decision.title = ui(trn("Approve {n} shift", "Approve {n} shifts", count));
        decision.lines.push_back({ui(wording::joined(
            {trn("{n} visit", "{n} visits", summary.visits),
             tr("{time} performed", {{"time", wording::hours(summary.performed.count())}}), wording::month(month_)}))});
        decision.lines.push_back(
            {ui(tr("{key} undoes all of it.", {{"key", shown_key(*find_action("edit.undo"))}})), Tone::quiet});
        decision.confirm = ui(trn("Approve {n} shift", "Approve {n} shifts", count));
        decision.done = [this, ids = summary.shifts] { approve_now(ids); };
    }
    const auto leave = [&](const workspace::ApprovalSummary::LeftOut& out) {
        const rules::Finding reason{out.reason, rules::Severity::blocks, {}, {}, {}, {}};
        decision.lines.push_back(
            {ui(wording::joined({trn("{n} shift", "{n} shifts", out.shifts), wording::label_of_check(out.reason),
                                 trn("{n} visit", "{n} visits", out.visits), wording::hours(out.performed.count())}) +
                "  \xE2\x80\x93  " + wording::mending_of(reason)),
             Tone::warn});
    };
    // Of all shifts that are ready nothing is left out; those that are not are told of all the same.
    workspace::ApprovalSummary whole = summary;
    if (only_clean) {
        std::vector<domain::Id> rest;
        const auto month = context_.workspace.shifts(month_);
        for (std::size_t i = 0; i < month->size(); ++i) {
            const workspace::ShiftRow& row = month->at(i);
            if (row.state == ShiftState::to_review && !row.clean) rest.push_back(row.id);
        }
        whole = context_.workspace.summarize_approval(rest);
    }
    if (!whole.left_out.empty()) decision.lines.push_back({ui(tr("Left out")), Tone::text, true});
    for (const auto& out : whole.left_out) leave(out);
    ask(std::move(decision));
}

void ShiftPage::offer_partly(domain::Id shift, const rules::Findings& findings) {
    const auto details = list_->details(shift);
    if (!details) return;
    std::vector<domain::Id> visits;
    bool of_visits = true;
    Decision decision;
    domain::Minutes unpaid{0};
    for (const rules::Finding& finding : findings) {
        if (!finding.visit) {
            of_visits = false;
            decision.lines.push_back({ui(wording::sentence_of(finding)), Tone::warn});
            continue;
        }
        const auto line = std::find_if(details->visits.begin(), details->visits.end(),
                                       [&](const workspace::VisitLine& v) { return v.visit.id == *finding.visit; });
        if (line == details->visits.end()) continue;
        if (std::find(visits.begin(), visits.end(), *finding.visit) == visits.end()) {
            visits.push_back(*finding.visit);
            unpaid += domain::Minutes{line->performed_minutes};
        }
        decision.lines.push_back(
            {ui(wording::joined({wording::time_range(line->visit.start, line->visit.end), line->client_name}) + "  " +
                wording::sentence_of(finding)),
             Tone::warn});
    }
    const auto count = static_cast<std::int64_t>(visits.size());
    if (!of_visits || visits.empty()) {
        decision.title = ui(tr("The shift cannot be approved"));
        return ask(std::move(decision));
    }
    decision.title = ui(trn("{n} visit stops the approval", "{n} visits stop the approval", count));
    decision.lines.push_back({ui(trn("Mend the visit first, or approve the shift and let it go unpaid: {time}.",
                                     "Mend the visits first, or approve the shift and let them go unpaid: {time}.",
                                     count, {{"time", wording::hours(unpaid.count())}})),
                              Tone::text});
    decision.careful = true;
    decision.confirm = ui(trn("Approve, {n} visit unpaid", "Approve, {n} visits unpaid", count));
    decision.done = [this, shift, visits] {
        const auto next = next_after(shift);
        const auto verdict = context_.workspace.approve_partly(shift, visits);
        if (!verdict) return context_.say(ui(wording::sentence_of(verdict.error())));
        if (const auto* refused = std::get_if<rules::Refused>(&*verdict)) {
            if (!refused->findings.empty()) context_.say(ui(wording::sentence_of(refused->findings.front())));
            return changed({shift});
        }
        context_.say(ui(wording::done_of_verb("shift.approve", 1)));
        changed({shift}, next);
        focus_list();
    };
    ask(std::move(decision));
}

void ShiftPage::revoke() {
    const auto shifts = targets();
    const workspace::Approval done = context_.workspace.revoke(shifts);
    const auto count = static_cast<int>(done.approved.size());
    model_->clear_marks();
    if (count > 0) {
        context_.say(ui(wording::done_of_verb("shift.revoke", count)));
    } else if (!done.refused.empty() && !done.refused.front().findings.empty()) {
        context_.say(ui(wording::sentence_of(done.refused.front().findings.front())));
    }
    changed(shifts);
}

void ShiftPage::skip() {
    const domain::Id shift = *selected_;
    const auto next = next_after(shift);
    list_->keep(std::nullopt);
    list_->skip(shift);
    if (next) selected_ = next;
    show_rows(Change::rows);
    if (selected_) select(*selected_);
    focus_list();
    context_.say(ui(tr("Left for later")));
    context_.refresh();
}

std::optional<domain::Id> ShiftPage::next_after(domain::Id shift) const {
    const auto row = list_->find(shift);
    if (!row || *row + 1 >= list_->size()) return std::nullopt;
    return list_->at(*row + 1).id;
}

void ShiftPage::changed(const std::vector<domain::Id>& shifts, std::optional<domain::Id> next) {
    if (next) selected_ = next;
    show_again(shifts);
    if (!selected_ && list_->size() > 0) select(list_->at(list_->size() - 1).id);
    context_.refresh();
}

void ShiftPage::ask(Decision decision) {
    deciding_ = true;
    lower_->ChangeSelection(1);
    decision_->ask(std::move(decision));
    context_.refresh();
}

void ShiftPage::close_decision() {
    if (mending_) mend_->leave();
    deciding_ = mending_ = false;
    lower_->ChangeSelection(0);
    details_follow_->ask();
    focus_list();
    context_.refresh();
}

}  // namespace samordna::desktop
