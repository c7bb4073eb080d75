#include "server/http_routes.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "protocol/codec.h"
#include "protocol/log_codec.h"
#include "server/problem.h"

namespace samordna::resources {
std::string_view server_file(std::string_view file_name);
}

namespace samordna::server {
namespace {

using nlohmann::json;

constexpr int default_wait = 50;
constexpr int longest_wait = 60;

constexpr std::string_view refresh_path = "/v1/session/refresh";
constexpr std::string_view openid_path = "/v1/openid";
constexpr std::string_view begin_openid_path = "/v1/openid/begin";
constexpr std::string_view complete_openid_path = "/v1/openid/complete";

bool is_openid(std::string_view path) {
    return path == openid_path || path == begin_openid_path || path == complete_openid_path;
}

// The product that it names first, with its version; nothing of what may stand beside it.
std::string program_of(const HttpRequest& request) {
    constexpr std::size_t longest = 60;
    const std::string_view agent = request.header("user-agent");
    const std::string_view first = agent.substr(0, agent.find(' '));
    const bool plain = std::all_of(first.begin(), first.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
               c == '_' || c == '+' || c == '/';
    });
    return plain && first.size() <= longest ? std::string(first) : std::string{};
}

// Whoever sends on what others have sent, from this computer, is not whom it comes from.
Peer peer_of(const HttpRequest& request) {
    Peer peer = request.peer;
    for (const char* forwarded : {"forwarded", "x-forwarded-for", "x-real-ip", "via"}) {
        if (!request.header(forwarded).empty()) peer.is_here = false;
    }
    peer.program = program_of(request);
    return peer;
}

HttpAnswer method_not_allowed(const HttpRequest& request, const std::string& allowed) {
    HttpAnswer answer = malformed(405, request.id, "method");
    answer.headers.emplace_back("Allow", allowed);
    return answer;
}

std::optional<HttpAnswer> not_json(const HttpRequest& request) {
    const std::string_view type = request.header("content-type");
    if (base::trim(type.substr(0, type.find(';'))) == "application/json") return std::nullopt;
    return malformed(415, request.id, "content-type");
}

std::optional<int> number(const HttpRequest& request, std::string_view name, int otherwise, int least, int most) {
    const std::string* text = request.parameter(name);
    if (text == nullptr) return otherwise;
    const auto value = base::parse_integer<int>(*text);
    if (!value || *value < least) return std::nullopt;
    return std::min(*value, most);
}

// An outcome that is not `accepted`, as a problem document with the outcome in it.
HttpAnswer with_outcome(const base::Error& error, const protocol::Outcome& outcome, std::string_view request_id) {
    HttpAnswer answer = problem(error, request_id);
    json document = json::parse(answer.body);
    document["outcome"] = json::parse(protocol::outcome_text(outcome));
    answer.body = document.dump();
    return answer;
}

HttpAnswer answer_of(const protocol::Outcome& outcome, std::string_view request_id) {
    if (std::holds_alternative<protocol::Accepted>(outcome)) return {.body = protocol::outcome_text(outcome)};
    if (std::holds_alternative<protocol::Conflict>(outcome)) {
        return with_outcome(base::Error{"version.conflict"}, outcome, request_id);
    }
    if (std::holds_alternative<protocol::Refused>(outcome)) {
        return with_outcome(base::Error{"rules.refused"}, outcome, request_id);
    }
    return problem(std::get<protocol::Failed>(outcome).error, request_id);
}

// The protocol version that the client speaks, where it says so.
bool speaks_our_protocol(const HttpRequest& request) {
    const std::string_view spoken = request.header("samordna-protocol");
    if (spoken.empty()) return true;
    const auto version = base::parse_integer<int>(spoken);
    return version && *version >= protocol::Hello{}.protocol_min && *version <= protocol::Hello{}.protocol_max;
}

}  // namespace

HttpRoutes::Pace HttpRoutes::pace_of(const HttpRequest& request) {
    if (request.method != "POST") return Pace::quick;
    if (request.path == "/v1/session") return Pace::hashing;
    return is_openid(request.path) ? Pace::asking : Pace::quick;
}

HttpReply HttpRoutes::handle(const HttpRequest& request) {
    if (!request.path.starts_with("/v1/") || pace_of(request) == Pace::hashing || request.path == refresh_path ||
        is_openid(request.path))
        return public_route(request);
    if (!speaks_our_protocol(request)) return problem(base::Error{"client.too_old"}, request.id);
    constexpr std::string_view bearer = "Bearer ";
    const std::string_view authorization = request.header("authorization");
    if (!authorization.starts_with(bearer)) return problem(base::Error{"session.expired"}, request.id);
    auto who = backend_.authenticate(authorization.substr(bearer.size()));
    if (!who) return problem(who.error(), request.id);
    who->program = program_of(request);
    return private_route(request, *who);
}

