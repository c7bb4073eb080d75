#include "desktop/clipboard.h"

#include <wx/clipbrd.h>
#include <wx/timer.h>

#include "desktop/text.h"

namespace samordna::desktop {
namespace {

constexpr int kept_ms = 60'000;

class Copied final : public wxTimer {
  public:
    void put(const wxString& text) {
        if (!wxTheClipboard->Open()) return;
        wxTheClipboard->SetData(new wxTextDataObject(text));
        wxTheClipboard->Close();
        text_ = text;
        StartOnce(kept_ms);
    }
    // What somebody else has copied since is not ours to take away.
    void forget() {
        Stop();
        const wxString ours = std::exchange(text_, wxString{});
        if (ours.empty() || !wxTheClipboard->Open()) return;
        wxTextDataObject there;
        if (wxTheClipboard->GetData(there) && there.GetText() == ours) wxTheClipboard->Clear();
        wxTheClipboard->Close();
    }
    void Notify() override { forget(); }

  private:
    wxString text_;
};

Copied& copied() {
    static Copied one;
    return one;
}

}  // namespace

void copy_text(const std::string& text) {
    copied().put(ui(text));
}

void forget_copied() {
    copied().forget();
}

}  // namespace samordna::desktop
