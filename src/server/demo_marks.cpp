#include <algorithm>
#include <tuple>

#include "server/demo_stops.h"

namespace samordna::server::demo {
namespace {

using namespace std::chrono;
using domain::Verification;

constexpr days within_a_run{7};

void mark(Stop& s, std::string_view check) {
    if (std::find(s.planted.begin(), s.planted.end(), check) == s.planted.end()) s.planted.push_back(check);
}

Date day_of(const Stop& s) {
    return domain::local_date(s.visit.start);
}

// Every stop with the service, by client and in the order of time.
template <class F>
void each_of(std::vector<Route>& routes, std::string_view name, F&& f) {
    std::map<int, std::vector<Stop*>> stops;
    for (Route& route : routes) {
        for (Stop& s : route.stops) {
            if (has_service(s, name)) stops[s.resident].push_back(&s);
        }
    }
    for (auto& [resident, list] : stops) {
        std::sort(list.begin(), list.end(),
                  [](const Stop* a, const Stop* b) { return a->visit.start < b->visit.start; });
        f(list);
    }
}

void mark_seconds(std::vector<Route>& routes, std::string_view name, std::string_view check) {
    each_of(routes, name, [&](const std::vector<Stop*>& stops) {
        for (std::size_t i = 1; i < stops.size(); ++i) mark(*stops[i], check);
    });
}

// Days are counted from the first one of a run.
void mark_transition(std::vector<Route>& routes, int paid_days) {
    each_of(routes, service::omstallning, [&](const std::vector<Stop*>& stops) {
        Date first = day_of(*stops.front());
        Date before = first;
        for (Stop* s : stops) {
            const Date day = day_of(*s);
            if (day - before >= within_a_run) first = day;
            before = day;
            if ((day - first).count() >= paid_days) mark(*s, "transition-days");
        }
    });
}

// Whatever the note says: a manual end, changed times, more than ordered and late entries are followed up.
void mark_haninge(Stop& s) {
    const Visit& v = s.visit;
    if (!v.end) return;
    const bool possible = *v.end > v.start && *v.end - v.start <= hours{24};
    const bool stays_away = has_service(s, service::omstallning);
    if (!stays_away && !verified(s)) mark(s, "manual-not-exempt");
    if (v.original_start || v.original_end) mark(s, "edited-without-note");
    if (possible && !stays_away && *v.registered_at - *v.end > minutes{60}) mark(s, "late-registration");
    // What was done has another order, or none.
    const auto is_planted = [&](std::string_view check) {
        return std::find(s.planted.begin(), s.planted.end(), check) != s.planted.end();
    };
    if (!possible || v.service_lines.empty() || stays_away || is_planted("no-order") || is_planted("combination"))
        return;
    int by_order = performed(s);
    for (const auto& line : v.service_lines) by_order -= line.extra ? line.minutes.value_or(0) : 0;
    if (by_order > s.minutes) mark(s, "over-ordered-without-note");
}

}  // namespace

void mark_what_follows(const Unit& unit, std::vector<Route>& routes) {
    mark_transition(routes, unit.haninge ? 2 : 4);
    if (unit.haninge) {
        for (Route& route : routes) {
            for (Stop& s : route.stops) mark_haninge(s);
        }
        return;
    }
    mark_seconds(routes, service::samtal, "cap-introduction-talk");
    mark_seconds(routes, service::uppstart, "cap-lock-startup");
    mark_seconds(routes, service::brand, "cap-fire-prevention");
}

}  // namespace samordna::server::demo
