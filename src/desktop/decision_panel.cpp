#include "desktop/decision_panel.h"

#include <algorithm>

#include <wx/sizer.h>

#include "desktop/access.h"
#include "desktop/prose.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {

using wording::tr;

DecisionPanel::DecisionPanel(wxWindow* parent, std::function<void()> closed)
    : wxPanel(parent), closed_(std::move(closed)) {
    title_ = new wxStaticText(this, wxID_ANY, "");
    title_->SetFont(GetFont().Bold().Scaled(1.15F));
    cancel_ = new wxButton(this, wxID_ANY, ui(tr("Cancel")));
    confirm_ = new wxButton(this, wxID_ANY, "");
    describe(cancel_, "decision-cancel", ui(tr("Cancel")));
    cancel_->SetToolTip("Esc");
    add_style(confirm_, "suggested-action");
    text_ = new Prose(this, "decision-text", ui(tr("What would be done")));

    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    if (large_text())
        buttons->AddStretchSpacer();
    else
        buttons->Add(title_, 1, wxALIGN_CENTRE_VERTICAL);
    buttons->Add(cancel_, 0, wxRIGHT, 8);
    buttons->Add(confirm_);
    auto* all = new wxBoxSizer(wxVERTICAL);
    // With large letters the title takes the lines that it needs.
    if (large_text()) all->Add(title_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    all->Add(buttons, 0, wxEXPAND | wxALL, 16);
    all->Add(text_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 16);
    SetSizer(all);

    cancel_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { closed_(); });
    confirm_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { confirm(); });
}

void DecisionPanel::ask(Decision decision) {
    decision_ = std::move(decision);
    title_->SetLabel(decision_.title);
    if (large_text()) title_->Wrap(std::max(scaled(300), GetClientSize().x - 32));
    text_->begin();
    for (const Decision::Line& line : decision_.lines) {
        if (line.heading)
            text_->heading(line.text);
        else
            text_->sentence(line.text, line.tone);
    }
    text_->end();
    const bool can = !decision_.confirm.empty();
    confirm_->Show(can);
    confirm_->SetLabel(decision_.confirm);
    cancel_->SetLabel(ui(can ? tr("Cancel") : tr("Close")));
    describe(cancel_, "decision-cancel", cancel_->GetLabel());
    describe(confirm_, "decision-confirm", decision_.confirm);
    Layout();
    if (can && !decision_.careful)
        confirm_->SetFocus();
    else
        cancel_->SetFocus();
}

void DecisionPanel::confirm() {
    const auto done = decision_.done;
    closed_();
    if (done) done();
}

}  // namespace samordna::desktop
