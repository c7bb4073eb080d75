// The proof that whoever redeems a code is who asked for it (RFC 7636, S256). Pure but for new_verifier; any thread.
#pragma once
#include <string>
#include <string_view>

namespace samordna::openid {

// 256 random bits, base64url, 43 characters.
std::string new_verifier();
std::string challenge_of(std::string_view verifier);

}  // namespace samordna::openid
