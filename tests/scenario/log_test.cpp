// What is read in a local copy reaches the backend's activity log, and is read there by those who may.
#include <algorithm>
#include <chrono>

#include <doctest/doctest.h>

#include "scenario/world.h"
#include "workspace/log_desk.h"

using namespace scenario;
using domain::ReadingVerb;
using domain::RecordType;

namespace {

struct Reading : AtWork {
    Coordinator& chef = world.coordinator("chef");
    Id client = anna->shifts(world.month())->details(shift)->visits.front().visit.client;

    void looks() { anna->note_readings(ReadingVerb::client_read, RecordType::client, {&client, 1}); }
    std::vector<domain::LogRow> rows(const char* verb) {
        workspace::LogDesk desk(chef.workspace());
        auto found = desk.ask_for_all({.client = client, .user = "anna", .verb = verb});
        REQUIRE_MESSAGE(found, found.error().code);
        return *found;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Reading, "a client looked at is told with the next round, once for half an hour") {
    const auto at = world.clock.now();
    looks();
    world.clock.advance(std::chrono::minutes{29});
    looks();
    anna.sync();
    REQUIRE(rows("client.read").size() == 1);
    CHECK(rows("client.read").front().happened_at == at);
    CHECK(rows("client.read").front().target == client);
    looks();
    anna.sync();
    CHECK(rows("client.read").size() == 1);
    world.clock.advance(std::chrono::minutes{2});
    looks();
    anna.sync();
    anna.sync();
    CHECK(rows("client.read").size() == 2);
}

TEST_CASE_FIXTURE(Reading, "what is looked at offline is kept through a restart until it is told") {
    anna.faults().offline = true;
    const auto at = world.clock.now();
    looks();
    anna.cannot_sync("backend.unreachable");
    anna.restart();
    world.clock.advance(std::chrono::hours{5});
    CHECK(rows("client.read").empty());
    anna.faults().offline = false;
    anna.sync();
    REQUIRE(rows("client.read").size() == 1);
    CHECK(rows("client.read").front().happened_at == at);
}

TEST_CASE_FIXTURE(Reading, "whoever signs out tells first, and it counts once") {
    looks();
    anna->sign_out();
    CHECK(rows("client.read").size() == 1);
    anna.sign_in();
    anna.sync();
    CHECK(rows("client.read").size() == 1);
}

TEST_CASE_FIXTURE(Reading, "what one has looked at is not told in the name of another who signs in after her") {
    anna.faults().offline = true;
    looks();
    anna->sign_out();
    anna.faults().offline = false;
    REQUIRE(anna->sign_in({"https://backend.example", "bo", "korrekt hast batteri"}));
    anna.sync();
    CHECK(rows("client.read").empty());
    workspace::LogDesk desk(chef.workspace());
    CHECK(desk.ask_for_all({.client = client, .user = "bo", .verb = "client.read"})->empty());
    anna.sign_in();
    anna.sync();
    CHECK(rows("client.read").size() == 1);
}

TEST_CASE_FIXTURE(Reading, "each print and each hit opened is a reading of its own") {
    for (int i = 0; i < 2; ++i) {
        anna->note_readings(ReadingVerb::search_opened, RecordType::client, {&client, 1});
        world.clock.advance(std::chrono::seconds{1});
    }
    anna->note_reading_of_units(ReadingVerb::exported);
    anna.sync();
    CHECK(rows("search.opened").size() == 2);
    workspace::LogDesk desk(chef.workspace());
    CHECK(desk.ask_for_all({.user = "anna", .verb = "export"})->size() == 1);
}

TEST_CASE_FIXTURE(Reading, "a coordinator does not read the log; a manager reads, samples and signs") {
    looks();
    anna.sync();
    workspace::LogDesk hers(anna.workspace());
    const auto refused = hers.ask({});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "forbidden");
    workspace::LogDesk desk(chef.workspace());
    const auto sample = desk.ask({.limit = 3, .purpose = domain::LogPurpose::sample});
    REQUIRE(sample);
    REQUIRE(sample->rows.size() == 3);
    REQUIRE(desk.sign({sample->rows[0].row, sample->rows[1].row}, "Inget att anm\u00e4rka"));
    const auto checks = desk.ask_for_all({.verb = "log.check"});
    REQUIRE(checks);
    CHECK(checks->size() == 1);
    CHECK(desk.client_number(client));
    chef.faults().offline = true;
    CHECK(desk.ask({}).error().code == "backend.unreachable");
}

TEST_CASE_FIXTURE(Reading, "a window that asks goes on meanwhile, and only what was asked for last is answered") {
    looks();
    anna.sync();
    workspace::LogDesk desk(chef.workspace());
    int first = 0;
    std::optional<base::Result<std::vector<domain::LogRow>>> last;
    desk.begin_ask({}, [&](const auto&) { ++first; });
    desk.begin_ask_for_all({.client = client}, [&](const auto& rows) { last = rows; });
    CHECK_FALSE(last);  // whatever the answer, it comes through the queue
    REQUIRE(chef.post().pump_until([&] { return last.has_value(); }, std::chrono::seconds{20}));
    CHECK(first == 0);
    REQUIRE(*last);
    CHECK((*last)->front().client == client);
    CHECK(desk.csv_of(**last).starts_with("row,recorded_at,happened_at,user,"));
}

TEST_CASE_FIXTURE(Reading, "a desk that is gone answers nobody") {
    int answers = 0;
    {
        workspace::LogDesk desk(chef.workspace());
        desk.begin_ask({}, [&](const auto&) { ++answers; });
    }
    chef.post().pump();
    CHECK(answers == 0);
}
