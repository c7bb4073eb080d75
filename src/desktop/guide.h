// A strip above the page that shows her around, step by step: what to press, and what it does. It goes on when she has
// pressed it, or with Enter; Esc ends it. Offered once, after the first sign-in; afterwards by help.tour. Main thread.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/stattext.h>

namespace samordna::desktop {

class ActionBook;

class Guide final : public wxPanel {
  public:
    // `changed`: it takes another room than before.
    Guide(wxWindow* parent, ActionBook& actions, std::function<void()> changed);
    void offer();
    void begin();
    // An action has been run.
    void done(std::string_view action);
    // Whether the key is the guide's, which then has done what it does.
    bool takes(const std::string& key, const wxWindow* focus);

  private:
    void go_to(int step);
    void show();
    void next();
    void end();
    void fit();

    ActionBook& actions_;
    std::function<void()> changed_;
    int step_ = -1;  // -1: it is offered
    wxString said_;
    bool ended_ = false;
    wxStaticText* count_;
    wxStaticText* text_;
    wxButton* next_;
    wxButton* end_;
};

}  // namespace samordna::desktop
