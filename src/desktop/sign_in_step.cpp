#include "desktop/sign_in_step.h"

#include <algorithm>
#include <utility>

#include "desktop/access.h"
#include "desktop/palette.h"
#include "desktop/qr_picture.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {

using wording::tr;

namespace {

std::string trimmed(const wxTextCtrl* field) {
    return utf8(field->GetValue().Trim().Trim(false));
}

// Six digits, however they are grouped; anything else is a recovery code.
bool is_app_code(const std::string& text) {
    int digits = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            ++digits;
        else if (c != ' ')
            return false;
    }
    return digits <= 6;
}

void enter_first_empty(std::initializer_list<wxTextCtrl*> fields) {
    wxTextCtrl* last = nullptr;
    for (wxTextCtrl* field : fields) {
        last = field;
        if (field->IsEmpty()) break;
    }
    last->SetFocus();
}

}  // namespace

int sign_in_width() {
    return scaled(400);
}

wxStaticText* add_words(wxWindow* parent, wxSizer* sizer, const std::string& text, int below) {
    auto* words = new wxStaticText(parent, wxID_ANY, ui(text));
    words->SetForegroundColour(colour(Tone::quiet));
    words->Wrap(sign_in_width());
    sizer->Add(words, 0, wxEXPAND | wxBOTTOM, below);
    return words;
}

wxTextCtrl* add_field(wxWindow* parent, wxSizer* sizer, const std::string& label, const char* id, long style,
                      std::function<void()> done) {
    auto* words = new wxStaticText(parent, wxID_ANY, ui(label));
    auto* made = new wxTextCtrl(parent, wxID_ANY, "", wxDefaultPosition, wxSize(sign_in_width(), -1),
                                style | wxTE_PROCESS_ENTER);
    fit_height(made);
    describe(made, id, ui(label));
    made->Bind(wxEVT_TEXT_ENTER, [done = std::move(done)](wxCommandEvent&) { done(); });
    sizer->Add(words, 0, wxEXPAND);
    sizer->AddSpacer(4);
    sizer->Add(made, 0, wxEXPAND | wxBOTTOM, 12);
    return made;
}

// --- Who she is.

WhoStep::WhoStep(wxWindow* parent, const std::function<void()>& done, std::function<void(const std::string&)> named)
    : SignInStep(parent), named_(std::move(named)) {
    never_focus(this);
    auto* all = new wxBoxSizer(wxVERTICAL);
    server_ = add_field(this, all, tr("Server"), "sign-in-server", 0, done);
    server_->SetHint("https://");
    server_->Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent& event) {
        event.Skip();
        tell_server();
    });
    add_words(this, all,
              tr("The address of your unit's Samordna, from whoever gave you your account. It begins with https:// and "
                 "is remembered here."));
    user_ = add_field(this, all, tr("User"), "sign-in-user", 0, done);
    password_ = add_field(this, all, tr("Password"), "sign-in-password", wxTE_PASSWORD, done);
    SetSizer(all);
}

void WhoStep::fill(const std::string& server, const std::string& user) {
    server_->SetValue(ui(server));
    user_->SetValue(ui(user));
    tell_server();
}

std::string WhoStep::server() const {
    return trimmed(server_);
}

void WhoStep::tell_server() {
    if (IsBeingDeleted() || server() == told_) return;
    told_ = server();
    named_(told_);
}

void WhoStep::enter() {
    enter_first_empty({server_, user_, password_});
}

bool WhoStep::answer(workspace::SignInWords& words) {
    words = {trimmed(server_), trimmed(user_), utf8(password_->GetValue())};
    return !words.server.empty() && !words.user.empty() && !words.password.empty();
}

void WhoStep::enable(bool on) {
    for (wxTextCtrl* field : {server_, user_, password_}) field->Enable(on);
}

// --- A password of her own.

OwnPasswordStep::OwnPasswordStep(wxWindow* parent, const std::function<void()>& done, std::function<void()> resized)
    : SignInStep(parent), resized_(std::move(resized)) {
    never_focus(this);
    auto* all = new wxBoxSizer(wxVERTICAL);
    why_ = add_words(this, all, "");
    password_ = add_field(this, all, tr("New password"), "sign-in-new-password", wxTE_PASSWORD, done);
    judgement_ = add_words(this, all, "");
    describe(judgement_, "sign-in-judgement", "");
    again_ = add_field(this, all, tr("The new password once more"), "sign-in-new-password-again", wxTE_PASSWORD, done);
    password_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { judge(); });
    SetSizer(all);
}

