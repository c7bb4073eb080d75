// The codes of an authenticator app: RFC 6238 with SHA-1, six digits, a new one every 30 seconds. Pure; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace samordna::server {

// RFC 4226 over the step; `secret` are bytes.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);
// Which half minute it is.
std::int64_t totp_step(base::Instant now);
// The step whose code it is: this one, or one before or after it, for clocks that differ.
std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, base::Instant now);

// RFC 4648, without padding.
std::string base32(std::string_view bytes);
// What an app reads from the picture: otpauth://totp/Samordna:anna?secret=…
std::string enrolment_uri(std::string_view user, std::string_view secret);

}  // namespace samordna::server
