// The backend over HTTPS (resources/openapi.yaml). Used by rounds and for sign-in. One object, one thread at a time;
// calls block and end promptly when their stop token says so (error `cancelled`).
//
// Errors beside those of protocol/remote.h: backend.untrusted (its certificate does not hold), backend.not_https (HTTP
// is for this computer only).
#pragma once
#include <memory>
#include <string>

#include "protocol/remote.h"

namespace samordna::sync {

struct HttpOptions {
    std::string ca_file;     // a further certificate authority; empty: the system's alone
    std::stop_token stop{};  // ends every call
};

class HttpRemote final : public protocol::Remote {
  public:
    HttpRemote(const std::string& server, const HttpOptions& options);
    ~HttpRemote() override;

    protocol::Result<protocol::Hello> hello() override;
    protocol::Result<protocol::Session> sign_in(const protocol::Credentials& shown) override;
    protocol::Result<protocol::Session> refresh(const std::string& refresh_token) override;
    protocol::Result<std::vector<protocol::OpenIdProvider>> openid_providers() override;
    protocol::Result<protocol::OpenIdQuestion> begin_openid(const protocol::OpenIdWish& wish) override;
    protocol::Result<protocol::Session> complete_openid(const protocol::OpenIdReply& reply) override;
    protocol::Result<> sign_out() override;
    void use_session(const std::string& token) override;
    protocol::Result<protocol::Checkpoint> pull(const std::optional<std::string>& cursor, int limit,
                                                protocol::FeedSink& sink, std::stop_token stop) override;
    protocol::Result<bool> wait(const std::string& cursor, std::chrono::seconds timeout, std::stop_token stop) override;
    protocol::Result<protocol::Integrity> integrity(const std::string& cursor) override;
    protocol::Result<std::vector<protocol::Outcome>> push(std::span<const domain::Change> changes) override;
    protocol::Result<protocol::ToldReadings> tell_readings(std::span<const domain::NotedReading> readings) override;
    protocol::Result<domain::LogPage> log(const domain::LogQuestion& question) override;
    protocol::Result<> check_log(const domain::LogCheck& check) override;

  private:
    class Line;
    std::unique_ptr<Line> line_;
};

}  // namespace samordna::sync
