// What locks, tags and phones are seen to do, and a phone's own access.
#include "server/sightings.h"

#include <doctest/doctest.h>

#include "protocol/feed.h"
#include "server/digest.h"
#include "support/equipped_house.h"

using namespace samordna;
using base::Id;
using domain::BatteryLevel;
using domain::RecordType;
using protocol::SightingKind;
using protocol::SightingProblem;
using support::at;
using support::EquippedHouse;

namespace {

// What is given takes the place of the fixture's own: a lock opened at nine by T101, told under an id of its own.
struct Row {
    const char* at = "2026-10-20T09:00:00+02:00";
    const char* id = nullptr;
    BatteryLevel level = BatteryLevel::ok;
    const char* thing = nullptr;
    const char* phone = "T101";
    const char* care_worker = "";
};

struct Seeing : EquippedHouse {
    server::Principal teller = service();
    int told = 0;

    protocol::SightingReport tell(SightingKind kind, const std::vector<Row>& rows) {
        protocol::SightingBatch batch;
        batch.kind = kind;
        for (const Row& row : rows) {
            protocol::Sighting sighting;
            sighting.id = row.id != nullptr ? row.id : "s" + std::to_string(++told);
            sighting.at = at(row.at);
            sighting.level = row.level;
            const bool of_lock = kind == SightingKind::lock_reading || kind == SightingKind::opening;
            if (of_lock) sighting.lock = row.thing != nullptr ? row.thing : "L3001";
            if (kind == SightingKind::tag) sighting.tag = row.thing != nullptr ? row.thing : "04A1";
            if (kind != SightingKind::lock_reading) sighting.phone = row.phone;
            sighting.care_worker = row.care_worker;
            sighting.row = batch.sightings.size();
            batch.sightings.push_back(sighting);
        }
        auto report = house.backend().tell(teller, batch);
        REQUIRE(report);
        return *report;
    }
    domain::LockReading day(const char* date) {
        return get<domain::LockReading>(domain::reading_of(id(RecordType::lock, "L3001"), *domain::parse_date(date)));
    }
    // How many the backend still remembers, after it has cleaned up.
    int remembered() {
        auto storage = server::Storage::open(house.directory(), 1);
        REQUIRE(storage);
        REQUIRE(server::purge_sightings(**storage, house.clock));
        const auto many = (*storage)->read([](soci::session& sql) {
            int count = 0;
            sql << "SELECT COUNT(*) FROM sighting", soci::into(count);
            return count;
        });
        REQUIRE(many);
        return *many;
    }
    bool has_day(const char* date) {
        const Id reading = domain::reading_of(id(RecordType::lock, "L3001"), *domain::parse_date(date));
        return house.backend().record(house.who("anna"), RecordType::lock_reading, reading).operator bool();
    }
};

}  // namespace

TEST_CASE_FIXTURE(Seeing, "openings are counted by Sweden's days, and the lock was last used at the latest of them") {
    const auto report = tell(SightingKind::opening,
                             {{"2026-10-20T09:00:00+02:00"}, {"2026-10-19T23:30:00+02:00"}, {"2026-10-19T22:30:00Z"}});
    CHECK(report.stored == 3);
    CHECK(day("2026-10-20").openings == 2);
    CHECK(day("2026-10-19").openings == 1);
    CHECK(lock().last_used_at == at("2026-10-20T09:00:00+02:00"));
    // However many rows speak of it, it is written once.
    CHECK(house.record(RecordType::lock, id(RecordType::lock, "L3001")).revision == 2);
}

