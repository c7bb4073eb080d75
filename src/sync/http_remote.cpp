#include "sync/http_remote.h"

#include "protocol/codec.h"
#include "protocol/feed.h"
#include "web/http_line.h"

namespace samordna::sync {
namespace {

using base::Error;
using protocol::Result;
using web::HttpAnswer;
using web::HttpLine;
using web::HttpRequest;

// What stands in the way of using the answer, if anything.
std::optional<Error> problem_of(const HttpAnswer& answer) {
    if (answer.status >= 200 && answer.status < 300) return std::nullopt;
    Error error = protocol::parse_problem(answer.body, static_cast<int>(answer.status));
    if (answer.retry_after) error.parameters.insert_or_assign("retry_after", std::int64_t{*answer.retry_after});
    return error;
}

Error unreadable(const Error& why) {
    return {"backend.fault", {}, "an answer that cannot be read: " + why.code};
}

}  // namespace

class HttpRemote::Line : public web::HttpLine {
  public:
    using HttpLine::HttpLine;

    // The answer's body read by `read`.
    template <class T>
    Result<T> get(const HttpRequest& request, Result<T> (*read)(std::string_view)) {
        auto answer = ask(request);
        if (!answer) return answer.error();
        if (auto problem = problem_of(*answer)) return *problem;
        auto value = read(answer->body);
        if (!value) return unreadable(value.error());
        return value;
    }
};

HttpRemote::HttpRemote(const std::string& server, const HttpOptions& options)
    : line_(std::make_unique<Line>(server, options.ca_file, options.stop)) {}
HttpRemote::~HttpRemote() = default;

Result<protocol::Hello> HttpRemote::hello() {
    HttpRequest request;
    request.path = "/.well-known/samordna";
    request.at_most = std::chrono::seconds{20};
    return line_->get(request, protocol::parse_hello);
}

Result<protocol::Session> HttpRemote::sign_in(const protocol::Credentials& shown) {
    HttpRequest request;
    request.method = "POST";
    request.path = "/v1/session";
    request.body = protocol::credentials_text(shown);
    line_->set_token({});
    return line_->get(request, protocol::parse_session);
}

Result<protocol::Session> HttpRemote::refresh(const std::string& refresh_token) {
    HttpRequest request;
    request.method = "POST";
    request.path = "/v1/session/refresh";
    request.body = protocol::refresh_text(refresh_token);
    line_->set_token({});
    return line_->get(request, protocol::parse_session);
}

Result<std::vector<protocol::OpenIdProvider>> HttpRemote::openid_providers() {
    HttpRequest request;
    request.path = "/v1/openid";
    request.at_most = std::chrono::seconds{20};
    line_->set_token({});
    return line_->get(request, protocol::parse_openid_providers);
}

Result<protocol::OpenIdQuestion> HttpRemote::begin_openid(const protocol::OpenIdWish& wish) {
    HttpRequest request;
    request.method = "POST";
    request.path = "/v1/openid/begin";
    request.body = protocol::openid_wish_text(wish);
    line_->set_token({});
    return line_->get(request, protocol::parse_openid_question);
}

Result<protocol::Session> HttpRemote::complete_openid(const protocol::OpenIdReply& reply) {
    HttpRequest request;
    request.method = "POST";
    request.path = "/v1/openid/complete";
    request.body = protocol::openid_reply_text(reply);
    line_->set_token({});
    return line_->get(request, protocol::parse_session);
}

Result<> HttpRemote::sign_out() {
    HttpRequest request;
    request.method = "DELETE";
    request.path = "/v1/session";
    request.at_most = std::chrono::seconds{5};
    auto answer = line_->ask(request);
    line_->set_token({});
    if (!answer) return answer.error();
    if (auto problem = problem_of(*answer)) return *problem;
    return {};
}

void HttpRemote::use_session(const std::string& token) {
    line_->set_token(token);
}

Result<protocol::Checkpoint> HttpRemote::pull(const std::optional<std::string>& cursor, int limit,
                                              protocol::FeedSink& sink, std::stop_token stop) {
    protocol::FeedReader reader(sink);
    HttpRequest request;
    request.path = "/v1/sync?limit=" + std::to_string(limit);
    if (cursor) request.path += "&cursor=" + HttpLine::escaped(*cursor);
    request.accept = "application/x-ndjson";
    request.at_most = std::chrono::seconds{0};
    request.stop = std::move(stop);
    request.on_data = [&](std::string_view chunk) { return reader.read(chunk); };
    auto answer = line_->ask(request);
    if (!answer) return answer.error();
    if (auto problem = problem_of(*answer)) return *problem;
    return reader.finish();
}

Result<bool> HttpRemote::wait(const std::string& cursor, std::chrono::seconds timeout, std::stop_token stop) {
    HttpRequest request;
    request.path = "/v1/wait?cursor=" + HttpLine::escaped(cursor) + "&timeout=" + std::to_string(timeout.count());
    request.at_most = timeout + std::chrono::seconds{20};
    request.silence = request.at_most;
    request.stop = std::move(stop);
    auto answer = line_->ask(request);
    if (!answer) return answer.error();
    if (auto problem = problem_of(*answer)) return *problem;
    return answer->status != 204;
}

Result<protocol::Integrity> HttpRemote::integrity(const std::string& cursor) {
    HttpRequest request;
    request.path = "/v1/integrity?cursor=" + HttpLine::escaped(cursor);
    return line_->get(request, protocol::parse_integrity);
}

Result<protocol::ToldReadings> HttpRemote::tell_readings(std::span<const domain::NotedReading> readings) {
    HttpRequest request;
    request.method = "POST";
    request.path = "/v1/log";
    request.body = protocol::readings_text(readings);
    return line_->get(request, protocol::parse_told_readings);
}

Result<domain::LogPage> HttpRemote::log(const domain::LogQuestion& question) {
    HttpRequest request;
    request.path = "/v1/log";
    char before = '?';
    for (const auto& [name, value] : protocol::query_of(question)) {
        request.path += before + name + '=' + HttpLine::escaped(value);
        before = '&';
    }
    return line_->get(request, protocol::parse_log_page);
}

Result<> HttpRemote::check_log(const domain::LogCheck& check) {
    HttpRequest request;
    request.method = "POST";
    request.path = "/v1/log/checks";
    request.body = protocol::log_check_text(check);
    auto answer = line_->ask(request);
    if (!answer) return answer.error();
    if (auto problem = problem_of(*answer)) return *problem;
    return {};
}

Result<std::vector<protocol::Outcome>> HttpRemote::push(std::span<const domain::Change> changes) {
    HttpRequest request;
    request.method = "POST";
    request.path = "/v1/commands:batch";
    request.body = protocol::batch_text(changes);
    request.at_most = std::chrono::seconds{120};
    auto outcomes = line_->get(request, protocol::parse_outcomes);
    if (outcomes && outcomes->size() != changes.size())
        return Error{"backend.fault", {}, "another number of outcomes than changes"};
    return outcomes;
}

}  // namespace samordna::sync
