#include "rules/silence_habits.h"

#include <algorithm>

#include "rules/visit_case.h"

namespace samordna::rules {
namespace {

using domain::Date;
using domain::Minutes;
using std::chrono::days;

// A visit within so many times the tolerance of the usual start is that visit, moved.
constexpr int near_times = 2;
// Moved to another day: so far away it is looked for.
constexpr int days_moved = 3;

// A usual time is told in steps of so many minutes.
constexpr int told_in = 5;

Minutes apart(Minutes a, Minutes b) {
    return a < b ? b - a : a - b;
}

bool has_service(const domain::Visit& visit, std::string_view service, const Services& services) {
    return std::any_of(visit.service_lines.begin(), visit.service_lines.end(),
                       [&](const auto& line) { return same_service(line.service, service, services); });
}

Minutes middle(std::vector<Minutes> values) {
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    return *half;
}

// The service that every one of these visits had; nothing: they differ. A habit whose service nobody orders any longer,
// or that nobody orders at all, is none.
std::optional<std::string> service_of(const Cluster& cluster, const Facts::ClientFact& client, Date day,
                                      const Services& services) {
    std::optional<std::string> common;
    bool any_ordered = false;
    for (const auto& line : cluster.visits.front()->visit->service_lines) {
        const bool always = std::all_of(cluster.visits.begin(), cluster.visits.end(), [&](const Seen* seen) {
            return has_service(*seen->visit, line.service, services);
        });
        const bool ordered = order_in_force(client, line.service, day, services) != nullptr;
        if (always && !ordered) return std::nullopt;
        if (always && !common) common = line.service;
    }
    if (common) return common;
    for (const Seen* seen : cluster.visits) {
        for (const auto& line : seen->visit->service_lines)
            any_ordered = any_ordered || order_in_force(client, line.service, day, services) != nullptr;
    }
    return any_ordered ? std::optional<std::string>("") : std::nullopt;
}

// The service was done on a neighbouring day on which it usually is not: it was moved.
bool was_moved(const Life& life, Date day, const std::string& service, const Services& services) {
    if (service.empty()) return false;
    const auto done_on = [&](Date other) {
        const auto seen = life.on(other);
        return std::any_of(seen.begin(), seen.end(),
                           [&](const Seen& s) { return has_service(*s.visit, service, services); });
    };
    for (int distance = -days_moved; distance <= days_moved; ++distance) {
        const Date other = day + days{distance};
        if (distance == 0 || !done_on(other)) continue;
        int usual = 0;
        for (int week = 1; week <= silence_weeks; ++week) usual += done_on(other - days{7 * week}) ? 1 : 0;
        if (usual == 0) return true;
    }
    return false;
}

}  // namespace

Life::Life(const Facts& facts, std::uint32_t client, Date first) {
    for (const auto& place : facts.all_of_client(client)) {
        const auto& fact = facts.at(place.visit);
        if (fact.day < first) continue;
        const auto time = std::chrono::floor<Minutes>(domain::local_time(fact.visit.start) - fact.day);
        const auto length = fact.possible ? domain::minutes_between(fact.visit.start, *fact.visit.end) : Minutes{0};
        seen_.push_back({fact.day, time, length, &fact.visit});
    }
}

std::span<const Seen> Life::on(Date day) const {
    const auto from = std::lower_bound(seen_.begin(), seen_.end(), day,
                                       [](const Seen& seen, Date wanted) { return seen.day < wanted; });
    auto to = from;
    while (to != seen_.end() && to->day == day) ++to;
    return {from, to};
}

bool is_as_before(const Life& life, Date day, const std::vector<Date>& days_back, const Settings& settings) {
    const auto today = life.on(day);
    return std::all_of(days_back.begin(), days_back.end(), [&](Date before) {
        const auto then = life.on(before);
        return then.size() == today.size() &&
               std::equal(then.begin(), then.end(), today.begin(), [&](const Seen& a, const Seen& b) {
                   return apart(a.time, b.time) <= settings.silence_within;
               });
    });
}

std::vector<Cluster> habits_of(const Life& life, const std::vector<Date>& days_back, const Settings& settings) {
    std::vector<std::vector<const Seen*>> weeks;
    std::vector<const Seen*> all;
    for (const Date day : days_back) {
        auto& week = weeks.emplace_back();
        for (const Seen& seen : life.on(day)) {
            if (seen.visit->double_staffing) continue;  // the supporting half: its ordinary visit tells
            week.push_back(&seen);
            all.push_back(&seen);
        }
    }
    const auto needed = static_cast<std::size_t>(settings.silence_held_weeks);
    std::vector<Cluster> found;
    for (;;) {
        Cluster best;
        Minutes best_spread = Minutes::max();
        for (const Seen* centre : all) {
            Cluster cluster;
            Minutes spread{0};
            for (const auto& week : weeks) {
                const auto nearest = std::min_element(week.begin(), week.end(), [&](const Seen* a, const Seen* b) {
                    return apart(a->time, centre->time) < apart(b->time, centre->time);
                });
                if (nearest == week.end() || apart((*nearest)->time, centre->time) > settings.silence_within) continue;
                cluster.visits.push_back(*nearest);
                spread += apart((*nearest)->time, centre->time);
            }
            if (cluster.visits.size() < needed) continue;
            if (cluster.visits.size() > best.visits.size() ||
                (cluster.visits.size() == best.visits.size() && spread < best_spread)) {
                best = std::move(cluster);
                best_spread = spread;
            }
        }
        if (best.visits.empty()) break;
        std::vector<Minutes> times;
        std::vector<Minutes> lengths;
        for (const Seen* seen : best.visits) {
            times.push_back(seen->time);
            lengths.push_back(seen->length);
            std::erase(all, seen);
            for (auto& week : weeks) std::erase(week, seen);
        }
        // No more certain than it is.
        best.occasion.usual = Minutes{(middle(times).count() + told_in / 2) / told_in * told_in};
        best.occasion.length = middle(lengths);
        best.occasion.held = static_cast<int>(best.visits.size());
        best.occasion.weeks = static_cast<int>(days_back.size());
        found.push_back(std::move(best));
    }
    std::sort(found.begin(), found.end(),
              [](const Cluster& a, const Cluster& b) { return a.occasion.usual < b.occasion.usual; });
    return found;
}

std::vector<Silence::Occasion> missing_on(const Life& life, Date day, const std::vector<Cluster>& habits,
                                          const Facts::ClientFact& client, const Settings& settings,
                                          const Services& services, domain::Instant now) {
    const Minutes near = near_times * settings.silence_within;
    std::vector<const Seen*> visits;
    for (const Seen& seen : life.on(day)) visits.push_back(&seen);
    // Over midnight too.
    for (const Seen& seen : life.on(day + days{1})) {
        if (seen.time < near) visits.push_back(&seen);
    }
    const auto time_of = [&](const Seen* seen) { return seen->time + (seen->day - day); };
    std::vector<bool> answered(habits.size(), false);
    std::vector<bool> used(visits.size(), false);
    for (;;) {  // the nearest pair first
        std::size_t habit = habits.size();
        std::size_t visit = visits.size();
        Minutes distance = near + Minutes{1};
        for (std::size_t h = 0; h < habits.size(); ++h) {
            for (std::size_t v = 0; v < visits.size(); ++v) {
                const Minutes between = apart(habits[h].occasion.usual, time_of(visits[v]));
                if (answered[h] || used[v] || between >= distance) continue;
                habit = h;
                visit = v;
                distance = between;
            }
        }
        if (habit == habits.size()) break;
        answered[habit] = used[visit] = true;
    }
    std::vector<Silence::Occasion> missing;
    for (std::size_t h = 0; h < habits.size(); ++h) {
        if (answered[h]) continue;
        auto occasion = habits[h].occasion;
        if (now < domain::from_local(day, occasion.usual + occasion.length) + near) continue;
        const auto service = service_of(habits[h], client, day, services);
        if (!service) continue;
        occasion.service = *service;
        bool done = was_moved(life, day, *service, services);
        for (std::size_t v = 0; v < visits.size() && !done; ++v) {
            // Done together with another visit, or at another time of the day.
            const bool close = apart(occasion.usual, time_of(visits[v])) <= near;
            done = (!used[v] || close) && (service->empty() || has_service(*visits[v]->visit, *service, services));
        }
        if (!done) missing.push_back(std::move(occasion));
    }
    return missing;
}

}  // namespace samordna::rules
