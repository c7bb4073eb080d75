// Why nothing is shown, and what comes next.
#include "desktop/list_view.h"
#include "desktop/reading_state.h"
#include "desktop/shift_page.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {

using wording::tr;
using wording::trn;
using workspace::ShiftFilter;

void ShiftPage::show_empty() {
    const bool empty = list_->size() == 0;
    const bool had_keys = grid_->HasFocus() || empty_->HasFocus();
    const bool changes = upper_->GetSelection() != (empty ? 1 : 0);
    if (changes) upper_->ChangeSelection(empty ? 1 : 0);
    // What goes takes the keys with it.
    if (changes && had_keys) CallAfter([this] { focus_list(); });
    if (changes && !empty) see_first_row(grid_);
    if (!empty) return;
    const auto status = context_.workspace.status();
    const auto show_all = [this] { set_filter(ShiftFilter::all); };
    if (list_->total() == 0) {
        if (say_reading(*empty_, context_, month_)) return;
        if (!status.complete) {
            empty_->say(ui(tr("The unit's shifts are being fetched")),
                        ui(tr("They are shown here as they arrive. You can begin at once.")));
        } else {
            empty_->say(ui(tr("No shifts in {month}", {{"month", wording::month(month_)}})),
                        ui(tr("Nothing has been registered in that month. Choose another one above.")));
        }
    } else if (!search_->IsEmpty() && list_->count(ShiftFilter::all) == 0) {
        empty_->say(ui(tr("Nothing was found for \"{text}\"", {{"text", utf8(search_->GetValue())}})),
                    ui(tr("Every word is looked for among the names and numbers of care workers and clients, and shift "
                          "numbers.")),
                    ui(tr("Clear the search")), [this] {
                        search_->Clear();
                        enter();
                    });
    } else if (!check_.empty()) {
        empty_->say(ui(tr("No shift here has the flag \"{flag}\"", {{"flag", wording::label_of_check(check_)}})),
                    ui(tr("There may be some behind the other filters.")), ui(tr("Show all flags")), [this] {
                        set_check("");
                        enter();
                    });
    } else if (filter_ == ShiftFilter::needs_action) {
        show_queue_done();
    } else if (filter_ == ShiftFilter::ready) {
        empty_->say(ui(tr("Nothing is waiting for approval")),
                    ui(tr("What can be approved as it is has been approved.")), ui(tr("Show all")), show_all);
    } else {
        empty_->say(ui(tr("No shifts here")), ui(wording::help_of_filter(filter_) + "."), ui(tr("Show all")), show_all);
    }
}

void ShiftPage::focus_list() {
    if (upper_->GetSelection() == 1)
        empty_->SetFocus();
    else
        grid_->SetFocus();
}

// What comes after the last one that needed her: those that are ready, what is silent (an empty queue is no finished
// month where visits are missing), then the next month that will close.
void ShiftPage::show_queue_done() {
    const auto ready = static_cast<std::int64_t>(list_->count(ShiftFilter::ready));
    if (ready > 0) {
        return empty_->say(ui(tr("Nothing needs action")),
                           ui(trn("{n} shift can be approved as it is. {key} approves it.",
                                  "{n} shifts can be approved as they are. {key} approves them all.", ready,
                                  {{"key", shown_key(*find_action("shift.approve_clean"))}})),
                           ui(tr("Show them")), [this] { set_filter(ShiftFilter::ready); });
    }
    const auto people = context_.workspace.people(month_);
    if (!people->silences()) {  // the window looks for them when it has nothing else to do; then this is said anew
        return empty_->say(ui(tr("Nothing needs action")),
                           ui(tr("No shift has anything that stops its approval. Whether visits that were to be "
                                 "expected lack registration is being looked for.")),
                           ui(tr("Show all")), [this] { set_filter(ShiftFilter::all); });
    }
    const int missing = workspace::missing_visits(*people->silences());
    if (missing > 0) {
        return empty_->say(
            ui(tr("Nothing needs action")),
            ui(trn("No shift has anything that stops its approval, but {n} visit that was to be expected "
                   "lacks registration.",
                   "No shift has anything that stops its approval, but {n} visits that were to be "
                   "expected lack registration.",
                   missing)),
            ui(tr("Show whose")), [this] {
                context_.actions.run("page.clients");
                context_.actions.run("filter.silent");
            });
    }
    for (const domain::Month month : context_.workspace.months()) {
        const auto closing = context_.workspace.closing_time(month);
        if (month == month_ || !closing || *closing < context_.workspace.now()) continue;
        const auto left = static_cast<std::int64_t>(context_.workspace.unapproved(month));
        if (left == 0) continue;
        const std::string name = wording::month(month);
        return empty_->say(ui(tr("Nothing needs action")),
                           ui(trn("{n} shift of {month} is not approved yet.",
                                  "{n} shifts of {month} are not approved yet.", left, {{"month", name}})),
                           ui(tr("Show {month}", {{"month", name}})), [this, month] {
                               months_->choose(month);
                               enter();
                           });
    }
    empty_->say(ui(tr("Nothing needs action")), ui(tr("No shift has anything that stops its approval.")),
                ui(tr("Show all")), [this] { set_filter(ShiftFilter::all); });
}

}  // namespace samordna::desktop
