#include "rules/own_password.h"

#include <string>

#include <doctest/doctest.h>

using namespace samordna::rules;

TEST_CASE("her own password has ten characters, of any kind, and an end") {
    CHECK(fault_of_password("tio tecken", "anna") == std::nullopt);
    CHECK(fault_of_password("nio tecke", "anna") == PasswordFault::too_short);
    CHECK(fault_of_password("åäöåäöåäö", "anna") == PasswordFault::too_short);  // eighteen bytes
    CHECK(fault_of_password("åäöåäöåäöx", "anna") == std::nullopt);
    CHECK(fault_of_password("", "anna") == PasswordFault::too_short);
    CHECK(fault_of_password(std::string(512, 'x') + std::string(512, 'y'), "anna") == std::nullopt);
    CHECK(fault_of_password(std::string(512, 'x') + std::string(513, 'y'), "anna") == PasswordFault::too_long);
}

TEST_CASE("it is not her user name, whatever its case and what stands around") {
    for (const char* password : {"anna.lindgren", "Anna.Lindgren", "anna.lindgren2026!"})
        CHECK(fault_of_password(password, "anna.lindgren") == PasswordFault::user_name);
    CHECK(fault_of_password("anna.lindgren och hunden", "anna.lindgren") == std::nullopt);
    CHECK(fault_of_password("anna.lindgren", "") == std::nullopt);
}

TEST_CASE("it is none of those that everybody tries first, also not with digits and signs around") {
    for (const char* password : {"qwertyuiop", "QwertyUiop", "Lösenord123", "LÖSENORD2026!", "sommar2026",
                                 "!!Sommar2026", "1234567890", "hejsanhejsan", "2026-11-22!"}) {
        CAPTURE(password);
        CHECK(fault_of_password(password, "anna") == PasswordFault::common);
    }
    for (const char* password : {"korrekt hast batteri", "sommar vid sjön", "lösenordsfri zon"}) {
        CAPTURE(password);
        CHECK(fault_of_password(password, "anna") == std::nullopt);
    }
}

TEST_CASE("a long one of many different characters is stronger than a short one") {
    CHECK(strength_of_password("tio tecken") == PasswordStrength::fair);
    CHECK(strength_of_password("fjorton tecken") == PasswordStrength::good);
    CHECK(strength_of_password("korrekt hast batteri") == PasswordStrength::strong);
    CHECK(strength_of_password("xyxyxyxyxyxyxyxyxyxyxyxy") == PasswordStrength::fair);
}

TEST_CASE("every fault has a name on the wire") {
    for (const auto fault :
         {PasswordFault::too_short, PasswordFault::too_long, PasswordFault::user_name, PasswordFault::common})
        CHECK(parse_password_fault(name_of(fault)) == fault);
    CHECK(parse_password_fault("sour") == std::nullopt);
}
