// What is said of passwords, codes and secrets. Pure; any thread.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "rules/own_password.h"
#include "workspace/workspace.h"

namespace samordna::wording {

// Why a password cannot be chosen; `why` as it goes on the wire.
std::string sentence_of_weak_password(std::string_view why);
// Of what has been typed so far: what is wrong with it, or how good it is. Empty: nothing has been typed.
std::string judgement_of_password(std::string_view password, std::string_view user);
// Signed in with a password alone.
std::string no_second_factor();
// What the browser says at the end, and how long it is waited for.
workspace::BrowserWords browser_words(std::string server, std::string way);
// What an app has to be given, of sign_in.enrol {secret, uri}.
struct AppSecret {
    std::string letters;  // base32
    std::string uri;
};
AppSecret app_secret_of(const base::Error& enrol);
// "ABCD EFGH IJ"
std::string in_fours(std::string_view text);

}  // namespace samordna::wording
