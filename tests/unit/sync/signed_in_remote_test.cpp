#include "sync/signed_in_remote.h"

#include <doctest/doctest.h>

#include "support/fake_backend.h"
#include "support/profile_place.h"

using namespace samordna;

namespace {

struct Nothing final : protocol::FeedSink {
    void upsert(protocol::Upsert&&) override {}
    void remove(const protocol::Removal&) override {}
    base::Result<> checkpoint(const protocol::Checkpoint&) override { return {}; }
};

struct Here {
    store_test::Place place;
    fake::Backend backend;
    fake::Remote way{backend};
    std::unique_ptr<store::Store> store = place.open();
    Nothing sink;

    Here() {
        fake::fill(backend);
        store->set_meta("server", "https://backend.example");
        store->set_meta("token", "token-0");
        store->set_meta("refresh_token", "refresh-1");
    }
    std::string pull(sync::SignedInRemote& remote) {
        const auto answer = remote.pull(std::nullopt, 100, sink, {});
        return answer ? "pulled" : answer.error().code;
    }
    void expire(int times = 1) {
        for (int i = 0; i < times; ++i) way.pull_errors.push_back({"session.expired"});
    }
    std::pair<std::string, std::string> kept() { return {store->meta("token"), store->meta("refresh_token")}; }
    sync::SignedInRemote signed_in() { return {*store, way, sync::sign_in_of(*store)}; }
};

using Pair = std::pair<std::string, std::string>;

}  // namespace

TEST_CASE("a token that has run out is replaced, once, and the same is asked again") {
    Here h;
    auto remote = h.signed_in();
    CHECK(h.way.token == "token-0");
    CHECK(h.pull(remote) == "pulled");
    CHECK(h.way.refreshes == 0);
    h.expire();
    CHECK(h.pull(remote) == "pulled");
    CHECK(h.way.refreshes == 1);
    CHECK(h.way.token == "token-1");
    CHECK(h.kept() == Pair{"token-1", "refresh-2"});
    h.expire(2);
    CHECK(h.pull(remote) == "session.expired");
    CHECK(h.way.refreshes == 2);
}

TEST_CASE("what is kept is good for the next start") {
    Here h;
    {
        auto remote = h.signed_in();
        h.expire();
        CHECK(h.pull(remote) == "pulled");
    }
    h.store.reset();
    h.store = h.place.open();
    auto remote = h.signed_in();
    CHECK(h.way.token == "token-1");
    h.expire();
    CHECK(h.pull(remote) == "pulled");
    CHECK(h.kept() == Pair{"token-2", "refresh-3"});
}

TEST_CASE("a session that is over is not asked for twice, and nothing of what is kept goes") {
    Here h;
    auto remote = h.signed_in();
    h.expire();
    h.way.refresh_errors = {{"session.expired"}};
    CHECK(h.pull(remote) == "session.expired");
    CHECK(h.way.refreshes == 1);
    CHECK(h.kept() == Pair{"token-0", "refresh-1"});
    h.store->set_meta("refresh_token", "");
    h.expire();
    CHECK(h.pull(remote) == "session.expired");
    CHECK(h.way.refreshes == 1);
}

TEST_CASE("where the backend is away when the token is to be replaced, it is away; she is not signed out") {
    Here h;
    auto remote = h.signed_in();
    h.expire();
    h.way.refresh_errors = {{"backend.unreachable"}};
    CHECK(h.pull(remote) == "backend.unreachable");
    CHECK(h.kept() == Pair{"token-0", "refresh-1"});
}

TEST_CASE("what another process on the profile has fetched is taken, before asking and while it is asked") {
    Here h;
    auto remote = h.signed_in();
    h.store->set_meta("token", "theirs");
    h.store->set_meta("refresh_token", "refresh-1");
    h.expire();
    CHECK(h.pull(remote) == "pulled");
    CHECK(h.way.refreshes == 0);
    CHECK(h.way.token == "theirs");
    h.way.on_refresh = [&] {
        h.store->set_meta("token", "theirs too");
        h.store->set_meta("refresh_token", "their refresh token");
    };
    h.expire();
    CHECK(h.pull(remote) == "pulled");
    CHECK(h.way.token == "theirs too");
    CHECK(h.kept() == Pair{"theirs too", "their refresh token"});
}

TEST_CASE("who signs out, or in as somebody else, while it is asked keeps to that") {
    Here h;
    auto remote = h.signed_in();
    h.way.on_refresh = [&] {
        h.store->set_meta("token", "");
        h.store->set_meta("refresh_token", "");
    };
    h.expire();
    CHECK(h.pull(remote) == "session.expired");
    CHECK(h.kept() == Pair{"", ""});

    Here other;
    auto former = other.signed_in();
    other.way.on_refresh = [&] {
        other.store->wipe();
        other.store->set_meta("server", "https://backend.example");
        other.store->set_meta("token", "of another");
        other.store->set_meta("refresh_token", "refresh of another");
    };
    other.expire();
    CHECK(other.pull(former) == "session.expired");
    CHECK(other.kept() == Pair{"of another", "refresh of another"});
}
