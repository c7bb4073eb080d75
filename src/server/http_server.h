// The backend's front on the network: HTTP/1.1 over TCP or TLS. Two threads for the sockets, a few for work that
// blocks; a request that waits for news holds none. Started and stopped by main.cpp and by tests.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "server/backend.h"

namespace samordna::server {

struct ListenWish {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;  // 0: a free one
    std::string certificate_file{};
    std::string key_file{};  // both empty: no TLS, and on loopback only
    bool loopback_only = false;
};

// "127.0.0.1:8443", "[::1]:0", "localhost:8443". Errors: listen.malformed.
base::Result<ListenWish> parse_listen(const std::string& text);

class HttpServer {
  public:
    // Listens when it returns. `backend` outlives it. Errors: listen.beyond_loopback, listen.unknown_host,
    // listen.failed, listen.bad_certificate.
    static base::Result<std::unique_ptr<HttpServer>> start(Backend& backend, const ListenWish& wish);
    // Breaks off what is being sent; what is being written to the database is finished.
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    const std::string& url() const;  // http://127.0.0.1:40001

  private:
    struct State;
    explicit HttpServer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// From when it is made on, the process no longer dies of SIGINT and SIGTERM.
class StopSignal {
  public:
    StopSignal();
    ~StopSignal();
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;
    // Blocks until one of them has come.
    void wait();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace samordna::server
