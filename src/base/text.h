// Small questions about text that the standard library leaves open. Text is UTF-8. Pure; any thread.
#pragma once
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samordna::base {

// Without spaces, tabs, line ends and no-break spaces at either end.
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
bool is_utf8(std::string_view bytes);
// A–Z and the letters of Latin-1 (Å, Ä, Ö, É …) as small ones: for names that must match whatever their case.
std::string lower_case(std::string_view text);

// The whole text as a number, or nothing.
template <class Integer>
std::optional<Integer> parse_integer(std::string_view text) {
    Integer value{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

}  // namespace samordna::base
