#include "sync/round.h"

#include <doctest/doctest.h>

#include "support/fake_backend.h"
#include "support/profile_place.h"

using namespace samordna;
using store::Fate;

namespace {

struct Here {
    store_test::Place place;
    base::ManualClock clock{fake::moment("2026-10-20T09:00:00+02:00")};
    fake::Backend backend;
    fake::Remote remote{backend};
    std::unique_ptr<store::Store> store = place.open();
    std::vector<sync::RoundNews> news;

    Here() { fake::fill(backend); }
    base::Result<sync::RoundSummary> round() {
        sync::Round round(*store, remote, clock, sync::sign_in_of(*store),
                          [&](const sync::RoundNews& n) { news.push_back(n); });
        return round.run({});
    }
    sync::RoundSummary good_round() {
        auto done = round();
        REQUIRE_MESSAGE(done, done.error().code);
        return *done;
    }
    void approve(int key, int shift) {
        store->add(fake::change(key, shift, domain::ApproveShift{}, clock.now()), fake::id(1));
    }
    void revoke(int key, int shift) {
        store->add(fake::change(key, shift, domain::RevokeApproval{}, clock.now()), fake::id(1));
    }
    domain::Shift there(int shift) { return std::get<domain::Shift>(backend.rows.at(fake::id(shift)).record); }
    domain::Shift here(int shift) {
        return std::get<domain::Shift>(store->find(domain::RecordType::shift, fake::id(shift)).value().record);
    }
};

}  // namespace

TEST_CASE("the first round takes everything in and says that all is there") {
    Here h;
    const auto summary = h.good_round();
    CHECK(summary.received == 8);
    CHECK(h.store->complete());
    CHECK(h.news.front().everything);
    h.news.clear();
    CHECK(h.good_round().received == 0);
    CHECK(h.news.empty());
}

TEST_CASE("what waits is sent in order, at most 200 at a time") {
    Here h;
    for (int n = 0; n < 450; ++n) {
        h.backend.put(fake::shift(100 + n, 10, "2026-10-07"));
        h.backend.put(fake::visit(1000 + n, 100 + n, 20, "2026-10-07T08:00:00+02:00"));
    }
    h.good_round();
    for (int n = 0; n < 450; ++n) h.approve(n, 100 + n);
    std::vector<std::size_t> sizes;
    std::vector<base::Id> order;
    h.remote.on_push = [&](std::span<const domain::Change> changes) {
        sizes.push_back(changes.size());
        for (const auto& change : changes) order.push_back(change.key);
    };
    CHECK(h.good_round().accepted == 450);
    CHECK(sizes == std::vector<std::size_t>{200, 200, 50});
    CHECK(std::is_sorted(order.begin(), order.end()));
    CHECK(h.store->standing().empty());
}

TEST_CASE("an answer that is lost: the same keys and bodies are sent again") {
    Here h;
    h.good_round();
    h.approve(1, 30);
    h.revoke(2, 30);
    std::vector<domain::Change> first;
    h.remote.on_push = [&](std::span<const domain::Change> changes) { first.assign(changes.begin(), changes.end()); };
    h.remote.lost_replies = {{"backend.unreachable"}};
    CHECK(h.round().error().code == "backend.unreachable");
    h.remote.on_push = [&](std::span<const domain::Change> changes) {
        CHECK(std::equal(changes.begin(), changes.end(), first.begin(), first.end()));
    };
    CHECK(h.good_round().accepted == 2);
    CHECK(h.backend.effects == 2);
}

TEST_CASE("a batch that the backend cannot read is sent one by one, and only the broken one is parked") {
    Here h;
    h.good_round();
    h.approve(1, 30);
    h.approve(2, 31);
    // The whole fails, then the first alone.
    h.remote.push_errors = {{"request.malformed"}, {"request.malformed"}};
    const auto summary = h.good_round();
    CHECK(summary.accepted == 1);
    CHECK(summary.refused == 1);
    const auto rows = h.store->outbox();
    CHECK(rows[0].fate == Fate::failed);
    CHECK(rows[1].fate == Fate::accepted);
    int sent = 0;
    h.remote.on_push = [&](auto) { ++sent; };
    h.good_round();
    CHECK(sent == 0);
}

TEST_CASE("a refused change takes what builds on it along, but nothing else") {
    Here h;
    h.good_round();
    h.approve(1, 30);
    h.revoke(2, 30);
    h.approve(3, 31);
    // The backend knows of something that stops the first: its only visit has lost its service.
    auto broken = fake::visit(40, 30, 20, "2026-10-05T08:00:00+02:00");
    broken.service_lines.clear();
    const auto summary = [&] {
        bool once = false;
        h.remote.on_push = [&](auto) {
            if (!std::exchange(once, true)) h.backend.put(broken);
        };
        return h.good_round();
    }();
    const auto rows = h.store->outbox();
    CHECK(rows[0].fate == Fate::refused);
    CHECK_FALSE(rows[0].late);
    CHECK(rows[1].fate == Fate::accepted);  // it is as she wanted it in the end: not approved
    CHECK(rows[2].fate == Fate::accepted);
    CHECK(summary.refused == 1);
    CHECK_FALSE(h.here(30).approved_at);
    CHECK(h.there(31).approved_at);
    CHECK(h.backend.effects == 1);
}

