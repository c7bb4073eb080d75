// What the demo unit's locks tell, and that it can be believed.
#include <algorithm>
#include <map>

#include <doctest/doctest.h>

#include "rules/battery.h"
#include "server/demo.h"

using namespace samordna;
using namespace std::chrono;
using domain::BatteryLevel;
using domain::LockReading;

namespace {

const domain::Month october = year{2026} / October;

std::vector<rules::LockHistory> histories(const protocol::UnitPackage& package) {
    std::vector<rules::LockHistory> all;
    std::map<std::string, std::size_t> place;
    for (const auto& row : package.locks) {
        place.emplace(row.source_id, all.size());
        all.push_back({std::get<domain::Lock>(row.record), {}});
    }
    for (const auto& row : package.lock_readings)
        all[place.at(row.lock)].readings.push_back(std::get<LockReading>(row.record));
    return all;
}

// Verifications at the client's door, by client and day.
std::map<std::pair<std::string, domain::Date>, int> openings_of(const protocol::UnitPackage& package) {
    std::map<std::pair<std::string, domain::Date>, int> openings;
    for (const auto& row : package.visits) {
        const auto& visit = std::get<domain::Visit>(row.record);
        const auto add = [&](domain::Instant at) { ++openings[{row.client_number, domain::local_date(at)}]; };
        if (visit.start_verification == domain::Verification::lock) add(visit.start);
        if (visit.end && *visit.end > visit.start && visit.end_verification == domain::Verification::lock)
            add(*visit.end);
    }
    return openings;
}

}  // namespace

TEST_CASE("a lock was opened as often as the visits say, and in the weeks before as in the month") {
    const auto package = server::demo_package({.month = october});
    const auto openings = openings_of(package);
    std::map<std::string, std::string> client_of;
    for (const auto& row : package.locks) client_of[row.source_id] = row.client_number;
    int within = 0, before = 0;
    for (const auto& row : package.lock_readings) {
        const auto& reading = std::get<LockReading>(row.record);
        CHECK(reading.day <= domain::last_day(october) + days{1});  // the last night goes on
        if (reading.day < domain::first_day(october)) {
            ++before;
            CHECK(reading.openings > 0);
            continue;
        }
        ++within;
        const auto visits = openings.find({client_of[row.lock], reading.day});
        REQUIRE(visits != openings.end());
        CHECK(reading.openings == visits->second);
    }
    CHECK(within > 500);
    CHECK(before > 500);
}

TEST_CASE("what is known of a lock is what it told last, and nothing is told by a lock that is not there") {
    for (const auto& [lock, readings] : histories(server::demo_package({.month = october}))) {
        CAPTURE(lock.source_id);
        domain::Date last{};
        for (const auto& reading : readings) {
            CHECK(reading.day > last);
            last = reading.day;
            CHECK((!lock.mounted_at || reading.day >= *lock.mounted_at));
            CHECK((!lock.removed_at || reading.day < *lock.removed_at));
            CHECK((!reading.read_at || domain::local_date(*reading.read_at) == reading.day));
        }
        if (readings.empty()) continue;
        CHECK(readings.back().battery_level == lock.battery_level);
        REQUIRE(lock.last_used_at);
        CHECK(domain::local_date(*lock.last_used_at) == readings.back().day);
        if (lock.battery_read_at) CHECK(lock.battery_read_at == lock.last_used_at);
    }
}

TEST_CASE("it can be learned how long a battery lasts, and some have to be changed now and some soon") {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        CAPTURE(seed);
        const auto all = histories(server::demo_package({.month = october, .seed = seed}));
        const auto life = rules::battery_life(all);
        REQUIRE(life);
        CHECK(life->seen >= 3);
        std::map<rules::BatteryNeed, int> needs;
        const auto now = domain::end_of(october);
        for (const auto& history : all) ++needs[rules::battery_of(history, life, now, {}).need];
        CHECK(needs[rules::BatteryNeed::now] >= 3);
        CHECK(needs[rules::BatteryNeed::soon] >= 3);
        CHECK(needs[rules::BatteryNeed::fine] > needs[rules::BatteryNeed::soon]);
    }
}

TEST_CASE("of a unit that is made to measure only some locks have a history, and one without visits has none") {
    const auto large = server::demo_package({.month = october, .visits = 20'000});
    CHECK(large.lock_readings.size() < large.visits.size());
    CHECK(large.lock_readings.size() > 1000);
    const auto unbegun =
        server::demo_package({.month = october, .until = *domain::parse_instant("2026-09-20T12:00:00+02:00")});
    CHECK(unbegun.lock_readings.empty());
}

TEST_CASE("some clients have moved from the door that their lock is on") {
    const auto package = server::demo_package({.month = october});
    std::map<std::string, std::string> address;
    for (const auto& row : package.clients) address[row.source_id] = std::get<domain::Client>(row.record).address;
    const auto moved = std::count_if(package.locks.begin(), package.locks.end(), [&](const auto& row) {
        const auto& at = std::get<domain::Lock>(row.record).address;
        return !at.empty() && at != address[row.client_number];
    });
    CHECK(moved >= 2);
    CHECK(moved <= 4);
}
