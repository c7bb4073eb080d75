// How long nobody has touched the keys or the mouse in any window of the program. Main thread.
#pragma once
#include <chrono>

#include <wx/event.h>
#include <wx/eventfilter.h>

namespace samordna::desktop {

class Idle final : public wxEventFilter {
  public:
    Idle() { wxEvtHandler::AddFilter(this); }
    ~Idle() override { wxEvtHandler::RemoveFilter(this); }
    Idle(const Idle&) = delete;
    Idle& operator=(const Idle&) = delete;

    int FilterEvent(wxEvent& event) override {
        const auto type = event.GetEventType();
        if (type == wxEVT_CHAR_HOOK || type == wxEVT_KEY_DOWN || type == wxEVT_MOTION || type == wxEVT_LEFT_DOWN ||
            type == wxEVT_RIGHT_DOWN || type == wxEVT_MOUSEWHEEL)
            touched();
        return Event_Skip;
    }
    void touched() { last_ = std::chrono::steady_clock::now(); }
    std::chrono::seconds length() const {
        return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - last_);
    }

  private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace samordna::desktop
