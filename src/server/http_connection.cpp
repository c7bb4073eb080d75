#include <algorithm>
#include <array>
#include <cctype>

#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <fmt/format.h>

#include "base/log.h"
#include "server/http_encoding.h"
#include "server/http_front.h"
#include "server/problem.h"

namespace samordna::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;
using asio::ip::tcp;
using boost::system::error_code;

constexpr int most_connections = 2000;  // each has one request at a time: that bounds the queue before the workers
constexpr std::uint32_t most_header_bytes = 16 * 1024;
constexpr std::uint64_t most_body_bytes = 2 * 1024 * 1024;
constexpr std::size_t most_drained_bytes = 8 * 1024 * 1024;
constexpr std::chrono::seconds idle_time{75};
constexpr std::chrono::seconds read_time{30};
constexpr std::chrono::seconds write_time{60};
constexpr std::chrono::seconds drain_time{5};

auto into(error_code& failure) {
    return asio::redirect_error(asio::use_awaitable, failure);
}

// Counts while it lives.
class Counted {
  public:
    explicit Counted(std::atomic<int>& counter) : counter_(counter), number_(++counter) {}
    ~Counted() { --counter_; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    int number() const { return number_; }

  private:
    std::atomic<int>& counter_;
    int number_;
};

// Runs blocking work on the pool, and goes on where it was called. What the work throws is thrown here.
template <class Work>
awaitable<std::invoke_result_t<Work&>> on(asio::thread_pool& pool, Work work) {
    using Answer = std::optional<std::invoke_result_t<Work&>>;
    auto run = [work = std::move(work)]() mutable -> awaitable<Answer> { co_return Answer(work()); };
    Answer answer = co_await asio::co_spawn(pool.get_executor(), std::move(run), asio::use_awaitable);
    co_return std::move(*answer);
}

// One client's connection: requests one after the other. `Stream` is a beast::tcp_stream, with or without TLS around
// it.
template <class Stream>
class Connection {
  public:
    Connection(HttpFront& front, Stream stream) : front_(front), stream_(std::move(stream)) {}

    awaitable<void> run() {
        // (g++ 12 compiles a co_await within a condition wrongly: it has a statement of its own everywhere in this
        // file.)
        bool more = true;
        while (more) more = co_await serve_one();
        co_await close();
    }

  private:
    using Parser = http::request_parser<http::string_body>;

    void expire_in(std::chrono::seconds time) { beast::get_lowest_layer(stream_).expires_after(time); }

    // False: the connection is at its end.
    awaitable<bool> serve_one() {
        Parser parser;
        parser.header_limit(most_header_bytes);
        parser.body_limit(most_body_bytes);
        error_code failure;
        expire_in(idle_time);
        co_await http::async_read_header(stream_, buffer_, parser, into(failure));
        if (!failure && beast::iequals(parser.get()[http::field::expect], "100-continue")) {
            const std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(stream_, asio::buffer(go_on), into(failure));
        }
        if (!failure) {
            expire_in(read_time);
            co_await http::async_read(stream_, buffer_, parser, into(failure));
        }
        HttpRequest request;
        request.id = front_.next_request_id();
        request.peer = peer();
        if (failure) co_return co_await answer_unreadable(failure, request);

        started_ = std::chrono::steady_clock::now();
        auto message = parser.release();
        keep_alive_ = message.keep_alive();
        head_only_ = message.method() == http::verb::head;
        request.method = std::string(message.method_string());
        for (const auto& field : message) {
            std::string name(field.name_string());
            std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
            request.headers.emplace(std::move(name), std::string(field.value()));
        }
        request.body = std::move(message.body());
        if (message.version() != 11 || !parse_target(std::string(message.target()), request)) {
            keep_alive_ = false;
            co_return co_await send(request, malformed(message.version() != 11 ? 505 : 400, request.id, "target"));
        }
        co_return co_await answer(request);
    }

    Peer peer() {
        error_code unknown;
        const auto end = beast::get_lowest_layer(stream_).socket().remote_endpoint(unknown);
        if (unknown) return {};
        auto address = end.address();
        if (address.is_v6() && address.to_v6().is_v4_mapped())
            address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
        return {address.to_string(), address.is_loopback()};
    }

