// One OpenID provider as the backend asks it: what it says of itself (OpenID Connect Discovery 1.0), its keys, and who
// somebody is in exchange for a code. Internal to the room; any thread; blocks on the network, ten seconds at most for
// each question, and ends promptly when its stop token says so.
//
// Errors: openid.unreachable (not there, or not as it should be), openid.refused (what it answers does not hold). The
// detail of both is for the log.
#pragma once
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "server/openid_settings.h"

namespace samordna::server {

struct OpenIdAsking {
    std::string redirect_uri;
    std::string code_challenge;
    std::string state;
    std::string nonce;
    base::Instant asked_at{};
};

class OpenIdProvider {
  public:
    explicit OpenIdProvider(OpenIdSettings settings) : settings_(std::move(settings)) {}

    const OpenIdSettings& settings() const { return settings_; }
    // Where the browser is to go.
    base::Result<std::string> address_for(const OpenIdAsking& asking, const std::stop_token& stop);
    // The subject. `iss` as it came with the code; empty: it did not.
    base::Result<std::string> redeem(const OpenIdAsking& asking, const std::string& code,
                                     const std::string& code_verifier, const std::string& iss,
                                     const std::stop_token& stop);

  private:
    struct Description {
        std::string authorization_endpoint, token_endpoint, jwks_uri;
        bool takes_basic = true;
        bool takes_post = false;
        bool says_issuer = false;  // RFC 9207
        base::Instant read_at{};
    };
    base::Result<Description> describe(const std::stop_token& stop);
    base::Result<Description> read_description(const std::stop_token& stop) const;
    base::Result<std::string> id_token(const Description& description, const OpenIdAsking& asking,
                                       const std::string& code, const std::string& code_verifier,
                                       const std::stop_token& stop) const;
    base::Result<std::string> key_set(const Description& description, bool anew, const std::stop_token& stop);

    const OpenIdSettings settings_;
    const base::SystemClock clock_;  // a provider knows nothing of rehearsals
    std::mutex mutex_;
    Description description_;
    std::string keys_;
    base::Instant keys_read_at_{};
};

}  // namespace samordna::server
