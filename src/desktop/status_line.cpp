#include "desktop/status_line.h"

#include <wx/sizer.h>
#include <wx/wrapsizer.h>

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {
// From here on the countdown is said in colour too.
constexpr std::chrono::days near_closing{3};
}  // namespace

StatusLine::StatusLine(wxWindow* parent) : wxPanel(parent) {
    // With large letters it takes the lines that it needs.
    const bool large = large_text();
    wxSizer* row = large ? static_cast<wxSizer*>(new wxWrapSizer(wxHORIZONTAL, 0)) : new wxBoxSizer(wxHORIZONTAL);
    if (!large) row->AddSpacer(14);
    sync_ = add(row, "status-sync", &sync_icon_, "cloud");
    rows_ = add(row, "status-rows", &rows_icon_, "filter");
    done_ = add(row, "status-done", &done_icon_, "check");
    if (!large) row->AddStretchSpacer();
    rehearsal_ = add(row, "status-rehearsal", nullptr, "");
    closing_ = add(row, "status-closing", &closing_icon_, "clock");
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(row, 1, wxEXPAND | wxTOP | wxBOTTOM, 6);
    SetSizer(all);
    never_focus(this);
}

wxStaticText* StatusLine::add(wxSizer* sizer, const char* id, wxStaticBitmap** picture, const char* icon_name) {
    // A picture stays beside its words on whichever line they are.
    if (dynamic_cast<wxWrapSizer*>(sizer) != nullptr) {
        auto* both = new wxBoxSizer(wxHORIZONTAL);
        sizer->Add(both, 0, wxLEFT, 14);
        sizer = both;
    }
    if (picture != nullptr) {
        *picture = new wxStaticBitmap(this, wxID_ANY, icon(icon_name, Tone::quiet));
        sizer->Add(*picture, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 6);
        (*picture)->Hide();
    }
    // What was done may be long: it takes the room that is left, and is cut where there is none.
    const bool may_be_long = picture == &done_icon_ && !large_text();
    auto* text =
        new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, may_be_long ? wxST_ELLIPSIZE_END : 0);
    if (may_be_long) text->SetMinSize(wxSize(40, -1));
    sizer->Add(text, may_be_long ? 1000 : 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 18);
    describe(text, id, "");
    text->Hide();
    return text;
}

void StatusLine::set(wxStaticText* text, const wxString& label, Tone tone) {
    const wxColour shade = colour(tone);
    if (text->GetLabel() == label && text->GetForegroundColour() == shade && text->IsShown() == !label.empty()) return;
    text->SetForegroundColour(shade);
    text->SetLabel(label);
    text->Show(!label.empty());
    if (text == done_) text->SetToolTip(label);
    describe(text,
             text == sync_        ? "status-sync"
             : text == rows_      ? "status-rows"
             : text == done_      ? "status-done"
             : text == rehearsal_ ? "status-rehearsal"
                                  : "status-closing",
             label);
    Layout();
    if (large_text()) GetParent()->Layout();  // it may need another line
}

void StatusLine::show_sync(const workspace::SyncStatus& status, domain::Instant now) {
    using Phase = workspace::SyncStatus::Phase;
    const bool trouble =
        status.phase == Phase::offline || status.phase == Phase::failed || status.phase == Phase::session_expired;
    sync_icon_->SetBitmap(icon(trouble ? "cloud-off" : "cloud", trouble ? Tone::warn : Tone::good));
    sync_icon_->Show();
    set(sync_, ui(wording::sentence_of(status, now)), trouble ? Tone::warn : Tone::text);
    set(rehearsal_, status.rehearsal ? ui(wording::tr("Rehearsal: the server's clock is moved")) : wxString{},
        Tone::info);
}

void StatusLine::show_reading(const wxString& text) {
    sync_icon_->SetBitmap(icon("clock", Tone::quiet));
    sync_icon_->Show();
    set(sync_, text, Tone::text);
}

void StatusLine::show_rows(const wxString& text) {
    rows_icon_->Show(!text.empty());
    set(rows_, text, Tone::quiet);
}

void StatusLine::show_done(const wxString& text) {
    done_icon_->SetBitmap(icon("check", Tone::good));
    done_icon_->Show(!text.empty());
    set(done_, text, Tone::text);
}

void StatusLine::show_closing(std::optional<domain::Instant> closing_time, domain::Instant now) {
    const bool open = closing_time && *closing_time >= now;
    const Tone tone = open && *closing_time - now < near_closing ? Tone::warn : Tone::quiet;
    closing_icon_->SetBitmap(icon("clock", tone));
    closing_icon_->Show(closing_time.has_value());
    set(closing_, closing_time ? ui(wording::closing_of(*closing_time, now)) : wxString{}, tone);
}

}  // namespace samordna::desktop
