#include "server/totp.h"

#include <doctest/doctest.h>

#include "domain/time.h"

using namespace samordna;

namespace {

const std::string rfc_secret = "12345678901234567890";

base::Instant seconds(std::int64_t since_1970) {
    return base::Instant{std::chrono::seconds{since_1970}};
}

}  // namespace

TEST_CASE("the codes are those of RFC 6238") {
    struct Vector {
        std::int64_t time;
        const char* code;
    };
    for (const auto& [time, code] :
         {Vector{59, "94287082"}, Vector{1'111'111'109, "07081804"}, Vector{1'111'111'111, "14050471"},
          Vector{1'234'567'890, "89005924"}, Vector{2'000'000'000, "69279037"}, Vector{20'000'000'000, "65353130"}}) {
        CAPTURE(time);
        CHECK(server::totp_code(rfc_secret, server::totp_step(seconds(time)), 8) == code);
        CHECK(server::totp_code(rfc_secret, server::totp_step(seconds(time))) == std::string(code).substr(2));
    }
}

TEST_CASE("the codes without a clock are those of RFC 4226") {
    const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                           "254676", "287922", "162583", "399871", "520489"};
    for (std::int64_t step = 0; step < 10; ++step) CHECK(server::totp_code(rfc_secret, step) == codes[step]);
}

TEST_CASE("a code is known half a minute before and after its time, and no longer") {
    const auto now = seconds(1'111'111'111);
    const auto step = server::totp_step(now);
    for (const std::int64_t difference : {-1, 0, 1})
        CHECK(server::step_of_code(rfc_secret, server::totp_code(rfc_secret, step + difference), now) ==
              step + difference);
    for (const std::int64_t difference : {-2, 2})
        CHECK(server::step_of_code(rfc_secret, server::totp_code(rfc_secret, step + difference), now) == std::nullopt);
    for (const char* code : {"", "0", "00000", "0000000", "abcdef"})
        CHECK(server::step_of_code(rfc_secret, code, now) == std::nullopt);
}

TEST_CASE("base32 is that of RFC 4648, without padding") {
    CHECK(server::base32("").empty());
    CHECK(server::base32("f") == "MY");
    CHECK(server::base32("fo") == "MZXQ");
    CHECK(server::base32("foo") == "MZXW6");
    CHECK(server::base32("foob") == "MZXW6YQ");
    CHECK(server::base32("fooba") == "MZXW6YTB");
    CHECK(server::base32("foobar") == "MZXW6YTBOI");
    CHECK(server::base32(rfc_secret) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

TEST_CASE("what an app is given names the service and the user, in letters that an address may have") {
    CHECK(server::enrolment_uri("åsa b", "12345678901234567890") ==
          "otpauth://totp/Samordna:%C3%A5sa%20b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Samordna&algorithm=SHA1&"
          "digits=6&period=30");
}
