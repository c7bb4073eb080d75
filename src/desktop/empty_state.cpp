#include "desktop/empty_state.h"

#include <algorithm>

#include <wx/settings.h>
#include <wx/sizer.h>

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/style.h"

namespace samordna::desktop {

EmptyState::EmptyState(wxWindow* parent) : wxPanel(parent) {
    SetBackgroundColour(wxSystemSettings::GetColour(wxSYS_COLOUR_LISTBOX));
    picture_ = new wxStaticBitmap(this, wxID_ANY, icon("empty", Tone::quiet, 40));
    title_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxALIGN_CENTRE_HORIZONTAL);
    title_->SetFont(GetFont().Bold().Scaled(1.15F));
    why_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxALIGN_CENTRE_HORIZONTAL);
    why_->SetForegroundColour(colour(Tone::quiet));
    button_ = new wxButton(this, wxID_ANY, "");
    button_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
        // A copy: what is done may say something else here.
        if (const auto pressed = pressed_) pressed();
    });
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->AddStretchSpacer(2);
    all->Add(picture_, 0, wxALIGN_CENTRE_HORIZONTAL);
    all->AddSpacer(12);
    all->Add(title_, 0, wxALIGN_CENTRE_HORIZONTAL);
    all->AddSpacer(6);
    all->Add(why_, 0, wxALIGN_CENTRE_HORIZONTAL);
    all->AddSpacer(14);
    all->Add(button_, 0, wxALIGN_CENTRE_HORIZONTAL);
    all->AddStretchSpacer(3);
    SetSizer(all);
}

void EmptyState::say(const wxString& title, const wxString& why, const wxString& button, std::function<void()> pressed,
                     const char* picture) {
    picture_->SetBitmap(icon(picture, Tone::quiet, 40));
    title_->SetLabel(title);
    why_->SetLabel(why);
    // Large letters get no more width than there is; before the first layout that is not known.
    why_->Wrap(large_text() ? std::clamp(GetParent()->GetClientSize().x - 32, scaled(300), scaled(520)) : scaled(520));
    button_->SetLabel(button);
    button_->Show(!button.empty());
    describe(button_, "empty-action", button);
    pressed_ = std::move(pressed);
    Layout();
}

}  // namespace samordna::desktop
