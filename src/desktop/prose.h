// Text to be read: headings, sentences and quotations that wrap, scroll, can be copied and are seen by screen readers.
// Main thread.
#pragma once
#include <string_view>
#include <vector>

#include <wx/textctrl.h>

#include "desktop/palette.h"

namespace samordna::desktop {

class Prose final : public wxTextCtrl {
  public:
    Prose(wxWindow* parent, std::string_view id, const wxString& name);

    // What it says is made anew between begin and end; where it is the same again, she stays where she reads.
    void begin();
    void heading(const wxString& text);
    void sentence(const wxString& text, Tone tone = Tone::text);
    void quotation(const wxString& text);
    void end();

  private:
    enum class Style : std::uint8_t { heading, sentence, quotation };
    struct Stretch {
        wxString text;
        Tone tone;
        Style style;
        bool operator==(const Stretch&) const = default;
    };
    void add(const wxString& text, Tone tone, Style style);
    void write(const Stretch& stretch);
    std::vector<Stretch> said_;
    std::vector<Stretch> now_;
};

}  // namespace samordna::desktop
