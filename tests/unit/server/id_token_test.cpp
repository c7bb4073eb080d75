#include "server/id_token.h"

#include <memory>

#include <cjose/cjose.h>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace samordna;
using nlohmann::json;
using server::IdTokenDemands;

namespace {

constexpr std::int64_t now = 1'800'000'000;

struct Key {
    cjose_jwk_t* jwk;
    std::string kid;
    Key(cjose_jwk_t* made, std::string id) : jwk(made), kid(std::move(id)) {
        cjose_jwk_set_kid(jwk, kid.data(), kid.size(), nullptr);
    }
    ~Key() { cjose_jwk_release(jwk); }
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    json public_part() const {
        char* text = cjose_jwk_to_json(jwk, false, nullptr);
        json part = json::parse(text);
        cjose_get_dealloc()(text);
        return part;
    }
};

Key rsa_key(const char* kid, std::size_t bits = 2048) {
    const std::uint8_t exponent[] = {1, 0, 1};
    return {cjose_jwk_create_RSA_random(bits, exponent, sizeof exponent, nullptr), kid};
}

// The provider's own, made once.
const Key& rsa() {
    static const Key key = rsa_key("rsa");
    return key;
}
const Key& ec() {
    static const Key key(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, nullptr), "ec");
    return key;
}

std::string key_set(const std::vector<const Key*>& keys) {
    json set{{"keys", json::array()}};
    for (const Key* key : keys) set["keys"].push_back(key->public_part());
    return set.dump();
}

std::string signed_by(const Key& key, const char* algorithm, const json& claims, const json& more_headers = {}) {
    cjose_header_t* header = cjose_header_new(nullptr);
    cjose_header_set(header, "alg", algorithm, nullptr);
    cjose_header_set(header, "kid", key.kid.c_str(), nullptr);
    for (const auto& [name, value] : more_headers.items())
        cjose_header_set_raw(header, name.c_str(), value.dump().c_str(), nullptr);
    const std::string text = claims.dump();
    cjose_jws_t* jws =
        cjose_jws_sign(key.jwk, header, reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), nullptr);
    const char* compact = nullptr;
    cjose_jws_export(jws, &compact, nullptr);
    std::string token = compact;
    cjose_jws_release(jws);
    cjose_header_release(header);
    return token;
}

std::string base64url(const std::string& text) {
    char* out = nullptr;
    std::size_t size = 0;
    cjose_base64url_encode(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), &out, &size, nullptr);
    std::string encoded(out, size);
    cjose_get_dealloc()(out);
    return encoded;
}

json good() {
    return {{"iss", "https://127.0.0.1/issuer"},
            {"aud", "samordna"},
            {"sub", "somebody"},
            {"nonce", "once"},
            {"iat", now},
            {"exp", now + 300}};
}

IdTokenDemands demands() {
    return {"https://127.0.0.1/issuer", "samordna", "once", base::Instant{std::chrono::seconds{now - 30}},
            base::Instant{std::chrono::seconds{now}}};
}

// The subject, or why not.
std::string outcome(const std::string& token, const IdTokenDemands& wanted = demands()) {
    const auto subject = server::subject_of_id_token(token, key_set({&rsa(), &ec()}), wanted);
    if (subject) return *subject;
    return subject.error().code == "id_token.refused" ? subject.error().detail : subject.error().code;
}

std::string with(const char* claim, const json& value) {
    json claims = good();
    claims[claim] = value;
    return outcome(signed_by(rsa(), "RS256", claims));
}

std::string without(const char* claim) {
    json claims = good();
    claims.erase(claim);
    return outcome(signed_by(rsa(), "RS256", claims));
}

}  // namespace

TEST_CASE("a token that is as it should be says who it is about, by each of three algorithms") {
    CHECK(outcome(signed_by(rsa(), "RS256", good())) == "somebody");
    CHECK(outcome(signed_by(rsa(), "PS256", good())) == "somebody");
    CHECK(outcome(signed_by(ec(), "ES256", good())) == "somebody");
}

TEST_CASE("it is of the issuer, for us, for this sign-in") {
    CHECK(with("iss", "https://127.0.0.1/issuer/") == "another issuer");
    CHECK(without("iss") == "another issuer");
    CHECK(with("aud", "another") == "another audience");
    CHECK(with("aud", json{"samordna"}) == "somebody");
    CHECK(with("aud", json{"samordna", "another"}) == "another audience");
    CHECK(with("aud", 7) == "another audience");
    CHECK(without("aud") == "another audience");
    CHECK(with("azp", "another") == "another audience");
    CHECK(with("azp", "samordna") == "somebody");
    json both = good();
    both["aud"] = json{"another", "samordna"};
    both["azp"] = "samordna";
    CHECK(outcome(signed_by(rsa(), "RS256", both)) == "somebody");
    CHECK(with("nonce", "twice") == "another nonce");
    CHECK(without("nonce") == "another nonce");
    CHECK(with("sub", "") == "no subject");
    CHECK(with("sub", std::string(256, 'a')) == "no subject");
    CHECK(without("sub") == "no subject");
}

