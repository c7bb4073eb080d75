#include "rules/battery.h"

#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;
using domain::BatteryLevel;
using rules::BatteryLife;
using rules::BatteryNeed;
using rules::LockHistory;
using std::chrono::days;

namespace {

const Date mounted = day("2026-01-01");
const Instant now = at("2026-10-20 09:00");
const Date today = domain::local_date(now);

// A lock that told every day since it was mounted, so many openings a day.
LockHistory history(int a_day, Date from, Date last, BatteryLevel level = BatteryLevel::ok) {
    LockHistory made;
    made.lock.mounted_at = from;
    made.lock.battery_level = level;
    made.lock.battery_read_at = domain::from_local(last, domain::Minutes{12 * 60});
    for (Date each = from; each <= last; each += days{1}) {
        domain::LockReading reading;
        reading.day = each;
        reading.openings = a_day;
        reading.battery_level = each == last ? level : BatteryLevel::ok;
        made.readings.push_back(reading);
    }
    return made;
}
// Low after so many openings, one a day.
LockHistory wore_out_after(int openings) {
    return history(1, mounted, mounted + days{openings}, BatteryLevel::low);
}
rules::Battery battery(const LockHistory& of, std::optional<BatteryLife> life = {}) {
    return rules::battery_of(of, life, now, rules::Settings{});
}
BatteryNeed need(BatteryLevel level, int days_ago = 0) {
    LockHistory made;
    made.lock.mounted_at = mounted;
    made.lock.battery_level = level;
    made.lock.battery_read_at = now - days{days_ago};
    return battery(made).need;
}

}  // namespace

TEST_CASE("an empty battery is left alone, a low or critical one is changed now, however old the reading is") {
    for (const int age : {0, 400}) {
        CHECK(need(BatteryLevel::empty, age) == BatteryNeed::stop);
        CHECK(need(BatteryLevel::critical, age) == BatteryNeed::now);
        CHECK(need(BatteryLevel::low, age) == BatteryNeed::now);
    }
}

TEST_CASE("a good level is good for as long as a reading says something, and no longer") {
    CHECK(need(BatteryLevel::ok) == BatteryNeed::fine);
    CHECK(need(BatteryLevel::ok, 14) == BatteryNeed::fine);
    CHECK(need(BatteryLevel::ok, 15) == BatteryNeed::stale);
}

TEST_CASE("a lock that never told of its battery is not known, which is something else than good") {
    CHECK(need(BatteryLevel::unknown) == BatteryNeed::unknown);
    LockHistory silent;
    silent.lock.battery_level = BatteryLevel::ok;
    CHECK(battery(silent).need == BatteryNeed::unknown);
    CHECK_FALSE(battery(silent).age_days);
    CHECK_FALSE(battery(silent).openings);
    CHECK_FALSE(battery(silent).openings_per_week);
}

TEST_CASE("a change since the reading makes the level the old battery's; a reading since the change counts again") {
    LockHistory changed = history(1, mounted, today - days{3}, BatteryLevel::empty);
    changed.lock.battery_changed_at = now - days{1};
    CHECK(battery(changed).changed_since);
    CHECK(battery(changed).need == BatteryNeed::fine);
    CHECK(battery(changed).age_days == 3);
    changed.lock.battery_read_at = now;
    CHECK_FALSE(battery(changed).changed_since);
    CHECK(battery(changed).need == BatteryNeed::stop);
    LockHistory never_read;
    never_read.lock.battery_changed_at = now;
    CHECK(battery(never_read).changed_since);
    CHECK(battery(never_read).need == BatteryNeed::fine);
}

TEST_CASE("how long a battery lasts is known when three have been seen to wear out: the middle of them") {
    std::vector<LockHistory> locks{wore_out_after(100), wore_out_after(140)};
    CHECK_FALSE(rules::battery_life(locks));
    locks.push_back(wore_out_after(110));
    REQUIRE(rules::battery_life(locks));
    CHECK(rules::battery_life(locks)->openings == 110);
    CHECK(rules::battery_life(locks)->seen == 3);
    locks.push_back(history(1, mounted, today));  // still good: it has said nothing of how long
    CHECK(rules::battery_life(locks)->seen == 3);
}

TEST_CASE("what was not seen from the beginning, or from no known day, teaches nothing") {
    std::vector<LockHistory> locks(3, wore_out_after(100));
    locks[0].lock.mounted_at.reset();
    CHECK_FALSE(rules::battery_life(locks));
    locks[0] = wore_out_after(100);
    locks[0].lock.mounted_at = mounted - days{8};  // and the first reading came a week too late
    CHECK_FALSE(rules::battery_life(locks));
    locks[0].lock.mounted_at = mounted - days{7};
    CHECK(rules::battery_life(locks));
    locks[0].lock.battery_changed_at = now;  // the low level was the old one's
    CHECK_FALSE(rules::battery_life(locks));
}

TEST_CASE("a life begins when the battery was changed") {
    std::vector<LockHistory> locks(3, wore_out_after(200));
    for (auto& each : locks)
        each.lock.battery_changed_at = domain::from_local(mounted + days{150}, domain::Minutes{600});
    REQUIRE(rules::battery_life(locks));
    CHECK(rules::battery_life(locks)->openings == 50);
}

TEST_CASE("the forecast is the openings that are left at the pace of the last four weeks") {
    // 140 openings in 20 weeks, seven a week.
    const auto made = history(1, today - days{139}, today);
    auto found = battery(made, BatteryLife{160, 3});
    CHECK(found.openings == 140);
    CHECK(found.openings_per_week == 7);
    CHECK(found.low_on == today + days{20});
    CHECK(found.need == BatteryNeed::fine);
    found = battery(made, BatteryLife{154, 3});
    CHECK(found.low_on == today + days{14});
    CHECK(found.need == BatteryNeed::soon);
    found = battery(made, BatteryLife{155, 3});
    CHECK(found.need == BatteryNeed::fine);
    found = battery(made, BatteryLife{100, 3});  // it has lasted longer than most
    CHECK(found.low_on == today);
    CHECK(found.need == BatteryNeed::soon);
}

TEST_CASE("no forecast where too few lives have been seen, where the openings are not all known, or where none are") {
    auto made = history(1, today - days{139}, today);
    CHECK_FALSE(battery(made).low_on);
    CHECK(battery(made, BatteryLife{150, 3}).low_on);
    made.lock.mounted_at = today - days{300};
    CHECK_FALSE(battery(made, BatteryLife{150, 3}).openings);
    CHECK_FALSE(battery(made, BatteryLife{150, 3}).low_on);
    const auto unused = history(0, today - days{139}, today);
    CHECK(battery(unused, BatteryLife{150, 3}).openings_per_week == 0);
    CHECK_FALSE(battery(unused, BatteryLife{150, 3}).low_on);
}

TEST_CASE("a lock that has been followed for less than a week has no pace yet") {
    CHECK_FALSE(battery(history(3, today - days{6}, today)).openings_per_week);
    CHECK(battery(history(3, today - days{7}, today)).openings_per_week == 21);
}

TEST_CASE("what wears out soon is told before that its reading is old; a forecast goes on after a change") {
    auto made = history(1, today - days{139}, today - days{20});
    CHECK(battery(made).need == BatteryNeed::stale);
    const auto found = battery(made, BatteryLife{121, 3});
    CHECK(found.need == BatteryNeed::soon);
    made.lock.battery_changed_at = now - days{1};
    CHECK(battery(made, BatteryLife{121, 3}).openings == 0);
    CHECK(battery(made, BatteryLife{121, 3}).need == BatteryNeed::fine);
}
