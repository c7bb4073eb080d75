#include "desktop/roomy.h"

#include <algorithm>

#include <wx/sizer.h>
#include <wx/splitter.h>
#include <wx/weakref.h>

#include "desktop/access.h"
#include "desktop/style.h"

namespace samordna::desktop {
namespace {

constexpr int step = 16;
constexpr int margin = 8;

}  // namespace

Roomy::Roomy(wxWindow* parent) : wxScrolledWindow(parent) {
    SetScrollRate(0, large_text() ? step : 0);
    never_focus(this);
    if (!large_text()) return;
    // The toolkit would leave alone what is higher than there is room for.
    Bind(wxEVT_CHILD_FOCUS, [this](wxChildFocusEvent& event) {
        CallAfter([this, control = wxWeakRef<wxWindow>(event.GetWindow())] {
            if (control) bring_in(*control);
        });
    });
}

void Roomy::hold(wxWindow* panel, int height, Share share) {
    // As wide as there is room: what is too long is shortened, not scrolled.
    constexpr int least_width = 200;
    panel->SetMinSize(wxSize(least_width, large_text() ? scaled(height) : 1));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(panel, 1, wxEXPAND);
    SetSizer(all);
    FitInside();
    if (!large_text() || share == Share::usual) return;
    Bind(wxEVT_SHOW, [this](wxShowEvent& event) {
        event.Skip();
        take(event.IsShown());
    });
}

void Roomy::take(bool most) {
    auto* holder = GetParent();
    while (holder != nullptr && dynamic_cast<wxSplitterWindow*>(holder) == nullptr) holder = holder->GetParent();
    auto* splitter = static_cast<wxSplitterWindow*>(holder);
    if (splitter == nullptr || most == sash_.has_value()) return;
    if (most) sash_ = splitter->GetSashPosition();
    splitter->SetSashPosition(most ? splitter->GetMinimumPaneSize() : *sash_);
    if (!most) sash_.reset();
}

void Roomy::bring_in(const wxWindow& control) {
    const int top = control.GetScreenPosition().y - ClientToScreen(wxPoint(0, 0)).y;
    const int height = control.GetSize().y;
    const int room = GetClientSize().y;
    int by = 0;
    if (top < 0 || height > room)
        by = top - margin;
    else if (top + height > room)
        by = std::min(top, top + height - room + margin);
    if (by == 0) return;
    Scroll(-1, std::max(0, GetViewStart().y + (by > 0 ? (by + step - 1) / step : by / step - 1)));
}

}  // namespace samordna::desktop
