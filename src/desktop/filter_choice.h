// Choices beside the filter chips: one value of many, or all. Main thread.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <wx/choice.h>
#include <wx/timer.h>

#include "workspace/shift_list.h"

namespace samordna::desktop {

class FilterChoice : public wxChoice {
  public:
    struct Option {
        std::string value;  // empty: all
        wxString label;
    };
    // `chosen` is called with the value of what she has chosen.
    FilterChoice(wxWindow* parent, std::string_view id, const wxString& name, int width,
                 std::function<void(const std::string&)> chosen);
    // The first is "all"; it can be used where there is another. `chosen` is one of them, else the first. What it says
    // is there at once, what there is to choose from when she pauses: she may be typing, and the counts change with
    // each letter.
    void show(std::vector<Option> options, const std::string& chosen);

  private:
    void write();

    std::vector<Option> options_;
    std::size_t chosen_ = 0;
    std::vector<std::string> written_;  // the values of what stands in the control
    wxTimer pause_;
};

// One flag alone.
class CheckChoice final : public FilterChoice {
  public:
    CheckChoice(wxWindow* parent, std::function<void(const std::string&)> chosen, int width = 230);
    // What has been found, the most frequent first, after "All flags"; what is chosen stays even where nothing has it.
    void show(std::vector<workspace::CheckCount> checks, const std::string& chosen);
};

}  // namespace samordna::desktop
