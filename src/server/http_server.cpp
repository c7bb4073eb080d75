#include "server/http_server.h"

#include <csignal>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "server/digest.h"
#include "server/http_front.h"

namespace samordna::server {
namespace {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::awaitable;
using asio::ip::tcp;
using boost::system::error_code;

auto into(error_code& failure) {
    return asio::redirect_error(asio::use_awaitable, failure);
}

awaitable<void> accept(HttpFront& front, tcp::acceptor& acceptor) {
    asio::steady_timer pause(acceptor.get_executor());
    while (true) {
        error_code failure;
        tcp::socket socket(asio::make_strand(front.io));
        co_await acceptor.async_accept(socket, into(failure));
        if (failure == asio::error::operation_aborted) co_return;
        if (failure) {  // no more files, say: it passes
            pause.expires_after(std::chrono::milliseconds{100});
            co_await pause.async_wait(into(failure));
            continue;
        }
        const auto executor = socket.get_executor();
        asio::co_spawn(executor, serve_connection(front, std::move(socket)), asio::detached);
    }
}

base::Result<tcp::endpoint> endpoint_of(asio::io_context& io, const ListenWish& wish) {
    error_code failure;
    tcp::resolver resolver(io);
    const auto found = resolver.resolve(wish.host, std::to_string(wish.port),
                                        tcp::resolver::passive | tcp::resolver::address_configured, failure);
    if (failure || found.empty()) return base::Error{"listen.unknown_host", {{"host", wish.host}}};
    const tcp::endpoint endpoint = found.begin()->endpoint();
    const bool beyond = !endpoint.address().is_loopback();
    if (beyond && (wish.loopback_only || wish.certificate_file.empty())) return base::Error{"listen.beyond_loopback"};
    return endpoint;
}

bool load_certificate(std::optional<ssl::context>& tls, const ListenWish& wish) {
    tls.emplace(ssl::context::tls_server);
    error_code failure;
    tls->set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                         ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 | ssl::context::single_dh_use,
                     failure);
    if (!failure) tls->use_certificate_chain_file(wish.certificate_file, failure);
    if (!failure) tls->use_private_key_file(wish.key_file, ssl::context::pem, failure);
    return !failure;
}

}  // namespace

base::Result<ListenWish> parse_listen(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    ListenWish wish;
    if (colon == std::string::npos || colon == 0) return base::Error{"listen.malformed"};
    wish.host = text.substr(0, colon);
    if (wish.host.starts_with('[') && wish.host.ends_with(']')) wish.host = wish.host.substr(1, wish.host.size() - 2);
    const auto port = base::parse_integer<std::uint16_t>(text.substr(colon + 1));
    if (!port || wish.host.empty()) return base::Error{"listen.malformed"};
    wish.port = *port;
    return wish;
}

struct HttpServer::State {
    explicit State(Backend& a_backend)
        : backend(a_backend), front(backend, random_secret().substr(0, 8)), acceptor(front.io) {}
    ~State() {
        news.reset();
        front.io.stop();
        for (auto& thread : threads) thread.join();
        backend.hang_up();
        front.workers.join();
        front.slow_workers.join();
        front.asking_workers.join();
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    Backend& backend;
    HttpFront front;
    tcp::acceptor acceptor;
    std::string url;
    Backend::Subscription news;
    std::vector<std::thread> threads;
};

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpServer::~HttpServer() = default;
const std::string& HttpServer::url() const {
    return state_->url;
}

base::Result<std::unique_ptr<HttpServer>> HttpServer::start(Backend& backend, const ListenWish& wish) {
    auto state = std::make_unique<State>(backend);
    HttpFront& front = state->front;
    const bool secure = !wish.certificate_file.empty();
    if (secure && !load_certificate(front.tls, wish)) return base::Error{"listen.bad_certificate"};
    const auto endpoint = endpoint_of(front.io, wish);
    if (!endpoint) return endpoint.error();
    error_code failure;
    state->acceptor.open(endpoint->protocol(), failure);
    if (!failure) state->acceptor.set_option(asio::socket_base::reuse_address(true), failure);
    if (!failure) state->acceptor.bind(*endpoint, failure);
    if (!failure) state->acceptor.listen(asio::socket_base::max_listen_connections, failure);
    if (failure) return base::Error{"listen.failed", {}, failure.message()};

    const auto port = state->acceptor.local_endpoint().port();
    const bool v6 = endpoint->address().is_v6();
    state->url = fmt::format("{}://{}:{}", secure ? "https" : "http", v6 ? "[" + wish.host + "]" : wish.host, port);
    state->news = backend.on_change([&front] { front.waiters.ring(); });
    asio::co_spawn(front.io, accept(front, state->acceptor), asio::detached);
    for (int i = 0; i < socket_threads; ++i) state->threads.emplace_back([&front] { front.io.run(); });
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

struct StopSignal::State {
    asio::io_context io;
    asio::signal_set signals{io, SIGINT, SIGTERM};
};

StopSignal::StopSignal() : state_(std::make_unique<State>()) {
    state_->signals.async_wait([](const error_code&, int) {});
}
StopSignal::~StopSignal() = default;
void StopSignal::wait() {
    state_->io.run();
}

}  // namespace samordna::server
