// Signing in through a provider that is trusted to say who somebody is: what has been asked of it, until the answer
// comes or ten minutes have passed. Who may come in as whom is accounts.h's. Internal to the room; any thread; blocks
// on the network.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "protocol/openid.h"
#include "server/openid_provider.h"
#include "server/values.h"

namespace samordna::server {

class OpenId {
  public:
    OpenId() = default;
    explicit OpenId(std::vector<OpenIdSettings> providers);

    std::vector<protocol::OpenIdProvider> providers() const;
    // Errors: not_found, request.malformed {field}, backend.busy (too much is being asked), openid.unreachable.
    base::Result<protocol::OpenIdQuestion> begin(const protocol::OpenIdWish& wish, const Peer& from);
    // What was asked is used up by it, whatever comes of it. Errors: openid.refused, openid.unreachable.
    base::Result<Identity> complete(const protocol::OpenIdReply& reply);
    // What is being asked is let go.
    void hang_up() { stop_.request_stop(); }

  private:
    struct Asked {
        OpenIdProvider* provider = nullptr;
        OpenIdAsking asking;
        std::string address;
    };
    OpenIdProvider* find(const std::string& name);
    bool keep(const Asked& asked);

    const base::SystemClock clock_;
    std::vector<std::unique_ptr<OpenIdProvider>> providers_;
    std::stop_source stop_;
    std::mutex mutex_;
    std::map<std::string, Asked> asked_;  // by state
};

}  // namespace samordna::server
