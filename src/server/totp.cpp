#include "server/totp.h"

#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "server/digest.h"

namespace samordna::server {
namespace {

constexpr std::int64_t period = 30;
constexpr std::array<std::uint32_t, 9> powers{1, 10, 100, 1000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

}  // namespace

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[counter.size() - 1 - i] =
            static_cast<unsigned char>((static_cast<std::uint64_t>(step) >> (8 * i)) & 0xFF);
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), mac.data(),
             &size) == nullptr) {
        throw std::runtime_error("HMAC-SHA-1 is not there");
    }
    const std::size_t at = mac[size - 1] & 0x0FU;
    const std::uint32_t number = (static_cast<std::uint32_t>(mac[at] & 0x7FU) << 24U) |
                                 (static_cast<std::uint32_t>(mac[at + 1]) << 16U) |
                                 (static_cast<std::uint32_t>(mac[at + 2]) << 8U) | mac[at + 3];
    return fmt::format("{:0{}}", number % powers.at(static_cast<std::size_t>(digits)), digits);
}

std::int64_t totp_step(base::Instant now) {
    return now.time_since_epoch().count() / period;
}

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, base::Instant now) {
    std::optional<std::int64_t> found;
    // All three, so that it takes as long whichever it is.
    for (const std::int64_t difference : {-1, 0, 1}) {
        const std::int64_t step = totp_step(now) + difference;
        if (is_same_secret(totp_code(secret, step), code)) found = step;
    }
    return found;
}

std::string base32(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            out += letters[(held >> static_cast<unsigned>(bits)) & 31U];
        }
        held &= (1U << static_cast<unsigned>(bits)) - 1;
    }
    if (bits > 0) out += letters[(held << static_cast<unsigned>(5 - bits)) & 31U];
    return out;
}

std::string enrolment_uri(std::string_view user, std::string_view secret) {
    return fmt::format("otpauth://totp/Samordna:{}?secret={}&issuer=Samordna&algorithm=SHA1&digits=6&period=30",
                       percent_encoded(user), base32(secret));
}

}  // namespace samordna::server
