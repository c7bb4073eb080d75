// Holds a panel that needs more height than it gets when letters are large: then it scrolls, and what has the focus is
// scrolled into sight. With letters of the usual size it is as if it were not there. Main thread.
#pragma once
#include <optional>

#include <wx/scrolwin.h>

namespace samordna::desktop {

class Roomy final : public wxScrolledWindow {
  public:
    explicit Roomy(wxWindow* parent);
    enum class Share : std::uint8_t { usual, most };

    // Made within it. `height`: at least so much, in pixels of the usual letters. `most`: while it is in sight, what it
    // is split from leaves it all that it can spare.
    void hold(wxWindow* panel, int height, Share share = Share::usual);

  private:
    void bring_in(const wxWindow& control);
    void take(bool most);

    std::optional<int> sash_;  // where it was
};

}  // namespace samordna::desktop
