#include "server/openid_provider.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include <nlohmann/json.hpp>

#include "server/id_token.h"
#include "web/http_line.h"

namespace samordna::server {
namespace {

using base::Error;
using base::Result;
using nlohmann::json;
using web::HttpLine;

constexpr std::chrono::seconds at_most{10};
constexpr std::size_t most_body = std::size_t{1} << 20;
constexpr std::chrono::hours good_for{1};

Error unreachable(std::string why) {
    return {"openid.unreachable", {}, std::move(why)};
}
Error refused(std::string why) {
    return {"openid.refused", {}, std::move(why)};
}

using Pairs = std::initializer_list<std::pair<const char*, std::string>>;

std::string form_of(const Pairs& pairs) {
    std::string form;
    for (const auto& [name, value] : pairs) {
        if (value.empty()) continue;
        if (!form.empty()) form += '&';
        form += std::string(name) + '=' + HttpLine::escaped(value);
    }
    return form;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

// Answers of any status, as long as they are one.
Result<web::HttpAnswer> ask(const std::string& url, const std::string& ca_file, web::HttpRequest request,
                            const std::stop_token& stop) {
    const auto path = url.find('/', url.find("://") + 3);
    HttpLine line(url.substr(0, path), ca_file, stop);
    if (path != std::string::npos) request.path = url.substr(path);
    request.at_most = at_most;
    request.most_body = most_body;
    auto answer = line.ask(request);
    if (!answer) return unreachable(answer.error().code + " " + answer.error().detail);
    return answer;
}

Result<json> document_at(const std::string& url, const std::string& ca_file, const std::stop_token& stop) {
    const auto answer = ask(url, ca_file, {}, stop);
    if (!answer) return answer.error();
    if (answer->status != 200) return unreachable("status " + std::to_string(answer->status));
    json document = json::parse(answer->body, nullptr, false);
    if (!document.is_object()) return unreachable("no JSON object");
    return document;
}

std::string text_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool lists(const json& object, const char* name, const char* word, bool where_silent) {
    const auto found = object.find(name);
    if (found == object.end()) return where_silent;
    return found->is_array() && std::find(found->begin(), found->end(), json(word)) != found->end();
}

}  // namespace

Result<OpenIdProvider::Description> OpenIdProvider::read_description(const std::stop_token& stop) const {
    std::string place = settings_.issuer;
    while (place.ends_with('/')) place.pop_back();
    const auto document = document_at(place + "/.well-known/openid-configuration", settings_.ca_file, stop);
    if (!document) return document.error();
    if (text_of(*document, "issuer") != settings_.issuer) return unreachable("it names another issuer");
    if (!lists(*document, "code_challenge_methods_supported", "S256", true)) return unreachable("it has no PKCE");
    Description read;
    read.authorization_endpoint = text_of(*document, "authorization_endpoint");
    read.token_endpoint = text_of(*document, "token_endpoint");
    read.jwks_uri = text_of(*document, "jwks_uri");
    for (const auto& url : {read.authorization_endpoint, read.token_endpoint, read.jwks_uri}) {
        if (!HttpLine::may_be_asked(url)) return unreachable("an endpoint is missing, or is not HTTPS");
    }
    read.takes_basic = lists(*document, "token_endpoint_auth_methods_supported", "client_secret_basic", true);
    read.takes_post = lists(*document, "token_endpoint_auth_methods_supported", "client_secret_post", false);
    if (!settings_.secret.empty() && !read.takes_basic && !read.takes_post)
        return unreachable("it takes no secret of the client");
    const auto says = document->find("authorization_response_iss_parameter_supported");
    read.says_issuer = says != document->end() && *says == json(true);
    read.read_at = clock_.now();
    return read;
}

Result<OpenIdProvider::Description> OpenIdProvider::describe(const std::stop_token& stop) {
    {
        const std::lock_guard lock(mutex_);
        const bool known = !description_.token_endpoint.empty();
        if (known && clock_.now() - description_.read_at < good_for) return description_;
    }
    auto read = read_description(stop);
    if (!read) return read;
    const std::lock_guard lock(mutex_);
    description_ = *read;
    return read;
}

Result<std::string> OpenIdProvider::key_set(const Description& description, bool anew, const std::stop_token& stop) {
    {
        const std::lock_guard lock(mutex_);
        if (!anew && !keys_.empty() && clock_.now() - keys_read_at_ < good_for) return keys_;
    }
    const auto document = document_at(description.jwks_uri, settings_.ca_file, stop);
    if (!document) return document.error();
    const std::lock_guard lock(mutex_);
    keys_ = document->dump(-1, ' ', false, json::error_handler_t::replace);
    keys_read_at_ = clock_.now();
    return keys_;
}

Result<std::string> OpenIdProvider::address_for(const OpenIdAsking& asking, const std::stop_token& stop) {
    const auto description = describe(stop);
    if (!description) return description.error();
    const std::string& endpoint = description->authorization_endpoint;
    return endpoint + (endpoint.find('?') == std::string::npos ? '?' : '&') +
           form_of({{"response_type", "code"},
                    {"client_id", settings_.client_id},
                    {"redirect_uri", asking.redirect_uri},
                    {"scope", joined(settings_.scopes)},
                    {"state", asking.state},
                    {"nonce", asking.nonce},
                    {"code_challenge", asking.code_challenge},
                    {"code_challenge_method", "S256"},
                    {"acr_values", joined(settings_.acr)},
                    {"prompt", settings_.fresh ? "login" : ""}});
}

Result<std::string> OpenIdProvider::id_token(const Description& description, const OpenIdAsking& asking,
                                             const std::string& code, const std::string& code_verifier,
                                             const std::stop_token& stop) const {
    const bool shows_secret = !settings_.secret.empty();
    const bool basic = shows_secret && description.takes_basic;
    web::HttpRequest request;
    request.method = "POST";
    request.content_type = "application/x-www-form-urlencoded";
    request.body = form_of({{"grant_type", "authorization_code"},
                            {"code", code},
                            {"redirect_uri", asking.redirect_uri},
                            {"code_verifier", code_verifier},
                            {"client_id", basic ? std::string{} : settings_.client_id},
                            {"client_secret", basic ? std::string{} : settings_.secret}});
    if (basic) {
        // RFC 6749, 2.3.1: escaped before they are put together.
        request.user = HttpLine::escaped(settings_.client_id);
        request.password = HttpLine::escaped(settings_.secret);
    }
    const auto answer = ask(description.token_endpoint, settings_.ca_file, std::move(request), stop);
    if (!answer) return answer.error();
    if (answer->status >= 500) return unreachable("status " + std::to_string(answer->status));
    if (answer->status != 200) return refused("the code: status " + std::to_string(answer->status));
    const json document = json::parse(answer->body, nullptr, false);
    std::string token = document.is_object() ? text_of(document, "id_token") : std::string{};
    if (token.empty()) return refused("no ID token");
    return token;
}

Result<std::string> OpenIdProvider::redeem(const OpenIdAsking& asking, const std::string& code,
                                           const std::string& code_verifier, const std::string& iss,
                                           const std::stop_token& stop) {
    const auto description = describe(stop);
    if (!description) return description.error();
    if (iss.empty() ? description->says_issuer : iss != settings_.issuer) return refused("the answer's issuer");
    const auto token = id_token(*description, asking, code, code_verifier, stop);
    if (!token) return token.error();
    const IdTokenDemands demands{settings_.issuer, settings_.client_id, asking.nonce, asking.asked_at,
                                 clock_.now(),     settings_.acr,       settings_.amr};
    Result<std::string> subject = Error{"id_token.unknown_key"};
    // Once more with the keys of this moment: it may have changed them.
    for (const bool anew : {false, true}) {
        const auto keys = key_set(*description, anew, stop);
        if (!keys) return keys.error();
        subject = subject_of_id_token(*token, *keys, demands);
        if (subject || subject.error().code != "id_token.unknown_key") break;
    }
    if (!subject) return refused("the ID token: " + subject.error().code + " " + subject.error().detail);
    return subject;
}

}  // namespace samordna::server
