#include "server/accounts.h"

#include <doctest/doctest.h>

#include "support/house.h"

using namespace samordna;
using server::NewAccount;
using server::Role;
using support::House;

TEST_CASE("a token is good for a quarter of an hour, and until she signs out") {
    House house;
    auto& backend = house.backend();
    const auto session = backend.sign_in({"anna", support::password}, support::here);
    REQUIRE(session);
    CHECK(session->expires_in == std::chrono::minutes{15});
    CHECK(backend.authenticate(session->token));
    house.clock.advance(std::chrono::minutes{15});
    CHECK(backend.authenticate(session->token).error().code == "session.expired");
    CHECK(backend.authenticate("").error().code == "session.expired");
    CHECK(backend.authenticate(session->refresh_token).error().code == "session.expired");

    House other;
    const auto token = other.token("anna");
    REQUIRE(other.backend().sign_out(other.who("anna")));
    CHECK(other.backend().authenticate(token).error().code == "session.expired");
    CHECK(other.backend().authenticate(other.token("bo")));
}

TEST_CASE("a session goes on for as long as it is renewed within fourteen days") {
    House house;
    auto& backend = house.backend();
    auto session = backend.sign_in({"anna", support::password}, support::here);
    REQUIRE(session);
    for (int i = 0; i < 3; ++i) {
        house.clock.advance(std::chrono::days{14} - std::chrono::seconds{1});
        auto next = backend.refresh(session->refresh_token);
        REQUIRE(next);
        CHECK(next->user == "anna");
        CHECK(next->role == "coordinator");
        CHECK(next->units == session->units);
        CHECK(next->refresh_token != session->refresh_token);
        CHECK(backend.authenticate(next->token)->user == "anna");
        session = next;
    }
    house.clock.advance(std::chrono::days{14});
    CHECK(backend.refresh(session->refresh_token).error().code == "session.expired");
    CHECK(backend.refresh("").error().code == "session.expired");
    CHECK(backend.refresh(session->token).error().code == "session.expired");
}

TEST_CASE("a refresh token that comes again within a minute was answered into the void; later it ends its session") {
    House house;
    auto& backend = house.backend();
    const auto session = backend.sign_in({"anna", support::password}, support::here);
    const auto other = backend.sign_in({"anna", support::password}, support::here);
    const auto lost = backend.refresh(session->refresh_token);
    REQUIRE(lost);
    house.clock.advance(std::chrono::seconds{60});
    const auto again = backend.refresh(session->refresh_token);
    REQUIRE(again);
    CHECK(backend.authenticate(again->token));
    house.clock.advance(std::chrono::seconds{1});
    CHECK(backend.refresh(session->refresh_token).error().code == "session.expired");
    CHECK(backend.authenticate(again->token).error().code == "session.expired");
    CHECK(backend.refresh(again->refresh_token).error().code == "session.expired");
    CHECK(backend.refresh(lost->refresh_token).error().code == "session.expired");
    CHECK(backend.authenticate(other->token));
    CHECK(backend.refresh(other->refresh_token));
}

TEST_CASE("signing out ends what the session would have become") {
    House house;
    auto& backend = house.backend();
    const auto session = backend.sign_in({"anna", support::password}, support::here);
    const auto next = backend.refresh(session->refresh_token);
    REQUIRE(backend.sign_out(*backend.authenticate(session->token)));
    CHECK(backend.authenticate(next->token).error().code == "session.expired");
    CHECK(backend.refresh(next->refresh_token).error().code == "session.expired");
}

TEST_CASE("a session says who she is and what she sees") {
    House house;
    const auto session = house.backend().sign_in({"rune", support::password}, support::here);
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
        for (int i = 0; i < 5; ++i)
            CHECK(house.backend().sign_in({user, "fel"}, support::here).error().code == "sign_in.refused");
        const auto wait = house.backend().sign_in({user, support::password}, support::here);
        CHECK(wait.error().code == "sign_in.wait");
        CHECK(std::get<std::int64_t>(wait.error().parameters.at("retry_after")) == 2);
    }
    CHECK(house.backend().sign_in({"bo", support::password}, support::here));
    house.clock.advance(std::chrono::seconds{2});
    CHECK(house.backend().sign_in({"anna", support::password}, support::here));
    CHECK(house.backend().sign_in({"anna", "fel"}, support::here).error().code ==
          "sign_in.refused");  // forgiven: it counts anew
    CHECK(house.backend().sign_in({"anna", support::password}, support::here));
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
    CHECK(backend.sign_in({"eva", support::password}, support::here).error().code == "sign_in.refused");
    CHECK(code({"eva", Role::manager, {"Enhet Norr"}, "kort", false}) == "account.bad_password");
    CHECK(code({"", Role::manager, {"Enhet Norr"}, support::password, false}) == "account.bad_user");
    CHECK(code({" eva", Role::manager, {"Enhet Norr"}, support::password, false}) == "account.bad_user");
    CHECK(code({"eva",
                Role::manager,
                {"Enhet Norr", "Enhet Väst", "Enhet Norr"},
                support::password,
                false,
                server::SecondFactor::none})
              .empty());
    CHECK(backend.sign_in({"eva", support::password}, support::here)->units.size() == 2);
}

TEST_CASE("a replaced account has its new password, role and units, and its sessions are over") {
    House house;
    auto& backend = house.backend();
    REQUIRE(backend.add_account(
        {"anna", Role::reviewer, {"Enhet Väst"}, "ett nytt losenord", true, server::SecondFactor::none}));
    CHECK(backend.authenticate(house.token("anna")).error().code == "session.expired");
    CHECK(backend.sign_in({"anna", support::password}, support::here).error().code == "sign_in.refused");
    const auto session = backend.sign_in({"anna", "ett nytt losenord"}, support::here);
    REQUIRE(session);
    CHECK(session->role == "reviewer");
    CHECK(session->units == std::vector{house.who("vera").units.front().id});
}
