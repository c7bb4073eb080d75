#include "desktop/help_panel.h"

#include <algorithm>

#include <wx/sizer.h>
#include <wx/statline.h>

#include "desktop/access.h"
#include "desktop/prose.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/help_words.h"

namespace samordna::desktop {

using wording::tr;

HelpPanel::HelpPanel(wxWindow* parent, const ActionBook& actions, std::function<void()> closed)
    : wxPanel(parent), actions_(actions) {
    title_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    title_->SetFont(GetFont().Bold().Scaled(1.15F));
    close_ = new wxButton(this, wxID_ANY, ui(tr("Close")));
    describe(close_, "help-close", ui(tr("Close the help")));
    close_->SetToolTip("Esc");
    close_->Bind(wxEVT_BUTTON, [closed = std::move(closed)](wxCommandEvent&) { closed(); });
    text_ = new Prose(this, "help-text", ui(tr("Help with this page")));

    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(title_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    head->Add(close_);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(head, 0, wxEXPAND | wxALL, 16);
    all->Add(text_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 16);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(new wxStaticLine(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxLI_VERTICAL), 0, wxEXPAND);
    row->Add(all, 1, wxEXPAND);
    SetSizer(row);
    Hide();
}

// As wide as it is read well, and never more than the page can spare.
void HelpPanel::fit() {
    SetMinSize(wxSize(std::min(scaled(340), GetParent()->GetClientSize().x * 2 / 5), -1));
}

void HelpPanel::show_help(std::string_view page, std::string_view panel) {
    fit();
    const wording::Help help = wording::help_of(panel.empty() ? page : panel);
    if (title_->GetLabel() != ui(help.title)) title_->SetLabel(ui(help.title));
    text_->begin();
    for (const auto& part : help.parts) {
        text_->heading(ui(part.heading));
        for (const auto& sentence : part.sentences) text_->sentence(ui(sentence));
    }
    bool first = true;
    for (const Action& action : actions()) {
        if (action.keys.empty() || !actions_.is_of_page(action.id, page)) continue;
        // A panel has the keys that do something while it stands there.
        if (!panel.empty() && !actions_.enabled(action.id)) continue;
        if (first) text_->heading(ui(tr("Keys here")));
        first = false;
        text_->sentence(ui(shown_key(action) + "   " + tr(action.label)));
    }
    text_->end();
}

void HelpPanel::enter() {
    text_->SetFocus();
}

bool HelpPanel::has_focus() const {
    return IsShown() && (text_->HasFocus() || close_->HasFocus());
}

}  // namespace samordna::desktop
