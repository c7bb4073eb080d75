// Whether an ID token is what it should be (OpenID Connect Core 1.0, 3.1.3.7). Signatures of the provider's own keys
// only, RS256, PS256 or ES256: never without one, never by a secret that both know. Pure; any thread.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace samordna::server {

inline constexpr std::chrono::seconds clock_difference{60};  // between the provider's clock and ours

struct IdTokenDemands {
    std::string issuer;
    std::string client_id;
    std::string nonce;
    base::Instant asked_at{};  // it is not older
    base::Instant now{};
    std::vector<std::string> acr{};  // one of them, where there are any
    std::vector<std::string> amr{};
};

// Who it is about: the subject. `key_set`: the provider's, RFC 7517. Errors: id_token.unknown_key, since the provider
// may have a newer set; id_token.refused, its detail says why.
base::Result<std::string> subject_of_id_token(std::string_view token, std::string_view key_set,
                                              const IdTokenDemands& demands);

}  // namespace samordna::server