TEST_CASE_FIXTURE(Seeing, "what is told again changes nothing, in the same batch or in a later one") {
    auto report = tell(SightingKind::opening, {{.id = "x"}, {.id = "x"}, {.id = "y"}});
    CHECK(report.stored == 2);
    CHECK(report.known == 1);
    house.restart();
    report = tell(SightingKind::opening, {{.id = "x"}, {.id = "y"}});
    CHECK(report.stored == 0);
    CHECK(report.known == 2);
    CHECK(day("2026-10-20").openings == 2);
    // The same id of another teller, or of something else, is something else.
    CHECK(tell(SightingKind::lock_reading, {{.id = "x"}}).stored == 1);
    teller.account = "another";
    CHECK(tell(SightingKind::opening, {{.id = "x"}}).stored == 1);
    CHECK(day("2026-10-20").openings == 3);
}

TEST_CASE_FIXTURE(Seeing, "the newer reading counts, in whatever order they come") {
    tell(SightingKind::lock_reading, {{.at = "2026-10-20T09:00:00+02:00", .level = BatteryLevel::low},
                                      {.at = "2026-10-20T08:00:00+02:00", .level = BatteryLevel::ok}});
    tell(SightingKind::lock_reading, {{.at = "2026-10-19T08:00:00+02:00", .level = BatteryLevel::critical}});
    CHECK(lock().battery_level == BatteryLevel::low);
    CHECK(lock().battery_read_at == at("2026-10-20T09:00:00+02:00"));
    CHECK(day("2026-10-20").battery_level == BatteryLevel::low);
    CHECK(day("2026-10-19").battery_level == BatteryLevel::critical);
    CHECK(day("2026-10-19").openings == 0);
    // A late opening is counted on its day, and puts nothing back.
    tell(SightingKind::opening, {{"2026-10-20T09:00:00+02:00"}});
    tell(SightingKind::opening, {{"2026-10-18T09:00:00+02:00"}});
    CHECK(lock().last_used_at == at("2026-10-20T09:00:00+02:00"));
    CHECK(day("2026-10-18").openings == 1);
}

TEST_CASE_FIXTURE(Seeing, "what is wrong with a row is named, and the others are kept") {
    const auto report = tell(SightingKind::opening, {{},
                                                     {.thing = "L9"},
                                                     {.phone = "T9"},
                                                     {.care_worker = "P9"},
                                                     {.at = "2026-10-20T10:05:01+02:00"},
                                                     {.at = "2026-10-20T10:05:00+02:00"},
                                                     {.at = "2026-04-01T10:00:00+02:00"},
                                                     {.phone = "", .care_worker = "P2"}});
    CHECK(report.stored == 3);
    CHECK(report.problems == std::vector<SightingProblem>{{1, "lock", "lock.unknown"},
                                                          {2, "phone", "phone.unknown"},
                                                          {3, "care_worker", "care_worker.unknown"},
                                                          {4, "at", "sighting.future"},
                                                          {6, "at", "sighting.too_old"}});
    CHECK(day("2026-10-20").openings == 3);
    CHECK_FALSE(has_day("2026-04-01"));
}

TEST_CASE_FIXTURE(Seeing, "a chip that nobody knows becomes a tag without a client, the one that is delivered later") {
    tell(SightingKind::tag, {{.thing = "04FF"}, {.at = "2026-10-20T08:00:00+02:00", .thing = "04FF", .phone = "T102"}});
    const Id chip = id(RecordType::tag, "04FF");
    CHECK(get<domain::Tag>(chip).source_id == "04FF");
    CHECK_FALSE(get<domain::Tag>(chip).client);
    CHECK(get<domain::Tag>(chip).last_phone == "T101");
    CHECK(house.record(RecordType::tag, chip).revision == 1);
    auto package = equipped();
    add_tag(package, "04FF", "3002");
    REQUIRE(house.backend().import(package, false));
    CHECK(get<domain::Tag>(chip).client == id(RecordType::client, "3002"));
    CHECK(get<domain::Tag>(chip).last_used_at == at("2026-10-20T09:00:00+02:00"));
    // And one that is known is not made again.
    tell(SightingKind::tag, {{}});
    CHECK(get<domain::Tag>(id(RecordType::tag, "04A1")).client == id(RecordType::client, "3002"));
    CHECK(house.record(RecordType::tag, id(RecordType::tag, "04A1")).revision == 2);
}

