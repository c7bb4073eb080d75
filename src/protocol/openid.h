// Signing in by OpenID Connect, as client and backend speak of it. The client opens the provider's address in the
// browser and waits on its own computer for what the browser brings back (RFC 8252); the backend knows the provider,
// redeems the code and checks what it is given for it. Pure; any thread. Reading never trusts its input: error
// wire.malformed {field}.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace samordna::protocol {

// GET /v1/openid
struct OpenIdProvider {
    std::string name;                    // as it is asked for
    std::string title;                   // as people know it
    std::vector<std::uint16_t> ports{};  // on which its answer may come; empty: on any
};

// POST /v1/openid/begin
struct OpenIdWish {
    std::string provider;
    std::string redirect_uri;    // http://127.0.0.1:PORT/openid
    std::string code_challenge;  // S256 (RFC 7636)
};
struct OpenIdQuestion {
    std::string address;  // for the browser
    std::string state;    // what the answer has to bear; good once, for ten minutes
    std::string issuer;   // who will answer
};

// POST /v1/openid/complete
struct OpenIdReply {
    std::string state;
    std::string code;
    std::string code_verifier;
    std::string iss{};  // RFC 9207; empty: it was not there
};

std::string openid_providers_text(const std::vector<OpenIdProvider>& providers);
base::Result<std::vector<OpenIdProvider>> parse_openid_providers(std::string_view json);
std::string openid_wish_text(const OpenIdWish& wish);
base::Result<OpenIdWish> parse_openid_wish(std::string_view json);
std::string openid_question_text(const OpenIdQuestion& question);
base::Result<OpenIdQuestion> parse_openid_question(std::string_view json);
std::string openid_reply_text(const OpenIdReply& reply);
base::Result<OpenIdReply> parse_openid_reply(std::string_view json);

}  // namespace samordna::protocol
