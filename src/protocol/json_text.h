// Writing JSON by appending, where the text is canonical, small or there is much of it. Pure; any thread.
#pragma once
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace samordna::protocol {

// Quoted and escaped; UTF-8 goes through as it is.
void append_json_string(std::string& out, std::string_view text);

inline void append_json_integer(std::string& out, std::int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

}  // namespace samordna::protocol
