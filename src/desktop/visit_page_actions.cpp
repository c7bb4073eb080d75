// What can be done on the page of visits.
#include "desktop/sort_menu.h"
#include "desktop/visit_page.h"

namespace samordna::desktop {

using workspace::VisitChip;
using workspace::VisitFilter;

void VisitPage::bind_actions() {
    ActionBook& book = context_.actions;
    const auto here = [this] { return IsShownOnScreen() && list_ != nullptr; };
    const auto on_a_visit = [this, here] { return here() && selected_.has_value(); };
    const auto may_mend = [this, on_a_visit] {
        const auto& shown = details().shown();
        return on_a_visit() && may_change(context_) && shown && shown->state != rules::ShiftState::approved &&
               !shown->closed;
    };
    const auto bind = [&](std::string_view id, auto&& run, const std::function<bool()>& enabled) {
        book.bind(id, run, enabled);
    };
    bind(
        "find",
        [this] {
            search_->SetFocus();
            search_->SelectAll();
        },
        here);
    bind(
        "mark.clear", [this] { clear(); }, here);
    const auto step = [this](int by) {
        rows_->step(by);
        show_details();
        grid_->SetFocus();
        context_.refresh();
    };
    bind(
        "row.next", [step] { step(1); }, here);
    bind(
        "row.previous", [step] { step(-1); }, here);
    bind(
        "list.order", [this] { CallAfter([this] { choose_order(grid_, context_.say); }); }, here);
    months_->bind_actions(here);
    bind(
        "filter.needs_action", [this] { set_chip(VisitChip::needs_action); }, here);
    bind(
        "filter.manual", [this] { set_chip(VisitChip::manual); }, here);
    bind(
        "filter.note", [this] { set_chip(VisitChip::with_note); }, here);
    bind(
        "filter.all", [this] { set_chip(VisitChip::all); }, here);
    bind(
        "filter.check", [this] { checks_->SetFocus(); }, [this, here] { return here() && checks_->IsEnabled(); });
    bind(
        "filter.save", [this] { saved_->ask(); },
        [this, here] { return here() && !saved_->asks() && filter_ != VisitFilter{}; });
    bind(
        "columns", [this] { choose_columns(); }, here);
    bind(
        "visit.shift", [this] { go_to_shift(""); }, on_a_visit);
    bind(
        "visit.edit", [this] { go_to_shift("visit.edit"); }, may_mend);
    bind(
        "visit.note", [this] { go_to_shift("visit.note"); }, may_mend);
    bind(
        "visit.history", [this] { go_to_shift("visit.history"); }, on_a_visit);
    bind(
        "finding.cite", [this] { details().toggle_citations(); }, on_a_visit);
}

// What is done to a visit is done where its shift is.
void VisitPage::go_to_shift(std::string_view then) {
    context_.go_to(domain::RecordType::visit, *selected_);
    if (!then.empty() && !IsShownOnScreen()) context_.actions.run(then);
}

// One step back at a time: what is open, the search, the filter.
void VisitPage::clear() {
    if (saved_->asks()) return saved_->close();
    if (lower_->GetSelection() == 1) return close_columns();
    if (!search_->IsEmpty())
        search_->Clear();
    else if (filter_ != VisitFilter{} && !search_->HasFocus())
        set_filter({});
    focus_list();
    context_.refresh();
}

}  // namespace samordna::desktop
