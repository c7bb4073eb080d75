// What she is asked for on the way in, one step at a time, and what she is shown there. The page (sign_in_page.h) says
// which step it is; a step has its fields and says whether they are filled in. Main thread.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include "wording/sign_in_words.h"
#include "workspace/workspace.h"

namespace samordna::desktop {

// As wide as everything on the page.
int sign_in_width();
// Words of explanation.
wxStaticText* add_words(wxWindow* parent, wxSizer* sizer, const std::string& text, int below = 12);
// A field under its label; Enter in it calls `done`.
wxTextCtrl* add_field(wxWindow* parent, wxSizer* sizer, const std::string& label, const char* id, long style,
                      std::function<void()> done);

class SignInStep : public wxPanel {
  public:
    using wxPanel::wxPanel;
    // The keys go to the first field that is empty.
    virtual void enter() = 0;
    // Into what is to be shown to the backend. Empty: it is all there; else what is missing, already said where it is.
    virtual bool answer(workspace::SignInWords& words) = 0;
    virtual void enable(bool on) = 0;
    // What was typed here is not to lie about.
    virtual void clear() = 0;
};

// Server, user, password.
class WhoStep final : public SignInStep {
  public:
    // `named`: which server it is, whenever she has left the field with another one in it.
    WhoStep(wxWindow* parent, const std::function<void()>& done, std::function<void(const std::string&)> named);
    std::string server() const;
    void fill(const std::string& server, const std::string& user);
    void enter() override;
    bool answer(workspace::SignInWords& words) override;
    void enable(bool on) override;
    void clear() override { password_->Clear(); }

  private:
    void tell_server();
    std::function<void(const std::string&)> named_;
    std::string told_;
    wxTextCtrl* server_;
    wxTextCtrl* user_;
    wxTextCtrl* password_;
};

// While she signs in in the browser: where to, in case it has not opened by itself.
class BrowserStep final : public SignInStep {
  public:
    explicit BrowserStep(wxWindow* parent);
    void show(const std::string& address);
    void enter() override {}  // the keys are where it can be cancelled
    bool answer(workspace::SignInWords&) override { return true; }
    void enable(bool) override {}
    void clear() override { address_->Clear(); }

  private:
    wxTextCtrl* address_;
    wxStaticText* said_;
};

// A password of her own in the place of the one that she was given. Says while she types how good it is.
class OwnPasswordStep final : public SignInStep {
  public:
    OwnPasswordStep(wxWindow* parent, const std::function<void()>& done, std::function<void()> resized);
    // In the place of the one that she was given; or, for whoever signs in through the browser, one for this computer.
    void ask(const std::string& user, bool for_this_computer = false);
    void enter() override;
    bool answer(workspace::SignInWords& words) override;
    void enable(bool on) override;
    void clear() override;

  private:
    void judge();
    std::function<void()> resized_;
    std::string user_;
    wxStaticText* why_;
    wxTextCtrl* password_;
    wxTextCtrl* again_;
    wxStaticText* judgement_;
};

// The code of her app, and before the first one what the app has to know: as a picture and as letters.
class CodeStep final : public SignInStep {
  public:
    CodeStep(wxWindow* parent, const std::function<void()>& done);
    void ask();
    void ask(const wording::AppSecret& secret);
    void enter() override;
    bool answer(workspace::SignInWords& words) override;
    void enable(bool on) override;
    void clear() override { code_->Clear(); }

  private:
    wxSizer* enrolment_;
    wxStaticBitmap* picture_;
    wxTextCtrl* secret_;
    wxStaticText* which_;
    wxTextCtrl* code_;
    bool enrols_ = false;
    bool unread_ = false;  // the secret
};

// The recovery codes, before she goes on: to copy, to print, to save.
class RecoveryStep final : public wxPanel {
  public:
    RecoveryStep(wxWindow* parent, std::function<void()> go_on);
    void show(const std::vector<std::string>& codes);
    const std::vector<std::string>& shown() const { return codes_; }
    void enter();

  private:
    void say(const std::string& text);
    void copy();
    void print();
    void save();
    std::vector<std::string> codes_;
    wxTextCtrl* text_;
    wxStaticText* said_;
    wxButton* go_on_;
};

}  // namespace samordna::desktop
