// What follows from what she did, shown when the first of it has been drawn: the list answers a key before what stands
// around it is told anew. Main thread.
#pragma once
#include <functional>

#include <wx/window.h>

namespace samordna::desktop {

class Following {
  public:
    // `show` is called while `window` lives.
    Following(wxWindow* window, std::function<void()> show);
    // When everything that waits to be drawn is. Asked for again before that: once.
    void ask();
    // Before that, where it is still to come: somebody asks what it shows.
    void now();

  private:
    std::function<void()> show_;
    bool asked_ = false;
};

}  // namespace samordna::desktop
