#include "openid/loopback.h"

#include <map>
#include <optional>
#include <utility>  // before Boost, which needs it and does not include it

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "base/text.h"

namespace samordna::openid {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using base::Error;
using boost::system::error_code;

constexpr std::string_view path = "/openid";
constexpr std::uint32_t most_header_bytes = 16 * 1024;
constexpr std::chrono::seconds patience{5};  // with one connection; the others go on meanwhile

std::optional<int> digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

// As a form is written: a blank may be a plus.
std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out.push_back(text[i] == '+' ? ' ' : text[i]);
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const auto high = digit(text[i + 1]);
        const auto low = digit(text[i + 2]);
        if (!high || !low) return std::nullopt;
        out.push_back(static_cast<char>(*high * 16 + *low));
        i += 2;
    }
    return out;
}

using Query = std::map<std::string, std::string, std::less<>>;

// Nothing: it cannot be read, or says the same thing twice.
std::optional<Query> query_of(std::string_view text) {
    Query query;
    for (const std::string_view pair : base::split(text, '&')) {
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = decoded(pair.substr(0, equals));
        auto value = decoded(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value || !query.emplace(std::move(*name), std::move(*value)).second) return std::nullopt;
    }
    return query;
}

std::string value_of(const Query& query, std::string_view name) {
    const auto found = query.find(name);
    return found == query.end() ? std::string{} : found->second;
}

base::Result<Answer> read(const Query& query, const Expected& expected) {
    const std::string iss = value_of(query, "iss");
    if (value_of(query, "state") != expected.state) return Error{"openid.strayed", {}, "another state"};
    if (!iss.empty() && iss != expected.issuer) return Error{"openid.strayed", {}, "another issuer"};
    if (const std::string error = value_of(query, "error"); !error.empty())
        return Error{error == "access_denied" ? "openid.cancelled" : "openid.refused", {}, "the provider's answer"};
    Answer answer{value_of(query, "code"), iss};
    if (answer.code.empty()) return Error{"openid.strayed", {}, "no code"};
    return answer;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '&')
            out += "&amp;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string html(const Page& page, std::string_view sentence) {
    return "<!DOCTYPE html><html lang=\"" + escaped(page.language) + "\"><head><meta charset=\"utf-8\"><title>" +
           escaped(page.title) + "</title></head><body><h1>" + escaped(page.title) + "</h1><p>" + escaped(sentence) +
           "</p></body></html>";
}

struct Waiting {
    const Expected& expected;
    const Page& page;
    asio::io_context& io;
    std::string host;
    std::optional<base::Result<Answer>> result{};
};

// One browser's connection, one request of it.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(tcp::socket socket, Waiting& waiting) : stream_(std::move(socket)), waiting_(waiting) {
        parser_.header_limit(most_header_bytes);
        parser_.body_limit(0);
    }
    void start() {
        stream_.expires_after(patience);
        http::async_read(stream_, buffer_, parser_,
                         [self = shared_from_this()](const error_code& failure, std::size_t) {
                             if (!failure) self->answer();
                         });
    }

  private:
    void answer() {
        const auto& request = parser_.get();
        Judgement judgement;
        // A page elsewhere whose name leads to this computer says that name.
        if (!waiting_.result && request[http::field::host] == waiting_.host)
            judgement = judge(std::string(request.method_string()), std::string(request.target()), waiting_.expected);
        const auto* result = std::get_if<base::Result<Answer>>(&judgement);
        answer_.result(result != nullptr ? http::status::ok : http::status::not_found);
        answer_.set(http::field::content_type, "text/html; charset=utf-8");
        answer_.set(http::field::cache_control, "no-store");
        answer_.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        answer_.set("Referrer-Policy", "no-referrer");
        answer_.set("X-Content-Type-Options", "nosniff");
        answer_.keep_alive(false);
        if (result != nullptr) {
            waiting_.result = *result;
            answer_.body() = html(waiting_.page, *result ? waiting_.page.done : waiting_.page.refused);
        }
        answer_.prepare_payload();
        const bool last = result != nullptr;
        http::async_write(stream_, answer_, [self = shared_from_this(), last](const error_code&, std::size_t) {
            error_code gone;
            self->stream_.socket().shutdown(tcp::socket::shutdown_send, gone);
            if (last) self->waiting_.io.stop();
        });
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    http::request_parser<http::empty_body> parser_;
    http::response<http::string_body> answer_;
    Waiting& waiting_;
};

void accept(tcp::acceptor& acceptor, Waiting& waiting) {
    acceptor.async_accept([&](const error_code& failure, tcp::socket socket) {
        if (failure == asio::error::operation_aborted) return;
        if (!failure) std::make_shared<Connection>(std::move(socket), waiting)->start();
        accept(acceptor, waiting);
    });
}

}  // namespace

Judgement judge(std::string_view method, std::string_view target, const Expected& expected) {
    const std::size_t mark = std::min(target.find('?'), target.size());
    if (method != "GET" || target.substr(0, mark) != path || mark == target.size()) return {};
    const auto query = query_of(target.substr(mark + 1));
    if (!query) return base::Result<Answer>(Error{"openid.strayed", {}, "an answer that cannot be read"});
    return read(*query, expected);
}

struct Loopback::State {
    asio::io_context io{1};
    tcp::acceptor acceptor{io};
    std::uint16_t port = 0;

    bool listen_on(std::uint16_t wanted) {
        error_code failure;
        acceptor.open(tcp::v4(), failure);
        if (!failure) acceptor.set_option(asio::socket_base::reuse_address(true), failure);
        if (!failure) acceptor.bind({asio::ip::address_v4::loopback(), wanted}, failure);
        if (!failure) acceptor.listen(asio::socket_base::max_listen_connections, failure);
        if (!failure) {
            port = acceptor.local_endpoint().port();
            return true;
        }
        error_code ignored;
        acceptor.close(ignored);
        return false;
    }
};

Loopback::Loopback(std::unique_ptr<State> state) : state_(std::move(state)) {}
Loopback::~Loopback() = default;

base::Result<std::unique_ptr<Loopback>> Loopback::open(const std::vector<std::uint16_t>& ports) {
    auto state = std::make_unique<State>();
    const std::vector<std::uint16_t> wanted = ports.empty() ? std::vector<std::uint16_t>{0} : ports;
    for (const auto port : wanted) {
        if (state->listen_on(port)) return std::unique_ptr<Loopback>(new Loopback(std::move(state)));
    }
    return Error{"openid.no_port"};
}

std::string Loopback::redirect_uri() const {
    return "http://127.0.0.1:" + std::to_string(state_->port) + std::string(path);
}

base::Result<Answer> Loopback::wait(const Expected& expected, const Page& page, std::chrono::milliseconds at_most,
                                    const std::stop_token& stop) {
    Waiting waiting{expected, page, state_->io, "127.0.0.1:" + std::to_string(state_->port)};
    {
        const std::stop_callback stopped(stop, [this] { state_->io.stop(); });
        accept(state_->acceptor, waiting);
        state_->io.run_for(at_most);
    }
    // Whoever still waits for a page is let go before what they refer to is.
    error_code ignored;
    state_->acceptor.close(ignored);
    auto result = std::move(waiting.result);
    state_ = std::make_unique<State>();
    if (result) return *result;
    return Error{stop.stop_requested() ? "cancelled" : "openid.timed_out"};
}

}  // namespace samordna::openid
