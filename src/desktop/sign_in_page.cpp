#include "desktop/sign_in_page.h"

#include <wx/sizer.h>
#include <wx/statbmp.h>

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/palette.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/sentences.h"
#include "wording/sign_in_words.h"

namespace samordna::desktop {

using wording::tr;

SignInPage::SignInPage(wxWindow* parent, workspace::Workspace& workspace,
                       std::optional<std::chrono::seconds> browser_wait, std::function<void()> signed_in)
    : wxScrolledWindow(parent), workspace_(workspace), browser_wait_(browser_wait), signed_in_(std::move(signed_in)) {
    SetScrollRate(0, 12);  // the letters may be large
    never_focus(this);
    auto* form = new wxBoxSizer(wxVERTICAL);
    form->Add(new wxStaticBitmap(this, wxID_ANY, app_icon()), 0, wxALIGN_CENTRE_HORIZONTAL);
    form->AddSpacer(16);
    title_ = new wxStaticText(this, wxID_ANY, ui(tr("Sign in to Samordna")));
    title_->SetFont(GetFont().Bold().Scaled(1.5F));
    form->Add(title_, 0, wxALIGN_CENTRE_HORIZONTAL);
    form->AddSpacer(6);
    why_ = new wxStaticText(this, wxID_ANY,
                            ui(tr("Your unit's shifts are then fetched to this computer, encrypted. You can go on "
                                  "working when the connection is gone.")),
                            wxDefaultPosition, wxDefaultSize, wxALIGN_CENTRE_HORIZONTAL);
    why_->SetForegroundColour(colour(Tone::quiet));
    why_->Wrap(sign_in_width());
    form->Add(why_, 0, wxALIGN_CENTRE_HORIZONTAL);
    form->AddSpacer(20);
    make_steps(form);
    make_waiting(form);
    make_explanations(form);

    auto* all = new wxBoxSizer(wxVERTICAL);
    all->AddStretchSpacer(2);
    all->Add(form, 0, wxALIGN_CENTRE_HORIZONTAL);
    all->AddStretchSpacer(3);
    SetSizer(all);
    show_step();
}

// What goes with the page is not to come back to it.
SignInPage::~SignInPage() {
    if (waits_) workspace_.abandon_sign_in();
}

void SignInPage::make_steps(wxSizer* form) {
    const auto done = [this] { sign_in(); };
    who_ = new WhoStep(this, done, [this](const std::string& server) { ask_for_ways(server); });
    own_password_ = new OwnPasswordStep(this, done, [this] { fit(); });
    code_ = new CodeStep(this, done);
    recovery_ = new RecoveryStep(this, [this] { signed_in_(); });
    browser_ = new BrowserStep(this);
    step_ = who_;
    for (wxWindow* step : std::initializer_list<wxWindow*>{who_, own_password_, code_, browser_, recovery_})
        form->Add(step, 0, wxEXPAND);
    trouble_ = new wxStaticText(this, wxID_ANY, "");
    trouble_->SetForegroundColour(colour(Tone::bad));
    trouble_->Hide();
    form->Add(trouble_, 0, wxEXPAND | wxBOTTOM, 12);
    button_ = new wxButton(this, wxID_ANY, ui(tr("Sign in")));
    add_style(button_, "suggested-action");
    describe(button_, "sign-in", ui(tr("Sign in")));
    form->AddSpacer(4);
    form->Add(button_, 0, wxEXPAND);
    make_ways(form);
    button_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { sign_in(); });
    back_ = new wxButton(this, wxID_ANY, ui(tr("Back")));
    describe(back_, "sign-in-back", ui(tr("Back")));
    back_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { begin_again(); });
    form->Add(back_, 0, wxEXPAND | wxTOP, 8);
}

// While the backend is asked: that it is going on, and the way out.
void SignInPage::make_waiting(wxSizer* form) {
    activity_ = new wxActivityIndicator(this, wxID_ANY);
    cancel_ = new wxButton(this, wxID_ANY, ui(tr("Cancel")));
    // The keys go there: that is when a screen reader says what is going on.
    describe(cancel_, "sign-in-cancel", ui(tr("Signing in... Cancel")));
    cancel_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { give_up(); });
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (event.GetKeyCode() != WXK_ESCAPE) return event.Skip();
        if (waits_) return give_up();
        if (step_ != nullptr && step_ != who_ && !chooses_) return begin_again();
        event.Skip();
    });
    waiting_ = new wxBoxSizer(wxHORIZONTAL);
    waiting_->Add(activity_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    waiting_->Add(new wxStaticText(this, wxID_ANY, ui(tr("Signing in..."))), 1, wxALIGN_CENTRE_VERTICAL);
    waiting_->Add(cancel_, 0, wxALIGN_CENTRE_VERTICAL);
    form->Add(waiting_, 0, wxEXPAND | wxTOP, 12);
}

