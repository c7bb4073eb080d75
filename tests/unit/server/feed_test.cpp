#include "server/feed.h"

#include <algorithm>
#include <thread>

#include <doctest/doctest.h>

#include "protocol/feed.h"
#include "server/cursor.h"
#include "support/collected.h"
#include "support/house.h"

using namespace samordna;
using domain::RecordType;
using support::Collected;
using support::House;

namespace {

// Page after page of `limit` records, until nothing is left.
std::string pull(House& house, const std::string& user, std::optional<std::string> cursor, int limit, Collected& into) {
    protocol::FeedReader reader(into);
    while (true) {
        const auto page = house.backend().page(house.who(user),
                                               cursor ? std::optional<std::string_view>(*cursor) : std::nullopt, limit);
        REQUIRE(page);
        REQUIRE(reader.read(page->text));
        CHECK(page->last.records <= limit);
        cursor = page->last.cursor;
        if (!page->last.more) break;
    }
    return *cursor;
}

void approve(House& house, const char* shift, std::int64_t revision) {
    static base::IdSource ids(11);
    domain::Change change;
    change.key = ids.next();
    change.target = house.shift(shift);
    change.base = revision;
    change.verb = domain::ApproveShift{};
    const base::Result<domain::Change> one = change;
    const auto outcomes = house.backend().perform(house.who("anna"), std::span(&one, 1));
    REQUIRE(outcomes);
    REQUIRE(std::holds_alternative<protocol::Accepted>(outcomes->front()));
}

}  // namespace

TEST_CASE("a snapshot is everything of her units, each record once, what is referred to first") {
    for (const int limit : {1, 2, 3, 7, 5000}) {
        House house;
        Collected seen;
        pull(house, "anna", std::nullopt, limit, seen);
        CHECK(seen.count(RecordType::unit) == 1);
        CHECK(seen.count(RecordType::care_worker) == 2);
        CHECK(seen.count(RecordType::client) == 2);
        CHECK(seen.count(RecordType::order) == 2);
        CHECK(seen.count(RecordType::shift) == 4);
        CHECK(seen.count(RecordType::visit) == 6);
        CHECK(seen.order.size() == seen.records.size());
        CHECK(std::is_sorted(seen.order.begin(), seen.order.end()));
        CHECK(seen.checkpoints.back().consistent);
        CHECK_FALSE(seen.checkpoints.back().more);
    }
}

TEST_CASE("records of another provider's unit are not in the feed") {
    House house;
    Collected anna;
    Collected vera;
    pull(house, "anna", std::nullopt, 5000, anna);
    pull(house, "vera", std::nullopt, 5000, vera);
    CHECK(vera.count(RecordType::visit) == 1);
    for (const auto& [key, record] : vera.records) CHECK_FALSE(anna.records.contains(key));
    const auto stranger = vera.order.back();
    CHECK(house.backend().record(house.who("anna"), stranger.first, stranger.second).error().code == "not_found");
    CHECK(house.backend().record(house.who("vera"), stranger.first, stranger.second));
}

TEST_CASE("after a snapshot only what has changed is sent") {
    House house;
    Collected seen;
    const auto cursor = pull(house, "anna", std::nullopt, 5000, seen);
    CHECK_FALSE(*house.backend().has_news(house.who("anna"), cursor));
    approve(house, "A1", 1);
    CHECK(*house.backend().has_news(house.who("anna"), cursor));
    Collected delta;
    const auto next = pull(house, "anna", cursor, 5000, delta);
    REQUIRE(delta.order.size() == 2);  // and what was done to it
    CHECK(delta.order[0].second == house.shift("A1"));
    CHECK(delta.order[1].first == RecordType::activity);
    Collected nothing;
    pull(house, "anna", next, 5000, nothing);
    CHECK(nothing.order.empty());
    CHECK(nothing.checkpoints.back().consistent);
}

TEST_CASE("what changes while a snapshot is read is not lost, and the end is not called consistent before it is") {
    for (int pause = 1; pause <= 14; ++pause) {
        House house;
        Collected seen;
        protocol::FeedReader reader(seen);
        std::optional<std::string> cursor;
        int pages = 0;
        while (true) {
            const auto page = house.backend().page(house.who("anna"),
                                                   cursor ? std::optional<std::string_view>(*cursor) : std::nullopt, 1);
            REQUIRE(page);
            REQUIRE(reader.read(page->text));
            cursor = page->last.cursor;
            if (++pages == pause) {
                approve(house, "A1", 1);
                approve(house, "A2", 1);
                house.restart();
            }
            if (page->last.consistent) break;
            REQUIRE(page->last.more);
        }
        REQUIRE(pages > pause);
        CHECK(seen.records.at({RecordType::shift, house.shift("A1")}).revision == 2);
        CHECK(seen.records.at({RecordType::shift, house.shift("A2")}).revision == 2);
        CHECK(*house.backend().integrity(house.who("anna"), *cursor) == seen.integrity());
    }
}

