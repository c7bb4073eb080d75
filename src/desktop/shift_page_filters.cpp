// What of the month is shown: the chips, the choice of a flag, the search; and how much that is.
#include <wx/sizer.h>
#include <wx/wrapsizer.h>

#include "desktop/access.h"
#include "desktop/reading_state.h"
#include "desktop/shift_page.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using wording::trn;
using workspace::shift_filters;
using workspace::ShiftFilter;

constexpr std::array<std::string_view, shift_filters.size()> filter_actions{
    "filter.needs_action", "filter.ready", "filter.open", "filter.manual", "filter.approved", "filter.all"};

}  // namespace

void ShiftPage::make_chips(wxSizer* all) {
    auto* row = new wxWrapSizer(wxHORIZONTAL);
    for (std::size_t i = 0; i < shift_filters.size(); ++i) {
        auto* chip = new wxToggleButton(this, wxID_ANY, "");
        add_style(chip, "chip");
        chip->SetToolTip(ui(tip(filter_actions[i])));
        chip->Bind(wxEVT_TOGGLEBUTTON, [this, i](wxCommandEvent&) { set_filter(shift_filters[i]); });
        row->Add(chip, 0, wxRIGHT | wxBOTTOM, 8);
        chips_[i] = chip;
    }
    checks_ = new CheckChoice(this, [this](const std::string& check) { set_check(check); });
    checks_->SetToolTip(ui(tip("filter.check")));
    row->Add(checks_, 0, wxBOTTOM, 8);
    all->AddSpacer(12);
    all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT, 16);
    all->AddSpacer(4);
}

void ShiftPage::set_filter(ShiftFilter filter) {
    filter_ = filter;
    context_.settings.set("filter", static_cast<int>(filter));
    list_->keep(std::nullopt);
    list_->set_filter(filter);
    // All is all.
    if (filter == ShiftFilter::all) list_->set_check(check_ = "");
    show_chosen_rows();
    enter();
}

// The keys stay where they are: she may be going through the flags one by one.
void ShiftPage::set_check(const std::string& check) {
    list_->set_check(check_ = check);
    show_chosen_rows();
    context_.refresh();
}

void ShiftPage::set_search(const wxString& text) {
    list_->set_search(utf8(text));
    show_chosen_rows();
}

void ShiftPage::show_chosen_rows() {
    const auto before = selected_;
    put_rows(Change::list);
    if (!selected_ && list_->size() > 0)
        select(list_->at(0).id);
    else if (selected_ != before)
        details_follow_->ask();
}

void ShiftPage::show_counts() {
    // A chip keeps its width where its number gets shorter: nothing moves while she types.
    bool too_narrow = false;
    for (std::size_t i = 0; i < shift_filters.size(); ++i) {
        std::string text = wording::name_of_filter(shift_filters[i]);
        if (is_at_hand(context_, month_))
            text.append("  ").append(wording::number(static_cast<std::int64_t>(list_->count(shift_filters[i]))));
        const wxString label = ui(text);
        if (chips_[i]->GetLabel() != label) {
            chips_[i]->SetLabel(label);
            describe(chips_[i], filter_actions[i], label);
            too_narrow = too_narrow || chips_[i]->GetBestSize().x > chips_[i]->GetSize().x;
        }
        chips_[i]->SetValue(shift_filters[i] == filter_ && (filter_ != ShiftFilter::all || check_.empty()));
    }
    checks_->show(list_->checks(), check_);
    if (too_narrow) Layout();
    say_count();
}

void ShiftPage::say_count() {
    if (!is_at_hand(context_, month_)) return context_.say_rows(*this, "");
    const auto marked = static_cast<std::int64_t>(model_->marks().size());
    const auto queue = list_->queue();
    const auto left = static_cast<std::int64_t>(queue.shifts);
    context_.say_rows(
        *this,
        ui(wording::joined({tr("{shown} of {total} shifts", {{"shown", static_cast<std::int64_t>(list_->size())},
                                                             {"total", static_cast<std::int64_t>(list_->total())}}),
                            marked == 0 ? std::string{} : trn("{n} marked", "{n} marked", marked),
                            left == 0 ? tr("nothing left to mend")
                                      : trn("{n} left, {time} at risk", "{n} left, {time} at risk", left,
                                            {{"time", wording::hours(queue.at_risk_minutes)}})})));
}

}  // namespace samordna::desktop