TEST_CASE("what was made before the closing time and arrived after it is marked late; what was made after is not") {
    Here h;
    h.good_round();
    h.approve(1, 30);
    const auto closing = rules::Rulebooks::built_in()
                             .in_force("Nacka", h.here(30).date)
                             ->closing_time(domain::month_of(h.here(30).date));
    h.clock.set(closing + std::chrono::seconds{1});
    h.backend.now = h.clock.now();
    h.approve(2, 31);
    h.good_round();
    const auto rows = h.store->outbox();
    REQUIRE(rows[0].fate == Fate::refused);
    CHECK(rows[0].late);
    REQUIRE(rows[1].fate == Fate::refused);
    CHECK_FALSE(rows[1].late);
}

TEST_CASE("a target that is gone makes the change fail, not the round") {
    Here h;
    h.good_round();
    h.approve(1, 30);
    h.backend.remove(fake::id(30));
    CHECK(h.good_round().refused == 1);
    CHECK(h.store->outbox().front().fate == Fate::failed);
}

TEST_CASE("drift leads to a resync, and checking waits while somebody is at work") {
    Here h;
    h.good_round();
    CHECK_FALSE(h.store->meta("checked_at").empty());
    // Behind the feed's back.
    auto& row = h.backend.rows.at(fake::id(31));
    std::get<domain::Shift>(row.record).source_id = "mended";
    ++row.revision;
    h.clock.advance(std::chrono::hours{25});
    h.backend.now = h.clock.now();
    h.remote.integrity_errors = {{"integrity.moved"}};
    h.good_round();
    CHECK(h.here(31).source_id == "A31");
    h.good_round();
    CHECK(h.here(31).source_id == "mended");
}

TEST_CASE("a backend set back from a copy has lost an accepted change: it is made again, once") {
    Here h;
    h.good_round();
    h.approve(1, 30);
    const auto before = h.backend.rows;
    h.remote.on_push = [&](auto) { h.remote.pull_errors = {{"backend.unreachable"}}; };
    CHECK(h.round().error().code == "backend.unreachable");
    CHECK(h.store->outbox().front().fate == Fate::accepted);
    h.remote.on_push = {};
    h.backend.rows = before;
    h.backend.answers.clear();
    ++h.backend.epoch;
    CHECK(h.good_round().waiting == 0);
    CHECK(h.there(30).approved_by == "anna");
    CHECK(h.here(30) == h.there(30));
    CHECK(h.store->standing().empty());
}

TEST_CASE("the backend's clock is known from its greeting, and a moved clock is told") {
    Here h;
    h.backend.now += std::chrono::minutes{7};
    h.good_round();
    CHECK(sync::backend_time(*h.store, h.clock) == h.backend.now);
}

TEST_CASE("a backend that speaks only a newer protocol stops the round") {
    Here h;
    h.remote.on_hello = [](protocol::Hello& hello) { hello.protocol_min = protocol::version + 1; };
    CHECK(h.round().error().code == "client.too_old");
    CHECK_FALSE(h.store->cursor());
}

TEST_CASE("when somebody else signs in during a round, nothing of the former user's comes in or goes out") {
    for (const bool while_greeting : {true, false}) {
        Here h;
        h.good_round();
        h.approve(1, 30);
        const auto another_signs_in = [&] {
            h.store->wipe();
            store_test::take(*h.store,
                             {store_test::up(fake::unit(), 1), store_test::up(fake::shift(30, 10, "2026-10-05"), 1)},
                             "of another");
            h.approve(2, 30);
        };
        if (while_greeting) h.remote.on_hello = [&](auto&) { another_signs_in(); };
        std::vector<base::Id> sent;
        h.remote.on_push = [&](std::span<const domain::Change> changes) {
            for (const auto& change : changes) sent.push_back(change.key);
            if (!while_greeting && sent.size() == 1) another_signs_in();
        };
        CHECK(h.round().error().code == "sync.overtaken");
        CHECK(std::find(sent.begin(), sent.end(), fake::id(5002)) == sent.end());
        CHECK(h.store->cursor() == "of another");
        CHECK_FALSE(h.store->find(domain::RecordType::shift, fake::id(31)));
        REQUIRE(h.store->outbox().size() == 1);
        CHECK(h.store->outbox().front().fate == Fate::waiting);
    }
}
