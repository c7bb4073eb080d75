// Where the page leads to, and what it puts on paper.
#include <algorithm>

#include "desktop/month_page.h"
#include "desktop/reading_state.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/month_words.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using workspace::CheckedItem;
using workspace::CloseItem;

const char* action_of(workspace::ShiftFilter queue) {
    switch (queue) {
        case workspace::ShiftFilter::needs_action:
            return "filter.needs_action";
        case workspace::ShiftFilter::ready:
            return "filter.ready";
        case workspace::ShiftFilter::open:
            return "filter.open";
        case workspace::ShiftFilter::manual:
            return "filter.manual";
        case workspace::ShiftFilter::approved:
            return "filter.approved";
        default:
            return "filter.all";
    }
}

}  // namespace

void MonthPage::bind_actions() {
    const auto here = [this] { return IsShownOnScreen() && status_.has_value(); };
    choice_->bind_actions([this] { return IsShownOnScreen(); });
    for (auto* table : {standing_, checklist_, workers_, clients_})
        table->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) { CallAfter([this] { go(); }); });
    context_.actions.bind(
        "month.go", [this] { go(); }, here);
    context_.actions.bind(
        "month.silences_seen",
        [this] {
            desk_.note_silences_seen(month_);
            context_.say(ui(tr("Noted: you have looked at what is missing")));
            load();
        },
        [here, this] {
            return here() && may_change(context_) &&
                   std::any_of(status_->checklist.begin(), status_->checklist.end(), [](const CheckedItem& one) {
                       return one.item == CloseItem::silences_seen && one.state == CheckedItem::State::open;
                   });
        });
    const auto reads = [this, here] { return here() && !is_asking(); };
    context_.actions.bind(
        "month.export", [this] { ask_export(); }, [this, reads] { return reads() && !files_going_on_; });
    context_.actions.bind(
        "basis.compare", [this] { ask_comparison(); }, reads);
    context_.actions.bind(
        "basis.save_comparison", [this] { save_comparison(); },
        [this, reads] { return reads() && compared_->comparison() && compared_->comparison()->problems.empty(); });
    context_.actions.bind(
        "decision.confirm", [this] { question_->confirm(); }, [this, here] { return here() && is_asking(); });
    context_.actions.bind(
        "mark.clear",
        [this] {
            if (files_going_on_)
                files_.request_stop();
            else if (is_asking())
                close();
            else
                context_.workspace.stop_reading(month_);
        },
        [this] { return IsShownOnScreen() && (files_going_on_ || is_asking() || is_being_read(context_, month_)); });
}

bool MonthPage::has_focus(const wxWindow* list) const {
    const wxWindow* focus = FindFocus();
    return focus == list || (focus != nullptr && list->IsDescendant(const_cast<wxWindow*>(focus)));
}

void MonthPage::go() {
    if (!status_) return;
    if (has_focus(standing_)) {
        const auto row = selected_row(standing_);
        return go_to_queue(row && *row < workspace::standings ? status_->standing[*row].queue
                                                              : workspace::ShiftFilter::all);
    }
    if (has_focus(checklist_)) {
        const auto row = selected_row(checklist_);
        if (row && *row < status_->checklist.size()) go_to_item(status_->checklist[*row].item);
        return;
    }
    context_.month = month_;
    if (has_focus(compared_)) {
        const auto number = compared_->chosen_client();
        const auto client = number ? context_.workspace.client_of_number(*number) : std::nullopt;
        if (client) context_.go_to(domain::RecordType::client, *client);
        return;
    }
    const bool worker = has_focus(workers_);
    Table* table = worker ? workers_ : clients_;
    const auto& rows = worker ? status_->care_workers : status_->clients;
    const auto row = selected_row(table);
    if (!row || *row >= rows.size()) return;
    context_.go_to(worker ? domain::RecordType::care_worker : domain::RecordType::client, rows[*row].id);
}

void MonthPage::go_to_queue(workspace::ShiftFilter queue) {
    choice_->choose(month_);
    context_.actions.run("page.shifts");
    context_.actions.run(action_of(queue));
}

void MonthPage::go_to_item(CloseItem one) {
    choice_->choose(month_);
    switch (one) {
        case CloseItem::closing_time_known:
            context_.actions.run("page.rules");
            return;
        case CloseItem::findings_mended:
            return go_to_queue(workspace::ShiftFilter::needs_action);
        case CloseItem::shifts_approved:
            return go_to_queue(workspace::ShiftFilter::ready);
        case CloseItem::startups_registered:
            context_.actions.run("page.startups");
            return;
        case CloseItem::silences_seen:
            context_.actions.run("page.clients");
            context_.actions.run("filter.silent");
            return;
        case CloseItem::controls_signed:
            context_.actions.run("page.controls");
            return;
        case CloseItem::everything_sent:
            context_.actions.run("page.changes");
            return;
    }
}

std::optional<Sheet> MonthPage::sheet() const {
    if (!status_) return std::nullopt;
    Sheet sheet;
    sheet.name = tr("month-end") + '-' + domain::date_text(domain::first_day(month_)).substr(0, 7);
    sheet.title = tr("Month end, {month}", {{"month", wording::month(month_)}});
    if (status_->closing_time)
        sheet.facts.emplace_back(tr("Closing time"),
                                 wording::closing_of(*status_->closing_time, context_.workspace.now()));
    for (const auto& one : status_->checklist)
        sheet.facts.emplace_back(wording::name_of(one.item),
                                 wording::joined({wording::name_of(one.state), wording::left_of(one)}));
    sheet.columns = {{tr("Hours that are"), 6}, {tr("Hours"), 3}, {tr("SEK"), 4}, {tr("Visits"), 2}, {tr("Shifts"), 2}};
    for (unsigned row = 0; row <= workspace::standings; ++row) {
        std::vector<std::string> cells;
        for (unsigned column = standing; column <= shifts; ++column) cells.push_back(standing_cell(row, column).text);
        sheet.rows.push_back({cells, {}, false});
    }
    sheet.footer = tr("Made by Samordna");
    return sheet;
}

}  // namespace samordna::desktop
