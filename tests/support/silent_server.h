// A server on this computer that takes a call and never answers it.
#pragma once
#include <doctest/doctest.h>

#ifdef __linux__
#include <functional>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace support {

class SilentServer {
  public:
    // `called` runs on the server's thread when a call has come.
    explicit SilentServer(std::function<void()> called) : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(listener_, 4) == 0);
        REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
        thread_ = std::thread([this, called = std::move(called)] {
            const int caller = ::accept(listener_, nullptr, nullptr);
            called();
            char rest[256];
            while (::read(caller, rest, sizeof rest) > 0) {
            }
            ::close(caller);
        });
    }
    ~SilentServer() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;
    const std::string& url() const { return url_; }

  private:
    int listener_;
    std::string url_;
    std::thread thread_;
};

}  // namespace support
#endif
