// One connection to one server: requests out, answers in, with time limits and prompt cancelling. The only door to
// libcurl: clients ask the backend through it, and the backend an OpenID provider. One thread at a time.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.h"

namespace samordna::web {

struct HttpRequest {
    const char* method = "GET";
    std::string path;  // with its query
    std::string body;  // empty: none
    const char* content_type = "application/json";
    const char* accept = "application/json";
    std::chrono::seconds at_most{60};               // for the whole of it; 0: as long as bytes keep coming
    std::chrono::seconds silence{60};               // longest without a byte
    std::size_t most_body = std::size_t{64} << 20;  // of an answer that is kept whole
    std::string user{}, password{};                 // for the header Authorization: Basic, where there is a user
    std::stop_token stop{};
    // Takes the body of a good answer (2xx) as it comes, decompressed. An error ends the request with that error.
    std::function<base::Result<>(std::string_view)> on_data{};
};

struct HttpAnswer {
    long status = 0;
    std::string body;  // unless it went to on_data
    std::optional<int> retry_after;
};

class HttpLine {
  public:
    // `stop` ends every request.
    HttpLine(std::string server, const std::string& ca_file, std::stop_token stop);
    ~HttpLine();
    HttpLine(const HttpLine&) = delete;
    HttpLine& operator=(const HttpLine&) = delete;

    void set_token(std::string token);
    // Any answer, also a refusing one. Errors: backend.unreachable, backend.untrusted, backend.not_https, cancelled, or
    // on_data's.
    base::Result<HttpAnswer> ask(const HttpRequest& request);
    static std::string escaped(std::string_view text);
    // HTTPS, or this computer.
    static bool may_be_asked(const std::string& url);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace samordna::web
