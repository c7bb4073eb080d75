#include "server/openid.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "openid/pkce.h"
#include "server/digest.h"

namespace samordna::server {
namespace {

using base::Error;

constexpr std::chrono::minutes good_for{10};
constexpr std::size_t most_asked = 5000;
constexpr std::ptrdiff_t most_asked_from_one_address = 200;
constexpr std::size_t longest_code = 8192;

bool is_base64url(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

// http://127.0.0.1:PORT/openid: the browser brings the answer to whoever asked, on her own computer, and nowhere else.
bool is_her_own(std::string_view uri, const std::vector<std::uint16_t>& ports) {
    constexpr std::string_view before = "http://127.0.0.1:";
    constexpr std::string_view after = "/openid";
    if (!uri.starts_with(before) || !uri.ends_with(after) || uri.size() <= before.size() + after.size()) return false;
    const auto digits = uri.substr(before.size(), uri.size() - before.size() - after.size());
    const auto port = base::parse_integer<std::uint16_t>(digits);
    if (!port || *port == 0 || digits.front() == '0' || digits.front() == '+') return false;
    return ports.empty() || std::find(ports.begin(), ports.end(), *port) != ports.end();
}

}  // namespace

OpenId::OpenId(std::vector<OpenIdSettings> providers) {
    for (auto& settings : providers) providers_.push_back(std::make_unique<OpenIdProvider>(std::move(settings)));
}

std::vector<protocol::OpenIdProvider> OpenId::providers() const {
    std::vector<protocol::OpenIdProvider> all;
    for (const auto& one : providers_)
        all.push_back({one->settings().name, one->settings().title, one->settings().redirect_ports});
    return all;
}

OpenIdProvider* OpenId::find(const std::string& name) {
    for (const auto& one : providers_) {
        if (one->settings().name == name) return one.get();
    }
    return nullptr;
}

bool OpenId::keep(const Asked& asked) {
    const std::lock_guard lock(mutex_);
    std::erase_if(asked_, [&](const auto& one) { return one.second.asking.asked_at + good_for <= clock_.now(); });
    const auto from_there = std::count_if(asked_.begin(), asked_.end(),
                                          [&](const auto& one) { return one.second.address == asked.address; });
    if (asked_.size() >= most_asked || from_there >= most_asked_from_one_address) return false;
    asked_.emplace(asked.asking.state, asked);
    return true;
}

base::Result<protocol::OpenIdQuestion> OpenId::begin(const protocol::OpenIdWish& wish, const Peer& from) {
    OpenIdProvider* provider = find(wish.provider);
    if (provider == nullptr) return Error{"not_found"};
    if (!is_her_own(wish.redirect_uri, provider->settings().redirect_ports))
        return Error{"request.malformed", {{"field", "redirect_uri"}}};
    if (wish.code_challenge.size() != 43 || !is_base64url(wish.code_challenge))
        return Error{"request.malformed", {{"field", "code_challenge"}}};
    const Asked asked{provider,
                      {wish.redirect_uri, wish.code_challenge, random_secret(), random_secret(), clock_.now()},
                      from.address};
    const auto address = provider->address_for(asked.asking, stop_.get_token());
    if (!address) return address.error();
    if (!keep(asked)) return Error{"backend.busy", {{"retry_after", std::int64_t{60}}}};
    return protocol::OpenIdQuestion{*address, asked.asking.state, provider->settings().issuer};
}

base::Result<Identity> OpenId::complete(const protocol::OpenIdReply& reply) {
    const auto refused = [](const char* why) { return Error{"openid.refused", {}, why}; };
    Asked asked;
    {
        const std::lock_guard lock(mutex_);
        const auto found = asked_.find(reply.state);
        if (found == asked_.end()) return refused("an unknown state");
        asked = std::move(found->second);
        asked_.erase(found);
    }
    if (asked.asking.asked_at + good_for <= clock_.now()) return refused("too late");
    if (reply.code.empty() || reply.code.size() > longest_code) return refused("no code");
    // Held here too: a provider may not.
    if (openid::challenge_of(reply.code_verifier) != asked.asking.code_challenge) return refused("the code verifier");
    auto subject = asked.provider->redeem(asked.asking, reply.code, reply.code_verifier, reply.iss, stop_.get_token());
    if (!subject) return subject.error();
    return Identity{asked.provider->settings().issuer, std::move(*subject), asked.provider->settings().name};
}

}  // namespace samordna::server
