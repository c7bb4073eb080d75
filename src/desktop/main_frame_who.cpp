// Who is there: she signs in, she leaves, she is away and everything is hidden until she is back.
#include <wx/choicdlg.h>

#include "desktop/clipboard.h"
#include "desktop/curtain.h"
#include "desktop/main_frame.h"
#include "desktop/page.h"
#include "desktop/sign_in_page.h"
#include "desktop/status_line.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;

constexpr int usual_seconds = 600;
constexpr std::array choices{60, 300, 600, 900, 1800, 3600, 0};  // seconds; 0: never

void close_dialogs() {
    for (wxWindow* window : wxTopLevelWindows) {
        auto* dialog = dynamic_cast<wxDialog*>(window);
        if (dialog != nullptr && dialog->IsModal()) dialog->EndModal(wxID_CANCEL);
    }
}

}  // namespace

void MainFrame::ask_for_sign_in(const std::string& server, const std::string& user, const base::Error* trouble) {
    renewing_ = false;
    sign_in_->fill(server, user);
    if (trouble != nullptr) sign_in_->say(*trouble);
    locked_ = false;
    book_->ChangeSelection(sign_in_page);
    status_->Hide();
    root_->Layout();
    sign_in_->enter();
}

void MainFrame::enter_work() {
    workspace_.start_syncing();
    if (!settings_.number("guide_offered")) guide_waits_ = true;
    // Who she is stands in the sidebar, and the lists are another unit's, perhaps.
    build_later();
}

void MainFrame::lock() {
    if (locked_ || !is_working()) return;
    locked_ = true;
    forget_copied();
    close_dialogs();
    show_curtain();
}

void MainFrame::show_curtain() {
    book_->ChangeSelection(locked_page);
    status_->Hide();
    root_->Layout();
    curtain_->enter();
    show_around();
}

// Whoever signs in through the browser chooses another password for this computer: she may have forgotten this one.
void MainFrame::leave_curtain() {
    const auto who = workspace_.signed_in();
    if (who && who->by_browser) {
        if (const auto forgotten = workspace_.choose_own_password({}); !forgotten)
            return context_.say(ui(wording::sentence_of(forgotten.error())));
    }
    actions_.run("sign_out");
}

void MainFrame::unlock() {
    locked_ = false;
    idle_.touched();
    book_->ChangeSelection(work_page);
    status_->Show();
    root_->Layout();
    go_to(static_cast<std::size_t>(book_of_pages_->GetSelection()));
}

void MainFrame::lock_when_idle() {
    const int after = settings_.number("lock_after").value_or(usual_seconds);
    if (after > 0 && idle_.length() >= std::chrono::seconds{after}) lock();
}

void MainFrame::choose_lock_after() {
    wxArrayString names;
    int chosen = 0;
    const int now = settings_.number("lock_after").value_or(usual_seconds);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        names.push_back(ui(choices[i] == 0 ? tr("Never")
                                           : wording::trn("{n} minute", "{n} minutes", std::int64_t{choices[i] / 60})));
        if (choices[i] == now) chosen = static_cast<int>(i);
    }
    wxSingleChoiceDialog ask(this, ui(tr("Without a key or the mouse for so long, everything is hidden.")),
                             ui(tr("Lock after")), names);
    ask.SetSelection(chosen);
    if (ask.ShowModal() != wxID_OK) return;
    settings_.set("lock_after", choices[static_cast<std::size_t>(ask.GetSelection())]);
}

void MainFrame::sign_out_and_wipe() {
    if (const auto done = workspace_.sign_out_and_wipe(); !done)
        return context_.say(ui(wording::sentence_of(done.error())));
    build_later();
}

}  // namespace samordna::desktop
