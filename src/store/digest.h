// What a text is told by. Pure; any thread.
#pragma once
#include <string>
#include <string_view>

namespace samordna::store {

// SHA-256, as 64 hexadecimal digits.
std::string sha256_of(std::string_view text);

}  // namespace samordna::store
