// Where the browser brings the answer of an OpenID provider: an address on this computer that answers one request and
// no other (RFC 8252, 7.3). One object is one sign-in; one thread at a time, which blocks while it waits.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace samordna::openid {

struct Expected {
    std::string state;
    std::string issuer;
};
struct Answer {
    std::string code;
    std::string iss{};  // RFC 9207; empty: it was not there
};
// What the page in the browser says, in plain words.
struct Page {
    std::string language = "sv";
    std::string title;
    std::string done;     // the answer is there: she may close it
    std::string refused;  // it was no answer that lets her in
};

// What a request to this address is: no answer at all (nothing), or the one that is waited for. Errors: openid.strayed
// (of another sign-in, or of somebody else), openid.cancelled (she said no), openid.refused (the provider did). Pure.
using Judgement = std::variant<std::monostate, base::Result<Answer>>;
Judgement judge(std::string_view method, std::string_view target, const Expected& expected);

class Loopback {
  public:
    // On the first of the ports that is free; without any, on whichever is. Error: openid.no_port.
    static base::Result<std::unique_ptr<Loopback>> open(const std::vector<std::uint16_t>& ports);
    ~Loopback();
    Loopback(const Loopback&) = delete;
    Loopback& operator=(const Loopback&) = delete;

    // http://127.0.0.1:PORT/openid
    std::string redirect_uri() const;
    // Errors: those of judge, openid.timed_out, cancelled (stopped).
    base::Result<Answer> wait(const Expected& expected, const Page& page, std::chrono::milliseconds at_most,
                              const std::stop_token& stop);

  private:
    struct State;
    explicit Loopback(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace samordna::openid