HttpReply HttpRoutes::public_route(const HttpRequest& request) {
    if (pace_of(request) == Pace::hashing) return sign_in(request);
    if (is_openid(request.path)) return openid(request);
    if (request.path == refresh_path) {
        return request.method == "POST" ? refresh(request) : method_not_allowed(request, "POST");
    }
    const bool get = request.method == "GET";
    if (request.path == "/healthz") {
        if (!get) return method_not_allowed(request, "GET");
        if (const auto healthy = backend_.healthy(); !healthy) return problem(healthy.error(), request.id);
        return HttpAnswer{.body = R"({"status":"ok"})"};
    }
    if (request.path == "/.well-known/samordna") {
        if (!get) return method_not_allowed(request, "GET");
        return HttpAnswer{.body = protocol::hello_text(backend_.hello())};
    }
    if (request.path == "/openapi.yaml") {
        if (!get) return method_not_allowed(request, "GET");
        return HttpAnswer{.content_type = "application/yaml",
                          .body = std::string(resources::server_file("openapi.yaml"))};
    }
    return problem(base::Error{"not_found"}, request.id);
}

HttpReply HttpRoutes::private_route(const HttpRequest& request, const Principal& who) {
    struct Route {
        std::string_view path;
        const char* method;
        HttpReply (HttpRoutes::*answer)(const HttpRequest&, const Principal&);
    };
    static constexpr std::array routes{
        Route{"/v1/sync", "GET", &HttpRoutes::sync},
        Route{"/v1/wait", "GET", &HttpRoutes::wait},
        Route{"/v1/integrity", "GET", &HttpRoutes::integrity},
        Route{"/v1/commands", "POST", &HttpRoutes::command},
        Route{"/v1/commands:batch", "POST", &HttpRoutes::batch},
        Route{"/v1/ingest/lock-readings", "POST", &HttpRoutes::ingest},
        Route{"/v1/ingest/openings", "POST", &HttpRoutes::ingest},
        Route{"/v1/ingest/tag-sightings", "POST", &HttpRoutes::ingest},
        Route{"/v1/ingest/phone-sightings", "POST", &HttpRoutes::ingest},
        Route{"/v1/log", "GET", &HttpRoutes::log},
        Route{"/v1/log", "POST", &HttpRoutes::tell_readings},
        Route{"/v1/log/checks", "POST", &HttpRoutes::check_log},
        Route{"/v1/phone", "GET", &HttpRoutes::own_phone},
        Route{"/v1/phone/care-worker", "POST", &HttpRoutes::sign_in_care_worker},
        Route{"/v1/session", "DELETE", &HttpRoutes::sign_out},
    };
    std::string allowed = request.path == "/v1/session" ? "POST" : "";
    for (const Route& route : routes) {
        if (route.path != request.path) continue;
        if (route.method == request.method) return (this->*route.answer)(request, who);
        allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
    }
    if (!allowed.empty()) return method_not_allowed(request, allowed);
    return record(request, who);
}

HttpReply HttpRoutes::sign_in(const HttpRequest& request) {
    if (auto refusal = not_json(request)) return *refusal;
    const auto shown = protocol::parse_credentials(request.body);
    if (!shown) return problem(shown.error(), request.id);
    const auto session = backend_.sign_in(*shown, peer_of(request));
    if (!session) return problem(session.error(), request.id);
    return HttpAnswer{.status = 201, .body = protocol::session_text(*session)};
}

HttpReply HttpRoutes::openid(const HttpRequest& request) {
    const bool asks = request.path == openid_path;
    if (request.method != (asks ? "GET" : "POST")) return method_not_allowed(request, asks ? "GET" : "POST");
    if (asks) return HttpAnswer{.body = protocol::openid_providers_text(backend_.openid_providers())};
    if (auto refusal = not_json(request)) return *refusal;
    if (request.path == begin_openid_path) {
        const auto wish = protocol::parse_openid_wish(request.body);
        if (!wish) return problem(wish.error(), request.id);
        const auto question = backend_.begin_openid(*wish, peer_of(request));
        if (!question) return problem(question.error(), request.id);
        return HttpAnswer{.status = 201, .body = protocol::openid_question_text(*question)};
    }
    const auto reply = protocol::parse_openid_reply(request.body);
    if (!reply) return problem(reply.error(), request.id);
    const auto session = backend_.complete_openid(*reply, peer_of(request));
    if (!session) return problem(session.error(), request.id);
    return HttpAnswer{.status = 201, .body = protocol::session_text(*session)};
}

