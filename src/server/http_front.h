// What all connections of the server share, and the coroutine that serves one. Between http_server.cpp and
// http_connection.cpp, which are the only ones that see Boost. Everything of a connection runs on its own strand of
// `io`; work that blocks runs on the pools.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>  // before Boost, whose coroutines need it and do not include it
#include <vector>

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include "server/http_routes.h"

namespace samordna::server {

inline constexpr int socket_threads = 2;
inline constexpr std::size_t worker_threads = 4;
inline constexpr std::size_t slow_worker_threads = 2;
inline constexpr std::size_t asking_threads = 2;

// A request that waits for news. Lives on the executor of its connection.
struct Waiter {
    explicit Waiter(const boost::asio::any_io_executor& executor) : timer(executor) {}
    boost::asio::steady_timer timer;
    bool rung = false;
};

class Waiters {
  public:
    void add(const std::shared_ptr<Waiter>& waiter) {
        const std::lock_guard lock(mutex_);
        std::erase_if(waiters_, [](const auto& w) { return w.expired(); });
        waiters_.push_back(waiter);
    }
    void ring() {
        const std::lock_guard lock(mutex_);
        for (const auto& weak : waiters_) {
            if (auto waiter = weak.lock()) {
                boost::asio::post(waiter->timer.get_executor(), [waiter] {
                    waiter->rung = true;
                    waiter->timer.cancel();
                });
            }
        }
    }

  private:
    std::mutex mutex_;
    std::vector<std::weak_ptr<Waiter>> waiters_;
};

struct HttpFront {
    HttpFront(Backend& backend, std::string a_run_name) : routes(backend), run_name(std::move(a_run_name)) {}
    std::string next_request_id() { return run_name + "-" + std::to_string(++requests); }

    HttpRoutes routes;
    const std::string run_name;
    std::atomic<std::int64_t> requests = 0;
    std::atomic<int> connections = 0;
    Waiters waiters;
    std::optional<boost::asio::ssl::context> tls;
    boost::asio::io_context io{socket_threads};
    boost::asio::thread_pool workers{worker_threads};
    boost::asio::thread_pool slow_workers{slow_worker_threads};
    boost::asio::thread_pool asking_workers{asking_threads};
    boost::asio::thread_pool& pool_for(HttpRoutes::Pace pace) {
        if (pace == HttpRoutes::Pace::quick) return workers;
        return pace == HttpRoutes::Pace::hashing ? slow_workers : asking_workers;
    }
};

// Until the client goes, or the server ends.
boost::asio::awaitable<void> serve_connection(HttpFront& front, boost::asio::ip::tcp::socket socket);

}  // namespace samordna::server
