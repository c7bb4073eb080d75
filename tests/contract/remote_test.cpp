// One body of tests over every protocol::Remote: whoever speaks to a backend may rely on this, in process and over
// HTTP.
#include "protocol/remote.h"

#include <algorithm>
#include <optional>
#include <thread>

#include <doctest/doctest.h>

#include "server/http_server.h"
#include "support/collected.h"
#include "support/house.h"
#include "support/local_remote.h"
#include "sync/http_remote.h"

using namespace samordna;
using domain::RecordType;
using support::Collected;

namespace {

struct InProcess {
    support::House house;
    std::unique_ptr<protocol::Remote> remote() { return std::make_unique<support::LocalRemote>(house.backend()); }
};

struct OverHttp {
    support::House house;
    std::unique_ptr<server::HttpServer> server = start(house);
    std::unique_ptr<protocol::Remote> remote() {
        return std::make_unique<sync::HttpRemote>(server->url(), sync::HttpOptions{});
    }
    static std::unique_ptr<server::HttpServer> start(support::House& house) {
        auto started = server::HttpServer::start(house.backend(), {});
        REQUIRE(started);
        return std::move(*started);
    }
};

template <class Way>
struct World : Way {
    // A remote that has signed in.
    std::unique_ptr<protocol::Remote> of(const std::string& user) {
        auto remote = this->remote();
        remote->use_session(this->house.token(user));
        return remote;
    }
    domain::Change approve(const char* shift, std::int64_t base) {
        domain::Change change;
        change.key = ids.next();
        change.target = this->house.shift(shift);
        change.base = base;
        change.by = "anna";
        change.at = support::at("2026-10-20T10:00:00+02:00");
        change.verb = domain::ApproveShift{};
        return change;
    }
    base::IdSource ids{17};
};

std::vector<protocol::Outcome> push(protocol::Remote& remote, const std::vector<domain::Change>& changes) {
    auto outcomes = remote.push(changes);
    REQUIRE(outcomes);
    REQUIRE(outcomes->size() == changes.size());
    return std::move(*outcomes);
}

// Where she is in the feed now.
std::string cursor_of(protocol::Remote& remote) {
    Collected seen;
    const auto last = remote.pull(std::nullopt, 100, seen, {});
    REQUIRE(last);
    return last->cursor;
}

template <class T>
std::string code(const base::Result<T>& result) {
    return result ? std::string() : result.error().code;
}

}  // namespace

#define OVER_EVERY_REMOTE(sentence, World_) TEST_CASE_TEMPLATE(sentence, World_, World<InProcess>, World<OverHttp>)

TYPE_TO_STRING(World<InProcess>);
TYPE_TO_STRING(World<OverHttp>);

OVER_EVERY_REMOTE("the backend introduces itself to anybody", W) {
    W world;
    const auto hello = world.remote()->hello();
    REQUIRE(hello);
    CHECK(hello->protocol_min <= protocol::version);
    CHECK(hello->protocol_max >= protocol::version);
    CHECK(hello->page == 20000);
    CHECK(hello->tombstone_days == 180);
    CHECK(hello->idempotency_days == 30);
    CHECK(hello->server_time == world.house.clock.now());
    CHECK_FALSE(hello->rehearsal);
}

OVER_EVERY_REMOTE("whoever signs in works until she signs out", W) {
    W world;
    auto remote = world.remote();
    Collected seen;
    CHECK(code(remote->pull(std::nullopt, 100, seen, {})) == "session.expired");
    CHECK(code(remote->sign_in({"anna", "fel"})) == "sign_in.refused");
    const auto session = remote->sign_in({"anna", support::password});
    REQUIRE(session);
    CHECK(session->user == "anna");
    CHECK(session->role == "coordinator");
    CHECK(session->units.size() == 1);
    remote->use_session(session->token);
    CHECK(remote->pull(std::nullopt, 100, seen, {}));
    CHECK(remote->sign_out());
    remote->use_session(session->token);
    CHECK(code(remote->pull(std::nullopt, 100, seen, {})) == "session.expired");
}

OVER_EVERY_REMOTE("a session is renewed once, and what is sent again at once is answered again", W) {
    W world;
    auto remote = world.remote();
    const auto session = remote->sign_in({"anna", support::password});
    REQUIRE(session);
    CHECK(session->expires_in == std::chrono::minutes{15});
    CHECK(session->second_factor == "none");
    world.house.clock.advance(std::chrono::minutes{15});
    Collected seen;
    remote->use_session(session->token);
    CHECK(code(remote->pull(std::nullopt, 100, seen, {})) == "session.expired");
    const auto next = remote->refresh(session->refresh_token);
    REQUIRE(next);
    CHECK(next->user == "anna");
    remote->use_session(next->token);
    CHECK(remote->pull(std::nullopt, 100, seen, {}));
    CHECK(remote->refresh(session->refresh_token));
    world.house.clock.advance(std::chrono::minutes{2});
    CHECK(code(remote->refresh(session->refresh_token)) == "session.expired");
    CHECK(code(remote->refresh(next->refresh_token)) == "session.expired");
}

