// Where a list has nothing to show: why, and what to do about it. Main thread.
#pragma once
#include <functional>

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

namespace samordna::desktop {

class EmptyState final : public wxPanel {
  public:
    explicit EmptyState(wxWindow* parent);
    // Without a button where `button` is empty.
    void say(const wxString& title, const wxString& why, const wxString& button = {},
             std::function<void()> pressed = {}, const char* picture = "empty");
    // Else there is nothing in it that the keys could go to.
    bool has_button() const { return button_->IsShown(); }

  private:
    wxStaticBitmap* picture_;
    wxStaticText* title_;
    wxStaticText* why_;
    wxButton* button_;
    std::function<void()> pressed_;
};

}  // namespace samordna::desktop
