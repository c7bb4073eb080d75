// Other threads' news as events of the window's loop. Lives as long as the application object.
#pragma once
#include <wx/app.h>

#include "base/post.h"

namespace samordna::desktop {

class WxPost final : public base::Post {
  public:
    void post(std::function<void()> work) override {
        if (wxTheApp != nullptr) wxTheApp->CallAfter(work);
    }
};

}  // namespace samordna::desktop
