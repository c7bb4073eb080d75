#include "rules/battery.h"

#include <algorithm>
#include <array>

namespace samordna::rules {
namespace {

using domain::BatteryLevel;
using domain::Date;
using domain::LockReading;
using std::chrono::days;

constexpr std::size_t fewest_seen = 3;
constexpr days window{28};

bool is_low(BatteryLevel level) {
    return level == BatteryLevel::low || level == BatteryLevel::critical || level == BatteryLevel::empty;
}

// The day from which this battery has been in the lock.
std::optional<Date> fresh_on(const domain::Lock& lock) {
    if (lock.battery_changed_at) return domain::local_date(*lock.battery_changed_at);
    return lock.mounted_at;
}

// Openings of the days [from, to); nothing where the lock's first reading came later than a week after `from`.
std::optional<int> openings_between(const std::vector<LockReading>& readings, Date from, Date to) {
    if (readings.empty() || readings.front().day > from + days{7}) return std::nullopt;
    int openings = 0;
    for (const auto& reading : readings) {
        if (from <= reading.day && reading.day < to) openings += reading.openings;
    }
    return openings;
}

std::optional<int> per_week(const std::vector<LockReading>& readings, Date today) {
    if (readings.empty()) return std::nullopt;
    const Date from = std::max(readings.front().day, today - window);
    const auto span = (today - from).count();
    const auto openings = openings_between(readings, from, today);
    if (span < 7 || !openings) return std::nullopt;
    return static_cast<int>((*openings * 7 + span / 2) / span);
}

}  // namespace

std::string_view name_of(BatteryNeed need) {
    constexpr std::array<std::string_view, 6> names{"stop", "now", "soon", "stale", "unknown", "fine"};
    return names[static_cast<std::size_t>(need)];
}

std::optional<BatteryLife> battery_life(std::span<const LockHistory> locks) {
    std::vector<int> lives;
    for (const auto& [lock, readings] : locks) {
        const auto fresh = fresh_on(lock);
        if (!fresh) continue;
        const auto low = std::find_if(readings.begin(), readings.end(), [&](const LockReading& reading) {
            return reading.day >= *fresh && is_low(reading.battery_level);
        });
        if (low == readings.end()) continue;
        if (const auto openings = openings_between(readings, *fresh, low->day); openings && *openings > 0)
            lives.push_back(*openings);
    }
    if (lives.size() < fewest_seen) return std::nullopt;
    const auto middle = lives.begin() + static_cast<std::ptrdiff_t>(lives.size() / 2);
    std::nth_element(lives.begin(), middle, lives.end());
    return BatteryLife{*middle, static_cast<int>(lives.size())};
}

Battery battery_of(const LockHistory& history, const std::optional<BatteryLife>& life, domain::Instant now,
                   const Settings& settings) {
    const auto& [lock, readings] = history;
    const Date today = domain::local_date(now);
    Battery battery;
    if (lock.battery_read_at)
        battery.age_days = static_cast<int>((today - domain::local_date(*lock.battery_read_at)).count());
    battery.changed_since =
        lock.battery_changed_at && (!lock.battery_read_at || *lock.battery_read_at < *lock.battery_changed_at);
    battery.openings_per_week = per_week(readings, today);
    if (const auto fresh = fresh_on(lock)) battery.openings = openings_between(readings, *fresh, today + days{1});
    if (life && battery.openings && battery.openings_per_week && *battery.openings_per_week > 0) {
        const int left = std::max(0, life->openings - *battery.openings);
        battery.low_on = today + days{(left * 7) / *battery.openings_per_week};
    }
    const bool told = battery.age_days && lock.battery_level != BatteryLevel::unknown;
    if (!battery.changed_since && lock.battery_level == BatteryLevel::empty)
        battery.need = BatteryNeed::stop;
    else if (!battery.changed_since && is_low(lock.battery_level))
        battery.need = BatteryNeed::now;
    else if (battery.low_on && *battery.low_on <= today + days{settings.battery_soon_days})
        battery.need = BatteryNeed::soon;
    else if (battery.changed_since)
        battery.need = BatteryNeed::fine;
    else if (!told)
        battery.need = BatteryNeed::unknown;
    else if (*battery.age_days > settings.battery_stale_days)
        battery.need = BatteryNeed::stale;
    else
        battery.need = BatteryNeed::fine;
    return battery;
}

}  // namespace samordna::rules