void OwnPasswordStep::ask(const std::string& user, bool for_this_computer) {
    user_ = user;
    why_->SetLabel(ui(for_this_computer
                          ? tr("You are signed in. Choose a password for this computer alone: it opens the window "
                               "again when it has locked itself, also without a connection. At least ten characters, a "
                               "few words in a row for instance.")
                          : tr("The password that you were given is good for one sign-in. Choose one of your own: at "
                               "least ten characters, a few words in a row for instance.")));
    why_->Wrap(sign_in_width());
    judge();
}

void OwnPasswordStep::judge() {
    const std::string password = utf8(password_->GetValue());
    const bool bad = !password.empty() && rules::fault_of_password(password, user_).has_value();
    const wxString said = ui(wording::judgement_of_password(password, user_));
    judgement_->SetForegroundColour(colour(bad ? Tone::warn : Tone::good));
    judgement_->SetLabel(said);
    judgement_->Wrap(sign_in_width());
    judgement_->Show(!said.empty());
    describe(judgement_, "sign-in-judgement", said);
    describe_more(password_, said);  // for whoever does not see it
    resized_();
}

void OwnPasswordStep::enter() {
    const std::string password = utf8(password_->GetValue());
    if (password.empty() || rules::fault_of_password(password, user_))
        password_->SetFocus();
    else
        again_->SetFocus();
}

bool OwnPasswordStep::answer(workspace::SignInWords& words) {
    const std::string password = utf8(password_->GetValue());
    if (password.empty() || again_->IsEmpty() || rules::fault_of_password(password, user_)) return false;
    if (password_->GetValue() != again_->GetValue()) {
        const wxString said = ui(tr("The two passwords are not the same."));
        judgement_->SetForegroundColour(colour(Tone::bad));
        judgement_->SetLabel(said);
        describe(judgement_, "sign-in-judgement", said);
        describe_more(again_, said);
        again_->Clear();
        resized_();
        return false;
    }
    words.new_password = password;
    return true;
}

void OwnPasswordStep::enable(bool on) {
    for (wxTextCtrl* field : {password_, again_}) field->Enable(on);
}

void OwnPasswordStep::clear() {
    password_->Clear();
    again_->Clear();
}

// --- The code.

CodeStep::CodeStep(wxWindow* parent, const std::function<void()>& done) : SignInStep(parent) {
    never_focus(this);
    auto* all = new wxBoxSizer(wxVERTICAL);
    enrolment_ = new wxBoxSizer(wxVERTICAL);
    add_words(this, enrolment_,
              tr("Your account is to have a second factor: an app on your telephone that shows a new code every half "
                 "minute. Let the app read the picture, or write the letters into it."));
    picture_ = new wxStaticBitmap(this, wxID_ANY, wxNullBitmap);
    enrolment_->Add(picture_, 0, wxALIGN_CENTRE_HORIZONTAL | wxBOTTOM, 12);
    secret_ = add_field(this, enrolment_, tr("The secret, as letters"), "sign-in-secret", wxTE_READONLY, done);
    all->Add(enrolment_, 0, wxEXPAND);
    which_ = add_words(this, all, "");
    code_ = add_field(this, all, tr("Code"), "sign-in-code", 0, done);
    SetSizer(all);
}

void CodeStep::ask() {
    enrols_ = unread_ = false;
    enrolment_->ShowItems(false);
    which_->SetLabel(ui(tr("Write the six digits that your app shows now, or one of your recovery codes.")));
    which_->Wrap(sign_in_width());
}

void CodeStep::ask(const wording::AppSecret& secret) {
    enrols_ = unread_ = true;
    const QrSquares squares = qr_squares(secret.uri);
    picture_->SetBitmap(qr_picture(squares, std::max(2, scaled(4))));
    const std::string letters = wording::in_fours(secret.letters);
    describe(picture_, "sign-in-picture", ui(tr("QR code with the secret")));
    describe_more(picture_, ui(tr("The same secret stands as letters in the next field.")));
    secret_->SetValue(ui(letters));
    enrolment_->ShowItems(true);
    which_->SetLabel(ui(tr("Then write the six digits that the app shows.")));
    which_->Wrap(sign_in_width());
}

void CodeStep::enter() {
    if (std::exchange(unread_, false))
        secret_->SetFocus();
    else
        code_->SetFocus();
}

bool CodeStep::answer(workspace::SignInWords& words) {
    const std::string text = trimmed(code_);
    const bool of_app = enrols_ || is_app_code(text);
    words.code = of_app ? text : std::string{};
    words.recovery_code = of_app ? std::string{} : text;
    if (text.empty()) code_->SetFocus();
    return !text.empty();
}

void CodeStep::enable(bool on) {
    code_->Enable(on);
}

}  // namespace samordna::desktop
