#include "server/digest.h"

#include <array>
#include <stdexcept>
#include <vector>

#include <sodium.h>

namespace samordna::server {
namespace {

// Every call goes through here, because libsodium wants to be started and does that only once.
void start_sodium() {
    static const bool started = sodium_init() >= 0;
    if (!started) throw std::runtime_error("libsodium does not start");
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t Size>
std::array<unsigned char, Size> blake2b(std::string_view text, std::string_view key = {}) {
    start_sodium();
    std::array<unsigned char, Size> out{};
    crypto_generichash(out.data(), out.size(), bytes_of(text), text.size(), key.empty() ? nullptr : bytes_of(key),
                       key.size());
    return out;
}

template <std::size_t Size>
std::string_view view(const std::array<unsigned char, Size>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <std::size_t Size>
std::string hex(const std::array<unsigned char, Size>& bytes) {
    std::string out(2 * Size + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
    out.pop_back();
    return out;
}

}  // namespace

std::string fingerprint(std::string_view text) {
    return hex(blake2b<16>(text));
}
std::string secret_hash(std::string_view secret) {
    return hex(blake2b<32>(secret));
}

std::string random_secret() {
    start_sodium();
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return base64url(view(bytes));
}

std::string random_bytes(std::size_t count) {
    start_sodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

bool is_same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string seal(std::string_view text, std::string_view key, std::string_view owner) {
    const std::string nonce = random_bytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    std::string box(text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(box.data()), nullptr, bytes_of(text),
                                               text.size(), bytes_of(owner), owner.size(), nullptr, bytes_of(nonce),
                                               bytes_of(key));
    return base64url(nonce + box);
}

std::optional<std::string> unseal(std::string_view sealed, std::string_view key, std::string_view owner) {
    start_sodium();
    constexpr std::size_t nonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    constexpr std::size_t seal_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
    const std::string bytes = from_base64url(sealed);
    if (bytes.size() < nonce + seal_size) return std::nullopt;
    std::string text(bytes.size() - nonce - seal_size, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(text.data()), nullptr, nullptr,
                                                   bytes_of(bytes) + nonce, bytes.size() - nonce, bytes_of(owner),
                                                   owner.size(), bytes_of(bytes), bytes_of(key)) != 0) {
        return std::nullopt;
    }
    return text;
}

std::string sign(std::string_view text, std::string_view key) {
    return base64url(view(blake2b<32>(text, key)));
}

bool is_signed(std::string_view text, std::string_view signature, std::string_view key) {
    const std::string expected = sign(text, key);
    return is_same_secret(signature, expected);
}

base::Id derived_id(std::string_view scope, std::string_view type, std::string_view source_id) {
    // Lengths in front, so that no two lists of names run together into the same text.
    std::string name;
    for (const std::string_view part : {scope, type, source_id}) {
        name += std::to_string(part.size());
        name += ':';
        name += part;
    }
    base::Id id;
    const auto bytes = blake2b<16>(name);
    std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    id.bytes[6] = static_cast<std::uint8_t>(0x80 | (id.bytes[6] & 0x0F));
    id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
    return id;
}

std::string base64url(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes_of(bytes), bytes.size(), variant);
    out.pop_back();
    return out;
}

std::string from_base64url(std::string_view text) {
    std::vector<unsigned char> out(text.size() + 1);
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text.data() + text.size()) {
        return {};
    }
    return {reinterpret_cast<const char*>(out.data()), size};
}

std::string password_hash(std::string_view password) {
    start_sodium();
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();
    }
    return out.data();
}

bool is_password(std::string_view password, const std::string& hash) {
    start_sodium();
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace samordna::server
