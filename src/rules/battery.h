// What is to be done about a lock's battery, as far as anybody can know: a level is only as fresh as the last time the
// lock was used, and nobody has said how long a battery lasts. That is learned from the unit's own locks, or not known.
// Pure; any thread. Source: Nacka, lock routine "Byte av batteri".
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/equipment.h"
#include "rules/rulebook.h"

namespace samordna::rules {

// Worst first.
enum class BatteryNeed : std::uint8_t {
    stop,     // said to be empty: staff may not change it ("övertryck av gaser")
    now,      // low or critical
    soon,     // by the forecast
    stale,    // the last reading is too old to say anything
    unknown,  // it has never told
    fine,
};
std::string_view name_of(BatteryNeed need);

// A lock with what it has told, by day.
struct LockHistory {
    domain::Lock lock;
    std::vector<domain::LockReading> readings;
};

// How many openings a battery here has lasted, from when it was changed (or the lock mounted) until it was low: the
// middle of those that have been seen. Nothing where fewer than three have.
struct BatteryLife {
    int openings = 0;
    int seen = 0;
};
std::optional<BatteryLife> battery_life(std::span<const LockHistory> locks);

struct Battery {
    BatteryNeed need = BatteryNeed::unknown;
    std::optional<int> age_days;           // of the reading; empty: there is none
    bool changed_since = false;            // since the reading: the level is the old battery's
    std::optional<int> openings_per_week;  // of the last four weeks with readings; empty: not known
    std::optional<int> openings;           // since it was changed or mounted; empty: not all of them are known
    std::optional<domain::Date> low_on;    // forecast; empty: it cannot be said
};
Battery battery_of(const LockHistory& history, const std::optional<BatteryLife>& life, domain::Instant now,
                   const Settings& settings);

}  // namespace samordna::rules
