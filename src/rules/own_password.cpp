#include "rules/own_password.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "base/text.h"

namespace samordna::resources {
std::string_view password_file(std::string_view file_name);
}

namespace samordna::rules {
namespace {

constexpr std::array<std::string_view, 4> names{"too_short", "too_long", "user_name", "common"};

std::size_t characters_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

const std::set<std::string_view>& common_passwords() {
    static const std::set<std::string_view> all = [] {
        std::set<std::string_view> words;
        for (const auto line : base::split(resources::password_file("common_passwords.txt"), '\n')) {
            if (!line.empty() && !line.starts_with('#')) words.insert(line);
        }
        return words;
    }();
    return all;
}

// Without digits and signs at either end: what remains of "Sommar2026!" is "Sommar".
std::string_view core_of(std::string_view text) {
    const auto is_around = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x80 && (byte < 'A' || (byte > 'Z' && byte < 'a') || byte > 'z');
    };
    while (!text.empty() && is_around(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_around(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace

std::optional<PasswordFault> fault_of_password(std::string_view password, std::string_view user) {
    if (characters_of(password) < shortest_own_password) return PasswordFault::too_short;
    if (password.size() > longest_own_password) return PasswordFault::too_long;
    const std::string folded = base::lower_case(password);
    const std::string name = base::lower_case(user);
    const std::string_view core = core_of(folded);
    if (!name.empty() && (folded == name || core == name)) return PasswordFault::user_name;
    if (common_passwords().contains(folded) || core.empty() || common_passwords().contains(core))
        return PasswordFault::common;
    return std::nullopt;
}

std::string_view name_of(PasswordFault fault) {
    return names[static_cast<std::size_t>(fault)];
}

std::optional<PasswordFault> parse_password_fault(std::string_view name) {
    const auto it = std::find(names.begin(), names.end(), name);
    if (it == names.end()) return std::nullopt;
    return static_cast<PasswordFault>(it - names.begin());
}

PasswordStrength strength_of_password(std::string_view password) {
    const std::size_t length = characters_of(password);
    const std::size_t different = std::set<char>(password.begin(), password.end()).size();
    if (length >= 16 && different >= 10) return PasswordStrength::strong;
    if (length >= 13 && different >= 8) return PasswordStrength::good;
    return PasswordStrength::fair;
}

}  // namespace samordna::rules
