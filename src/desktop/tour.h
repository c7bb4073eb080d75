// Walks the window by itself and takes pictures of it: what a machine without a display can show of it. Main thread.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <wx/timer.h>

#include "desktop/main_frame.h"

namespace samordna::desktop {

class Tour {
  public:
    // Closes the window at the end. Names each picture on standard output.
    Tour(MainFrame& frame, std::filesystem::path pictures);
    bool succeeded() const { return succeeded_; }

  private:
    struct Step {
        std::function<bool()> when;  // waited for
        std::function<void()> what;
        std::string picture;  // taken when all is drawn; empty: none
        bool needed = true;   // otherwise passed over where there is nothing of the kind
    };
    void plan();
    void go_on();
    void take_picture(const std::string& name);
    MainFrame& frame_;
    std::filesystem::path pictures_;
    wxTimer timer_;
    std::vector<Step> steps_;
    std::size_t next_ = 0;
    int waited_ = 0;
    bool drawn_ = false;
    int taken_ = 0;
    bool succeeded_ = false;
};

}  // namespace samordna::desktop
