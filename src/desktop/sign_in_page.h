// Where she says who she is. Explains itself; what went wrong stands where she looks. Main thread.
#pragma once
#include <functional>

#include <wx/activityindicator.h>
#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include "workspace/workspace.h"

namespace samordna::desktop {

class SignInPage final : public wxScrolledWindow {
  public:
    SignInPage(wxWindow* parent, workspace::Workspace& workspace, std::function<void()> signed_in);
    ~SignInPage() override;
    SignInPage(const SignInPage&) = delete;
    SignInPage& operator=(const SignInPage&) = delete;
    // The focus goes to the first field that is empty.
    void enter();
    void fill(const std::string& server, const std::string& user);
    // An error that came before she tried: at start.
    void say(const base::Error& error);

  private:
    void make_waiting(wxSizer* form);
    void sign_in();
    void wait_for_answer(bool waits);
    void take(const base::Result<workspace::Welcome>& done);
    void give_up();
    workspace::Workspace& workspace_;
    std::function<void()> signed_in_;
    wxTextCtrl* server_;
    wxTextCtrl* user_;
    wxTextCtrl* password_;
    wxButton* button_;
    wxStaticText* trouble_;
    wxSizer* waiting_ = nullptr;
    wxActivityIndicator* activity_ = nullptr;
    wxButton* cancel_ = nullptr;
    bool waits_ = false;
};

}  // namespace samordna::desktop
