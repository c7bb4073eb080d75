// The way to the backend of whoever is signed in on a profile: when its token has run out, the next one is fetched,
// once, and kept in the profile before anything else is done; only when that is refused, too, is session.expired the
// answer. Several processes may work on the profile: whoever comes later takes what the other has fetched. One thread
// at a time; blocks on the network and the database.
#pragma once
#include "store/store.h"
#include "sync/round.h"

namespace samordna::sync {

class SignedInRemote final : public protocol::Remote {
  public:
    template <class T = std::monostate>
    using Result = base::Result<T>;

    // Everything outlives it. Its calls throw store::Failure where the profile cannot be read.
    SignedInRemote(store::Store& store, protocol::Remote& way, SignIn who);

    Result<protocol::Hello> hello() override { return way_.hello(); }
    Result<protocol::Session> sign_in(const protocol::Credentials& shown) override { return way_.sign_in(shown); }
    Result<protocol::Session> refresh(const std::string& token) override { return way_.refresh(token); }
    Result<std::vector<protocol::OpenIdProvider>> openid_providers() override { return way_.openid_providers(); }
    Result<protocol::OpenIdQuestion> begin_openid(const protocol::OpenIdWish& wish) override {
        return way_.begin_openid(wish);
    }
    Result<protocol::Session> complete_openid(const protocol::OpenIdReply& reply) override {
        return way_.complete_openid(reply);
    }
    Result<> sign_out() override;
    void use_session(const std::string& token) override { way_.use_session(token); }
    Result<protocol::Checkpoint> pull(const std::optional<std::string>& cursor, int limit, protocol::FeedSink& sink,
                                      std::stop_token stop) override;
    Result<bool> wait(const std::string& cursor, std::chrono::seconds timeout, std::stop_token stop) override;
    Result<protocol::Integrity> integrity(const std::string& cursor) override;
    Result<std::vector<protocol::Outcome>> push(std::span<const domain::Change> changes) override;
    Result<protocol::ToldReadings> tell_readings(std::span<const domain::NotedReading> readings) override;
    Result<domain::LogPage> log(const domain::LogQuestion& question) override;
    Result<> check_log(const domain::LogCheck& check) override;

  private:
    template <class Call>
    auto with_session(Call call) -> decltype(call());
    Result<> renew();
    void use(const SignIn& who);

    store::Store& store_;
    protocol::Remote& way_;
    SignIn who_;
};

}  // namespace samordna::sync