TEST_CASE("it is of this moment, and a minute is given to clocks that differ") {
    CHECK(with("exp", now - 59) == "somebody");
    CHECK(with("exp", now - 60) == "expired");
    CHECK(with("exp", "tomorrow") == "expired");
    CHECK(without("exp") == "expired");
    CHECK(with("iat", now + 60) == "somebody");
    CHECK(with("iat", now + 61) == "issued in the future");
    CHECK(with("iat", now - 90) == "somebody");
    CHECK(with("iat", now - 91) == "issued before it was asked for");
    CHECK(without("iat") == "issued in the future");
    CHECK(with("nbf", now + 60) == "somebody");
    CHECK(with("nbf", now + 61) == "not good yet");
}

TEST_CASE("how she identified herself is held against what is demanded") {
    auto wanted = demands();
    wanted.acr = {"loa3", "loa4"};
    wanted.amr = {"bankid"};
    json claims = good();
    CHECK(outcome(signed_by(rsa(), "RS256", claims), wanted) == "another acr");
    claims["acr"] = "loa2";
    CHECK(outcome(signed_by(rsa(), "RS256", claims), wanted) == "another acr");
    claims["acr"] = "loa4";
    claims["amr"] = json{"pwd"};
    CHECK(outcome(signed_by(rsa(), "RS256", claims), wanted) == "another amr");
    claims["amr"] = json{"pwd", "bankid"};
    CHECK(outcome(signed_by(rsa(), "RS256", claims), wanted) == "somebody");
}

TEST_CASE("nothing but the provider's own signature counts") {
    const std::string token = signed_by(rsa(), "RS256", good());
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    json others = good();
    others["sub"] = "somebody else";
    CHECK(outcome(token.substr(0, first + 1) + base64url(others.dump()) + token.substr(last)) == "another signature");
    CHECK(outcome(token.substr(0, last + 1)) != "somebody");
    CHECK(outcome(token.substr(0, last)) == "no signed token");
    CHECK(outcome("") == "no signed token");
    CHECK(outcome(std::string(70'000, 'a')) == "too long");

    static const Key stranger = rsa_key("rsa");
    CHECK(outcome(signed_by(stranger, "RS256", good())) == "another signature");
    static const Key newer = rsa_key("newer");
    CHECK(outcome(signed_by(newer, "RS256", good())) == "id_token.unknown_key");

    const std::string none = base64url(R"({"alg":"none"})") + "." + base64url(good().dump()) + ".";
    const std::string outcome_of_none = outcome(none);
    CHECK((outcome_of_none == "no signed token" || outcome_of_none == "another algorithm"));
    // The public key, which everybody knows, taken for a secret.
    const std::string known = rsa().public_part().at("n").get<std::string>();
    const Key shared(
        cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(known.data()), known.size(), nullptr), "rsa");
    CHECK(outcome(signed_by(shared, "HS256", good())) == "another algorithm");
    CHECK(outcome(signed_by(rsa(), "RS512", good())) == "another algorithm");
    CHECK(outcome(signed_by(rsa(), "RS256", good(), {{"crit", {"exp"}}})) == "critical headers");
}

TEST_CASE("a key is used for what it is for") {
    const auto judged = [](const Key& key, const char* algorithm, const json& more) {
        json part = key.public_part();
        part.update(more);
        const auto subject =
            server::subject_of_id_token(signed_by(key, algorithm, good()), json{{"keys", {part}}}.dump(), demands());
        return subject ? *subject : subject.error().code;
    };
    CHECK(judged(rsa(), "RS256", {{"use", "sig"}, {"alg", "RS256"}}) == "somebody");
    CHECK(judged(rsa(), "RS256", {{"use", "enc"}}) == "id_token.unknown_key");
    CHECK(judged(rsa(), "PS256", {{"alg", "RS256"}}) == "id_token.unknown_key");
    CHECK(judged(rsa_key("short", 1024), "RS256", json::object()) == "id_token.refused");
    CHECK(server::subject_of_id_token(signed_by(rsa(), "RS256", good()), "no JSON", demands()).error().code ==
          "id_token.unknown_key");
}
