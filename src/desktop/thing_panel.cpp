#include "desktop/thing_panel.h"

#include <wx/sizer.h>

#include "desktop/access.h"
#include "desktop/palette.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {

using wording::tr;

ThingPanel::ThingPanel(wxWindow* parent, Context& context, std::string_view id, std::string_view main,
                       std::vector<std::string_view> others)
    : wxPanel(parent), context_(context) {
    title_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    title_->SetFont(GetFont().Bold().Scaled(1.1F));
    subtitle_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    subtitle_->SetForegroundColour(colour(Tone::quiet));
    prose_ = new Prose(this, std::string(id) + "-details", ui(tr("What is known, and what is to be done")));
    body_ = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    body_->Add(prose_, 1, wxEXPAND);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->AddStretchSpacer();
    others.push_back(main);
    for (const auto action : others) {
        if (action.empty()) continue;
        const Action* known = find_action(action);
        auto* button = new wxButton(this, wxID_ANY, ui(tr(known->label)));
        describe(button, std::string(id) + "-" + std::string(action), ui(tr(known->label)));
        button->SetToolTip(ui(tip(action)));
        if (action == main) add_style(button, "suggested-action");
        button->Bind(wxEVT_BUTTON, [this, action](wxCommandEvent&) { context_.actions.run(action); });
        row->Add(button, 0, wxLEFT, 8);
        buttons_.push_back({action, button});
    }
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(title_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 16);
    head->Add(subtitle_, 1, wxALIGN_CENTRE_VERTICAL);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(head, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 12);
    all->AddSpacer(6);
    all->Add(body_, 1, wxEXPAND | wxLEFT | wxRIGHT, 12);
    all->Add(row, 0, wxEXPAND | wxALL, 12);
    SetSizer(all);
}

void ThingPanel::show(const std::string& title, const std::string& subtitle, const std::vector<Line>& lines) {
    title_->SetLabel(ui(title));
    subtitle_->SetLabel(ui(subtitle));
    prose_->begin();
    for (const auto& line : lines) {
        if (line.heading)
            prose_->heading(ui(line.text));
        else
            prose_->sentence(ui(line.text), line.tone);
    }
    prose_->end();
    for (const auto& [action, button] : buttons_) {
        const bool can = context_.actions.enabled(action);
        if (button->IsEnabled() != can) button->Enable(can);
    }
    Layout();
}

}  // namespace samordna::desktop
