// What stands around the page: the navigation, the help, what is said above it and below.
#include <wx/notifmsg.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include "desktop/access.h"
#include "desktop/help_panel.h"
#include "desktop/icons.h"
#include "desktop/list_view.h"
#include "desktop/main_frame.h"
#include "desktop/pages.h"
#include "desktop/reading_state.h"
#include "desktop/status_line.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/month_words.h"
#include "wording/sentences.h"
#include "wording/sign_in_words.h"

namespace samordna::desktop {

using wording::tr;
using Phase = workspace::SyncStatus::Phase;

wxWindow* MainFrame::make_sidebar(wxWindow* parent) {
    auto* side = new wxPanel(parent);
    add_style(side, "navigation");
    const auto units = workspace_.units();
    const auto who = workspace_.signed_in();
    auto* unit = new wxStaticText(side, wxID_ANY, units.empty() ? wxString("Samordna") : ui(units.front().name),
                                  wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    unit->SetFont(GetFont().Bold().Scaled(1.1F));
    auto* person = new wxStaticText(
        side, wxID_ANY, who ? ui(wording::joined({wording::name_of_role(who->role), who->user})) : wxString{},
        wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    person->SetForegroundColour(colour(Tone::quiet));
    // Large letters get more room, but the page gets most of it.
    const int side_width = std::min(scaled(204), std::max(204, wxGetClientDisplayRect().width / 4));
    navigation_ =
        new wxDataViewListCtrl(side, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxDV_NO_HEADER | wxBORDER_NONE);
    navigation_->AppendIconTextColumn("", wxDATAVIEW_CELL_INERT, side_width - 58, wxALIGN_LEFT, 0);
    navigation_->AppendTextColumn("", wxDATAVIEW_CELL_INERT, 44, wxALIGN_RIGHT, 0);
    for (std::size_t i = 0; i < pages().size(); ++i) {
        wxVector<wxVariant> row;
        wxVariant first;
        first << in_cell("", icon("none", Tone::text));
        row.push_back(first);
        row.push_back(wxString{});
        navigation_->AppendItem(row);
    }
    finish_list(navigation_);
    name_column(navigation_, 0, ui(tr("Page")));
    name_column(navigation_, 1, ui(tr("Waits for you")));
    describe(navigation_, "navigation", ui(tr("Pages")));
    navigation_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
        const int row = navigation_->GetSelectedRow();
        if (!building_ && row != wxNOT_FOUND && row != book_of_pages_->GetSelection())
            CallAfter([this, row] { go_to(static_cast<std::size_t>(row)); });
    });
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(unit, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    all->AddSpacer(2);
    all->Add(person, 0, wxEXPAND | wxLEFT | wxRIGHT, 16);
    if (who && !who->second_factor) {
        auto* factor = new wxStaticText(side, wxID_ANY, ui(tr("Without second factor")), wxDefaultPosition,
                                        wxDefaultSize, wxST_ELLIPSIZE_END);
        factor->SetForegroundColour(colour(Tone::quiet));
        factor->SetToolTip(ui(wording::no_second_factor()));
        describe(factor, "second-factor", ui(tr("Without second factor")));
        describe_more(factor, ui(wording::no_second_factor()));
        all->Add(factor, 0, wxEXPAND | wxLEFT | wxRIGHT, 16);
    }
    all->AddSpacer(14);
    all->Add(navigation_, 1, wxEXPAND | wxLEFT | wxRIGHT, 6);
    side->SetSizer(all);
    side->SetMinSize(wxSize(side_width, -1));
    return side;
}

std::optional<domain::Month> MainFrame::month_being_read() const {
    const auto month = static_cast<const Page*>(book_of_pages_->GetCurrentPage())->month();
    return month && is_being_read(context_, *month) ? month : std::nullopt;
}

void MainFrame::show_time() {
    if (status_ == nullptr || pages_.empty()) return;
    const auto now = workspace_.now();
    if (const auto month = month_being_read()) {
        status_->show_reading(
            ui(tr("Reading {month}. {key} stops.",
                  {{"month", wording::month(*month)}, {"key", shown_key(*find_action("mark.clear"))}})));
    } else {
        status_->show_sync(workspace_.status(), base::SystemClock().now());  // told by this computer's clock
    }
    const auto month = static_cast<Page*>(book_of_pages_->GetCurrentPage())->month();
    status_->show_closing(workspace_.closing_time(month.value_or(*pages_.front()->month())), now);
}

// The page's, or that of what stands in it.
void MainFrame::show_help() {
    if (help_ == nullptr || !help_->IsShown()) return;
    const auto page = static_cast<std::size_t>(book_of_pages_->GetSelection());
    help_->show_help(pages()[page].action, pages_[page]->help());
}

void MainFrame::open_help(bool open) {
    help_->Show(open);
    // Large letters leave no room for all three.
    if (large_text()) navigation_->GetParent()->Show(!open);
    show_help();
    help_->GetParent()->Layout();
    if (open)
        help_->enter();
    else
        pages_[static_cast<std::size_t>(book_of_pages_->GetSelection())]->enter();
}

void MainFrame::show_navigation() {
    for (unsigned row = 0; row < pages().size(); ++row) {
        const PageEntry& entry = pages()[row];
        const auto count = static_cast<std::int64_t>(pages_[row]->needs_someone());
        wxVariant first;
        first << in_cell(" " + ui(tr(entry.label)), icon(entry.icon_name, tone_on_row(navigation_, row, Tone::text)));
        navigation_->SetValue(first, row, 0);
        navigation_->SetValue(count == 0 ? wxString{} : ui(wording::number(count)) + " ", row, 1);
    }
}

bool MainFrame::is_renewing() {
    if (workspace_.status().phase == Phase::session_expired && renew_) {
        renewing_ = true;
        std::exchange(renew_, {})([this] {
            renewing_ = false;
            refresh();
        });
    }
    return renewing_;
}

// The month that closes first of those in which something is left: told on every page from three weekdays before, and
// by the desktop on the day itself, once.
void MainFrame::remind() {
    reminder_.clear();
    if (!workspace_.signed_in() || locked_) return;
    // In a small window, or with large letters, the bottom line says it alone.
    constexpr int least_height = 740;
    const bool has_room = !large_text() && GetClientSize().y >= least_height;
    const auto now = workspace_.now();
    for (const domain::Month month : workspace_.months()) {
        const auto closing = workspace_.closing_time(month);
        if (!closing || *closing <= now || workspace_.unapproved(month, 1) == 0) continue;
        const auto status = month_desk_.status(month);
        if (!status || !status->is_near) return;
        if (has_room)
            reminder_ = wording::joined({wording::reminder_of(*status, now),
                                         tr("see {page} ({key})", {{"page", tr(find_action("page.month")->label)},
                                                                   {"key", shown_key(*find_action("page.month"))}})});
        const std::string today = domain::date_text(domain::local_date(now));
        if (domain::local_date(*closing) != domain::local_date(now) || settings_.text("noticed_closing") == today)
            return;
        settings_.set("noticed_closing", today);
        wxNotificationMessage notice("Samordna", ui(wording::reminder_of(*status, now)), this);
        notice.Show();
        return;
    }
}

void MainFrame::show_trouble() {
    if (is_renewing()) return;
    const auto status = workspace_.status();
    std::string code;
    wxString text;
    if (status.phase == Phase::session_expired) {
        code = "session.expired";
        text = ui(wording::sentence_of(base::Error{code}));
    } else if (status.trouble && (status.phase == Phase::offline || status.phase == Phase::failed)) {
        code = status.trouble->code;
        text = ui(wording::sentence_of(*status.trouble));
    } else if (status.late > 0) {
        code = "late" + std::to_string(status.late);
        text =
            ui(wording::trn("{n} decision was made before the closing time but arrived after it, and does not hold. It "
                            "stands among the changes ({key}).",
                            "{n} decisions were made before the closing time but arrived after it, and do not hold. "
                            "They stand among the changes ({key}).",
                            status.late, {{"key", shown_key(*find_action("page.changes"))}}));
    } else if (!reminder_.empty()) {
        // What she has closed comes back the day after.
        code = "closing " + domain::date_text(domain::local_date(workspace_.now()));
        text = ui(reminder_);
    } else if (workspace_.key_keeping() == workspace::KeyKeeping::passphrase_file &&
               !settings_.number("said_keyring")) {
        code = "keyring";
        text = ui(
            tr("This computer has no keyring. The key to the encrypted copy lies in a file that only you can read."));
    }
    if (code == said_trouble_) return;
    said_trouble_ = code;
    if (trouble_->HasButtonId(wxID_REFRESH)) trouble_->RemoveButton(wxID_REFRESH);
    if (code.empty()) return trouble_->Dismiss();
    if (code == "keyring") settings_.set("said_keyring", 1);
    if (code == "session.expired") trouble_->AddButton(wxID_REFRESH, ui(tr("Sign in")));
    if (code == "profile.damaged" && anew_) trouble_->AddButton(wxID_REFRESH, ui(tr("Mend it ...")));
    trouble_->ShowMessage(text, code == "keyring" ? wxICON_INFORMATION : wxICON_WARNING);
    describe_buttons(trouble_, "trouble");
}

}  // namespace samordna::desktop
