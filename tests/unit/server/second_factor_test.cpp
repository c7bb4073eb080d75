#include <fstream>
#include <iterator>
#include <set>

#include <doctest/doctest.h>

#include "server/accounts.h"
#include "server/digest.h"
#include "server/key_file.h"
#include "server/totp.h"
#include "support/house.h"

using namespace samordna;
using protocol::Credentials;
using server::Role;
using server::SecondFactor;
using support::here;

namespace {

const server::Peer elsewhere{"192.0.2.7", false};
const server::Peer further{"198.51.100.9", false};

std::string text(const base::Error& error, const char* name) {
    return std::get<std::string>(error.parameters.at(name));
}

template <class T>
std::string code_of(const base::Result<T>& result) {
    return result ? std::string() : result.error().code;
}

std::string bytes_of(const std::string& base32) {
    std::string bytes;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : base32) {
        held = (held << 5U) | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
        bits += 5;
        if (bits >= 8) bytes += static_cast<char>((held >> (bits -= 8)) & 0xFFU);
    }
    return bytes;
}

// eva has a second factor, and an app as soon as she has a secret.
struct WithFactor {
    support::House house;
    std::string secret;
    WithFactor() {
        REQUIRE(house.backend().add_account({"eva", Role::coordinator, {"Enhet Norr"}, support::password}));
    }
    std::string code(int steps_later = 0) const {
        return server::totp_code(secret, server::totp_step(house.clock.now()) + steps_later);
    }
    base::Result<protocol::Session> sign_in(Credentials shown, const server::Peer& from = elsewhere) {
        shown.user = "eva";
        if (shown.password.empty()) shown.password = support::password;
        return house.backend().sign_in(shown, from);
    }
    void learn_secret() { secret = bytes_of(text(sign_in({}).error(), "secret")); }
    std::vector<std::string> enrol() {
        learn_secret();
        const auto session = sign_in({.user = {}, .password = {}, .code = code()});
        REQUIRE(session);
        house.clock.advance(std::chrono::seconds{30});
        return session->recovery_codes;
    }
    Credentials coded(const std::string& code) { return {.user = {}, .password = {}, .code = code}; }
    Credentials recovering(const std::string& code) {
        return {.user = {}, .password = {}, .code = {}, .recovery_code = code};
    }
};

