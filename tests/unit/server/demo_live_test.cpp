#include "server/demo_live.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "protocol/feed.h"
#include "server/demo.h"
#include "support/house.h"

using namespace samordna;
using domain::RecordType;

namespace {

// A small demo unit of its own.
struct Living {
    support::TemporaryDirectory directory;
    base::ManualClock clock{support::at("2026-10-20T10:00:00+02:00")};
    std::unique_ptr<server::Backend> backend;
    server::Principal anna;

    Living() {
        backend = std::move(*server::Backend::open(directory.path(), clock));
        const auto package = server::demo_package({.month = domain::month_of(domain::local_date(clock.now())),
                                                   .clients = 12,
                                                   .care_workers = 4,
                                                   .until = clock.now()});
        REQUIRE(backend->import(package, false));
        anna.role = server::Role::coordinator;
        anna.account = anna.user = "anna";
        anna.units = *backend->units();
    }
    std::unique_ptr<server::LiveDemo> live(std::uint64_t seed) {
        auto made = server::LiveDemo::of(*backend, clock, seed);
        REQUIRE(made);
        return std::move(*made);
    }
    std::string everything() {
        std::string text;
        auto page = backend->page(anna, std::nullopt, 5000);
        for (;; page = backend->page(anna, page->last.cursor, 5000)) {
            REQUIRE(page);
            text += page->text.substr(0, page->text.rfind("{\"k\":\"ckpt\""));
            if (!page->last.more) return text;
        }
    }
};

struct Equipment final : protocol::FeedSink {
    std::vector<domain::Phone> phones;
    int unknown_chips = 0;
    void upsert(protocol::Upsert&& line) override {
        if (const auto* phone = std::get_if<domain::Phone>(&line.record)) phones.push_back(*phone);
        const auto* tag = std::get_if<domain::Tag>(&line.record);
        if (tag != nullptr && !tag->client) ++unknown_chips;
    }
    void remove(const protocol::Removal&) override {}
    protocol::Result<> checkpoint(const protocol::Checkpoint&) override { return {}; }

    explicit Equipment(Living& house) {
        protocol::FeedReader reader(*this);
        REQUIRE(reader.read(house.everything()));
    }
};

}  // namespace

TEST_CASE_FIXTURE(Living,
                  "the demo unit goes on: all of it is new, and nothing of it is unknown but a chip now and then") {
    CHECK(Equipment(*this).unknown_chips == 0);
    const auto demo = live(1);
    for (int i = 0; i < 60; ++i) {
        clock.advance(std::chrono::seconds{5});
        const auto told = demo->go_on();
        REQUIRE(told);
        CHECK(told->stored > 0);
        CHECK(told->known == 0);
        CHECK(told->problems == 0);
    }
    const Equipment after(*this);
    CHECK(after.unknown_chips > 0);
    CHECK(after.unknown_chips < 20);
    CHECK(std::any_of(after.phones.begin(), after.phones.end(), [&](const auto& phone) {
        return phone.last_used_by && phone.last_used_at > clock.now() - std::chrono::minutes{5};
    }));
}

TEST_CASE("the same seed goes on in the same way, another one does not") {
    const auto lived = [](std::uint64_t seed) {
        Living house;
        const auto demo = house.live(seed);
        for (int i = 0; i < 5; ++i) REQUIRE(demo->go_on());
        return house.everything();
    };
    const auto once = lived(1);
    CHECK(once == lived(1));
    CHECK(once != lived(2));
}

TEST_CASE_FIXTURE(Living, "what is started anew tells new things, and a phone that is inactivated is not used again") {
    REQUIRE(live(1)->go_on());
    clock.advance(std::chrono::seconds{1});
    const auto again = live(1)->go_on();
    REQUIRE(again);
    CHECK(again->known == 0);

    base::IdSource ids{3};
    std::vector<base::Result<domain::Change>> changes;
    for (const auto& phone : Equipment(*this).phones) {
        domain::Change change;
        change.key = ids.next();
        change.target = phone.id;
        change.verb = domain::DeactivatePhone{"Stulen"};
        changes.emplace_back(change);
    }
    const auto demo = live(2);
    REQUIRE(backend->add_account(
        {"anna", server::Role::coordinator, {"Enhet Demo"}, support::password, false, server::SecondFactor::none}));
    anna = *backend->authenticate(backend->sign_in({"anna", support::password}, support::here)->token);
    REQUIRE(backend->perform(anna, changes));
    clock.advance(std::chrono::hours{1});
    for (int i = 0; i < 20; ++i) REQUIRE(demo->go_on());
    for (const auto& phone : Equipment(*this).phones) {
        CHECK_FALSE(phone.active);
        CHECK(phone.last_used_at < clock.now() - std::chrono::minutes{30});
    }
}

TEST_CASE("a database without a demo unit has nothing that goes on") {
    support::House house;
    CHECK(server::LiveDemo::of(house.backend(), house.clock, 1).error().code == "demo.no_unit");
}
