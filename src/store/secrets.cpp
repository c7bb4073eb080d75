#include "store/secrets.h"

#include <array>
#include <stdexcept>
#include <string_view>

#include <sodium.h>

namespace samordna::store {
namespace {

constexpr std::size_t light = std::size_t{8} << 20U;  // bytes

std::string hash_of(const std::string& secret, unsigned long long operations, std::size_t memory) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), secret.data(), secret.size(), operations, memory) != 0)
        throw std::runtime_error("no memory for a password hash");
    return hash.data();
}

}  // namespace

OneTimeCode make_one_time_code() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    constexpr std::string_view alphabet = "ACDEFGHJKLMNPQRTUVWXY346789";
    OneTimeCode made;
    for (int i = 0; i < 12; ++i) {
        if (i > 0 && i % 4 == 0) made.code += '-';
        made.code += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
    }
    made.hash = hash_of(made.code, crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
    return made;
}

std::string password_check(const std::string& password) {
    return hash_of(password, crypto_pwhash_OPSLIMIT_MIN, light);
}

bool passes(const std::string& password, const std::string& check) {
    return sodium_init() >= 0 && crypto_pwhash_str_verify(check.c_str(), password.data(), password.size()) == 0;
}

}  // namespace samordna::store
