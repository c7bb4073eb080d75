// While she signs in in the browser.
#include "base/system.h"
#include "desktop/access.h"
#include "desktop/clipboard.h"
#include "desktop/sign_in_step.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {

using wording::tr;

BrowserStep::BrowserStep(wxWindow* parent) : SignInStep(parent) {
    never_focus(this);
    auto* all = new wxBoxSizer(wxVERTICAL);
    add_words(
        this, all,
        tr("Sign in in your browser; it has been opened. This window goes on by itself when you are done there."));
    address_ = add_field(this, all, tr("If it has not opened, go to this address in a browser on this computer"),
                         "sign-in-address", wxTE_READONLY, [] {});
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto button = [&](const std::string& label, const char* id, std::function<void()> pressed) {
        auto* made = new wxButton(this, wxID_ANY, ui(label));
        describe(made, id, ui(label));
        made->Bind(wxEVT_BUTTON, [pressed = std::move(pressed)](wxCommandEvent&) { pressed(); });
        row->Add(made, 0, wxRIGHT, 8);
    };
    button(tr("Copy the address"), "sign-in-address-copy", [this] {
        copy_text(utf8(address_->GetValue()));
        said_->SetLabel(ui(tr("Copied")));
    });
    button(tr("Open the browser again"), "sign-in-address-open",
           [this] { static_cast<void>(base::open_in_browser(utf8(address_->GetValue()))); });
    all->Add(row, 0, wxEXPAND | wxBOTTOM, 8);
    said_ = add_words(this, all, "", 0);
    describe(said_, "sign-in-address-said", "");
    SetSizer(all);
}

void BrowserStep::show(const std::string& address) {
    address_->SetValue(ui(address));
    said_->SetLabel(base::open_in_browser(address) ? wxString{} : ui(tr("No browser could be opened.")));
}

}  // namespace samordna::desktop
