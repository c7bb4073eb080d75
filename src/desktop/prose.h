// Text to be read: headings, sentences and quotations that wrap, scroll, can be copied and are seen by screen readers.
// Main thread.
#pragma once
#include <string_view>

#include <wx/textctrl.h>

#include "desktop/palette.h"

namespace samordna::desktop {

class Prose final : public wxTextCtrl {
  public:
    Prose(wxWindow* parent, std::string_view id, const wxString& name);

    // What it says is made anew between begin and end.
    void begin();
    void heading(const wxString& text);
    void sentence(const wxString& text, Tone tone = Tone::text);
    void quotation(const wxString& text);
    void end();

  private:
    enum class Style : std::uint8_t { heading, sentence, quotation };
    void add(const wxString& text, Tone tone, Style style);
};

}  // namespace samordna::desktop
