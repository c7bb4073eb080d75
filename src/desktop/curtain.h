// What stands before everything else while nobody is there: nothing can be read behind it, and her password takes it
// away. Main thread.
#pragma once
#include <functional>

#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include "workspace/workspace.h"

namespace samordna::desktop {

class Curtain final : public wxScrolledWindow {
  public:
    // `opened`: it was her password. `left`: she signs in anew, since she has none here or has been wrong too often.
    Curtain(wxWindow* parent, workspace::Workspace& workspace, std::function<void()> opened,
            std::function<void()> left);
    void enter();

  private:
    void open();

    workspace::Workspace& workspace_;
    std::function<void()> opened_;
    std::function<void()> left_;
    wxStaticText* label_;
    wxTextCtrl* password_;
    wxButton* unlock_;
    wxButton* leave_;
    wxStaticText* wrong_;
    wxStaticText* who_;
    int failures_ = 0;
};

}  // namespace samordna::desktop
