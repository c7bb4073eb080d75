#include "rules/notes.h"

#include <algorithm>
#include <cstddef>

namespace samordna::rules {
namespace {

bool is_letter(unsigned char c) {
    return c >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

// Initials are words of at most three letters ("EL", "E.L.", "Å Ö", "EL AK"): something longer must be there, or a
// whole row of short ones ("ur led", "fel på lås").
bool says_why(std::string_view note) {
    std::size_t longest = 0;
    std::size_t small_words = 0;  // not all capitals: "på", "ej" are words, "EL" is somebody
    std::size_t letters = 0;
    bool has_small = false;
    const auto close = [&] {
        longest = std::max(longest, letters);
        small_words += letters >= 2 && has_small ? 1 : 0;
        letters = 0;
        has_small = false;
    };
    for (const char c : note) {
        const auto u = static_cast<unsigned char>(c);
        if (!is_letter(u)) {
            close();
            continue;
        }
        if ((u & 0xC0) == 0x80) {  // the rest of a letter outside ASCII: å ä ö é are C3 A0…C3 BE
            has_small = has_small || (u >= 0xA0);
            continue;
        }
        ++letters;
        has_small = has_small || (u >= 'a' && u <= 'z');
    }
    close();
    return longest >= 4 || small_words >= 2;
}

}  // namespace samordna::rules