    awaitable<bool> answer_unreadable(error_code failure, const HttpRequest& request) {
        keep_alive_ = false;
        int status = 0;
        if (failure == http::error::body_limit)
            status = 413;
        else if (failure == http::error::header_limit)
            status = 431;
        else if (failure.category() == make_error_code(http::error::bad_method).category() &&
                 failure != http::error::end_of_stream && failure != http::error::partial_message)
            status = 400;
        if (status == 0) co_return false;  // gone, or too slow
        co_return co_await send(request, malformed(status, request.id));
    }

    awaitable<bool> answer(const HttpRequest& request) {
        HttpReply reply = co_await handled(request);
        if (auto* feed = std::get_if<FeedAnswer>(&reply)) co_return co_await stream_feed(request, std::move(*feed));
        if (auto* wait = std::get_if<WaitAnswer>(&reply)) co_return co_await long_poll(request, std::move(*wait));
        co_return co_await send(request, std::move(std::get<HttpAnswer>(reply)));
    }

    awaitable<HttpReply> handled(const HttpRequest& request) {
        auto& pool = front_.pool_for(HttpRoutes::pace_of(request));
        auto work = [this, &request] { return guarded(request, [&] { return front_.routes.handle(request); }); };
        co_return co_await on(pool, work);
    }

    // A broken invariant costs one request, not the service.
    template <class Work>
    static HttpReply guarded(const HttpRequest& request, Work work) {
        try {
            HttpReply reply = work();
            if (const auto* answer = std::get_if<HttpAnswer>(&reply); answer != nullptr && answer->status >= 500) {
                base::log::error(
                    fmt::format("{} failed: status {} request {}", request.method, answer->status, request.id));
            }
            return reply;
        } catch (const std::exception& failure) {
            base::log::error(fmt::format("{} failed: {} request {}", request.method, failure.what(), request.id));
            return problem(base::Error{"backend.fault"}, request.id);
        }
    }

    template <class Message>
    void set_common(Message& message, const HttpRequest& request) {
        message.version(11);
        message.keep_alive(keep_alive_);
        message.set(http::field::server, "samordnad");
        message.set(http::field::cache_control, "no-store");
        message.set("X-Content-Type-Options", "nosniff");
        message.set("X-Request-Id", request.id);
        if (front_.tls) message.set(http::field::strict_transport_security, "max-age=31536000");
    }

    awaitable<bool> send(const HttpRequest& request, HttpAnswer answer) {
        http::response<http::string_body> message;
        message.result(static_cast<unsigned>(answer.status));
        set_common(message, request);
        for (const auto& [name, value] : answer.headers) message.set(name, value);
        if (!answer.content_type.empty()) message.set(http::field::content_type, answer.content_type);
        if (!head_only_) message.body() = std::move(answer.body);
        message.prepare_payload();
        if (answer.status == 204) message.erase(http::field::content_length);  // it must not have one
        error_code failure;
        expire_in(write_time);
        co_await http::async_write(stream_, message, into(failure));
        log(request, answer.status);
        co_return !failure && keep_alive_;
    }

    void log(const HttpRequest& request, int status) const {
        using namespace std::chrono;
        // The route, without a record's id: who looked at which one is the activity log's matter. What leads nowhere,
        // and what was refused before anybody looked where it leads, may be anything.
        constexpr std::array unrouted{400, 401, 403, 404};
        const bool routed = std::find(unrouted.begin(), unrouted.end(), status) == unrouted.end();
        const auto path = routed ? std::string_view(request.path).substr(0, request.path.find('/', 4)) : "-";
        const auto took = duration_cast<milliseconds>(steady_clock::now() - started_).count();
        base::log::info(fmt::format("{} {} {} {} ms request {}", request.method, path, status, took, request.id));
    }

    awaitable<bool> write_chunk(std::string text) {
        if (text.empty()) co_return true;
        error_code failure;
        expire_in(write_time);
        co_await asio::async_write(stream_, http::make_chunk(asio::buffer(text)), into(failure));
        co_return !failure;
    }

