// One flag alone: the choice beside the filter chips. Main thread.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include <wx/choice.h>

#include "workspace/shift_list.h"

namespace samordna::desktop {

class CheckChoice final : public wxChoice {
  public:
    // `chosen` is called with the id of a check when she has chosen it; empty: all.
    CheckChoice(wxWindow* parent, std::function<void(const std::string&)> chosen);
    // What has been found, the most frequent first, after "All flags"; what is chosen stays even where nothing has it.
    void show(std::vector<workspace::ShiftList::CheckCount> checks, const std::string& chosen);

  private:
    std::vector<std::string> ids_;  // of the rows; the first is empty: all
};

}  // namespace samordna::desktop
