// A small chart: one bar for each day, labelled directly, from zero, in the theme's colours. Its numbers stand in a
// table beside it: a drawing says nothing to assistive technology. Main thread.
#pragma once
#include <string>
#include <vector>

#include <wx/panel.h>

namespace samordna::desktop {

struct ChartBar {
    std::string label;  // beneath, where there is room
    int value = 0;
    std::string mark{};  // above: what happened then, told by its words
    bool operator==(const ChartBar&) const = default;
};

class BarChart final : public wxPanel {
  public:
    BarChart(wxWindow* parent, std::string_view id, const wxString& name);
    void show(std::vector<ChartBar> bars);

  private:
    void paint();
    std::vector<ChartBar> bars_;
};

}  // namespace samordna::desktop
