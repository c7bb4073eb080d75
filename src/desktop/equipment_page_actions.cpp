// What can be done on such a page, and what is asked first.
#include <algorithm>

#include "desktop/equipment_page.h"
#include "desktop/sort_menu.h"
#include "desktop/text.h"
#include "wording/sentences.h"

namespace samordna::desktop {

void EquipmentPage::bind_here(std::string_view action, std::function<void()> run, std::function<bool()> can) {
    context_.actions.bind(action, std::move(run), [this, can = std::move(can)] {
        return IsShownOnScreen() && all_ != nullptr && (!can || can());
    });
}

void EquipmentPage::bind(std::string_view action, std::function<void(domain::Id)> run,
                         std::function<bool(domain::Id)> can) {
    bind_here(
        action,
        [this, run = std::move(run)] {
            if (selected_) run(*selected_);
        },
        [this, can = std::move(can)] {
            return selected_.has_value() && lower_->GetSelection() == details_page && (!can || can(*selected_));
        });
}

void EquipmentPage::bind_actions() {
    bind_here("find", [this] {
        search_->SetFocus();
        search_->SelectAll();
    });
    const auto step = [this](int by) {
        if (shown_.empty()) return;
        const auto row = static_cast<int>(selected_row(grid_).value_or(0)) + by;
        select(rows_[shown_[static_cast<std::size_t>(std::clamp(row, 0, static_cast<int>(shown_.size()) - 1))]].id);
    };
    bind_here("row.next", [step] { step(1); });
    bind_here("row.previous", [step] { step(-1); });
    bind_here("list.order", [this] { CallAfter([this] { choose_order(grid_, context_.say); }); });
    for (std::size_t i = 0; i < words_.chips.size(); ++i) bind_here(words_.chips[i], [this, i] { set_chip(i); });
    bind("shift.visits", [this](domain::Id) { focus_details(); });
    bind_here("mark.clear", [this] {
        if (lower_->GetSelection() != details_page) return close();
        marked_.clear();
        search_->Clear();
        show_rows();
        grid_->SetFocus();
    });
    bind_here(
        "decision.confirm",
        [this] {
            if (lower_->GetSelection() == decision_page)
                decision_->confirm();
            else
                question_->confirm();
        },
        [this] { return lower_->GetSelection() != details_page; });
    if (!words_.marking) return;
    bind("mark.toggle", [this](domain::Id id) {
        if (!marked_.erase(id)) marked_.insert(id);
        grid_->show(shown_.size(), true);
        show_counts();
        show_details(selected_, true);
    });
    bind_here("mark.all", [this] {
        for (const std::size_t row : shown_) marked_.insert(rows_[row].id);
        grid_->show(shown_.size(), true);
        show_counts();
        show_details(selected_, true);
    });
}

void EquipmentPage::close() {
    lower_->ChangeSelection(details_page);
    if (upper_->GetSelection() == 0)
        grid_->SetFocus();
    else
        empty_->SetFocus();
    show_details(selected_, true);
    context_.refresh();
}

void EquipmentPage::ask(Decision decision) {
    lower_->ChangeSelection(decision_page);
    decision_->ask(std::move(decision));
    context_.refresh();
}

void EquipmentPage::ask(Question question) {
    lower_->ChangeSelection(question_page);
    question_->ask(std::move(question));
    context_.refresh();
}

std::string EquipmentPage::why(const rules::Findings& findings) {
    return findings.empty() ? std::string{} : wording::sentence_of(findings.front());
}

std::optional<std::string> EquipmentPage::perform(domain::Id target, const domain::Verb& verb) {
    const auto verdict = context_.workspace.change(target, verb);
    if (!verdict) {
        const auto said = wording::sentence_of(verdict.error());
        context_.say(ui(said));
        return said;
    }
    if (const auto* refused = std::get_if<rules::Refused>(&*verdict)) {
        const auto said = why(refused->findings);
        context_.say(ui(said));
        return said;
    }
    context_.say(ui(wording::done_of_verb(domain::name_of(verb), 1)));
    return std::nullopt;
}

}  // namespace samordna::desktop
