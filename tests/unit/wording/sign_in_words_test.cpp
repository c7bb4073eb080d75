#include "wording/sign_in_words.h"

#include <set>

#include <doctest/doctest.h>

#include "base/result.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

using namespace samordna;
using namespace samordna::wording;

TEST_CASE("each reason why a password cannot be chosen has its own sentence, in both languages") {
    for (const auto language : {Language::en, Language::sv}) {
        set_language(language);
        std::set<std::string> said;
        for (const char* why : {"too_short", "too_long", "user_name", "common", "same", "something new"}) {
            said.insert(sentence_of_weak_password(why));
            CHECK(sentence_of(base::Error{"sign_in.weak_password", {{"why", why}}}) == sentence_of_weak_password(why));
        }
        CHECK(said.size() == 6);
    }
}

TEST_CASE("while a password is typed, words say what is wrong with it or how good it is") {
    set_language(Language::sv);
    CHECK(judgement_of_password("", "anna").empty());
    CHECK(judgement_of_password("kort", "anna") == sentence_of_weak_password("too_short"));
    CHECK(judgement_of_password("Sommar2026!!", "anna") == sentence_of_weak_password("common"));
    CHECK(judgement_of_password("tio tecken", "anna").find("godtagbart") != std::string::npos);
    CHECK(judgement_of_password("fjorton tecken", "anna").find("bra") != std::string::npos);
    CHECK(judgement_of_password("korrekt hast batteri", "anna").find("starkt") != std::string::npos);
}

TEST_CASE("what an app has to be given is taken from what the backend wants") {
    const auto secret = app_secret_of(base::Error{"sign_in.enrol", {{"secret", "GEZD"}, {"uri", "otpauth://totp/x"}}});
    CHECK(secret.letters == "GEZD");
    CHECK(secret.uri == "otpauth://totp/x");
    CHECK(app_secret_of(base::Error{"sign_in.enrol"}).letters.empty());
}

TEST_CASE("a secret is read in groups of four") {
    CHECK(in_fours("ABCDEFGHIJ") == "ABCD EFGH IJ");
    CHECK(in_fours("ABCD") == "ABCD");
    CHECK(in_fours("").empty());
}
