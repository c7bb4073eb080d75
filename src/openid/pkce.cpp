#include "openid/pkce.h"

#include <array>
#include <stdexcept>

#include <sodium.h>

namespace samordna::openid {
namespace {

using Bits = std::array<unsigned char, 32>;

std::string base64url(const Bits& bits) {
    constexpr int kind = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_ENCODED_LEN(std::tuple_size_v<Bits>, kind), '\0');
    sodium_bin2base64(text.data(), text.size(), bits.data(), bits.size(), kind);
    text.pop_back();  // the end of C's string
    return text;
}

}  // namespace

std::string new_verifier() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    Bits bits{};
    randombytes_buf(bits.data(), bits.size());
    return base64url(bits);
}

std::string challenge_of(std::string_view verifier) {
    Bits digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size());
    return base64url(digest);
}

}  // namespace samordna::openid
