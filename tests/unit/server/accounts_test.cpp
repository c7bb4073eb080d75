#include "server/accounts.h"

#include <doctest/doctest.h>

#include "support/house.h"

using namespace samordna;
using server::NewAccount;
using server::Role;
using support::House;

TEST_CASE("a session ends after twelve hours, and when she signs out") {
    House house;
    const auto token = house.token("anna");
    CHECK(house.backend().authenticate(token));
    house.clock.advance(std::chrono::hours{12});
    CHECK(house.backend().authenticate(token).error().code == "session.expired");
    CHECK(house.backend().authenticate("").error().code == "session.expired");

    House other;
    CHECK(other.backend().authenticate(token));
    REQUIRE(other.backend().sign_out(other.who("anna")));
    CHECK(other.backend().authenticate(token).error().code == "session.expired");
    CHECK(other.backend().authenticate(other.token("bo")));
}

TEST_CASE("a session says who she is and what she sees") {
    House house;
    const auto session = house.backend().sign_in("rune", support::password);
    REQUIRE(session);
    CHECK(session->role == "reviewer");
    CHECK(session->user == "rune");
    REQUIRE(session->units.size() == 1);
    const auto who = house.backend().authenticate(session->token);
    REQUIRE(who);
    CHECK(who->role == Role::reviewer);
    CHECK(who->units.front().id == session->units.front());
}

TEST_CASE("a wrong password and an unknown user are refused alike, and after a few tries she has to wait") {
    House house;
    for (const char* user : {"anna", "nobody"}) {
        for (int i = 0; i < 5; ++i) CHECK(house.backend().sign_in(user, "fel").error().code == "sign_in.refused");
        const auto wait = house.backend().sign_in(user, support::password);
        CHECK(wait.error().code == "sign_in.wait");
        CHECK(std::get<std::int64_t>(wait.error().parameters.at("retry_after")) == 2);
    }
    CHECK(house.backend().sign_in("bo", support::password));
    house.clock.advance(std::chrono::seconds{2});
    CHECK(house.backend().sign_in("anna", support::password));
    CHECK(house.backend().sign_in("anna", "fel").error().code == "sign_in.refused");  // forgiven: it counts anew
    CHECK(house.backend().sign_in("anna", support::password));
}

TEST_CASE("an account is added once, to units that exist") {
    House house;
    auto& backend = house.backend();
    const auto code = [&](const NewAccount& wish) {
        const auto added = backend.add_account(wish);
        return added ? std::string() : added.error().code;
    };
    CHECK(code({"anna", Role::manager, {"Enhet Norr"}, support::password, false}) == "account.exists");
    CHECK(code({"eva", Role::manager, {"Enhet Syd"}, support::password, false}) == "account.unknown_unit");
    CHECK(backend.sign_in("eva", support::password).error().code == "sign_in.refused");
    CHECK(code({"eva", Role::manager, {"Enhet Norr"}, "kort", false}) == "account.bad_password");
    CHECK(code({"", Role::manager, {"Enhet Norr"}, support::password, false}) == "account.bad_user");
    CHECK(code({" eva", Role::manager, {"Enhet Norr"}, support::password, false}) == "account.bad_user");
    CHECK(code({"eva", Role::manager, {"Enhet Norr", "Enhet Väst", "Enhet Norr"}, support::password, false}).empty());
    CHECK(backend.sign_in("eva", support::password)->units.size() == 2);
}

TEST_CASE("a replaced account has its new password, role and units, and its sessions are over") {
    House house;
    auto& backend = house.backend();
    REQUIRE(backend.add_account({"anna", Role::reviewer, {"Enhet Väst"}, "ett nytt losenord", true}));
    CHECK(backend.authenticate(house.token("anna")).error().code == "session.expired");
    CHECK(backend.sign_in("anna", support::password).error().code == "sign_in.refused");
    const auto session = backend.sign_in("anna", "ett nytt losenord");
    REQUIRE(session);
    CHECK(session->role == "reviewer");
    CHECK(session->units == std::vector{house.who("vera").units.front().id});
}
