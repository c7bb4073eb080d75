#include "rules/followup.h"

#include <algorithm>

#include "base/text.h"
#include "rules/calendar.h"
#include "rules/check.h"

namespace samordna::rules {
namespace {

using domain::BatteryLevel;
using domain::Date;
using domain::Verification;
using std::chrono::days;

constexpr int days_of_forecast = 7;
constexpr int usual_sample_clients = 3;
constexpr std::array<std::string_view, causes> cause_names{"lock_fault",   "battery", "lock_silent", "phone_inactive",
                                                           "no_equipment", "none",    "exempt"};

Way way_of(const domain::Visit& visit) {
    if (is_manual(visit)) return Way::manual;
    if (visit.start_verification != visit.end_verification) return Way::mixed;
    return visit.start_verification == Verification::lock ? Way::lock : Way::tag;
}

void put(ManualShare::Part& part, bool manual, std::int64_t n) {
    part.all += n;
    if (manual) part.manual += n;
}

void sum(ManualShare::Part& part, const ManualShare::Part& other) {
    part.manual += other.manual;
    part.all += other.all;
}

// What a lock is known to have told last, by the end of that day and afterwards.
struct LastTold {
    std::optional<Date> day{};
    BatteryLevel battery = BatteryLevel::unknown;
    bool tells_later = false;
};
LastTold last_told(const LockHistory& history, Date day) {
    LastTold last;
    std::optional<Date> read;
    const auto told = [&](Date when) {
        if (when > day)
            last.tells_later = true;
        else
            last.day = std::max(last.day.value_or(when), when);
        return when <= day;
    };
    const auto level = [&](Date when, BatteryLevel battery) {
        if (!told(when) || (read && *read > when)) return;
        read = when;
        last.battery = battery;
    };
    for (const auto& reading : history.readings) level(reading.day, reading.battery_level);
    const auto& lock = history.lock;
    if (lock.battery_read_at) level(domain::local_date(*lock.battery_read_at), lock.battery_level);
    if (lock.last_used_at) told(domain::local_date(*lock.last_used_at));
    // The level is the old battery's.
    if (read && lock.battery_changed_at) {
        const Date changed = domain::local_date(*lock.battery_changed_at);
        if (changed > *read && changed <= day) last.battery = BatteryLevel::unknown;
    }
    return last;
}

bool is_silent(const LockHistory& history, const LastTold& last, Date day, int stale_days) {
    if (last.tells_later) return false;
    const auto since = last.day ? last.day : history.lock.mounted_at;
    return since && day - *since > days{stale_days};
}

// The bits of the id and of the seed, thoroughly mixed (splitmix64).
std::uint64_t mixed(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}
std::uint64_t lot_of(const Id& id, std::uint64_t seed) {
    std::uint64_t lot = mixed(seed);
    for (const std::uint8_t byte : id.bytes) lot = mixed(lot ^ byte);
    return lot;
}

}  // namespace

std::string_view name_of(Cause cause) {
    return cause_names[static_cast<std::size_t>(cause)];
}

std::optional<Cause> parse_cause(std::string_view name) {
    const auto it = std::find(cause_names.begin(), cause_names.end(), name);
    if (it == cause_names.end()) return std::nullopt;
    return static_cast<Cause>(it - cause_names.begin());
}

bool is_mounted(const domain::Lock& lock, Date day) {
    return (!lock.mounted_at || *lock.mounted_at <= day) && (!lock.removed_at || day < *lock.removed_at);
}

bool is_edited(const domain::Visit& v) {
    return (v.original_start && *v.original_start != v.start) ||
           (v.original_end && v.end && *v.original_end != *v.end) ||
           (v.original_service_lines && *v.original_service_lines != v.service_lines) ||
           (v.original_double_staffing && *v.original_double_staffing != v.double_staffing);
}

std::optional<Registration> registration_of(const Facts& facts, std::uint32_t index, domain::Instant now) {
    const auto& fact = facts.at(index);
    const domain::Visit& visit = fact.visit;
    if (!visit.end) return std::nullopt;
    const auto* book = facts.in_force(facts.shift_at(fact.shift).shift, fact.day).book;
    if (book == nullptr) return std::nullopt;
    Registration one;
    one.minutes = fact.possible ? static_cast<int>(domain::minutes_between(visit.start, *visit.end).count()) : 0;
    one.way = way_of(visit);
    one.manual = one.way == Way::manual;
    one.by_lock = visit.start_verification == Verification::lock || visit.end_verification == Verification::lock;
    one.edited = is_edited(visit);
    const bool maybe_late =
        visit.registered_at && fact.possible &&
        domain::minutes_between(*visit.end, *visit.registered_at) > book->settings.late_registration;
    // Only these are worth a look around.
    if (one.manual || maybe_late) {
        const auto c = make_case(facts, index, now);
        if (!c) return std::nullopt;
        const check::Ends ends = check::ends_not_exempt(*c);
        one.not_exempt = ends.start || ends.end;
        one.late = check::late_registration(*c).has_value();
    }
    one.at_lock =
        (!one.manual || one.not_exempt || one.by_lock) && has_door_lock(facts.client_at(fact.client), fact.day);
    return one;
}

void add_to(ManualShare& share, const Registration& one) {
    put(share.visits, one.manual, 1);
    put(share.minutes, one.manual, one.minutes);
    put(share.visits_not_exempt, one.not_exempt, 1);
    put(share.minutes_not_exempt, one.not_exempt, one.minutes);
}

void add_to(ManualShare& share, const ManualShare& other) {
    sum(share.visits, other.visits);
    sum(share.minutes, other.minutes);
    sum(share.visits_not_exempt, other.visits_not_exempt);
    sum(share.minutes_not_exempt, other.minutes_not_exempt);
}

void count_otherwise(ManualShare& share, const Registration& one, Otherwise as) {
    if (one.not_exempt) {
        share.visits_not_exempt.manual -= 1;
        share.minutes_not_exempt.manual -= one.minutes;
    }
    if (as == Otherwise::accepted && one.manual) {
        share.visits.manual -= 1;
        share.minutes.manual -= one.minutes;
    }
}

void Registrations::add(const Registration& one, const domain::Visit& visit) {
    add_to(share, one);
    ++visits_by_way[static_cast<std::size_t>(one.way)];
    ++ends_by_way[static_cast<std::size_t>(visit.start_verification)];
    ++ends_by_way[static_cast<std::size_t>(visit.end_verification)];
    ++visits;
    late += one.late ? 1 : 0;
    edited += one.edited ? 1 : 0;
    at_lock += one.at_lock ? 1 : 0;
    by_lock += one.at_lock && one.by_lock ? 1 : 0;
}

void Registrations::add(const Registrations& others) {
    add_to(share, others.share);
    for (std::size_t i = 0; i < visits_by_way.size(); ++i) visits_by_way[i] += others.visits_by_way[i];
    for (std::size_t i = 0; i < ends_by_way.size(); ++i) ends_by_way[i] += others.ends_by_way[i];
    visits += others.visits;
    late += others.late;
    edited += others.edited;
    at_lock += others.at_lock;
    by_lock += others.by_lock;
}

Cause cause_of(const Registration& one, Date day, const Surroundings& around, const Settings& settings) {
    if (!one.not_exempt) return Cause::exempt;
    bool has_lock = false;
    bool low = false;
    bool silent = false;
    for (const LockStory* story : around.locks) {
        const auto& lock = story->history.lock;
        if (lock.kind == "entrance" || !is_mounted(lock, day)) continue;
        has_lock = true;
        for (const auto& fault : story->faults) {
            if (day >= vardagar_before(fault.reported, 1) && (!fault.done || day <= *fault.done))
                return Cause::lock_fault;
        }
        const LastTold last = last_told(story->history, day);
        low = low || last.battery == BatteryLevel::critical || last.battery == BatteryLevel::empty;
        silent = silent || is_silent(story->history, last, day, settings.battery_stale_days);
    }
    if (low) return Cause::battery;
    if (silent) return Cause::lock_silent;
    if (around.phone_inactive.value_or(false)) return Cause::phone_inactive;
    return has_lock || around.has_tag ? Cause::none : Cause::no_equipment;
}

std::optional<Forecast> forecast_of(std::span<const DayShare> by_day, domain::Month month, Date today,
                                    ShareReading reading) {
    ManualShare::Part so_far;
    ManualShare::Part last;
    ManualShare::Part of_today;
    const Date first = domain::first_day(month);
    const int seen = static_cast<int>(std::clamp<std::int64_t>((today - first).count(), 0, days_of_forecast));
    for (const auto& [day, share] : by_day) {
        if (day > today) continue;  // nobody has been there yet
        const auto& part = share.by(reading);
        sum(so_far, part);
        if (day == today) sum(of_today, part);
        if (day < today && day >= today - days{seen}) sum(last, part);
    }
    if (today > domain::last_day(month)) return Forecast{so_far, seen};
    if (seen == 0) return std::nullopt;
    const std::int64_t left = (domain::last_day(month) - today).count() + 1;
    const auto rest = [&](std::int64_t of_last, std::int64_t today_has) {
        return std::max<std::int64_t>(0, (of_last * left + seen / 2) / seen - today_has);
    };
    Forecast forecast{so_far, seen};
    const std::int64_t all = rest(last.all, of_today.all);
    forecast.share.all += all;
    forecast.share.manual += std::min(all, rest(last.manual, of_today.manual));
    return forecast;
}

std::int64_t room_left(const ManualShare::Part& so_far, const ManualShare::Part& at_the_end, int limit_percent) {
    return at_the_end.all * limit_percent / 100 - so_far.manual;
}

int sample_clients(const Rulebook& book) {
    const auto named = [](const Parameter& parameter) { return parameter.name == "sample_clients_to"; };
    const auto found = std::find_if(book.parameters.begin(), book.parameters.end(), named);
    const auto told = found == book.parameters.end() ? std::nullopt : base::parse_integer<int>(found->value);
    return told && *told > 0 ? *told : usual_sample_clients;
}

std::vector<Id> drawn(std::vector<Id> from, std::size_t count, std::uint64_t seed) {
    std::sort(from.begin(), from.end(),
              [&](const Id& a, const Id& b) { return std::pair(lot_of(a, seed), a) < std::pair(lot_of(b, seed), b); });
    if (from.size() > count) from.resize(count);
    return from;
}

}  // namespace samordna::rules
