// Which request is answered how. Knows the wire (resources/openapi.yaml) and the Backend, and no network. Any thread;
// blocks.
#pragma once
#include "server/backend.h"
#include "server/http_message.h"

namespace samordna::server {

class HttpRoutes {
  public:
    explicit HttpRoutes(Backend& backend) : backend_(backend) {}

    HttpReply handle(const HttpRequest& request);
    // The page after the last one; an error ends the stream without its end.
    Result<FeedPage> next_page(const FeedAnswer& feed);
    // Empty: nothing new yet.
    std::optional<HttpAnswer> poll(const WaitAnswer& wait, std::string_view request_id);
    // What answering takes: a moment; the hashing of a password; an OpenID provider's answer. The slow ones have
    // threads of their own.
    enum class Pace : std::uint8_t { quick, hashing, asking };
    static Pace pace_of(const HttpRequest& request);

  private:
    HttpReply public_route(const HttpRequest& request);
    HttpReply private_route(const HttpRequest& request, const Principal& who);
    HttpReply sign_in(const HttpRequest& request);
    HttpReply refresh(const HttpRequest& request);
    HttpReply openid(const HttpRequest& request);
    HttpReply sync(const HttpRequest& request, const Principal& who);
    HttpReply wait(const HttpRequest& request, const Principal& who);
    HttpReply command(const HttpRequest& request, const Principal& who);
    HttpReply batch(const HttpRequest& request, const Principal& who);
    HttpReply record(const HttpRequest& request, const Principal& who);
    HttpReply integrity(const HttpRequest& request, const Principal& who);
    HttpReply ingest(const HttpRequest& request, const Principal& who);
    HttpReply sign_in_care_worker(const HttpRequest& request, const Principal& who);
    HttpReply log(const HttpRequest& request, const Principal& who);
    HttpReply tell_readings(const HttpRequest& request, const Principal& who);
    HttpReply check_log(const HttpRequest& request, const Principal& who);
    HttpReply own_phone(const HttpRequest& request, const Principal& who);
    HttpReply sign_out(const HttpRequest& request, const Principal& who);

    Backend& backend_;
};

// Most changes in one batch.
inline constexpr std::size_t most_commands = 200;

}  // namespace samordna::server
