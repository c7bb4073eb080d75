#include "sync/signed_in_remote.h"

namespace samordna::sync {

SignedInRemote::SignedInRemote(store::Store& store, protocol::Remote& way, SignIn who) : store_(store), way_(way) {
    use(who);
}

void SignedInRemote::use(const SignIn& who) {
    who_ = who;
    way_.use_session(who_.token);
}

template <class Call>
auto SignedInRemote::with_session(Call call) -> decltype(call()) {
    auto answer = call();
    if (answer || answer.error().code != "session.expired") return answer;
    if (auto renewed = renew(); !renewed) return renewed.error();
    return call();
}

base::Result<> SignedInRemote::renew() {
    const base::Error over{"session.expired"};
    const SignIn now = sign_in_of(store_);
    if (now.copy != who_.copy || now.server != who_.server || now.refresh_token.empty()) return over;
    if (now.token != who_.token) {  // somebody else has fetched it
        use(now);
        return {};
    }
    const auto next = way_.refresh(now.refresh_token);
    if (!next) return next.error();
    SignIn fresh = now;
    fresh.token = next->token;
    fresh.refresh_token = next->refresh_token;
    {
        store::Store::Transaction transaction(store_);
        const SignIn kept = sign_in_of(store_);
        // Signed out, or somebody else has been here, meanwhile: what is kept counts.
        if (kept.copy != now.copy || kept.refresh_token != now.refresh_token) {
            if (kept.copy != now.copy || kept.token.empty()) return over;
            fresh = kept;
        } else {
            store_.set_meta("token", fresh.token);
            store_.set_meta("refresh_token", fresh.refresh_token);
        }
        transaction.commit();
    }
    use(fresh);
    return {};
}

base::Result<> SignedInRemote::sign_out() {
    return with_session([&] { return way_.sign_out(); });
}

base::Result<protocol::Checkpoint> SignedInRemote::pull(const std::optional<std::string>& cursor, int limit,
                                                        protocol::FeedSink& sink, std::stop_token stop) {
    // It is refused before its first line.
    return with_session([&] { return way_.pull(cursor, limit, sink, stop); });
}

base::Result<bool> SignedInRemote::wait(const std::string& cursor, std::chrono::seconds timeout, std::stop_token stop) {
    return with_session([&] { return way_.wait(cursor, timeout, stop); });
}

base::Result<protocol::Integrity> SignedInRemote::integrity(const std::string& cursor) {
    return with_session([&] { return way_.integrity(cursor); });
}

base::Result<std::vector<protocol::Outcome>> SignedInRemote::push(std::span<const domain::Change> changes) {
    return with_session([&] { return way_.push(changes); });
}

base::Result<protocol::ToldReadings> SignedInRemote::tell_readings(std::span<const domain::NotedReading> readings) {
    return with_session([&] { return way_.tell_readings(readings); });
}

base::Result<domain::LogPage> SignedInRemote::log(const domain::LogQuestion& question) {
    return with_session([&] { return way_.log(question); });
}

base::Result<> SignedInRemote::check_log(const domain::LogCheck& check) {
    return with_session([&] { return way_.check_log(check); });
}

}  // namespace samordna::sync
