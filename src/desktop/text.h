// UTF-8 of the rooms below to wxString and back, whatever the locale.
#pragma once
#include <string>
#include <string_view>

#include <wx/string.h>

namespace samordna::desktop {

inline wxString ui(std::string_view utf8) {
    return wxString::FromUTF8(utf8.data(), utf8.size());
}
inline std::string utf8(const wxString& text) {
    return std::string(text.utf8_str());
}

}  // namespace samordna::desktop