OVER_EVERY_REMOTE("what more is wanted to sign in is told, with what it takes", W) {
    W world;
    REQUIRE(world.house.backend().add_account({"eva",
                                               server::Role::coordinator,
                                               {"Enhet Norr"},
                                               support::password,
                                               false,
                                               server::SecondFactor::totp,
                                               true}));
    auto remote = world.remote();
    protocol::Credentials shown{"eva", support::password};
    CHECK(code(remote->sign_in(shown)) == "sign_in.new_password_needed");
    shown.new_password = "kort";
    const auto weak = remote->sign_in(shown);
    CHECK(weak.error() == base::Error{"sign_in.weak_password", {{"why", "too_short"}}});
    shown.new_password = "en egen ny fras";
    const auto wanted = remote->sign_in(shown);
    REQUIRE(code(wanted) == "sign_in.enrol");
    CHECK(std::get<std::string>(wanted.error().parameters.at("secret")).size() == 32);
    CHECK(std::get<std::string>(wanted.error().parameters.at("uri")).starts_with("otpauth://totp/Samordna:eva?"));
    shown.code = "000000";
    CHECK(code(remote->sign_in(shown)) == "sign_in.refused");
}

OVER_EVERY_REMOTE("too many wrong passwords are told to wait, and for how long", W) {
    W world;
    auto remote = world.remote();
    for (int i = 0; i < 5; ++i) CHECK(code(remote->sign_in({"nobody", "fel"})) == "sign_in.refused");
    const auto refused = remote->sign_in({"nobody", "fel"});
    REQUIRE(code(refused) == "sign_in.wait");
    CHECK(std::get<std::int64_t>(refused.error().parameters.at("retry_after")) > 0);
}

OVER_EVERY_REMOTE("the whole arrives, then only what has changed", W) {
    W world;
    auto remote = world.of("anna");
    Collected seen;
    const auto last = remote->pull(std::nullopt, 20000, seen, {});
    REQUIRE(last);
    CHECK(last->consistent);
    CHECK(seen.records.size() == 19);
    CHECK(seen.count(RecordType::visit) == 6);
    const auto last_visit = std::find_if(seen.order.rbegin(), seen.order.rend(), [&](const auto& key) {
        return std::holds_alternative<domain::Visit>(seen.records.at(key).record);
    });
    const auto& visit = std::get<domain::Visit>(seen.records.at(*last_visit).record);
    CHECK(visit.service_lines == std::vector<domain::ServiceLine>{{"Dusch", std::nullopt, false, false}});

    auto bo = world.of("bo");
    CHECK(std::holds_alternative<protocol::Accepted>(push(*bo, {world.approve("A1", 1)})[0]));
    Collected delta;
    const auto next = remote->pull(last->cursor, 20000, delta, {});
    REQUIRE(next);
    REQUIRE(delta.order.size() == 2);  // the shift, and what was done to it
    const auto& changed = delta.records.at(delta.order.front());
    const auto& shift = std::get<domain::Shift>(changed.record);
    CHECK(shift.approved_by == "bo");
    CHECK(shift.approved_at == world.house.clock.now());
    CHECK(changed.revision == 2);
    const auto& done = std::get<domain::Activity>(delta.records.at(delta.order.back()).record);
    CHECK(done.target == shift.id);
    CHECK(done.verb == "shift.approve");
    CHECK(done.by == "bo");
}

OVER_EVERY_REMOTE("a pull brings no more than asked for, and the next one goes on there", W) {
    W world;
    auto remote = world.of("anna");
    Collected seen;
    std::optional<std::string> cursor;
    int pulls = 0;
    while (true) {
        Collected page;
        const auto last = remote->pull(cursor, 4, page, {});
        REQUIRE(last);
        CHECK(page.order.size() <= 4);
        for (auto& [key, record] : page.records) CHECK(seen.records.emplace(key, record).second);
        cursor = last->cursor;
        ++pulls;
        if (!last->more) break;
        CHECK_FALSE(last->consistent);
    }
    CHECK(pulls == 5);
    CHECK(seen.records.size() == 19);
    const auto sums = remote->integrity(*cursor);
    REQUIRE(sums);
    CHECK(*sums == seen.integrity());
}

OVER_EVERY_REMOTE("what a sink refuses ends the pull with its error", W) {
    W world;
    struct Full final : protocol::FeedSink {
        void upsert(protocol::Upsert&&) override {}
        void remove(const protocol::Removal&) override {}
        base::Result<> checkpoint(const protocol::Checkpoint&) override { return base::Error{"disk.full"}; }
    } full;
    CHECK(code(world.of("anna")->pull(std::nullopt, 100, full, {})) == "disk.full");
}

OVER_EVERY_REMOTE("a cursor that the backend does not know asks for a resync", W) {
    W world;
    auto remote = world.of("anna");
    const auto cursor = cursor_of(*remote);
    Collected seen;
    CHECK(code(remote->pull("a+b/c=d&e", 100, seen, {})) == "resync.required");
    CHECK(code(world.of("vera")->pull(cursor, 100, seen, {})) == "resync.required");
    REQUIRE(world.house.backend().renew_epoch());
    CHECK(code(remote->pull(cursor, 100, seen, {})) == "resync.required");
    CHECK(code(remote->wait(cursor, std::chrono::seconds{0}, {})) == "resync.required");
    CHECK(code(remote->integrity(cursor)) == "resync.required");
}

