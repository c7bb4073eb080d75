// Passwords as they are kept: Argon2id. The vectors are those of the reference implementation that RFC 9106 goes by
// (phc-winner-argon2, src/test.c), as encoded strings.
#include <doctest/doctest.h>

#include "server/digest.h"

using namespace samordna;

namespace {

struct Vector {
    const char* password;
    const char* encoded;
};
constexpr Vector published[]{
    {"password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"},
    {"password", "$argon2id$v=19$m=262144,t=2,p=1$c29tZXNhbHQ$eP4eyR+zqlZX1y5xCFTkw9m5GYx0L5YWwvCFvtlbLow"},
    {"password", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"},
    {"password", "$argon2id$v=19$m=65536,t=1,p=1$c29tZXNhbHQ$9qWtwbpyPd3vm1rB1GThgPzZ3/ydHL92zKL+15XZypg"},
    {"password", "$argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$kCXUjmjvc5XMqQedpMTsOv+zyJEf5PhtGiUghW9jFyw"},
    {"differentpassword", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$C4TWUs9rDEvq7w3+J4umqA32aWKB1+DSiRuBfYxFj94"},
    {"password", "$argon2id$v=19$m=65536,t=2,p=1$ZGlmZnNhbHQ$vfMrBczELrFdWP0ZsfhWsRPaHppYdP3MVEMIVlqoFBw"},
};

}  // namespace

TEST_CASE("the published vectors of Argon2id hold, and no other password does") {
    for (const auto& [password, encoded] : published) {
        CAPTURE(encoded);
        CHECK(server::is_password(password, encoded));
        CHECK_FALSE(server::is_password("Password", encoded));
    }
}

TEST_CASE("a password is kept as Argon2id with a salt of its own, and never as it is") {
    const auto kept = server::password_hash("korrekt hast batteri");
    CHECK(kept.starts_with("$argon2id$v=19$"));
    CHECK(kept != server::password_hash("korrekt hast batteri"));
    CHECK(server::is_password("korrekt hast batteri", kept));
    CHECK_FALSE(server::is_password("korrekt hast batterl", kept));
    CHECK_FALSE(server::is_password("korrekt hast batteri", "what is no hash"));
}
