// Requests and answers without a network library: between http_server.cpp and http_routes.cpp. Values; any thread.
#pragma once
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "server/values.h"

namespace samordna::server {

struct HttpRequest {
    std::string id;      // for the log and for problem documents
    std::string method;  // GET
    std::string path;    // decoded, without the query
    std::map<std::string, std::string, std::less<>> query;
    std::map<std::string, std::string, std::less<>> headers;  // names in lower case
    std::string body{};
    Peer peer{};  // the other end of the connection

    std::string_view header(std::string_view name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string_view{} : std::string_view{found->second};
    }
    const std::string* parameter(std::string_view name) const {
        const auto found = query.find(name);
        return found == query.end() ? nullptr : &found->second;
    }
};

struct HttpAnswer {
    int status = 200;
    std::string content_type = "application/json";
    std::string body{};
    std::vector<std::pair<std::string, std::string>> headers{};
};

// The first page of a feed; more are asked for by cursor while there is room.
struct FeedAnswer {
    Principal who;
    FeedPage page;
    std::int64_t room = 0;  // records that may still be sent after this page
};

// An answer that waits until there is news.
struct WaitAnswer {
    Principal who;
    std::string cursor;
    std::chrono::seconds timeout{};
};

using HttpReply = std::variant<HttpAnswer, FeedAnswer, WaitAnswer>;

// "a=1&b=%C3%A5" and "/a%20b". Nothing where the text is malformed.
bool parse_target(std::string_view target, HttpRequest& into);

}  // namespace samordna::server
