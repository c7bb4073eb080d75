// The one line at the bottom: how fresh the data is, what waits, how much is shown, what was just done, when the month
// closes. Main thread.
#pragma once
#include <wx/panel.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

#include "desktop/palette.h"
#include "domain/time.h"
#include "workspace/workspace.h"

namespace samordna::desktop {

class StatusLine final : public wxPanel {
  public:
    explicit StatusLine(wxWindow* parent);
    bool AcceptsFocus() const override { return false; }
    void show_sync(const workspace::SyncStatus& status, domain::Instant now);
    // In the place of the sync: what she waits for.
    void show_reading(const wxString& text);
    void show_rows(const wxString& text);
    void show_done(const wxString& text);
    void show_closing(std::optional<domain::Instant> closing_time, domain::Instant now);

  private:
    wxStaticText* add(wxSizer* sizer, const char* id, wxStaticBitmap** picture, const char* icon_name);
    void set(wxStaticText* text, const wxString& label, Tone tone);
    wxStaticBitmap* sync_icon_ = nullptr;
    wxStaticBitmap* rows_icon_ = nullptr;
    wxStaticBitmap* done_icon_ = nullptr;
    wxStaticBitmap* closing_icon_ = nullptr;
    wxStaticText* sync_;
    wxStaticText* rows_;
    wxStaticText* done_;
    wxStaticText* rehearsal_;
    wxStaticText* closing_;
};

}  // namespace samordna::desktop