HttpReply HttpRoutes::refresh(const HttpRequest& request) {
    if (auto refusal = not_json(request)) return *refusal;
    const auto token = protocol::parse_refresh(request.body);
    if (!token) return problem(token.error(), request.id);
    const auto session = backend_.refresh(*token);
    if (!session) return problem(session.error(), request.id);
    return HttpAnswer{.status = 201, .body = protocol::session_text(*session)};
}

HttpReply HttpRoutes::ingest(const HttpRequest& request, const Principal& who) {
    // Who may not tell is told so before it is said what is wrong with it.
    if (!domain::may(who.role, domain::Deed::tell_sightings)) {
        const auto refused = backend_.tell(who, {});
        return problem(refused.error(), request.id);
    }
    if (auto refusal = not_json(request)) return *refusal;
    const std::string_view path = request.path;
    const auto kind = protocol::parse_sighting_kind(path.substr(path.rfind('/') + 1));
    const auto batch = protocol::parse_sightings(kind.value(), request.body);
    if (!batch && batch.error().code == "sightings.too_many") return malformed(413, request.id, "rows");
    if (!batch) return problem(batch.error(), request.id);
    const auto report = backend_.tell(who, *batch);
    if (!report) return problem(report.error(), request.id);
    return HttpAnswer{.body = protocol::sighting_report_text(*report)};
}

HttpReply HttpRoutes::own_phone(const HttpRequest& request, const Principal& who) {
    if (!who.phone) return problem(base::Error{"forbidden"}, request.id);
    // Whoever has got here is in use.
    return HttpAnswer{.body = json{{"phone", who.phone->source_id}, {"active", true}}.dump()};
}

HttpReply HttpRoutes::sign_in_care_worker(const HttpRequest& request, const Principal& who) {
    if (!who.phone) return problem(base::Error{"forbidden"}, request.id);
    if (auto refusal = not_json(request)) return *refusal;
    const json body = json::parse(request.body, nullptr, false);
    if (!body.is_object()) return malformed(400, request.id);
    CareWorkerShows shown;
    for (const auto& [field, text] : {std::pair("number", &shown.number), std::pair("password", &shown.password),
                                      std::pair("code", &shown.code), std::pair("new_password", &shown.new_password)}) {
        const auto found = body.find(field);
        if (found == body.end()) continue;
        if (!found->is_string()) return malformed(400, request.id, field);
        *text = found->get<std::string>();
    }
    if (shown.number.empty()) return malformed(400, request.id, "number");
    if (shown.password.empty() == shown.code.empty()) return malformed(400, request.id, "password");
    const auto worker = backend_.sign_in_care_worker(who, shown);
    if (!worker) return problem(worker.error(), request.id);
    return HttpAnswer{.body = json{{"care_worker", worker->text()}, {"number", shown.number}}.dump()};
}

HttpReply HttpRoutes::tell_readings(const HttpRequest& request, const Principal& who) {
    if (auto refusal = not_json(request)) return *refusal;
    const auto readings = protocol::parse_readings(request.body);
    if (!readings) return problem(readings.error(), request.id);
    if (readings->size() > protocol::most_readings) return malformed(413, request.id, "readings");
    const auto told = backend_.tell_readings(who, *readings);
    if (!told) return problem(told.error(), request.id);
    return HttpAnswer{.body = protocol::told_readings_text(*told)};
}

HttpReply HttpRoutes::log(const HttpRequest& request, const Principal& who) {
    const auto question = protocol::parse_log_question(request.query);
    if (!question) return problem(question.error(), request.id);
    const auto page = backend_.log(who, *question);
    if (!page) return problem(page.error(), request.id);
    return HttpAnswer{.body = protocol::log_page_text(*page)};
}

HttpReply HttpRoutes::check_log(const HttpRequest& request, const Principal& who) {
    if (auto refusal = not_json(request)) return *refusal;
    const auto check = protocol::parse_log_check(request.body);
    if (!check) return problem(check.error(), request.id);
    if (const auto done = backend_.check_log(who, *check); !done) return problem(done.error(), request.id);
    return HttpAnswer{.status = 204, .content_type = ""};
}