void SignInPage::make_explanations(wxSizer* form) {
    explanations_ = new wxBoxSizer(wxVERTICAL);
    explanations_->AddSpacer(20);
    add_words(
        this, explanations_,
        tr("On this computer: your unit's shifts and what you have done, encrypted. Your password is never kept."), 8);
    add_words(this, explanations_,
              tr("Without a connection: the first sign-in needs one. After that you are signed in when you open the "
                 "window, and what you do is sent when the connection is back."),
              8);
    add_words(this, explanations_, tr("New to it? Once you are signed in you can be shown around."), 0);
    form->Add(explanations_, 0, wxEXPAND);
}

void SignInPage::fit() {
    FitInside();
    Layout();
    // What is within has changed, perhaps, and its size has not.
    if (step_ != nullptr)
        step_->Layout();
    else
        recovery_->Layout();
}

// Nothing: the recovery codes.
void SignInPage::go_to(SignInStep* step) {
    step_ = step;
    trouble_->Hide();
    show_step();
}

void SignInPage::show_step() {
    for (wxWindow* step : std::initializer_list<wxWindow*>{who_, own_password_, code_, browser_})
        step->Show(step == step_);
    recovery_->Show(step_ == nullptr);
    const bool first = step_ == who_;
    why_->Show(first);
    explanations_->ShowItems(first);
    ways_->ShowItems(first);
    button_->Show(step_ != nullptr && step_ != browser_);
    back_->Show(!first && step_ != nullptr && step_ != browser_ && !chooses_);
    waiting_->ShowItems(waits_);
    Scroll(0, 0);
    fit();
}

void SignInPage::fill(const std::string& server, const std::string& user) {
    who_->fill(server, user);
}

void SignInPage::enter() {
    if (step_ != nullptr)
        step_->enter();
    else
        recovery_->enter();
}

void SignInPage::say(const base::Error& error) {
    trouble_->SetLabel(ui(wording::sentence_of(error)));
    trouble_->Wrap(sign_in_width());
    trouble_->Show();
    fit();
}

void SignInPage::show_codes(const std::vector<std::string>& codes) {
    recovery_->show(codes);
    go_to(nullptr);
    recovery_->enter();
}

void SignInPage::sign_in() {
    if (waits_ || step_ == nullptr) return;
    if (!step_->answer(words_)) return step_->enter();
    if (chooses_) return choose_password();
    trouble_->Hide();
    wait_for_answer(true);
    workspace_.begin_sign_in(words_, [this](const base::Result<workspace::Welcome>& done) { take(done); });
}

void SignInPage::wait_for_answer(bool waits) {
    waits_ = waits;
    for (SignInStep* step : std::initializer_list<SignInStep*>{who_, own_password_, code_}) step->enable(!waits);
    button_->Enable(!waits);
    back_->Enable(!waits);
    for (wxSizerItem* way : ways_->GetChildren()) way->GetWindow()->Enable(!waits);
    waiting_->ShowItems(waits);
    waits ? activity_->Start() : activity_->Stop();
    fit();
    if (waits)
        cancel_->SetFocus();
    else
        step_->enter();
}

void SignInPage::take(const base::Result<workspace::Welcome>& done) {
    wait_for_answer(false);
    who_->clear();
    if (!done) return go_on_after(done.error());
    words_ = {};
    own_password_->clear();
    code_->clear();
    if (done->recovery_codes.empty()) return signed_in_();
    show_codes(done->recovery_codes);
}

void SignInPage::go_on_after(const base::Error& error) {
    // What is wanted next is said by the step itself; what was wrong with an answer is said.
    if (error.code == "sign_in.new_password_needed" || error.code == "sign_in.weak_password") {
        own_password_->ask(words_.user);
        go_to(own_password_);
        if (error.code == "sign_in.weak_password") say(error);
    } else if (error.code == "sign_in.code_needed") {
        code_->ask();
        go_to(code_);
    } else if (error.code == "sign_in.enrol") {
        code_->ask(wording::app_secret_of(error));
        go_to(code_);
    } else if (error.code == "sign_in.code_refused") {
        code_->clear();
        say(error);
    } else {
        if (error.code == "sign_in.refused") begin_again();
        say(error);
    }
    enter();
}

// What she typed stays: it may only have taken too long.
void SignInPage::give_up() {
    workspace_.abandon_sign_in();
    wait_for_answer(false);
    if (step_ == browser_) begin_again();
}

void SignInPage::begin_again() {
    words_ = {};
    for (SignInStep* step : std::initializer_list<SignInStep*>{who_, own_password_, code_, browser_}) step->clear();
    go_to(who_);
    who_->enter();
}

}  // namespace samordna::desktop