TEST_CASE_FIXTURE(Seeing, "a phone says who uses it, what it runs and what it still holds; what comes late does not") {
    // With it a lock was opened in the same second.
    tell(SightingKind::opening, {{.care_worker = "P2"}});
    protocol::SightingBatch batch;
    batch.kind = SightingKind::phone;
    batch.sightings.push_back({.id = "1",
                               .at = at("2026-10-20T09:00:00+02:00"),
                               .phone = "T101",
                               .care_worker = "P2",
                               .app_version = "8.1",
                               .undelivered = 3});
    batch.sightings.push_back({.id = "2",
                               .at = at("2026-10-20T08:00:00+02:00"),
                               .phone = "T101",
                               .care_worker = "P1",
                               .app_version = "8.0",
                               .undelivered = 9,
                               .row = 1});
    REQUIRE(house.backend().tell(teller, batch));
    const auto phone = get<domain::Phone>(id(RecordType::phone, "T101"));
    CHECK(phone.last_used_at == at("2026-10-20T09:00:00+02:00"));
    CHECK(phone.last_used_by == id(RecordType::care_worker, "P2"));
    CHECK(phone.app_version == "8.1");
    CHECK(phone.undelivered == 3);
}

TEST_CASE_FIXTURE(Seeing, "what has been seen reaches the feed, and whoever waits for it") {
    const auto anna = house.who("anna");
    auto page = house.backend().page(anna, std::nullopt, 20'000);
    while (page->last.more) page = house.backend().page(anna, page->last.cursor, 20'000);
    int rung = 0;
    const auto bell = house.backend().on_change([&] { ++rung; });
    CHECK_FALSE(*house.backend().has_news(anna, page->last.cursor));
    tell(SightingKind::opening, {{}});
    CHECK(rung == 1);
    CHECK(*house.backend().has_news(anna, page->last.cursor));
    const auto news = house.backend().page(anna, page->last.cursor, 20'000);
    CHECK(news->last.records == 3);  // the lock, its day, the phone
    CHECK(news->text.find("\"lock_reading\"") != std::string::npos);
}

TEST_CASE_FIXTURE(Seeing, "sightings are for service accounts, of units that they see") {
    protocol::SightingBatch batch;
    batch.kind = SightingKind::opening;
    const auto code = [&](const server::Principal& who) {
        const auto report = house.backend().tell(who, batch);
        return report ? std::string() : report.error().code;
    };
    CHECK(code(teller).empty());
    CHECK(code(house.who("anna")) == "forbidden");
    batch.unit = house.who("vera").units.front().id;
    CHECK(code(teller) == "not_found");
    teller.units.push_back(house.who("vera").units.front());
    CHECK(code(teller).empty());
    batch.unit.reset();
    CHECK(code(teller) == "request.malformed");
}

TEST_CASE_FIXTURE(Seeing, "a service account tells and signs out, and does nothing else") {
    auto& backend = house.backend();
    REQUIRE(backend.add_account({"lock system", server::Role::service, {"Enhet Norr"}, support::password, false}));
    const auto session = backend.sign_in({"lock system", support::password}, support::here);
    REQUIRE(session);
    CHECK(session->role == "service");
    teller = *backend.authenticate(session->token);
    CHECK(backend.page(teller, std::nullopt, 10).error().code == "forbidden");
    CHECK(backend.has_news(teller, "x").error().code == "forbidden");
    CHECK(backend.wait(teller, "x", std::chrono::seconds{0}, {}).error().code == "forbidden");
    CHECK(backend.integrity(teller, "x").error().code == "forbidden");
    CHECK(backend.record(teller, RecordType::lock, id(RecordType::lock, "L3001")).error().code == "forbidden");
    CHECK(backend.perform(teller, {}).error().code == "forbidden");
    CHECK(tell(SightingKind::opening, {{}}).stored == 1);
    CHECK(backend.sign_out(teller));
    CHECK(backend.authenticate(session->token).error().code == "session.expired");
}

TEST_CASE_FIXTURE(Seeing, "sightings that can no longer be told are forgotten, the others are not") {
    // Its teller's clock is ahead.
    const Row row{.at = "2026-10-20T10:05:00+02:00", .id = "x"};
    tell(SightingKind::opening, {row});
    house.clock.advance(std::chrono::days{180});
    CHECK(remembered() == 1);
    CHECK(tell(SightingKind::opening, {row}).known == 1);
    house.clock.advance(std::chrono::minutes{6});
    CHECK(remembered() == 0);
    CHECK(tell(SightingKind::opening, {row}).problems.front().code == "sighting.too_old");
}

// --- A phone by itself.

TEST_CASE_FIXTURE(Seeing, "a phone has its own access until it is inactivated, and again when it is in use again") {
    auto& backend = house.backend();
    const auto token = backend.phone_token("T101", "");
    REQUIRE(token);
    const auto phone = backend.authenticate(*token);
    REQUIRE(phone);
    CHECK(phone->phone->source_id == "T101");
    CHECK(phone->role == server::Role::service);
    CHECK(phone->units == house.who("anna").units);
    CHECK(answer("anna", id(RecordType::phone, "T101"), 1, domain::DeactivatePhone{"Borttappad"}) == "accepted");
    CHECK(backend.authenticate(*token).error().code == "phone.inactive");
    CHECK(backend.phone_token("T101", "").error().code == "phone.inactive");
    CHECK(answer("eva", id(RecordType::phone, "T101"), 2, domain::ReactivatePhone{"Den låg i bilen"}) == "accepted");
    CHECK(backend.authenticate(*token));
    house.clock.advance(std::chrono::days{365});
    CHECK(backend.authenticate(*token).error().code == "session.expired");
}

TEST_CASE_FIXTURE(Seeing, "a phone's new access ends the one before it, and nobody else's") {
    auto& backend = house.backend();
    const auto before = backend.phone_token("T101", "Enhet Norr");
    const auto other = backend.phone_token("T102", "");
    const auto after = backend.phone_token("T101", "");
    CHECK(backend.authenticate(*before).error().code == "session.expired");
    CHECK(backend.authenticate(*other));
    CHECK(backend.authenticate(*after));
    CHECK(backend.phone_token("T101", "Enhet Väst").error().code == "phone.unknown");
    CHECK(backend.phone_token("T101", "Enhet Syd").error().code == "account.unknown_unit");
    CHECK(backend.phone_token("T9", "").error().code == "phone.unknown");
    auto theirs = support::west();
    add_phone(theirs, "T101");
    REQUIRE(backend.import(theirs, false));
    CHECK(backend.phone_token("T101", "").error().code == "phone.ambiguous");
    CHECK(backend.phone_token("T101", "Enhet Väst"));
}

TEST_CASE_FIXTURE(Seeing, "a phone tells of itself only, and of no battery") {
    teller = *house.backend().authenticate(*house.backend().phone_token("T101", ""));
    CHECK(tell(SightingKind::opening, {{.phone = "T102"}}).problems ==
          std::vector<SightingProblem>{{0, "phone", "sighting.not_own"}});
    CHECK(tell(SightingKind::tag, {{.phone = ""}}).stored == 1);
    CHECK(get<domain::Tag>(id(RecordType::tag, "04A1")).last_phone == "T101");
    CHECK(get<domain::Phone>(id(RecordType::phone, "T101")).last_used_at == at("2026-10-20T09:00:00+02:00"));
    CHECK_FALSE(get<domain::Phone>(id(RecordType::phone, "T102")).last_used_at);
    protocol::SightingBatch batch;
    batch.kind = SightingKind::lock_reading;
    CHECK(house.backend().tell(teller, batch).error().code == "forbidden");
    CHECK(house.backend().page(teller, std::nullopt, 10).error().code == "forbidden");
}
