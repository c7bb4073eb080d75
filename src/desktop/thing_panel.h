// The one thing that is chosen: its name, what is to be read of it, and what can be done, each with its key. Main
// thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/stattext.h>

#include "desktop/context.h"
#include "desktop/prose.h"

namespace samordna::desktop {

class ThingPanel final : public wxPanel {
  public:
    struct Line {
        std::string text;
        Tone tone = Tone::text;
        bool heading = false;
    };
    // `main`: the action of the coloured button; `others` stand to the left of it.
    ThingPanel(wxWindow* parent, Context& context, std::string_view id, std::string_view main,
               std::vector<std::string_view> others = {});
    void show(const std::string& title, const std::string& subtitle, const std::vector<Line>& lines);
    void focus() { prose_->SetFocus(); }
    // A place beside the text, for a page's own; empty at first.
    wxSizer* beside() { return body_; }

  private:
    Context& context_;
    wxStaticText* title_;
    wxStaticText* subtitle_;
    Prose* prose_;
    wxSizer* body_;
    struct Button {
        std::string_view action;
        wxButton* button;
    };
    std::vector<Button> buttons_;
};

}  // namespace samordna::desktop
