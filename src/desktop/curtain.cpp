#include "desktop/curtain.h"

#include <wx/sizer.h>
#include <wx/statbmp.h>

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/palette.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using wording::tr;

constexpr int most_failures = 5;

}  // namespace

Curtain::Curtain(wxWindow* parent, workspace::Workspace& workspace, std::function<void()> opened,
                 std::function<void()> left)
    : wxScrolledWindow(parent), workspace_(workspace), opened_(std::move(opened)), left_(std::move(left)) {
    SetScrollRate(0, 12);  // the letters may be large
    never_focus(this);
    auto* form = new wxBoxSizer(wxVERTICAL);
    form->Add(new wxStaticBitmap(this, wxID_ANY, app_icon()), 0, wxALIGN_CENTRE_HORIZONTAL);
    form->AddSpacer(16);
    auto* title = new wxStaticText(this, wxID_ANY, ui(tr("Samordna is locked")));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    form->Add(title, 0, wxALIGN_CENTRE_HORIZONTAL);
    form->AddSpacer(6);
    who_ = new wxStaticText(this, wxID_ANY, "");
    who_->SetForegroundColour(colour(Tone::quiet));
    form->Add(who_, 0, wxALIGN_CENTRE_HORIZONTAL);
    form->AddSpacer(20);
    label_ = new wxStaticText(this, wxID_ANY, ui(tr("Password")));
    form->Add(label_, 0, wxEXPAND | wxBOTTOM, 4);
    password_ = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(scaled(360), -1),
                               wxTE_PASSWORD | wxTE_PROCESS_ENTER);
    describe(password_, "curtain-password", ui(tr("Password")));
    form->Add(password_, 0, wxEXPAND);
    form->AddSpacer(8);
    wrong_ = new wxStaticText(this, wxID_ANY, "");
    wrong_->SetForegroundColour(colour(Tone::bad));
    describe(wrong_, "curtain-wrong", "");
    form->Add(wrong_, 0, wxEXPAND);
    form->AddSpacer(12);
    unlock_ = new wxButton(this, wxID_ANY, ui(tr("Unlock")));
    add_style(unlock_, "suggested-action");
    describe(unlock_, "curtain-unlock", ui(tr("Unlock")));
    leave_ = new wxButton(this, wxID_ANY, ui(tr("Sign in anew")));
    describe(leave_, "curtain-leave", ui(tr("Sign in anew")));
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(leave_, 0, wxRIGHT, 8);
    buttons->AddStretchSpacer();
    buttons->Add(unlock_);
    form->Add(buttons, 0, wxEXPAND);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->AddStretchSpacer(2);
    all->Add(form, 0, wxALIGN_CENTRE_HORIZONTAL);
    all->AddStretchSpacer(3);
    SetSizer(all);

    password_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { open(); });
    unlock_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { open(); });
    leave_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { left_(); });
}

void Curtain::enter() {
    const auto who = workspace_.signed_in();
    who_->SetLabel(
        who ? ui(tr("Signed in as {user}. Nothing is lost; what waits is still being sent.", {{"user", who->user}}))
            : wxString{});
    password_->Clear();
    wrong_->SetLabel("");
    // Signed in through the browser, and gone before she chose one.
    const bool has_password = workspace_.has_own_password();
    for (wxWindow* one : std::initializer_list<wxWindow*>{label_, password_, unlock_}) one->Show(has_password);
    Layout();
    if (has_password)
        password_->SetFocus();
    else
        leave_->SetFocus();
}

void Curtain::open() {
    const bool right = workspace_.is_own_password(utf8(password_->GetValue()));
    password_->Clear();
    if (right) {
        failures_ = 0;
        return opened_();
    }
    if (++failures_ >= most_failures) {
        failures_ = 0;
        return left_();
    }
    wrong_->SetLabel(ui(wording::trn("That is not your password. {n} more try, then you sign in anew.",
                                     "That is not your password. {n} more tries, then you sign in anew.",
                                     std::int64_t{most_failures - failures_})));
    Layout();
    password_->SetFocus();
}

}  // namespace samordna::desktop
