#include "desktop/waiting.h"

#include <wx/app.h>
#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include "desktop/access.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {

using wording::tr;

namespace {
constexpr int tick_ms = 50;
}

Waiting::Waiting(std::function<bool()> is_over, std::function<void()> then)
    : wxDialog(nullptr, wxID_ANY, "Samordna"), is_over_(std::move(is_over)), then_(std::move(then)), tick_(this) {
    auto* text = new wxStaticText(this, wxID_ANY,
                                  ui(tr("Waiting for the keyring. If it asks for its password, give it there; your "
                                        "work lies encrypted under it.")));
    text->Wrap(420);
    describe(text, "waiting-text", text->GetLabel());
    auto* quit = new wxButton(this, wxID_CANCEL, ui(tr("Quit")));
    describe(quit, "waiting-quit", ui(tr("Quit")));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(text, 0, wxALL, 24);
    all->Add(quit, 0, wxALIGN_RIGHT | wxLEFT | wxRIGHT | wxBOTTOM, 24);
    SetSizerAndFit(all);
    Centre();
    tell_as_dialog(this);
    const auto leave = [this] {
        tick_.Stop();
        wxTheApp->ExitMainLoop();
    };
    quit->Bind(wxEVT_BUTTON, [leave](wxCommandEvent&) { leave(); });
    Bind(wxEVT_CLOSE_WINDOW, [leave](wxCloseEvent&) { leave(); });
    Bind(
        wxEVT_TIMER,
        [this](wxTimerEvent&) {
            if (!is_over_()) return;
            tick_.Stop();
            Hide();
            then_();
            Destroy();
        },
        tick_.GetId());
    tick_.Start(tick_ms);
}

}  // namespace samordna::desktop
