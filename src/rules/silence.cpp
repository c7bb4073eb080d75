#include "rules/silence.h"

#include <algorithm>

#include "rules/calendar.h"
#include "rules/silence_habits.h"

namespace samordna::rules {
namespace {

using domain::Date;
using domain::Minutes;
using std::chrono::days;
using Kind = Silence::Kind;

// So many days with visits must be known before it can be said what is usual.
constexpr std::size_t days_for_a_gap = 6;
// Whoever has been away for long before is not missed until twice as long.
constexpr int longest_times = 2;
// A unit with fewer visits a day has quiet days by chance.
constexpr int visits_of_a_unit = 10;
// The same weekday twice is the least that can be called usual; where there is not even that, every day of a week.
constexpr int weekdays_for_a_unit = 2;
constexpr int days_of_a_week = 7;
// A holiday among the days of the week: people live otherwise, so it tells nothing.
bool is_holiday(Date day) {
    const std::chrono::weekday weekday{day};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday && !is_vardag(day);
}

bool is_ordered(const Facts::ClientFact& client, Date day) {
    return std::any_of(client.orders.begin(), client.orders.end(), [&](const domain::Order& order) {
        return order.valid_from <= day && (!order.valid_to || day <= *order.valid_to);
    });
}

bool is_away(const Facts::ClientFact& client, Date day) {
    return std::any_of(client.absences.begin(), client.absences.end(), [&](const domain::Absence& absence) {
        return domain::local_date(absence.starts_at) <= day &&
               (!absence.ends_at || day <= domain::local_date(*absence.ends_at));
    });
}

template <class T>
T middle(std::vector<T> values) {
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    return *half;
}

}  // namespace

std::string_view name_of(Silence::Kind kind) {
    switch (kind) {
        case Kind::habit:
            return "habit";
        case Kind::gap:
            return "gap";
        case Kind::unit:
            return "unit";
    }
    return "";
}

// --- Units.

SilenceSearch::SilenceSearch(const Facts& facts, Date first, domain::Instant now)
    : facts_(facts), first_(first), today_(domain::local_date(now)), now_(now) {
    const auto count = static_cast<std::size_t>(std::max((today_ - first_).count() + 1, std::int64_t{0}));
    UnitDays* unit = nullptr;
    Id of_unit;
    facts_.each_visit([&](std::uint32_t index) {
        const auto& fact = facts_.at(index);
        if (fact.day < first_ || fact.day > today_) return;
        const auto& shift = facts_.shift_at(fact.shift).shift;
        if (unit == nullptr || shift.unit != of_unit) {
            of_unit = shift.unit;
            unit = &units_[of_unit];
            if (unit->visits.empty()) {
                unit->visits.resize(count);
                unit->municipality = facts_.municipality_of(shift);
            }
        }
        ++unit->visits[static_cast<std::size_t>((fact.day - first_).count())];
    });
    for (auto& [id, days_of] : units_) {
        for (Date day = first_; day < today_; day += days{1}) judge_day(id, days_of, day);
    }
}

const Settings& SilenceSearch::settings_of(const Id& unit, Date day) const {
    static const Settings usual;
    const auto it = units_.find(unit);
    const Rulebook* book = it == units_.end() ? nullptr : facts_.rulebooks().in_force(it->second.municipality, day);
    return book == nullptr ? usual : book->settings;
}

void SilenceSearch::judge_day(const Id& id, UnitDays& unit, Date day) {
    const auto visits_on = [&](Date on) {
        return on < first_ || on >= today_ ? 0 : unit.visits[static_cast<std::size_t>((on - first_).count())];
    };
    const auto silent_on = [&](Date on) {
        return std::any_of(unit.silent.begin(), unit.silent.end(),
                           [&](const Silence& s) { return s.day <= on && on <= s.until; });
    };
    Silence silence{Kind::unit, id, day, day};
    silence.visits = visits_on(day);
    std::vector<int> same;
    for (int week = 1; week <= silence_weeks; ++week) {
        const Date before = day - days{7 * week};
        if (visits_on(before) > 0 && !silent_on(before) && !is_holiday(before)) same.push_back(visits_on(before));
    }
    if (same.size() >= weekdays_for_a_unit) {
        silence.days_compared = static_cast<int>(same.size());
        silence.usual_visits = middle(same);
        silence.same_weekday = true;
    } else {
        int least = INT32_MAX;
        for (int back = 1; back <= days_of_a_week; ++back) least = std::min(least, visits_on(day - days{back}));
        silence.days_compared = days_of_a_week;
        silence.usual_visits = least;
    }
    const int percent = settings_of(id, day).silence_unit_percent;
    if (silence.usual_visits < visits_of_a_unit || silence.visits * 100 >= silence.usual_visits * percent) {
        // Nothing at all after days with nothing at all: it goes on.
        const bool goes_on = silence.visits == 0 && !unit.silent.empty() && unit.silent.back().until + days{1} == day;
        if (goes_on) unit.silent.back().until = day;
        return;
    }
    if (!unit.silent.empty() && unit.silent.back().until + days{1} == day && silence.visits == 0 &&
        unit.silent.back().visits == 0)
        unit.silent.back().until = day;
    else
        unit.silent.push_back(silence);
}

std::vector<Silence> SilenceSearch::of_units(Date from, Date to) const {
    std::vector<Silence> found;
    for (const auto& [id, unit] : units_) {
        for (const Silence& silence : unit.silent) {
            if (silence.day <= to && silence.until >= from) found.push_back(silence);
        }
    }
    return found;
}

// --- Clients.

bool SilenceSearch::tells(const Facts::ClientFact& client, const UnitDays& unit, Date day) const {
    return unit.visits[static_cast<std::size_t>((day - first_).count())] > 0 && is_ordered(client, day) &&
           !is_away(client, day) && std::none_of(unit.silent.begin(), unit.silent.end(), [&](const Silence& s) {
               return s.day <= day && day <= s.until;
           });
}

std::vector<Silence> SilenceSearch::of_client(std::uint32_t index, Date from, Date to) const {
    const auto& client = facts_.client_at(index);
    std::vector<Silence> found;
    if (client.client.id.is_nil() || client.orders.empty()) return found;
    const Life life(facts_, index, first_);
    if (life.all().empty()) return found;
    const auto unit = units_.find(client.client.unit);
    if (unit == units_.end()) return found;
    const Rulebook* book = facts_.rulebooks().in_force(unit->second.municipality, std::min(to, today_));
    static const Services no_services;
    const Services& services = book == nullptr ? no_services : book->services;
    const Settings& settings = settings_of(client.client.unit, std::min(to, today_));

    std::vector<char> telling;
    for (Date day = first_; day < today_; day += days{1}) telling.push_back(tells(client, unit->second, day) ? 1 : 0);
    const auto tells_on = [&](Date day) {
        return day >= first_ && day < today_ && telling[static_cast<std::size_t>((day - first_).count())] != 0;
    };

    // Gaps: counted in days that tell, between days with visits.
    std::vector<int> gaps;
    const auto look = [&](Date last, Date next) {
        int quiet = 0;
        Date until = last;
        for (Date day = last + days{1}; day < next; day += days{1}) {
            if (!tells_on(day)) continue;
            ++quiet;
            until = day;
        }
        if (gaps.size() + 1 >= days_for_a_gap) {
            const int usual = middle(gaps);
            const int longest = *std::max_element(gaps.begin(), gaps.end());
            if (quiet + 1 >= longest_times * longest && quiet + 1 >= usual * settings.silence_gap_times &&
                is_ordered(client, until)) {
                Silence silence{Kind::gap, client.client.id, last + days{1}, until};
                while (silence.day < until && !tells_on(silence.day)) silence.day += days{1};
                silence.last = last;
                silence.usual_days = usual;
                silence.longest_days = longest;
                if (silence.day <= to && silence.until >= from) found.push_back(std::move(silence));
                return;
            }
        }
        gaps.push_back(quiet + 1);
    };
    Date last = life.all().front().day;
    for (const Seen& seen : life.all()) {
        if (seen.day == last) continue;
        look(last, seen.day);
        last = seen.day;
    }
    look(last, today_);

    const std::size_t gaps_found = found.size();
    const auto in_gap = [&](Date day) {
        return std::any_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(gaps_found),
                           [&](const Silence& s) { return s.day <= day && day <= s.until; });
    };
    for (Date day = std::max(from, first_); day <= std::min(to, today_); day += days{1}) {
        if (in_gap(day) || is_holiday(day) || !is_ordered(client, day) || is_away(client, day)) continue;
        if (day < today_ && !tells_on(day)) continue;
        const auto today = life.on(day);
        // Paid instead of the visits: she is away.
        const bool transition = std::any_of(today.begin(), today.end(), [&](const Seen& seen) {
            return std::any_of(seen.visit->service_lines.begin(), seen.visit->service_lines.end(), [&](const auto& l) {
                const Service* service = services.find(l.service);
                return service != nullptr && service->special == Special::transition;
            });
        });
        if (transition) continue;
        std::vector<Date> weeks;
        for (int week = 1; week <= silence_weeks; ++week) {
            const Date before = day - days{7 * week};
            if (tells_on(before) && !is_holiday(before) && !in_gap(before)) weeks.push_back(before);
        }
        if (static_cast<int>(weeks.size()) < settings.silence_held_weeks) continue;
        if (is_as_before(life, day, weeks, settings)) continue;
        const auto habits = habits_of(life, weeks, settings);
        if (habits.empty()) continue;
        auto missing = missing_on(life, day, habits, client, settings, services, now_);
        if (missing.empty()) continue;
        Silence silence{Kind::habit, client.client.id, day, day};
        silence.occasions = std::move(missing);
        found.push_back(std::move(silence));
    }
    return found;
}

bool SilenceSearch::tells_as(const SilenceSearch& other) const {
    const auto same_days = [](const auto& a, const auto& b) {
        return a.first == b.first && a.second.municipality == b.second.municipality &&
               a.second.silent == b.second.silent &&
               std::equal(a.second.visits.begin(), a.second.visits.end(), b.second.visits.begin(),
                          b.second.visits.end(), [](int x, int y) { return (x > 0) == (y > 0); });
    };
    return today_ == other.today_ &&
           std::equal(units_.begin(), units_.end(), other.units_.begin(), other.units_.end(), same_days);
}

}  // namespace samordna::rules
