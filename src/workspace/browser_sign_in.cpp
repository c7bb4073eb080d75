// Who she is, said by a provider in the browser: the backend knows the provider, this computer waits for the browser
// (RFC 8252).
#include <algorithm>

#include "base/log.h"
#include "openid/loopback.h"
#include "openid/pkce.h"
#include "protocol/remote.h"
#include "web/http_line.h"
#include "workspace/state.h"

namespace samordna::workspace {
namespace {

using base::Error;

Result<protocol::OpenIdProvider> provider_of(protocol::Remote& remote, const std::string& name) {
    const auto providers = remote.openid_providers();
    if (!providers) return providers.error();
    if (name.empty() && providers->size() == 1) return providers->front();
    std::string names;
    for (const auto& one : *providers) {
        if (one.name == name) return one;
        names += (names.empty() ? "" : ", ") + one.name;
    }
    if (name.empty() && !providers->empty()) return Error{"openid.which", {{"names", names}}};
    return Error{"openid.unknown", {{"name", name}}};
}

// What opens it may open anything, also what a browser is not for.
bool is_for_a_browser(const std::string& address) {
    const auto plain = [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '\''; };
    return web::HttpLine::may_be_asked(address) && std::all_of(address.begin(), address.end(), plain);
}

Result<protocol::Session> through_the_browser(protocol::Remote& remote, const BrowserWords& words,
                                              const Workspace::ShowAddress& show, const std::stop_token& stop) {
    const auto provider = provider_of(remote, words.way);
    if (!provider) return provider.error();
    const auto here = openid::Loopback::open(provider->ports);
    if (!here) return here.error();
    const std::string verifier = openid::new_verifier();
    const auto question =
        remote.begin_openid({provider->name, (*here)->redirect_uri(), openid::challenge_of(verifier)});
    if (!question) return question.error();
    if (!is_for_a_browser(question->address)) return Error{"backend.fault", {}, "no address for a browser"};
    show(question->address);
    const auto answer = (*here)->wait({question->state, question->issuer},
                                      {words.language, words.title, words.done, words.refused}, words.at_most, stop);
    if (!answer) return answer.error();
    return remote.complete_openid({question->state, answer->code, verifier, answer->iss});
}

}  // namespace

Result<Welcome> Workspace::sign_in(const BrowserWords& words, const ShowAddress& show) {
    const auto remote = state_->remote(words.server, {});
    return take_session(words.server, {}, *remote, through_the_browser(*remote, words, show, {}));
}

void Workspace::begin_sign_in(const BrowserWords& words, ShowAddress show,
                              std::function<void(const Result<Welcome>&)> done) {
    State& s = *state_;
    s.sign_in_calls.begin([this, &s, words, show = std::move(show), done = std::move(done)](
                              const std::stop_token& stop, const SignInCalls::Tell& tell) {
        const auto remote = s.remote(words.server, stop);
        const auto tell_address = [&](const std::string& address) { tell([show, address] { show(address); }); };
        return [this, words, done, remote, session = through_the_browser(*remote, words, tell_address, stop)] {
            done(take_session(words.server, {}, *remote, session));
        };
    });
}

void Workspace::begin_browser_ways(const std::string& server,
                                   std::function<void(const std::vector<BrowserWay>&)> done) {
    State& s = *state_;
    s.browser_way_calls.begin([&s, server, done = std::move(done)](const std::stop_token& stop, const auto&) {
        std::vector<BrowserWay> ways;
        const auto providers = s.remote(server, stop)->openid_providers();
        if (!providers) base::log::info("asking for OpenID providers: " + providers.error().code);
        if (providers) {
            for (const auto& one : *providers) ways.push_back({one.name, one.title});
        }
        return [done, ways] { done(ways); };
    });
}

}  // namespace samordna::workspace