std::string database_of(const support::House& house) {
    std::string all;
    for (const char* name : {"samordna.db", "samordna.db-wal"}) {
        std::ifstream file(house.directory() / name, std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
}

}  // namespace

TEST_CASE_FIXTURE(WithFactor,
                  "the first sign-in gives a secret, the same until its code has come, and then recovery codes") {
    const auto first = sign_in({});
    REQUIRE_FALSE(first);
    CHECK(first.error().code == "sign_in.enrol");
    CHECK(text(first.error(), "secret").size() == 32);
    CHECK(text(first.error(), "uri") == server::enrolment_uri("eva", bytes_of(text(first.error(), "secret"))));
    CHECK(text(sign_in({}).error(), "secret") == text(first.error(), "secret"));
    learn_secret();
    CHECK(code_of(sign_in(coded("000000"))) == "sign_in.refused");
    CHECK(text(sign_in({}).error(), "secret") == text(first.error(), "secret"));
    const auto session = sign_in(coded(code()));
    REQUIRE(session);
    CHECK(session->second_factor == "totp");
    CHECK(session->recovery_codes.size() == 10);
    CHECK(std::set(session->recovery_codes.begin(), session->recovery_codes.end()).size() == 10);
    CHECK(house.backend().authenticate(session->token));
    CHECK(code_of(sign_in({})) == "sign_in.code_needed");
    house.clock.advance(std::chrono::seconds{30});
    const auto next = sign_in(coded(code()));
    REQUIRE(next);
    CHECK(next->recovery_codes.empty());
}

TEST_CASE_FIXTURE(WithFactor, "whoever has a wrong password is told nothing of the second factor") {
    CHECK(code_of(sign_in({.user = {}, .password = "fel"})) == "sign_in.refused");
    enrol();
    CHECK(code_of(sign_in({.user = {}, .password = "fel"})) == "sign_in.refused");
    CHECK(code_of(sign_in({.user = {}, .password = "fel", .code = code()})) == "sign_in.refused");
    CHECK(sign_in(coded(code())));  // it was not used up
}

TEST_CASE_FIXTURE(WithFactor, "a code is good once, also within its time, and one before it is good no more") {
    enrol();
    const auto before = code(-1);
    const auto now = code();
    CHECK(sign_in(coded(now)));
    CHECK(code_of(sign_in(coded(now))) == "sign_in.refused");
    CHECK(code_of(sign_in(coded(before))) == "sign_in.refused");
    CHECK(sign_in(coded(code(1))));  // her clock is ahead
    house.clock.advance(std::chrono::seconds{30});
    CHECK(code_of(sign_in(coded(code()))) == "sign_in.refused");
    house.clock.advance(std::chrono::seconds{30});
    CHECK(sign_in(coded(code().insert(3, " "))));  // as the app shows it
}

TEST_CASE_FIXTURE(WithFactor, "a recovery code stands for a code, once, however it is written") {
    const auto codes = enrol();
    REQUIRE(codes.size() == 10);
    auto written = codes[3];
    written.erase(std::remove(written.begin(), written.end(), '-'), written.end());
    std::transform(written.begin(), written.end(), written.begin(), [](unsigned char c) { return std::toupper(c); });
    CHECK(sign_in(recovering(written)));
    CHECK(code_of(sign_in(recovering(codes[3]))) == "sign_in.refused");
    CHECK(sign_in(recovering(codes[4])));
    CHECK(code_of(sign_in(recovering("abcd-efgh-ijkl"))) == "sign_in.refused");
    CHECK(code_of(sign_in(recovering("-"))) == "sign_in.refused");
}

TEST_CASE_FIXTURE(WithFactor, "wrong codes make her wait as wrong passwords do") {
    enrol();
    for (int i = 0; i < 5; ++i) CHECK(code_of(sign_in(coded("000000"))) == "sign_in.refused");
    CHECK(code_of(sign_in(coded(code()))) == "sign_in.wait");
    house.clock.advance(std::chrono::seconds{30});
    CHECK(sign_in(coded(code())));
}

TEST_CASE_FIXTURE(WithFactor, "from one address not much more than twenty attempts fail, whoever is tried") {
    for (int i = 0; i < 21; ++i) {
        CHECK(code_of(house.backend().sign_in({"user " + std::to_string(i), "fel"}, elsewhere)) == "sign_in.refused");
    }
    CHECK(code_of(sign_in({})) == "sign_in.wait");
    CHECK(code_of(sign_in({}, further)) == "sign_in.enrol");
    house.clock.advance(std::chrono::hours{1});
    CHECK(code_of(sign_in({})) == "sign_in.enrol");
}

TEST_CASE_FIXTURE(WithFactor, "the database alone tells neither the secret nor a recovery code") {
    const auto codes = enrol();
    const std::string database = database_of(house);
    CHECK(database.find(secret) == std::string::npos);
    CHECK(database.find(server::base32(secret)) == std::string::npos);
    for (const auto& code : codes) CHECK(database.find(code) == std::string::npos);
    CHECK(database.find(support::password) == std::string::npos);
    using std::filesystem::perms;
    CHECK(std::filesystem::status(house.directory() / "second_factor.key").permissions() ==
          (perms::owner_read | perms::owner_write));
    house.restart();
    CHECK(sign_in(coded(code())));
    house.close();
    std::filesystem::remove(house.directory() / "second_factor.key");
    house.restart();
    house.clock.advance(std::chrono::seconds{30});
    CHECK(code_of(sign_in(coded(code()))) == "backend.fault");
    REQUIRE(house.backend().reset_second_factor("eva"));
    CHECK(code_of(sign_in({})) == "sign_in.enrol");
}

TEST_CASE_FIXTURE(WithFactor, "a reset second factor is chosen anew, and its sessions are over") {
    const auto codes = enrol();
    const auto session = sign_in(coded(code()));
    REQUIRE(session);
    const auto former = secret;
    REQUIRE(house.backend().reset_second_factor("eva"));
    CHECK(code_of(house.backend().authenticate(session->token)) == "session.expired");
    CHECK(code_of(house.backend().refresh(session->refresh_token)) == "session.expired");
    CHECK(code_of(sign_in(recovering(codes[0]))) == "sign_in.refused");
    learn_secret();
    CHECK(secret != former);
    CHECK(sign_in(coded(code()))->recovery_codes.size() == 10);
    CHECK(code_of(house.backend().reset_second_factor("nobody")) == "account.unknown");
}

TEST_CASE(
    "an account without second factor is served on this computer only; another system shows nothing more anywhere") {
    support::House house;
    CHECK(house.backend().sign_in({"anna", support::password}, here)->second_factor == "none");
    CHECK(code_of(house.backend().sign_in({"anna", support::password}, elsewhere)) == "sign_in.second_factor_demanded");
    CHECK(code_of(house.backend().sign_in({"anna", "fel"}, elsewhere)) == "sign_in.refused");
    REQUIRE(house.backend().add_account({"locks", Role::service, {"Enhet Norr"}, support::password}));
    CHECK(house.backend().sign_in({"locks", support::password}, elsewhere));
}

TEST_CASE("a one-time password lets her in only with one of her own, and then no more") {
    support::House house;
    auto& backend = house.backend();
    REQUIRE(backend.add_account(
        {"eva", Role::coordinator, {"Enhet Norr"}, support::password, false, SecondFactor::none, true}));
    const auto choose = [&](const std::string& password) {
        return backend.sign_in({.user = "eva", .password = support::password, .new_password = password}, here);
    };
    CHECK(code_of(backend.sign_in({"eva", support::password}, here)) == "sign_in.new_password_needed");
    CHECK(text(choose("kort").error(), "why") == "too_short");
    CHECK(text(choose("Sommar2026!!").error(), "why") == "common");
    CHECK(text(choose(support::password).error(), "why") == "same");
    CHECK(code_of(choose("Sommar2026!!")) == "sign_in.weak_password");
    CHECK(choose("en ny egen fras"));
    CHECK(code_of(backend.sign_in({"eva", support::password}, here)) == "sign_in.refused");
    CHECK(backend.sign_in({"eva", "en ny egen fras"}, here));
    CHECK(code_of(backend.sign_in({.user = "eva", .password = "en ny egen fras", .new_password = "en annan egen fras"},
                                  here)) == "request.malformed");
}

TEST_CASE_FIXTURE(WithFactor, "a new password is chosen with the code, or not at all") {
    REQUIRE(house.backend().add_account(
        {"eva", Role::coordinator, {"Enhet Norr"}, support::password, true, SecondFactor::totp, true}));
    const auto show = [&](const std::string& code) {
        return sign_in({.user = {}, .password = {}, .code = code, .new_password = "en ny egen fras"});
    };
    const auto wanted = show("");
    CHECK(code_of(wanted) == "sign_in.enrol");
    secret = bytes_of(text(wanted.error(), "secret"));
    CHECK(code_of(show("000000")) == "sign_in.refused");
    CHECK(code_of(sign_in({})) == "sign_in.new_password_needed");
    CHECK(show(code()));
    house.clock.advance(std::chrono::seconds{30});
    CHECK(code_of(sign_in(coded(code()))) == "sign_in.refused");
    CHECK(sign_in({.user = {}, .password = "en ny egen fras", .code = code()}));
}

TEST_CASE("an inactivated account's sessions end at once, and it signs in no more until it is added again") {
    support::House house;
    auto& backend = house.backend();
    const auto session = backend.sign_in({"anna", support::password}, here);
    REQUIRE(session);
    REQUIRE(backend.deactivate_account("anna"));
    CHECK(code_of(backend.authenticate(session->token)) == "session.expired");
    CHECK(code_of(backend.refresh(session->refresh_token)) == "session.expired");
    CHECK(code_of(backend.sign_in({"anna", support::password}, here)) == "sign_in.refused");
    CHECK(code_of(backend.deactivate_account("nobody")) == "account.unknown");
    CHECK(backend.authenticate(house.token("bo")));
    REQUIRE(
        backend.add_account({"anna", Role::coordinator, {"Enhet Norr"}, support::password, true, SecondFactor::none}));
    CHECK(backend.sign_in({"anna", support::password}, here));
}

TEST_CASE("what is sealed opens with its key for its owner alone") {
    const std::string key(32, 'k');
    const std::string sealed = server::seal("hemligt", key, "anna");
    CHECK(server::unseal(sealed, key, "anna") == "hemligt");
    CHECK(server::seal("hemligt", key, "anna") != sealed);
    CHECK(server::unseal(sealed, std::string(32, 'x'), "anna") == std::nullopt);
    CHECK(server::unseal(sealed, key, "bo") == std::nullopt);
    CHECK(server::unseal("", key, "anna") == std::nullopt);
    CHECK(server::unseal(sealed.substr(0, sealed.size() - 4) + "AAAA", key, "anna") == std::nullopt);
}

TEST_CASE("the key is made once, and what cannot be read is no key") {
    const support::TemporaryDirectory directory;
    const auto key = server::KeyFile(directory.path()).key();
    REQUIRE(key);
    CHECK(*server::KeyFile(directory.path()).key() == *key);
    CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
    std::ofstream(directory.path() / "second_factor.key") << "kort\n";
    CHECK(code_of(server::KeyFile(directory.path()).key()) == "backend.fault");
    CHECK(code_of(server::KeyFile(directory.path() / "nowhere").key()) == "backend.fault");
}
