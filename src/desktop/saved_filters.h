// Filters of visits that she has given a name: choosing one, saving what is chosen now, taking one away. They lie in
// the encrypted profile: a search is about people. Main thread.
#pragma once
#include <functional>
#include <vector>

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/textctrl.h>

#include "desktop/context.h"
#include "desktop/filter_choice.h"

namespace samordna::desktop {

class SavedFilters final : public wxPanel {
  public:
    // `chosen` is called with a filter that she wants to see; `closed` when she has given a name, or has not.
    SavedFilters(wxWindow* parent, Context& context, std::function<void(const workspace::VisitFilter&)> chosen,
                 std::function<void()> closed);
    // What is chosen now: it may be one of them.
    void show(const workspace::VisitFilter& filter);
    // Asks for a name.
    void ask();
    bool asks() const { return asks_; }
    void close();

  private:
    void save();
    void take_away();
    void keep();
    void show_parts(bool asks);

    Context& context_;
    std::function<void(const workspace::VisitFilter&)> chosen_;
    std::function<void()> closed_;
    std::vector<workspace::SavedFilter> filters_;
    workspace::VisitFilter now_;
    bool asks_ = false;
    FilterChoice* choice_;
    wxButton* begin_;
    wxButton* remove_;
    wxTextCtrl* name_;
    wxButton* save_;
    wxButton* cancel_;
};

}  // namespace samordna::desktop
