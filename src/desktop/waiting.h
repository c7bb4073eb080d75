// What stands there while the copy of this computer cannot be opened yet: the keyring asks her for its password, or
// does not answer. Closing it ends the program. Main thread.
#pragma once
#include <functional>

#include <wx/dialog.h>
#include <wx/timer.h>

namespace samordna::desktop {

class Waiting final : public wxDialog {
  public:
    // `is_over` is asked now and then; when it says so, `then` is called, once, and this goes.
    Waiting(std::function<bool()> is_over, std::function<void()> then);

  private:
    std::function<bool()> is_over_;
    std::function<void()> then_;
    wxTimer tick_;
};

}  // namespace samordna::desktop
