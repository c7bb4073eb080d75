// Signing in through the browser: a button for each way that the server offers, what stands there meanwhile, and the
// password of this computer for whoever has none.
#include <wx/sizer.h>

#include "desktop/access.h"
#include "desktop/sign_in_page.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {

using wording::tr;

void SignInPage::make_ways(wxSizer* form) {
    ways_ = new wxBoxSizer(wxVERTICAL);
    form->Add(ways_, 0, wxEXPAND);
}

void SignInPage::ask_for_ways(const std::string& server) {
    show_ways({});
    if (server.empty()) return;
    workspace_.begin_browser_ways(server, [this, alive = std::weak_ptr(alive_)](const auto& ways) {
        if (!alive.expired()) show_ways(ways);
    });
}

void SignInPage::show_ways(const std::vector<workspace::BrowserWay>& ways) {
    if (ways.empty() && ways_->IsEmpty()) return;
    ways_->Clear(true);
    for (const auto& way : ways) {
        const wxString label = ui(tr("Sign in with {title}", {{"title", way.title}}));
        auto* button = new wxButton(this, wxID_ANY, label);
        button->MoveAfterInTabOrder(button_);
        describe(button, "sign-in-by-" + way.name, label);
        button->Bind(wxEVT_BUTTON, [this, name = way.name](wxCommandEvent&) { sign_in_by(name); });
        button->Enable(!waits_);
        ways_->Add(button, 0, wxEXPAND | wxTOP, 8);
    }
    ways_->ShowItems(step_ == who_);
    fit();
}

void SignInPage::sign_in_by(const std::string& way) {
    if (waits_) return;
    auto words = wording::browser_words(who_->server(), way);
    if (browser_wait_) words.at_most = *browser_wait_;
    trouble_->Hide();
    wait_for_answer(true);
    workspace_.begin_sign_in(
        words,
        [this](const std::string& address) {
            go_to(browser_);
            browser_->show(address);
            fit();
            cancel_->SetFocus();
        },
        [this](const base::Result<workspace::Welcome>& done) { take_from_browser(done); });
}

void SignInPage::take_from_browser(const base::Result<workspace::Welcome>& done) {
    wait_for_answer(false);
    begin_again();
    if (!done) return say(done.error());
    if (workspace_.has_own_password()) return signed_in_();
    chooses_ = true;
    const auto who = workspace_.signed_in();
    own_password_->ask(who ? who->user : std::string{}, true);
    go_to(own_password_);
    own_password_->enter();
}

void SignInPage::choose_password() {
    const auto chosen = workspace_.choose_own_password(words_.new_password);
    if (!chosen) return say(chosen.error());
    chooses_ = false;
    begin_again();
    signed_in_();
}

}  // namespace samordna::desktop