TEST_CASE("integrity is what a client that has followed the feed adds up") {
    House house;
    Collected seen;
    auto cursor = pull(house, "anna", std::nullopt, 5000, seen);
    CHECK(*house.backend().integrity(house.who("anna"), cursor) == seen.integrity());
    approve(house, "A3", 1);
    CHECK(house.backend().integrity(house.who("anna"), cursor).error().code == "integrity.moved");
    cursor = pull(house, "anna", cursor, 5000, seen);
    CHECK(*house.backend().integrity(house.who("anna"), cursor) == seen.integrity());
}

TEST_CASE("a change in another unit is no news") {
    House house;
    Collected seen;
    const auto cursor = pull(house, "vera", std::nullopt, 5000, seen);
    approve(house, "A1", 1);
    CHECK_FALSE(*house.backend().has_news(house.who("vera"), cursor));
}

TEST_CASE("a cursor that was tampered with, is another's, or comes from before a restore asks for a resync") {
    House house;
    Collected seen;
    const auto cursor = pull(house, "anna", std::nullopt, 5000, seen);
    const auto code = [&](const std::string& user, const std::string& text) {
        const auto page = house.backend().page(house.who(user), text, 10);
        return page ? std::string() : page.error().code;
    };
    REQUIRE(code("anna", cursor).empty());
    for (std::size_t i = 0; i < cursor.size(); ++i) {
        auto tampered = cursor;
        tampered[i] = tampered[i] == 'A' ? 'B' : 'A';
        CHECK(code("anna", tampered) == "resync.required");
    }
    CHECK(code("anna", cursor.substr(0, 50)) == "resync.required");
    CHECK(code("anna", "") == "resync.required");
    CHECK(code("anna", "åäö") == "resync.required");
    CHECK(code("vera", cursor) == "resync.required");
    CHECK(code("bo", cursor).empty());  // she sees the same units
    REQUIRE(house.backend().renew_epoch());
    CHECK(code("anna", cursor) == "resync.required");
    CHECK(house.backend().has_news(house.who("anna"), cursor).error().code == "resync.required");
    CHECK(house.backend().integrity(house.who("anna"), cursor).error().code == "resync.required");
}

TEST_CASE("a cursor is good for as long as removed records are remembered") {
    House house;
    Collected seen;
    const auto who = house.who("anna");
    const auto cursor = pull(house, "anna", std::nullopt, 5000, seen);
    house.clock.advance(std::chrono::days{180});
    CHECK(house.backend().page(who, cursor, 10));
    house.clock.advance(std::chrono::days{1});
    CHECK(house.backend().page(who, cursor, 10).error().code == "resync.required");
}

TEST_CASE("a cursor that is ahead of a database set back from a copy asks for a resync") {
    House house;
    House copy;  // the same units, and the same epoch
    approve(house, "A1", 1);
    Collected seen;
    const auto cursor = pull(house, "anna", std::nullopt, 5000, seen);
    const auto page = copy.backend().page(copy.who("anna"), cursor, 10);
    CHECK(page.error().code == "resync.required");
}

TEST_CASE("an account without units sees an empty and consistent feed") {
    House house;
    server::Principal nobody;
    const auto page = house.backend().page(nobody, std::nullopt, 10);
    REQUIRE(page);
    CHECK(page->last.consistent);
    CHECK(page->last.records == 0);
}

TEST_CASE("a cursor comes back as it was made") {
    server::Cursor cursor;
    cursor.issued = support::at("2026-10-20T10:00:00+02:00");
    cursor.units = {{1, 4711}, {7, 0}};
    CHECK(server::decode_cursor(server::encode(cursor, "epoch"), "epoch") == cursor);
    cursor.snapshot = server::SnapshotPosition{RecordType::visit, 7, base::IdSource(1).next()};
    CHECK(server::decode_cursor(server::encode(cursor, "epoch"), "epoch") == cursor);
    CHECK_FALSE(server::decode_cursor(server::encode(cursor, "epoch"), "another"));
}

TEST_CASE("whoever waits is woken by a change, by the end of the time and by being stopped") {
    House house;
    Collected seen;
    const auto who = house.who("anna");
    const auto cursor = pull(house, "anna", std::nullopt, 5000, seen);
    CHECK_FALSE(*house.backend().wait(who, cursor, std::chrono::seconds{0}, {}));
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(*house.backend().wait(who, cursor, std::chrono::hours{1}, stop.get_token()));
    bool woken = false;
    std::jthread waiting([&] { woken = *house.backend().wait(who, cursor, std::chrono::hours{1}, {}); });
    approve(house, "A1", 1);
    waiting.join();
    CHECK(woken);
}
