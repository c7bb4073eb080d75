// Where she says who she is, step by step. Explains itself; what went wrong stands where she looks. Main thread.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <wx/activityindicator.h>
#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/stattext.h>

#include "desktop/sign_in_step.h"
#include "workspace/workspace.h"

namespace samordna::desktop {

class SignInPage final : public wxScrolledWindow {
  public:
    // `browser_wait`: how long the browser is waited for; nothing: as long as is usual.
    SignInPage(wxWindow* parent, workspace::Workspace& workspace, std::optional<std::chrono::seconds> browser_wait,
               std::function<void()> signed_in);
    ~SignInPage() override;
    SignInPage(const SignInPage&) = delete;
    SignInPage& operator=(const SignInPage&) = delete;
    // The focus goes to the first field that is empty.
    void enter();
    void fill(const std::string& server, const std::string& user);
    // An error that came before she tried: at start.
    void say(const base::Error& error);
    // Recovery codes that she has not gone on from yet: they are seen nowhere else. To be shown again by a page that
    // takes this one's place.
    const std::vector<std::string>& unread_codes() const { return recovery_->shown(); }
    void show_codes(const std::vector<std::string>& codes);

  private:
    void make_steps(wxSizer* form);
    void make_ways(wxSizer* form);
    void ask_for_ways(const std::string& server);
    void show_ways(const std::vector<workspace::BrowserWay>& ways);
    void sign_in_by(const std::string& way);
    void take_from_browser(const base::Result<workspace::Welcome>& done);
    void choose_password();
    void make_waiting(wxSizer* form);
    void make_explanations(wxSizer* form);
    void go_to(SignInStep* step);
    void show_step();
    void sign_in();
    void wait_for_answer(bool waits);
    void take(const base::Result<workspace::Welcome>& done);
    void go_on_after(const base::Error& error);
    void give_up();
    void begin_again();
    void fit();
    workspace::Workspace& workspace_;
    std::optional<std::chrono::seconds> browser_wait_;
    std::function<void()> signed_in_;
    workspace::SignInWords words_;  // what she has shown so far
    WhoStep* who_;
    OwnPasswordStep* own_password_;
    CodeStep* code_;
    RecoveryStep* recovery_;
    BrowserStep* browser_;
    SignInStep* step_;
    wxSizer* ways_ = nullptr;  // a button for each
    wxStaticText* title_;
    wxStaticText* why_;
    wxStaticText* trouble_;
    wxButton* button_;
    wxButton* back_;
    wxSizer* waiting_ = nullptr;
    wxSizer* explanations_ = nullptr;
    wxActivityIndicator* activity_ = nullptr;
    wxButton* cancel_ = nullptr;
    bool waits_ = false;
    bool chooses_ = false;  // signed in through the browser, a password for this computer is wanted
    std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace samordna::desktop
