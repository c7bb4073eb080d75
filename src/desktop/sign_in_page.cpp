#include "desktop/sign_in_page.h"

#include <wx/sizer.h>
#include <wx/statbmp.h>

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::desktop {

using wording::tr;

SignInPage::SignInPage(wxWindow* parent, workspace::Workspace& workspace, std::function<void()> signed_in)
    : wxScrolledWindow(parent), workspace_(workspace), signed_in_(std::move(signed_in)) {
    SetScrollRate(0, 12);  // the letters may be large
    never_focus(this);
    const int width = scaled(400);
    auto* form = new wxBoxSizer(wxVERTICAL);
    form->Add(new wxStaticBitmap(this, wxID_ANY, app_icon()), 0, wxALIGN_CENTRE_HORIZONTAL);
    form->AddSpacer(16);
    auto* title = new wxStaticText(this, wxID_ANY, ui(tr("Sign in to Samordna")));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    form->Add(title, 0, wxALIGN_CENTRE_HORIZONTAL);
    form->AddSpacer(6);
    auto* why = new wxStaticText(this, wxID_ANY,
                                 ui(tr("Your unit's shifts are then fetched to this computer, encrypted. You can go on "
                                       "working when the connection is gone.")),
                                 wxDefaultPosition, wxDefaultSize, wxALIGN_CENTRE_HORIZONTAL);
    why->SetForegroundColour(colour(Tone::quiet));
    why->Wrap(width);
    form->Add(why, 0, wxALIGN_CENTRE_HORIZONTAL);
    form->AddSpacer(20);
    const auto explain = [&](const std::string& text, int below) {
        auto* words = new wxStaticText(this, wxID_ANY, ui(text));
        words->SetForegroundColour(colour(Tone::quiet));
        words->Wrap(width);
        form->Add(words, 0, wxEXPAND | wxBOTTOM, below);
    };

    const auto field = [&](const std::string& label, const char* id, long style, const std::string& help = {}) {
        auto* words = new wxStaticText(this, wxID_ANY, ui(label));
        auto* made =
            new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(width, -1), style | wxTE_PROCESS_ENTER);
        fit_height(made);
        describe(made, id, ui(label));
        made->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { sign_in(); });
        form->Add(words, 0, wxEXPAND);
        form->AddSpacer(4);
        form->Add(made, 0, wxEXPAND);
        form->AddSpacer(help.empty() ? 12 : 4);
        if (!help.empty()) explain(help, 12);
        return made;
    };
    server_ = field(tr("Server"), "sign-in-server", 0,
                    tr("The address of your unit's Samordna, from whoever gave you your account. It begins with "
                       "https:// and is remembered here."));
    server_->SetHint("https://");
    user_ = field(tr("User"), "sign-in-user", 0);
    password_ = field(tr("Password"), "sign-in-password", wxTE_PASSWORD);
    trouble_ = new wxStaticText(this, wxID_ANY, "");
    trouble_->SetForegroundColour(colour(Tone::bad));
    trouble_->Hide();
    form->Add(trouble_, 0, wxEXPAND | wxBOTTOM, 12);
    button_ = new wxButton(this, wxID_ANY, ui(tr("Sign in")));
    add_style(button_, "suggested-action");
    describe(button_, "sign-in", ui(tr("Sign in")));
    form->AddSpacer(4);
    form->Add(button_, 0, wxEXPAND);
    button_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { sign_in(); });
    make_waiting(form);
    form->AddSpacer(20);
    explain(tr("On this computer: your unit's shifts and what you have done, encrypted. Your password is never kept."),
            8);
    explain(
        tr("Without a connection: the first sign-in needs one. After that you are signed in when you open the window, "
           "and what you do is sent when the connection is back."),
        8);
    explain(tr("New to it? Once you are signed in you can be shown around."), 0);

    auto* all = new wxBoxSizer(wxVERTICAL);
    all->AddStretchSpacer(2);
    all->Add(form, 0, wxALIGN_CENTRE_HORIZONTAL);
    all->AddStretchSpacer(3);
    SetSizer(all);
    FitInside();
}

// What goes with the page is not to come back to it.
SignInPage::~SignInPage() {
    if (waits_) workspace_.abandon_sign_in();
}

// While the backend is asked: that it is going on, and the way out.
void SignInPage::make_waiting(wxSizer* form) {
    activity_ = new wxActivityIndicator(this, wxID_ANY);
    cancel_ = new wxButton(this, wxID_ANY, ui(tr("Cancel")));
    // The keys go there: that is when a screen reader says what is going on.
    describe(cancel_, "sign-in-cancel", ui(tr("Signing in... Cancel")));
    cancel_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { give_up(); });
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (waits_ && event.GetKeyCode() == WXK_ESCAPE) return give_up();
        event.Skip();
    });
    waiting_ = new wxBoxSizer(wxHORIZONTAL);
    waiting_->Add(activity_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    waiting_->Add(new wxStaticText(this, wxID_ANY, ui(tr("Signing in..."))), 1, wxALIGN_CENTRE_VERTICAL);
    waiting_->Add(cancel_, 0, wxALIGN_CENTRE_VERTICAL);
    form->Add(waiting_, 0, wxEXPAND | wxTOP, 12);
    waiting_->ShowItems(false);
}

void SignInPage::fill(const std::string& server, const std::string& user) {
    server_->SetValue(ui(server));
    user_->SetValue(ui(user));
}

void SignInPage::enter() {
    for (wxTextCtrl* field : {server_, user_, password_}) {
        if (field->IsEmpty() || field == password_) return field->SetFocus();
    }
}

void SignInPage::say(const base::Error& error) {
    trouble_->SetLabel(ui(wording::sentence_of(error)));
    trouble_->Wrap(scaled(400));
    trouble_->Show();
    FitInside();
    Layout();
}

void SignInPage::sign_in() {
    const std::string server = utf8(server_->GetValue().Trim().Trim(false));
    const std::string user = utf8(user_->GetValue().Trim().Trim(false));
    if (server.empty() || user.empty() || password_->IsEmpty()) return enter();
    trouble_->Hide();
    wait_for_answer(true);
    workspace_.begin_sign_in({server, user, utf8(password_->GetValue())},
                             [this](const base::Result<workspace::Welcome>& done) { take(done); });
}

void SignInPage::wait_for_answer(bool waits) {
    waits_ = waits;
    for (wxWindow* control : std::initializer_list<wxWindow*>{server_, user_, password_, button_})
        control->Enable(!waits);
    waiting_->ShowItems(waits);
    waits ? activity_->Start() : activity_->Stop();
    FitInside();
    Layout();
    if (waits)
        cancel_->SetFocus();
    else
        password_->SetFocus();
}

void SignInPage::take(const base::Result<workspace::Welcome>& done) {
    wait_for_answer(false);
    password_->Clear();
    if (done) return signed_in_();
    say(done.error());
}

// What she typed stays: it may only have taken too long.
void SignInPage::give_up() {
    workspace_.abandon_sign_in();
    wait_for_answer(false);
}

}  // namespace samordna::desktop
