// A question before anything that concerns more than one shift, or lets something go unpaid: what would be done, what
// is left out and why, and the key that undoes it. It stands where the details stand; nothing is blocked meanwhile.
// Main thread.
#pragma once
#include <functional>
#include <vector>

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/stattext.h>

#include "desktop/palette.h"

namespace samordna::desktop {

class Prose;

struct Decision {
    struct Line {
        wxString text;
        Tone tone = Tone::text;
        bool heading = false;
    };
    wxString title;
    std::vector<Line> lines;
    wxString confirm;            // a verb; empty: there is nothing to decide, only to read
    bool careful = false;        // Enter does not confirm: the choice costs money
    std::function<void()> done;  // confirmed
};

class DecisionPanel final : public wxPanel {
  public:
    DecisionPanel(wxWindow* parent, std::function<void()> closed);
    void ask(Decision decision);
    bool can_confirm() const { return !decision_.confirm.empty(); }
    void confirm();

  private:
    Decision decision_;
    std::function<void()> closed_;
    wxStaticText* title_;
    Prose* text_;
    wxButton* cancel_;
    wxButton* confirm_;
};

}  // namespace samordna::desktop
