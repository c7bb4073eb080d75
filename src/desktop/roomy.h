// Holds a panel that needs more height than it gets when letters are large: then it scrolls, and what has the focus is
// scrolled into sight. With letters of the usual size it is as if it were not there. Main thread.
#pragma once
#include <wx/scrolwin.h>

namespace samordna::desktop {

class Roomy final : public wxScrolledWindow {
  public:
    explicit Roomy(wxWindow* parent);
    // Made within it. `height`: at least so much, in pixels of the usual letters.
    void hold(wxWindow* panel, int height);

  private:
    void bring_in(const wxWindow& control);
};

}  // namespace samordna::desktop
