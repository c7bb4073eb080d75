#include "sync/worker.h"

#include <condition_variable>

#include <doctest/doctest.h>

#include "support/fake_backend.h"
#include "support/profile_place.h"
#include "support/silent_server.h"
#include "sync/http_remote.h"

using namespace samordna;

namespace {

struct Running {
    store_test::Place place;
    base::ManualClock clock{fake::moment("2026-10-20T09:00:00+02:00")};
    fake::Backend backend;
    std::shared_ptr<fake::Remote> remote = std::make_shared<fake::Remote>(backend);
    std::unique_ptr<store::Store> store = place.open();
    std::mutex mutex;
    std::condition_variable told;
    int rounds = 0;
    std::optional<base::Error> last;
    std::deque<base::Error> open_errors;  // of the worker's first attempts
    std::unique_ptr<sync::Worker> worker;

    Running() {
        fake::fill(backend);
        store->set_meta("server", "https://backend.example");
        store->set_meta("token", "t");
    }
    void start() {
        worker = std::make_unique<sync::Worker>(
            sync::Worker::Ways{[this]() -> base::Result<std::unique_ptr<store::Store>> {
                                   if (open_errors.empty())
                                       return store::Store::open(place.vault, store::Store::Rank::background);
                                   const auto error = open_errors.front();
                                   open_errors.pop_front();
                                   return error;
                               },
                               [this](const std::string&, std::stop_token) { return remote; }},
            clock, [this](const sync::WorkerNews& news) {
                if (news.kind != sync::WorkerNews::Kind::round_ends) return;
                const std::lock_guard lock(mutex);
                ++rounds;
                last = news.error;
                told.notify_all();
            });
    }
    bool until(const std::function<bool()>& done) {
        std::unique_lock lock(mutex);
        return told.wait_for(lock, std::chrono::seconds{20}, done);
    }
    bool waits(int times) {
        std::unique_lock lock(backend.mutex);
        return backend.changed_.wait_for(lock, std::chrono::seconds{20}, [&] { return remote->waits >= times; });
    }
};

}  // namespace

TEST_CASE("the worker waits for news, is woken by what she does, and ends at once") {
    Running r;
    r.start();
    REQUIRE(r.waits(1));
    CHECK(r.store->complete());
    r.store->add(fake::change(1, 30, domain::ApproveShift{}, r.clock.now()), fake::id(1));
    r.worker->wake();
    REQUIRE(r.until([&] { return r.rounds >= 2; }));
    CHECK(r.backend.effects == 1);
    REQUIRE(r.waits(2));
    const auto before = std::chrono::steady_clock::now();
    r.worker.reset();
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{5});
}

TEST_CASE("news at the backend end the long wait") {
    Running r;
    r.start();
    REQUIRE(r.waits(1));
    {
        const std::lock_guard lock(r.backend.mutex);
        r.backend.put(fake::shift(32, 10, "2026-10-07"));
    }
    REQUIRE(r.until([&] { return r.rounds >= 2; }));
    CHECK(r.store->find(domain::RecordType::shift, fake::id(32)));
}

TEST_CASE("after trouble it tries again by itself") {
    Running r;
    r.remote->pull_errors = {{"backend.unreachable"}, {"backend.busy", {{"retry_after", std::int64_t{1}}}}};
    r.start();
    REQUIRE(r.until([&] { return r.rounds >= 1; }));
    REQUIRE(r.until([&] { return r.rounds >= 3 && !r.last; }));
    CHECK(r.store->complete());
}

TEST_CASE("a profile that cannot be opened just now is tried again") {
    Running r;
    r.open_errors = {{"profile.busy"}};
    r.start();
    REQUIRE(r.until([&] { return r.rounds >= 1; }));
    REQUIRE(r.until([&] { return r.rounds >= 2 && !r.last; }));
    CHECK(r.store->complete());
}

TEST_CASE("without a session it waits for her to sign in") {
    Running r;
    r.store->set_meta("token", "");
    r.start();
    REQUIRE(r.until([&] { return r.rounds == 1; }));
    CHECK(r.last->code == "session.expired");
    r.store->set_meta("token", "t");
    r.worker->wake();
    REQUIRE(r.until([&] { return r.rounds == 2; }));
    CHECK_FALSE(r.last);
}

TEST_CASE("plain HTTP is for this computer only") {
    sync::HttpRemote remote("http://backend.example", {});
    CHECK(remote.hello().error().code == "backend.not_https");
    sync::HttpRemote disguised("http://127.0.0.1.backend.example", {});
    CHECK(disguised.hello().error().code == "backend.not_https");
}

#ifdef __linux__
TEST_CASE("a backend that takes the call and never answers: stopping ends the call at once") {
    std::stop_source stop;
    const support::SilentServer server([&] { stop.request_stop(); });
    sync::HttpRemote remote(server.url(), {{}, stop.get_token()});
    const auto before = std::chrono::steady_clock::now();
    CHECK(remote.wait("c", std::chrono::seconds{50}, {}).error().code == "cancelled");
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{10});
}

TEST_CASE("a long wait ends when its own stop says so") {
    std::stop_source stop;
    const support::SilentServer server([&] { stop.request_stop(); });
    sync::HttpRemote remote(server.url(), {});
    CHECK(remote.wait("c", std::chrono::seconds{50}, stop.get_token()).error().code == "cancelled");
}
#endif
