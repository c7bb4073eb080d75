#include "desktop/following.h"

#include <utility>

#include <wx/app.h>

namespace samordna::desktop {

// The toolkit draws before it calls itself idle.
Following::Following(wxWindow* window, std::function<void()> show) : show_(std::move(show)) {
    window->Bind(wxEVT_IDLE, [this](wxIdleEvent& event) {
        now();
        event.Skip();
    });
}

void Following::ask() {
    asked_ = true;
    wxWakeUpIdle();
}

void Following::now() {
    if (std::exchange(asked_, false)) show_();
}

}  // namespace samordna::desktop