HttpReply HttpRoutes::sign_out(const HttpRequest& request, const Principal& who) {
    if (who.phone) return problem(base::Error{"forbidden"}, request.id);
    if (const auto done = backend_.sign_out(who); !done) return problem(done.error(), request.id);
    return HttpAnswer{.status = 204, .content_type = ""};
}

HttpReply HttpRoutes::sync(const HttpRequest& request, const Principal& who) {
    const int most = protocol::Hello{}.page;
    const auto limit = number(request, "limit", most, 1, most);
    if (!limit) return malformed(400, request.id, "limit");
    const std::string* cursor = request.parameter("cursor");
    auto page = backend_.page(who, cursor == nullptr ? std::nullopt : std::optional<std::string_view>(*cursor), *limit);
    if (!page) return problem(page.error(), request.id);
    const std::int64_t room = *limit - page->last.records;
    return FeedAnswer{who, std::move(*page), room};
}

Result<FeedPage> HttpRoutes::next_page(const FeedAnswer& feed) {
    return backend_.next_page(feed.who, feed.page.last.cursor, static_cast<int>(feed.room));
}

HttpReply HttpRoutes::wait(const HttpRequest& request, const Principal& who) {
    const auto timeout = number(request, "timeout", default_wait, 0, longest_wait);
    if (!timeout) return malformed(400, request.id, "timeout");
    const std::string* cursor = request.parameter("cursor");
    if (cursor == nullptr) return malformed(400, request.id, "cursor");
    return WaitAnswer{who, *cursor, std::chrono::seconds{*timeout}};
}

std::optional<HttpAnswer> HttpRoutes::poll(const WaitAnswer& wait, std::string_view request_id) {
    const auto news = backend_.has_news(wait.who, wait.cursor);
    if (!news) return problem(news.error(), request_id);
    if (!*news) return std::nullopt;
    return HttpAnswer{.body = R"({"changed":true})"};
}

HttpReply HttpRoutes::integrity(const HttpRequest& request, const Principal& who) {
    const std::string* cursor = request.parameter("cursor");
    if (cursor == nullptr) return malformed(400, request.id, "cursor");
    const auto sums = backend_.integrity(who, *cursor);
    if (!sums) return problem(sums.error(), request.id);
    return HttpAnswer{.body = protocol::integrity_text(*sums)};
}

HttpReply HttpRoutes::command(const HttpRequest& request, const Principal& who) {
    if (auto refusal = not_json(request)) return *refusal;
    const std::string_view key_text = request.header("idempotency-key");
    if (key_text.empty()) return malformed(428, request.id, "idempotency-key");
    const auto key = base::Id::parse(key_text);
    if (!key || key->is_nil()) return malformed(400, request.id, "idempotency-key");
    auto change = protocol::parse_change(request.body);
    if (!change) return problem(change.error(), request.id);
    if (!change->key.is_nil() && change->key != *key) return malformed(400, request.id, "key");
    change->key = *key;
    const auto outcomes = backend_.perform(who, std::span(&change, 1));
    if (!outcomes) return problem(outcomes.error(), request.id);
    return answer_of(outcomes->front(), request.id);
}

HttpReply HttpRoutes::batch(const HttpRequest& request, const Principal& who) {
    if (auto refusal = not_json(request)) return *refusal;
    const auto changes = protocol::parse_batch(request.body);
    if (!changes) return problem(changes.error(), request.id);
    if (changes->size() > most_commands) return malformed(413, request.id, "commands");
    const auto outcomes = backend_.perform(who, *changes);
    if (!outcomes) return problem(outcomes.error(), request.id);
    return HttpAnswer{.body = protocol::outcomes_text(*outcomes)};
}

HttpReply HttpRoutes::record(const HttpRequest& request, const Principal& who) {
    const auto parts = base::split(std::string_view(request.path).substr(1), '/');
    const auto type = parts.size() == 3 ? domain::parse_record_type(parts[1]) : std::nullopt;
    const auto id = type ? base::Id::parse(parts[2]) : std::nullopt;
    if (!id) return problem(base::Error{"not_found"}, request.id);
    if (request.method != "GET") return method_not_allowed(request, "GET");
    auto found = backend_.record(who, *type, *id);
    if (!found) return problem(found.error(), request.id);
    const std::string tag = "\"" + std::to_string(found->revision) + "\"";
    HttpAnswer answer{.body = std::move(found->text), .headers = {{"ETag", tag}}};
    if (request.header("if-none-match") == tag) {
        answer.status = 304;
        answer.body.clear();
        answer.content_type.clear();
    }
    return answer;
}

}  // namespace samordna::server
