// The month that the pages over a month show, one for all of them: a choice with its two neighbours beside it. Main
// thread.
#pragma once
#include <functional>
#include <vector>

#include <wx/choice.h>
#include <wx/sizer.h>

#include "desktop/context.h"

namespace samordna::desktop {

class MonthChoice {
  public:
    // `chosen` is called when another has been chosen here; the other pages see it when she comes to them.
    MonthChoice(wxWindow* parent, Context& context, std::function<void(domain::Month)> chosen);
    wxSizer* sizer() { return row_; }
    void bind_actions(const std::function<bool()>& here);
    // What she has chosen since the window opened; else the month that closes first, where something is left in it:
    // what is lost there is lost for good. Else where she was; else this month, or the latest one that has something.
    domain::Month wanted() const;
    bool was_chosen() const;
    // Shows that one among all there are.
    void show(domain::Month month);
    // Remembers it for all pages.
    void choose(domain::Month month);

  private:
    bool knows(domain::Month month) const;
    Context& context_;
    std::function<void(domain::Month)> chosen_;
    domain::Month month_{};
    std::vector<domain::Month> months_;
    wxChoice* choice_;
    wxSizer* row_;
};

}  // namespace samordna::desktop
