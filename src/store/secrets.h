// What somebody shows to be let in, as hashes. Codes that are handed over on paper for a first sign-in: short enough to
// be typed, and only their hash is kept.
// Blocking (Argon2id takes ~0.1 s); any thread.
#pragma once
#include <string>

namespace samordna::store {

struct OneTimeCode {
    std::string code;  // "K7QM-2RXT-9FHV": 57 random bits, in letters and digits that are not taken for each other
    std::string hash;  // argon2id, as libsodium writes it
};
OneTimeCode make_one_time_code();

// By what the password is known again that opens a locked window. It lies within the encrypted profile, so it is made
// light: a few milliseconds.
std::string password_check(const std::string& password);
bool passes(const std::string& password, const std::string& check);

}  // namespace samordna::store
