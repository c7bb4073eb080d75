#include <doctest/doctest.h>

#include "support/desk.h"

using namespace samordna;
using workspace::BrowserWords;
using workspace::Workspace;

namespace {

BrowserWords words(std::string way, std::chrono::milliseconds at_most = std::chrono::hours{1}) {
    return {"https://backend.example", std::move(way), "sv", "Samordna", "Klart.", "Nej.", at_most};
}

const Workspace::ShowAddress nowhere = [](const std::string&) {};

}  // namespace

TEST_CASE("the way that is meant is the one named, or the only one") {
    support::Desk h;
    CHECK(h.ws->sign_in(words(""), nowhere).error().code == "openid.unknown");
    h.backend.providers = {{"a", "A"}, {"b", "B"}};
    const auto which = h.ws->sign_in(words(""), nowhere);
    CHECK(which.error() == base::Error{"openid.which", {{"names", "a, b"}}});
    CHECK(h.ws->sign_in(words("c"), nowhere).error() == base::Error{"openid.unknown", {{"name", "c"}}});
    CHECK(h.backend.openid_wish.provider.empty());
    CHECK(h.ws->sign_in(words("b", std::chrono::milliseconds{1}), nowhere).error().code == "openid.timed_out");
    CHECK(h.backend.openid_wish.provider == "b");
    CHECK(h.backend.openid_wish.redirect_uri.starts_with("http://127.0.0.1:"));
    CHECK(h.backend.openid_wish.code_challenge.size() == 43);
}

TEST_CASE("a browser that does not come back in time signs nobody in, and nothing more is asked") {
    support::Desk h;
    h.backend.providers = {{"a", "A"}};
    std::string shown;
    const auto outcome =
        h.ws->sign_in(words("", std::chrono::milliseconds{1}), [&](const std::string& address) { shown = address; });
    CHECK(outcome.error().code == "openid.timed_out");
    CHECK(shown == "https://127.0.0.1/authorize");
    CHECK_FALSE(h.backend.openid_reply);
    CHECK_FALSE(h.ws->signed_in()->by_browser);
}

TEST_CASE("what no browser is for is not opened") {
    support::Desk h;
    h.backend.providers = {{"a", "A"}};
    for (const char* address :
         {"file:///etc/passwd", "http://backend.example/", "https://backend.example/\" x", "ssh:x"}) {
        h.backend.openid_address = address;
        bool shown = false;
        CHECK(h.ws->sign_in(words(""), [&](const auto&) { shown = true; }).error().code == "backend.fault");
        CHECK_FALSE(shown);
    }
}

TEST_CASE("the window is told where to go and which ways there are, and what it has let go tells nothing more") {
    support::Desk h;
    h.backend.providers = {{"a", "Kommunen"}};
    std::vector<workspace::BrowserWay> ways;
    h.ws->begin_browser_ways("https://backend.example", [&](const auto& found) { ways = found; });
    CHECK(h.post.pump_until([&] { return !ways.empty(); }, std::chrono::seconds{20}));
    CHECK(ways.at(0).title == "Kommunen");

    int told = 0, done = 0;
    h.ws->begin_sign_in(
        words(""), [&](const auto&) { ++told; }, [&](const auto&) { ++done; });
    CHECK(h.post.pump_until([&] { return told == 1; }, std::chrono::seconds{20}));
    h.ws->abandon_sign_in();
    std::optional<base::Result<workspace::Welcome>> second;
    h.ws->begin_sign_in(words("", std::chrono::milliseconds{1}), nowhere, [&](const auto& end) { second = end; });
    CHECK(h.post.pump_until([&] { return second.has_value(); }, std::chrono::seconds{20}));
    CHECK(second->error().code == "openid.timed_out");
    CHECK(done == 0);
}

TEST_CASE("the password of this computer is chosen by the same rules, and can be forgotten") {
    support::Desk h;
    CHECK(h.ws->choose_own_password("kort").error().code == "sign_in.weak_password");
    REQUIRE(h.ws->choose_own_password("lugna gatan nummer tre"));
    CHECK(h.ws->has_own_password());
    CHECK(h.ws->is_own_password("lugna gatan nummer tre"));
    CHECK_FALSE(h.ws->is_own_password("lugna gatan nummer fyra"));
    REQUIRE(h.ws->choose_own_password({}));
    CHECK_FALSE(h.ws->has_own_password());
    CHECK_FALSE(h.ws->is_own_password({}));
}
