#include "openid/pkce.h"

#include <doctest/doctest.h>

using namespace samordna;

TEST_CASE("the challenge is that of RFC 7636, appendix B") {
    CHECK(openid::challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") ==
          "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST_CASE("every verifier is another, of 43 letters that need no escaping") {
    const auto verifier = openid::new_verifier();
    CHECK(verifier.size() == 43);
    CHECK(verifier.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
          std::string::npos);
    CHECK(openid::new_verifier() != verifier);
}