    awaitable<bool> stream_feed(const HttpRequest& request, FeedAnswer feed) {
        const auto encoder = make_encoder(request.header("accept-encoding"));
        http::response<http::empty_body> head;
        set_common(head, request);
        head.set(http::field::content_type, "application/x-ndjson");
        head.set(http::field::vary, "Accept-Encoding");
        if (!encoder->name().empty()) {
            head.set(http::field::content_encoding, beast::string_view(encoder->name().data(), encoder->name().size()));
        }
        head.chunked(true);
        http::response_serializer<http::empty_body> serializer(head);
        error_code failure;
        expire_in(write_time);
        co_await http::async_write_header(stream_, serializer, into(failure));
        if (failure) co_return false;

        while (true) {
            auto encode = [&] { return encoder->encode(feed.page.text); };
            std::string text = co_await on(front_.workers, encode);
            const bool written = co_await write_chunk(std::move(text));
            if (!written) co_return false;
            if (!feed.page.last.more || feed.room <= 0) break;
            auto read = [&] { return front_.routes.next_page(feed); };
            auto next = co_await on(front_.workers, read);
            // Without its end the client knows that the stream is broken, and goes on from its last checkpoint.
            if (!next) co_return false;
            feed.page = std::move(*next);
            feed.room -= feed.page.last.records;
        }
        const bool written = co_await write_chunk(encoder->finish());
        if (!written) co_return false;
        co_await asio::async_write(stream_, http::make_chunk_last(), into(failure));
        log(request, 200);
        co_return !failure && keep_alive_;
    }

    awaitable<bool> long_poll(const HttpRequest& request, WaitAnswer wait) {
        const auto waiter = std::make_shared<Waiter>(stream_.get_executor());
        front_.waiters.add(waiter);
        const auto until = std::chrono::steady_clock::now() + wait.timeout;
        beast::get_lowest_layer(stream_).expires_never();
        while (true) {
            waiter->rung = false;
            auto look = [&] { return front_.routes.poll(wait, request.id); };
            auto news = co_await on(front_.workers, look);
            if (news) co_return co_await send(request, std::move(*news));
            if (std::chrono::steady_clock::now() >= until) break;
            if (waiter->rung) continue;
            error_code woken;
            waiter->timer.expires_at(until);
            co_await waiter->timer.async_wait(into(woken));
        }
        HttpAnswer nothing{.status = 204, .content_type = {}};
        co_return co_await send(request, std::move(nothing));
    }

    // What the client still sends is read and thrown away for a while: a connection that is closed over unread bytes
    // takes the answer with it.
    awaitable<void> close() {
        error_code failure;
        expire_in(drain_time);
        if constexpr (!std::is_same_v<Stream, beast::tcp_stream>) {
            co_await stream_.async_shutdown(into(failure));
        }
        auto& socket = beast::get_lowest_layer(stream_).socket();
        socket.shutdown(tcp::socket::shutdown_send, failure);
        std::size_t drained = 0;
        std::array<char, 16384> rest;
        while (!failure && drained < most_drained_bytes) {
            drained += co_await beast::get_lowest_layer(stream_).async_read_some(asio::buffer(rest), into(failure));
        }
    }

    HttpFront& front_;
    Stream stream_;
    beast::flat_buffer buffer_;
    bool keep_alive_ = true;
    bool head_only_ = false;
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

awaitable<void> serve(HttpFront& front, tcp::socket socket) {
    const Counted connected(front.connections);
    if (connected.number() > most_connections) co_return;
    error_code failure;
    socket.set_option(tcp::no_delay(true), failure);
    beast::tcp_stream plain(std::move(socket));
    if (!front.tls) {
        Connection<beast::tcp_stream> connection(front, std::move(plain));
        co_await connection.run();
        co_return;
    }
    beast::ssl_stream<beast::tcp_stream> secure(std::move(plain), *front.tls);
    beast::get_lowest_layer(secure).expires_after(read_time);
    co_await secure.async_handshake(asio::ssl::stream_base::server, into(failure));
    if (failure) co_return;
    Connection<beast::ssl_stream<beast::tcp_stream>> connection(front, std::move(secure));
    co_await connection.run();
}

}  // namespace

awaitable<void> serve_connection(HttpFront& front, tcp::socket socket) {
    try {
        co_await serve(front, std::move(socket));
    } catch (const std::exception& failure) {
        base::log::error(fmt::format("a connection broke off: {}", failure.what()));
    }
}

}  // namespace samordna::server
