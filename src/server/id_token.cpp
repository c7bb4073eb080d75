#include "server/id_token.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <optional>

#include <cjose/cjose.h>
#include <nlohmann/json.hpp>

namespace samordna::server {
namespace {

using base::Error;
using nlohmann::json;

constexpr std::size_t longest_token = std::size_t{64} << 10;
constexpr std::size_t longest_subject = 255;
constexpr std::size_t least_rsa_bits = 2048;

using Jws = std::unique_ptr<cjose_jws_t, decltype([](cjose_jws_t* jws) { cjose_jws_release(jws); })>;
using Jwk = std::unique_ptr<cjose_jwk_t, decltype([](cjose_jwk_t* jwk) { cjose_jwk_release(jwk); })>;
using Raw = std::unique_ptr<char, decltype([](char* text) { cjose_get_dealloc()(text); })>;

Error refused(const char* why) {
    return {"id_token.refused", {}, why};
}

std::string header_text(cjose_header_t* header, const char* name) {
    const char* text = cjose_header_get(header, name, nullptr);
    return text == nullptr ? std::string{} : std::string(text);
}

// The kind of key that the algorithm takes; null: one that is not taken at all.
const char* key_type_for(const std::string& algorithm) {
    if (algorithm == "RS256" || algorithm == "PS256") return "RSA";
    if (algorithm == "ES256") return "EC";
    return nullptr;
}

std::string text_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// Keys of the set that may have signed it.
std::vector<std::string> candidates(const json& set, const std::string& algorithm, const std::string& kid) {
    std::vector<std::string> found;
    const auto keys = set.is_object() ? set.find("keys") : set.end();
    if (!set.is_object() || keys == set.end() || !keys->is_array()) return found;
    for (const json& key : *keys) {
        if (!key.is_object() || text_of(key, "kty") != key_type_for(algorithm)) continue;
        if (key.contains("use") && text_of(key, "use") != "sig") continue;
        if (key.contains("alg") && text_of(key, "alg") != algorithm) continue;
        if (algorithm == "ES256" && text_of(key, "crv") != "P-256") continue;
        if (!kid.empty() && text_of(key, "kid") != kid) continue;
        found.push_back(key.dump());
    }
    return found;
}

bool is_signed_with(const std::string& token, const std::string& key_text) {
    const Jwk key(cjose_jwk_import(key_text.data(), key_text.size(), nullptr));
    if (!key) return false;
    const bool rsa = cjose_jwk_get_kty(key.get(), nullptr) == CJOSE_JWK_KTY_RSA;
    if (rsa && cjose_jwk_get_keysize(key.get(), nullptr) < least_rsa_bits) return false;
    const Jws jws(cjose_jws_import(token.data(), token.size(), nullptr));
    return jws && cjose_jws_verify(jws.get(), key.get(), nullptr);
}

std::optional<base::Instant> moment_at(const json& claims, const char* name) {
    const auto found = claims.find(name);
    if (found == claims.end() || !found->is_number()) return std::nullopt;
    const double seconds = found->get<double>();
    if (!std::isfinite(seconds) || seconds < 0 || seconds > 1e11) return std::nullopt;
    return base::Instant{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
}

// For us, and for whoever else only where it says that it was asked for by us.
bool is_for(const json& claims, const std::string& client_id) {
    const auto audience = claims.find("aud");
    if (audience == claims.end()) return false;
    const bool names_party = claims.contains("azp");
    if (names_party && text_of(claims, "azp") != client_id) return false;
    if (audience->is_string()) return audience->get<std::string>() == client_id;
    if (!audience->is_array() || (audience->size() > 1 && !names_party)) return false;
    return std::find(audience->begin(), audience->end(), json(client_id)) != audience->end();
}

bool is_one_of(const json& claim, const std::vector<std::string>& wanted) {
    return claim.is_string() && std::find(wanted.begin(), wanted.end(), claim.get<std::string>()) != wanted.end();
}

bool has_one_of(const json& claims, const char* name, const std::vector<std::string>& wanted) {
    if (wanted.empty()) return true;
    const auto found = claims.find(name);
    if (found == claims.end()) return false;
    if (!found->is_array()) return is_one_of(*found, wanted);
    return std::any_of(found->begin(), found->end(), [&](const json& item) { return is_one_of(item, wanted); });
}

base::Result<std::string> subject_of(const json& claims, const IdTokenDemands& demands) {
    if (!claims.is_object()) return refused("no claims");
    if (text_of(claims, "iss") != demands.issuer) return refused("another issuer");
    if (!is_for(claims, demands.client_id)) return refused("another audience");
    if (text_of(claims, "nonce") != demands.nonce || demands.nonce.empty()) return refused("another nonce");
    const auto until = moment_at(claims, "exp");
    if (!until || *until + clock_difference <= demands.now) return refused("expired");
    const auto issued = moment_at(claims, "iat");
    if (!issued || *issued > demands.now + clock_difference) return refused("issued in the future");
    if (*issued + clock_difference < demands.asked_at) return refused("issued before it was asked for");
    if (claims.contains("nbf")) {
        const auto from = moment_at(claims, "nbf");
        if (!from || *from > demands.now + clock_difference) return refused("not good yet");
    }
    if (!has_one_of(claims, "acr", demands.acr)) return refused("another acr");
    if (!has_one_of(claims, "amr", demands.amr)) return refused("another amr");
    std::string subject = text_of(claims, "sub");
    if (subject.empty() || subject.size() > longest_subject) return refused("no subject");
    return subject;
}

}  // namespace

base::Result<std::string> subject_of_id_token(std::string_view token_text, std::string_view key_set,
                                              const IdTokenDemands& demands) {
    const std::string token(token_text);
    if (token.size() > longest_token) return refused("too long");
    const Jws jws(cjose_jws_import(token.data(), token.size(), nullptr));
    if (!jws) return refused("no signed token");
    cjose_header_t* header = cjose_jws_get_protected(jws.get());
    const std::string algorithm = header_text(header, "alg");
    if (key_type_for(algorithm) == nullptr) return refused("another algorithm");
    // What it says must be understood; nothing is.
    if (const Raw critical(cjose_header_get_raw(header, "crit", nullptr)); critical) return refused("critical headers");
    const auto keys = candidates(json::parse(key_set, nullptr, false), algorithm, header_text(header, "kid"));
    if (keys.empty()) return Error{"id_token.unknown_key"};
    if (std::none_of(keys.begin(), keys.end(), [&](const auto& key) { return is_signed_with(token, key); }))
        return refused("another signature");
    std::uint8_t* text = nullptr;
    std::size_t size = 0;
    if (!cjose_jws_get_plaintext(jws.get(), &text, &size, nullptr)) return refused("no claims");
    return subject_of(json::parse(text, text + size, nullptr, false), demands);
}

}  // namespace samordna::server
