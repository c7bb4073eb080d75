// Which password somebody may choose for herself. The backend decides by it; the window says it while she types. Pure;
// any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace samordna::rules {

enum class PasswordFault : std::uint8_t { too_short, too_long, user_name, common };

inline constexpr std::size_t shortest_own_password = 10;   // characters
inline constexpr std::size_t longest_own_password = 1024;  // bytes

// What speaks against it: its length, the name of the user in it and little else, or that it is one of those that
// everybody tries first (resources/common_passwords.txt), whatever its case and with whatever digits and signs around.
std::optional<PasswordFault> fault_of_password(std::string_view password, std::string_view user);
// As it goes on the wire: "too_short".
std::string_view name_of(PasswordFault fault);
std::optional<PasswordFault> parse_password_fault(std::string_view name);

// Of one without fault: how long it would take to guess, roughly, by its length and by how many different characters it
// has.
enum class PasswordStrength : std::uint8_t { fair, good, strong };
PasswordStrength strength_of_password(std::string_view password);

}  // namespace samordna::rules
