#include "desktop/saved_filters.h"

#include <algorithm>

#include <wx/sizer.h>

#include "base/text.h"
#include "desktop/access.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using wording::tr;

constexpr const char* kept_as = "visits.filters";

}  // namespace

SavedFilters::SavedFilters(wxWindow* parent, Context& context,
                           std::function<void(const workspace::VisitFilter&)> chosen, std::function<void()> closed)
    : wxPanel(parent),
      context_(context),
      chosen_(std::move(chosen)),
      closed_(std::move(closed)),
      filters_(workspace::parse_saved_filters(context.workspace.draft(kept_as))) {
    never_focus(this);
    choice_ = new FilterChoice(this, "filter.saved", ui(tr("Saved filters")), 168, [this](const std::string& name) {
        const auto it =
            std::find_if(filters_.begin(), filters_.end(), [&](const auto& one) { return one.name == name; });
        chosen_(it == filters_.end() ? workspace::VisitFilter{} : it->filter);
    });
    const auto button = [&](const std::string& label, std::string_view id, auto&& pressed) {
        auto* made = new wxButton(this, wxID_ANY, ui(label));
        describe(made, id, made->GetLabel());
        made->Bind(wxEVT_BUTTON, [pressed](wxCommandEvent&) { pressed(); });
        return made;
    };
    begin_ = button(tr("Save the filter"), "filter.save", [this] { context_.actions.run("filter.save"); });
    begin_->SetToolTip(ui(tip("filter.save")));
    remove_ = button(tr("Remove"), "filter.remove", [this] { take_away(); });
    remove_->SetToolTip(ui(tr("Takes the saved filter away; the visits stay as they are")));
    name_ = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(scaled(190), -1), wxTE_PROCESS_ENTER);
    fit_height(name_);
    name_->SetHint(ui(tr("Name of the filter")));
    describe(name_, "filter.name", ui(tr("Name of the filter")));
    name_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { save(); });
    name_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { save_->Enable(!base::trim(utf8(name_->GetValue())).empty()); });
    save_ = button(tr("Save"), "filter.keep", [this] { save(); });
    cancel_ = button(tr("Cancel"), "filter.cancel", [this] { close(); });
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    for (wxWindow* each :
         {static_cast<wxWindow*>(choice_), static_cast<wxWindow*>(begin_), static_cast<wxWindow*>(remove_),
          static_cast<wxWindow*>(name_), static_cast<wxWindow*>(save_), static_cast<wxWindow*>(cancel_)})
        row->Add(each, 0, wxLEFT | wxALIGN_CENTRE_VERTICAL, 8);
    SetSizer(row);
    show({});
    show_parts(false);
}

void SavedFilters::show(const workspace::VisitFilter& filter) {
    now_ = filter;
    std::string chosen;
    std::vector<FilterChoice::Option> options{{"", ui(tr("Saved filters"))}};
    for (const auto& saved : filters_) {
        options.push_back({saved.name, ui(saved.name)});
        if (saved.filter == filter) chosen = saved.name;
    }
    choice_->show(options, chosen);
    begin_->Enable(chosen.empty() && filter != workspace::VisitFilter{});
    if (!asks_ && remove_->IsShown() == chosen.empty()) show_parts(false);
}

void SavedFilters::show_parts(bool asks) {
    asks_ = asks;
    const bool is_saved =
        std::any_of(filters_.begin(), filters_.end(), [&](const auto& one) { return one.filter == now_; });
    choice_->Show(!asks);
    begin_->Show(!asks && !is_saved);
    remove_->Show(!asks && is_saved);
    name_->Show(asks);
    save_->Show(asks);
    cancel_->Show(asks);
    Layout();
    GetParent()->Layout();
}

void SavedFilters::ask() {
    name_->Clear();
    save_->Disable();
    show_parts(true);
    name_->SetFocus();
}

void SavedFilters::close() {
    show_parts(false);
    show(now_);
    closed_();
}

// The same name again replaces.
void SavedFilters::save() {
    const std::string name{base::trim(utf8(name_->GetValue()))};
    if (name.empty()) return;
    std::erase_if(filters_, [&](const auto& one) { return one.name == name; });
    filters_.push_back({name, now_});
    keep();
    close();
}

void SavedFilters::take_away() {
    std::erase_if(filters_, [&](const auto& one) { return one.filter == now_; });
    keep();
    close();
}

void SavedFilters::keep() {
    context_.workspace.keep_draft(kept_as, workspace::text_of(filters_));
}

}  // namespace samordna::desktop
