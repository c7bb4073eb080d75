// A day drawn on a line: what was done when, what lies between, what is missing. In the theme's colours, labelled
// directly, told apart by form and not by colour. The same stands in the table beside it: a drawing says nothing to
// assistive technology. Main thread.
#pragma once
#include <string>
#include <vector>

#include <wx/panel.h>

#include "desktop/palette.h"

namespace samordna::desktop {

struct TimelineBar {
    enum class Form : std::uint8_t { filled, outlined, dashed, line, strip };
    Form form = Form::filled;
    int from = 0, to = 0;  // minutes of the day; over 1440: of the next
    std::string label{};   // beneath; a line has its own within
    Tone tone = Tone::accent;
    bool operator==(const TimelineBar&) const = default;
};

class DayTimeline final : public wxPanel {
  public:
    explicit DayTimeline(wxWindow* parent);
    // By start.
    void show(std::vector<TimelineBar> bars);

  private:
    void paint();
    std::vector<TimelineBar> bars_;
};

}  // namespace samordna::desktop
