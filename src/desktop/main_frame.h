// The window: navigation, pages, the bottom line, menus and keys. Main thread.
#pragma once
#include <string>
#include <vector>

#include <wx/dataview.h>
#include <wx/frame.h>
#include <wx/infobar.h>
#include <wx/panel.h>
#include <wx/simplebook.h>
#include <wx/timer.h>

#include "desktop/context.h"
#include "desktop/following.h"
#include "desktop/idle.h"
#include "workspace/month_desk.h"

namespace samordna::desktop {

class Curtain;
class Guide;
class HelpPanel;
class Page;
class SignInPage;
class StatusLine;

class MainFrame final : public wxFrame {
  public:
    MainFrame(workspace::Workspace& workspace, Settings& settings);
    ~MainFrame() override;
    MainFrame(const MainFrame&) = delete;
    MainFrame& operator=(const MainFrame&) = delete;

    ActionBook& actions() { return actions_; }
    const workspace::Workspace& workspace() const { return workspace_; }
    // To the sign-in page, filled in; with the reason where a sign-in at start did not succeed.
    void ask_for_sign_in(const std::string& server, const std::string& user, const base::Error* trouble = nullptr);
    // A way to a new session, tried once when this one has expired, before she is asked; it calls what it is given when
    // it has come to an end.
    using Renew = std::function<void(std::function<void()> ended)>;
    void renew_by(Renew renew) { renew_ = std::move(renew); }
    // The copy of this computer turned out to be damaged, and she wants it fetched anew: this window is to go.
    void on_damage(std::function<void()> anew) { anew_ = std::move(anew); }
    void say(const wxString& what) { context_.say(what); }

  private:
    enum : int { sign_in_page, work_page, locked_page };
    // Everything within the window, anew: at start, in another language, in another theme.
    void build();
    void build_later();
    void make_menus();
    wxWindow* make_work(wxWindow* parent);
    wxWindow* make_sidebar(wxWindow* parent);
    void bind_actions();
    void enter_work();
    void go_to(std::size_t page);
    void go_to_record(domain::RecordType type, domain::Id id);
    void on_news(const workspace::News& news);
    void on_key(wxKeyEvent& event);
    void refresh();      // when what she did is seen
    void show_around();  // at once
    void keep_keys();
    void show_navigation();
    void show_trouble();
    void remind();
    bool is_renewing();
    void show_time();
    // The page's.
    std::optional<domain::Month> month_being_read() const;
    void show_help();
    void open_help(bool open);
    void remember();
    void speak(const char* language);
    // main_frame_who.cpp.
    void lock();
    void show_curtain();
    void unlock();
    void leave_curtain();
    void lock_when_idle();
    void choose_lock_after();
    void sign_out_and_wipe();
    bool is_working() const { return book_ != nullptr && book_->GetSelection() == work_page; }

    workspace::Workspace& workspace_;
    Settings& settings_;
    ActionBook actions_;
    Context context_;
    Following around_follows_{this, [this] { show_around(); }};
    wxPanel* root_ = nullptr;
    wxSimplebook* book_ = nullptr;  // sign-in, work, the curtain
    Curtain* curtain_ = nullptr;
    Idle idle_;
    bool locked_ = false;
    workspace::SignedIn last_{};  // who was here before she signed out
    SignInPage* sign_in_ = nullptr;
    wxSimplebook* book_of_pages_ = nullptr;
    std::shared_ptr<workspace::Finder> finder_;  // shared: it may be open while all is built anew
    std::vector<Page*> pages_;                   // empty while they are made
    wxDataViewListCtrl* navigation_ = nullptr;
    HelpPanel* help_ = nullptr;
    Guide* guide_ = nullptr;
    wxInfoBar* trouble_ = nullptr;
    std::string said_trouble_;  // its code, so that what she has closed does not come back
    StatusLine* status_ = nullptr;
    wxTimer tick_;
    workspace::MonthDesk month_desk_{workspace_};
    std::string reminder_;  // of a month that closes soon
    bool building_ = false;
    bool rebuild_waits_ = false;
    bool guide_waits_ = false;  // to be offered
    Renew renew_;
    std::function<void()> anew_;
    bool renewing_ = false;
};

}  // namespace samordna::desktop
