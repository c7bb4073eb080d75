#include "rules/notes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <regex>
#include <string>

#include "base/text.h"

namespace samordna::rules {
namespace {

// The next character; takes it off the text. Bytes that are no UTF-8 are characters of their own that say nothing.
std::uint32_t take(std::string_view& text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(0);
    const std::size_t size = first < 0x80 ? 1 : first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t c = size == 1 ? first : first & (0xFFU >> (size + 1));
    if (size > text.size()) return text = {}, 0;
    for (std::size_t i = 1; i < size; ++i) c = (c << 6) | (byte(i) & 0x3FU);
    text.remove_prefix(size);
    return first >= 0x80 && size == 1 ? 0 : c;
}

// Of any script; not the signs of Latin-1, not general punctuation, arrows, symbols or pictures.
bool is_letter(std::uint32_t c) {
    if (c < 0x80) return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    const bool sign = c < 0xC0 || c == 0xD7 || c == 0xF7;
    const bool symbol = (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040) || (c >= 0xE000 && c < 0xF900) ||
                        (c >= 0xFE00 && c < 0xFE70) || c == 0xFEFF || c == 0xFFFD || (c >= 0x1F000 && c < 0x20000) ||
                        c >= 0xE0000;
    return !sign && !symbol;
}

// As far as Swedish goes; other scripts have no initials in capitals that we know of.
bool is_capital(std::uint32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
}

}  // namespace

// Initials are words of at most three letters ("EL", "E.L.", "Å Ö", "EL AK", "El Ak", "el/ak"): something longer must
// be there, or a whole row of short ones that are not all written as names ("ur led", "Fel på lås").
bool says_why(std::string_view note) {
    std::size_t longest = 0;
    std::size_t short_words = 0;  // not all capitals: "på", "Ej" are words, "EL" is somebody
    std::size_t in_short_words = 0;
    std::size_t letters = 0;
    bool begins_small = false;
    bool has_small = false;
    bool any_begins_small = false;
    const auto close = [&] {
        longest = std::max(longest, letters);
        if (letters >= 2 && has_small) {
            ++short_words;
            in_short_words += letters;
            any_begins_small = any_begins_small || begins_small;
        }
        letters = 0;
        has_small = false;
    };
    while (!note.empty()) {
        const std::uint32_t c = take(note);
        if (!is_letter(c)) {
            close();
            continue;
        }
        const bool small = !is_capital(c);
        if (letters++ == 0) begins_small = small;
        has_small = has_small || small;
    }
    close();
    return longest >= 4 || (short_words >= 2 && in_short_words >= 5 && any_begins_small);
}

std::vector<NoteConcern> concerns_of(std::string_view note) {
    static const std::regex number(
        R"((^|[^0-9])([0-9]{2})?[0-9]{2}(0[1-9]|1[0-2])[0-9]{2}[-+ ]?([0-9]{4}|TF[0-9]{2}|T[0-9]{3})([^0-9]|$))");
    constexpr std::array<std::string_view, 16> journal{
        "blodtryck", "medicin", "tablett",  "insulin", "diagnos", "demens", "ångest", "deprim",
        "smärt",     "värk",    "avföring", "urin",    "kräk",    "feber",  "yrsel",  "läkare"};
    std::vector<NoteConcern> concerns;
    const std::string text = base::lower_case(note);
    if (std::regex_search(note.begin(), note.end(), number)) concerns.push_back(NoteConcern::personal_number);
    if (std::any_of(journal.begin(), journal.end(), [&](auto word) { return text.find(word) != std::string::npos; }))
        concerns.push_back(NoteConcern::journal);
    return concerns;
}

}  // namespace samordna::rules
