#include "base/text.h"

#include <cstdint>

namespace samordna::base {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

// How many continuation bytes follow `lead`, and the smallest code point that may be written so; -1 for no lead byte.
int continuation(unsigned char lead, std::uint32_t& value, std::uint32_t& smallest) {
    if (lead < 0x80) return value = lead, smallest = 0, 0;
    if ((lead & 0xE0) == 0xC0) return value = lead & 0x1F, smallest = 0x80, 1;
    if ((lead & 0xF0) == 0xE0) return value = lead & 0x0F, smallest = 0x800, 2;
    if ((lead & 0xF8) == 0xF0) return value = lead & 0x07, smallest = 0x10000, 3;
    return -1;
}

}  // namespace

std::string_view trim(std::string_view text) {
    for (;;) {
        if (!text.empty() && is_blank(text.front()))
            text.remove_prefix(1);
        else if (text.starts_with(no_break_space))
            text.remove_prefix(2);
        else
            break;
    }
    for (;;) {
        if (!text.empty() && is_blank(text.back()))
            text.remove_suffix(1);
        else if (text.ends_with(no_break_space))
            text.remove_suffix(2);
        else
            break;
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

bool is_utf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        std::uint32_t value = 0;
        std::uint32_t smallest = 0;
        const int more = continuation(static_cast<unsigned char>(bytes[i++]), value, smallest);
        if (more < 0 || i + static_cast<std::size_t>(more) > bytes.size()) return false;
        for (int k = 0; k < more; ++k) {
            const auto c = static_cast<unsigned char>(bytes[i++]);
            if ((c & 0xC0) != 0x80) return false;
            value = (value << 6) | (c & 0x3F);
        }
        if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return false;
    }
    return true;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (std::size_t i = 0; i < lower.size(); ++i) {
        const auto c = static_cast<unsigned char>(lower[i]);
        const bool latin =
            i > 0 && static_cast<unsigned char>(lower[i - 1]) == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97;
        if ((c >= 'A' && c <= 'Z') || latin) lower[i] = static_cast<char>(c + 0x20);
    }
    return lower;
}

}  // namespace samordna::base