OVER_EVERY_REMOTE("integrity that has been overtaken says so", W) {
    W world;
    auto remote = world.of("anna");
    const auto cursor = cursor_of(*remote);
    push(*remote, {world.approve("A1", 1)});
    CHECK(code(remote->integrity(cursor)) == "integrity.moved");
}

OVER_EVERY_REMOTE("whoever waits is told of a change", W) {
    W world;
    auto remote = world.of("anna");
    const auto cursor = cursor_of(*remote);
    CHECK_FALSE(*remote->wait(cursor, std::chrono::seconds{0}, {}));
    base::Result<bool> woken = false;
    std::jthread waiting([&] { woken = remote->wait(cursor, std::chrono::seconds{50}, {}); });
    auto bo = world.of("bo");
    push(*bo, {world.approve("A1", 1)});
    waiting.join();
    REQUIRE(woken);
    CHECK(*woken);
}

OVER_EVERY_REMOTE("waiting ends promptly when it is stopped", W) {
    W world;
    auto remote = world.of("anna");
    const auto cursor = cursor_of(*remote);
    std::stop_source stop;
    std::jthread waiting([&] { static_cast<void>(remote->wait(cursor, std::chrono::seconds{50}, stop.get_token())); });
    stop.request_stop();
    waiting.join();  // the test's own time limit is the judge
}

OVER_EVERY_REMOTE("every kind of outcome comes over", W) {
    W world;
    auto remote = world.of("anna");
    auto elsewhere = world.approve("A1", 1);
    elsewhere.target = base::IdSource(1).next();
    const auto first = world.approve("A1", 1);
    auto reused = world.approve("A2", 1);
    reused.key = first.key;
    const auto outcomes = push(*remote, {first, world.approve("A1", 1), world.approve("A4", 1), elsewhere, reused});
    const auto& accepted = std::get<protocol::Accepted>(outcomes[0]);
    CHECK(accepted.changed == std::vector<protocol::ChangedRecord>{{RecordType::shift, first.target, 2}});
    CHECK(accepted.sequence > 0);
    const auto& conflict = std::get<protocol::Conflict>(outcomes[1]);
    CHECK(conflict.revision == 2);
    CHECK(std::get<domain::Shift>(conflict.current).approved_by == "anna");
    CHECK(std::get<protocol::Refused>(outcomes[2]).findings[0].check == "manual-without-note");
    CHECK(std::get<protocol::Failed>(outcomes[3]).error.code == "not_found");
    CHECK(std::get<protocol::Failed>(outcomes[4]).error.code == "key.reused");
}

OVER_EVERY_REMOTE("the same change sent again gets the same answer", W) {
    W world;
    auto remote = world.of("anna");
    const auto change = world.approve("A1", 1);
    const auto first = push(*remote, {change});
    const auto second = push(*remote, {change});
    CHECK(std::get<protocol::Accepted>(first[0]).sequence == std::get<protocol::Accepted>(second[0]).sequence);
    CHECK(std::get<protocol::Accepted>(second[0]).changed[0].revision == 2);
}

OVER_EVERY_REMOTE("a batch has its limit", W) {
    W world;
    auto remote = world.of("anna");
    const std::vector<domain::Change> many(201, world.approve("A1", 1));
    CHECK(code(remote->push(many)) == "request.malformed");
    CHECK(push(*remote, {}).empty());
}

OVER_EVERY_REMOTE("a reviewer reads, and changes nothing", W) {
    W world;
    auto remote = world.of("rune");
    Collected seen;
    CHECK(remote->pull(std::nullopt, 100, seen, {}));
    CHECK(seen.records.size() == 19);
    const auto outcome = push(*remote, {world.approve("A1", 1)})[0];
    CHECK(std::get<protocol::Failed>(outcome).error.code == "forbidden");
}

TEST_CASE("a backend that is not there is unreachable, and comes back") {
    support::House house;
    std::uint16_t port = 0;
    {
        auto server = OverHttp::start(house);
        port = server::parse_listen(server->url().substr(7))->port;
    }
    sync::HttpRemote remote("http://127.0.0.1:" + std::to_string(port), {});
    CHECK(code(remote.hello()) == "backend.unreachable");
    auto server = server::HttpServer::start(house.backend(), {.host = "127.0.0.1", .port = port});
    REQUIRE(server);
    CHECK(remote.hello());
}

TEST_CASE("stopping the server ends a wait that is going on") {
    support::House house;
    auto server = OverHttp::start(house);
    sync::HttpRemote remote(server->url(), {});
    remote.use_session(house.token("anna"));
    const auto cursor = cursor_of(remote);
    base::Result<bool> answer = false;
    std::jthread waiting([&] { answer = remote.wait(cursor, std::chrono::seconds{50}, {}); });
    server.reset();
    waiting.join();
    CHECK(code(answer) == "backend.unreachable");
}
