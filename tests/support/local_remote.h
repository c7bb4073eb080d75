// A Remote over a Backend in the same process. Everything goes through the wire's text, so that only the network is
// left out.
#pragma once
#include "protocol/remote.h"
#include "server/backend.h"

namespace support {

class LocalRemote final : public samordna::protocol::Remote {
  public:
    template <class T = std::monostate>
    using Result = samordna::base::Result<T>;

    explicit LocalRemote(samordna::server::Backend& backend) : backend_(backend) {}

    Result<samordna::protocol::Hello> hello() override;
    Result<samordna::protocol::Session> sign_in(const samordna::protocol::Credentials& shown) override;
    Result<samordna::protocol::Session> refresh(const std::string& refresh_token) override;
    Result<std::vector<samordna::protocol::OpenIdProvider>> openid_providers() override;
    Result<samordna::protocol::OpenIdQuestion> begin_openid(const samordna::protocol::OpenIdWish& wish) override;
    Result<samordna::protocol::Session> complete_openid(const samordna::protocol::OpenIdReply& reply) override;
    Result<> sign_out() override;
    void use_session(const std::string& token) override { token_ = token; }
    Result<samordna::protocol::Checkpoint> pull(const std::optional<std::string>& cursor, int limit,
                                                samordna::protocol::FeedSink& sink, std::stop_token stop) override;
    Result<bool> wait(const std::string& cursor, std::chrono::seconds timeout, std::stop_token stop) override;
    Result<samordna::protocol::Integrity> integrity(const std::string& cursor) override;
    Result<std::vector<samordna::protocol::Outcome>> push(std::span<const samordna::domain::Change> changes) override;
    Result<samordna::protocol::ToldReadings> tell_readings(
        std::span<const samordna::domain::NotedReading> readings) override;
    Result<samordna::domain::LogPage> log(const samordna::domain::LogQuestion& question) override;
    Result<> check_log(const samordna::domain::LogCheck& check) override;

  private:
    samordna::server::Backend& backend_;
    std::string token_;
};

}  // namespace support
