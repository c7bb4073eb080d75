#include "openid/loopback.h"

#include <thread>
#include <utility>

#include <boost/asio.hpp>
#include <doctest/doctest.h>

using namespace samordna;
using openid::Loopback;
namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

namespace {

const openid::Expected expected{"the state", "https://127.0.0.1/issuer"};
const openid::Page page{"sv", "Samordna", "Du kan st\xC3\xA4nga det h\xC3\xA4r <f\xC3\xB6nstret>.", "Det gick inte."};

std::string code_of(const openid::Judgement& judgement) {
    const auto* result = std::get_if<base::Result<openid::Answer>>(&judgement);
    if (result == nullptr) return "nothing";
    return *result ? "code " + (*result)->code + " iss " + (*result)->iss : result->error().code;
}

std::string judged(const char* target, const char* method = "GET") {
    return code_of(openid::judge(method, target, expected));
}

std::uint16_t port_of(const Loopback& loopback) {
    const auto uri = loopback.redirect_uri();
    const auto from = uri.rfind(':') + 1;
    return static_cast<std::uint16_t>(std::stoi(uri.substr(from, uri.rfind('/') - from)));
}

class Browser {
  public:
    explicit Browser(std::uint16_t port) : port_(port) { socket_.connect({asio::ip::address_v4::loopback(), port}); }
    // The whole answer; nothing is asked while the text is empty.
    std::string get(const std::string& target, std::string host = {}) {
        if (host.empty()) host = "127.0.0.1:" + std::to_string(port_);
        asio::write(socket_, asio::buffer("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"));
        std::string answer;
        boost::system::error_code end;
        asio::read(socket_, asio::dynamic_buffer(answer), end);
        return answer;
    }

  private:
    std::uint16_t port_;
    asio::io_context io_;
    tcp::socket socket_{io_};
};

}  // namespace

TEST_CASE("an answer is what bears the state on the path that was named, and all else is none") {
    CHECK(judged("/openid?code=c%2B1&state=the+state") == "code c+1 iss ");
    CHECK(judged("/openid?state=the%20state&code=c&iss=https%3A%2F%2F127.0.0.1%2Fissuer") ==
          "code c iss https://127.0.0.1/issuer");
    CHECK(judged("/openid?code=c&state=the+state", "POST") == "nothing");
    CHECK(judged("/openid?code=c&state=the+state", "HEAD") == "nothing");
    CHECK(judged("/favicon.ico") == "nothing");
    CHECK(judged("/openid") == "nothing");
    CHECK(judged("/openid/?code=c&state=the+state") == "nothing");
    CHECK(judged("/openid?code=c&state=another") == "openid.strayed");
    CHECK(judged("/openid?code=c") == "openid.strayed");
    CHECK(judged("/openid?state=the+state") == "openid.strayed");
    CHECK(judged("/openid?code=c&state=the+state&iss=https%3A%2F%2Felsewhere") == "openid.strayed");
    CHECK(judged("/openid?code=c&code=d&state=the+state") == "openid.strayed");
    CHECK(judged("/openid?code=%zz&state=the+state") == "openid.strayed");
    CHECK(judged("/openid?error=access_denied&state=the+state") == "openid.cancelled");
    CHECK(judged("/openid?error=server_error&state=the+state") == "openid.refused");
    CHECK(judged("/openid?error=access_denied&state=another") == "openid.strayed");
}

TEST_CASE("the browser brings the answer, and is told that it may be closed") {
    auto loopback = Loopback::open({});
    REQUIRE(loopback);
    const auto port = port_of(**loopback);
    CHECK((*loopback)->redirect_uri() == "http://127.0.0.1:" + std::to_string(port) + "/openid");
    std::string elsewhere, renamed, answer;
    std::jthread browser([&] {
        const Browser silent(port);  // says nothing, and holds nobody up
        elsewhere = Browser(port).get("/favicon.ico");
        renamed = Browser(port).get("/openid?code=c&state=the+state", "evil.example");
        answer = Browser(port).get("/openid?code=c&state=the+state");
    });
    const auto came = (*loopback)->wait(expected, page, 60s, {});
    browser.join();
    REQUIRE(came);
    CHECK(came->code == "c");
    CHECK(elsewhere.starts_with("HTTP/1.1 404"));
    CHECK(renamed.starts_with("HTTP/1.1 404"));
    CHECK(answer.starts_with("HTTP/1.1 200"));
    CHECK(answer.find("Du kan st\xC3\xA4nga det h\xC3\xA4r &lt;f\xC3\xB6nstret>.") != std::string::npos);
    // It answers once, and nobody listens any more.
    CHECK_THROWS(Browser{port});
}

TEST_CASE("who says no in the browser is answered there too") {
    auto loopback = Loopback::open({});
    std::string answer;
    std::jthread browser(
        [&, port = port_of(**loopback)] { answer = Browser(port).get("/openid?error=access_denied&state=the+state"); });
    const auto came = (*loopback)->wait(expected, page, 60s, {});
    browser.join();
    CHECK(came.error().code == "openid.cancelled");
    CHECK(answer.find("Det gick inte.") != std::string::npos);
}

TEST_CASE("a browser that never comes is waited for so long, or until it is told to stop") {
    auto loopback = Loopback::open({});
    CHECK((*loopback)->wait(expected, page, 1ms, {}).error().code == "openid.timed_out");
    std::stop_source stop;
    auto other = Loopback::open({});
    const Browser silent(port_of(**other));
    std::jthread impatient([&] { stop.request_stop(); });
    CHECK((*other)->wait(expected, page, 1h, stop.get_token()).error().code == "cancelled");
}

TEST_CASE("of the ports that are allowed the first free one is taken") {
    auto first = Loopback::open({});
    const auto taken = port_of(**first);
    CHECK(Loopback::open({taken}).error().code == "openid.no_port");
    std::uint16_t free = 0;
    {
        auto second = Loopback::open({});
        free = port_of(**second);
    }
    auto third = Loopback::open({taken, free});
    REQUIRE(third);
    CHECK(port_of(**third) == free);
}
