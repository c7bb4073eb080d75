// F1: what the page is for, beside it, with its keys; it follows her from page to page. Main thread.
#pragma once
#include <functional>
#include <string_view>

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/stattext.h>

#include "desktop/actions.h"

namespace samordna::desktop {

class Prose;

class HelpPanel final : public wxPanel {
  public:
    HelpPanel(wxWindow* parent, const ActionBook& actions, std::function<void()> closed);
    // `panel`: what stands in the page, with a help of its own; empty: the page's.
    void show_help(std::string_view page, std::string_view panel);
    void enter();
    bool has_focus() const;

  private:
    void fit();
    const ActionBook& actions_;
    wxStaticText* title_;
    Prose* text_;
    wxButton* close_;
};

}  // namespace samordna::desktop
