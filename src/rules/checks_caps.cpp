// What is paid only so often or so long: initiated by the provider, without an order. The first ones are paid, in the
// order in which they happened, over the borders of months. Source: Nacka 3.2/4.2, the lock routine "Ersättning till
// anordnare för trygghetslås"; Haninge "Omställningstid".
#include <algorithm>
#include <set>
#include <tuple>

#include "rules/check.h"

namespace samordna::rules::check {
namespace {

using base::Parameters;

bool has_special(const VisitCase& c, const domain::Visit& visit, Special special) {
    return std::any_of(visit.service_lines.begin(), visit.service_lines.end(), [&](const auto& line) {
        const Service* service = c.book.services.find(line.service);
        return service != nullptr && service->special == special;
    });
}

// Minutes of another visit that fall on the special service.
int minutes_of(const VisitCase& c, const Facts::VisitFact& fact, Special special) {
    int minutes = 0;
    for (const Line& line : service_lines_of(c.facts, fact, c.book)) {
        if (line.service != nullptr && line.service->special == special) minutes += line.performed;
    }
    return minutes;
}

const Line* own_line(const VisitCase& c, Special special) {
    const auto it = std::find_if(c.lines.begin(), c.lines.end(),
                                 [&](const Line& l) { return l.service != nullptr && l.service->special == special; });
    return it == c.lines.end() ? nullptr : &*it;
}

// A door lock, and the lock of an entrance that it shares a door with, are one mounting; every own lock counts.
std::size_t mounted_locks(const VisitCase& c, domain::Date day) {
    const auto& locks = c.facts.client_at(c.fact.client).locks;
    return static_cast<std::size_t>(std::count_if(locks.begin(), locks.end(), [&](const domain::Lock& lock) {
        return lock.kind != "entrance" && (!lock.mounted_at || *lock.mounted_at <= day);
    }));
}

// The client's earlier visits with the service, in order. An hour of startup without a lock is none.
std::vector<const Facts::VisitFact*> earlier(const VisitCase& c, Special special) {
    std::vector<const Facts::VisitFact*> visits;
    for (const auto& [start, end, other] : c.facts.all_of_client(c.fact.client)) {
        const auto& o = c.facts.at(other);
        if (std::tie(o.visit.start, o.visit.id) >= std::tie(c.visit.start, c.visit.id)) break;
        const bool counts = special != Special::lock_startup || mounted_locks(c, o.day) > 0;
        if (counts && has_special(c, o.visit, special)) visits.push_back(&o);
    }
    return visits;
}

Found over_or_second(const VisitCase& c, Special special, domain::Minutes limit, std::size_t how_many) {
    const Line* line = own_line(c, special);
    if (line == nullptr) return std::nullopt;
    const auto before = earlier(c, special);
    if (before.size() >= how_many) {
        return Parameters{{"reason", std::string("again")},
                          {"other", before.back()->visit.id.text()},
                          {"other_date", domain::date_text(before.back()->day)}};
    }
    const auto over = line->performed - static_cast<int>(limit.count());
    if (over <= 0) return std::nullopt;
    return Parameters{
        {"reason", std::string("over")}, {"over", std::int64_t{over}}, {"limit", std::int64_t{limit.count()}}};
}

std::size_t startups_allowed(const VisitCase& c) {
    return c.book.settings.lock_startup_per_client ? 1 : mounted_locks(c, c.fact.day);
}

// Transition time is counted in days from when the provider knew. Where nobody has said when that was, it is the first
// day of the run: days of transition time with less than a week between them.
struct Run {
    domain::Date first{};
    int day = 1;  // this visit's, from 1
};
Run run_of(const VisitCase& c) {
    std::set<domain::Date> days{c.fact.day};
    for (const auto* visit : earlier(c, Special::transition)) days.insert(visit->day);
    Run run{c.fact.day, 1};
    for (auto it = days.rbegin(); it != days.rend() && run.first - *it < std::chrono::days{7}; ++it) run.first = *it;
    run.day = static_cast<int>((c.fact.day - run.first).count()) + 1;
    return run;
}

bool is_ordered_cleaning(const VisitCase& c) {
    const auto& orders = c.facts.client_at(c.fact.client).orders;
    return std::any_of(orders.begin(), orders.end(), [&](const domain::Order& order) {
        const Service* service = c.book.services.find(order.service);
        return service != nullptr && service->special == Special::cleaning && order.valid_from <= c.fact.day &&
               (!order.valid_to || c.fact.day <= *order.valid_to);
    });
}

// Of the same year before this visit.
int windows_before(const VisitCase& c) {
    const auto year = std::chrono::year_month_day{c.fact.day}.year();
    int minutes = 0;
    for (const auto* visit : earlier(c, Special::window_cleaning)) {
        if (std::chrono::year_month_day{visit->day}.year() != year) continue;
        minutes += minutes_of(c, *visit, Special::window_cleaning);
    }
    return minutes;
}

}  // namespace

Found cap_introduction_talk(const VisitCase& c) {
    return over_or_second(c, Special::introduction_talk, c.book.settings.introduction_talk, 1);
}

Found cap_fire_prevention(const VisitCase& c) {
    return over_or_second(c, Special::fire_prevention, c.book.settings.fire_prevention, 1);
}

Found cap_lock_startup(const VisitCase& c) {
    if (own_line(c, Special::lock_startup) == nullptr) return std::nullopt;
    if (mounted_locks(c, c.fact.day) == 0) return Parameters{{"reason", std::string("no_lock")}};
    return over_or_second(c, Special::lock_startup, c.book.settings.lock_startup, startups_allowed(c));
}

Found cap_window_cleaning(const VisitCase& c) {
    const Line* line = own_line(c, Special::window_cleaning);
    if (line == nullptr) return std::nullopt;
    if (!is_ordered_cleaning(c)) return Parameters{{"reason", std::string("no_cleaning")}};
    const auto limit = static_cast<int>(c.book.settings.window_cleaning_per_year.count());
    const int over = windows_before(c) + line->performed - limit;
    if (over <= 0) return std::nullopt;
    return Parameters{{"reason", std::string("over")}, {"over", std::int64_t{over}}, {"limit", std::int64_t{limit}}};
}

Found transition_days(const VisitCase& c) {
    if (!c.book.settings.transition_days || own_line(c, Special::transition) == nullptr) return std::nullopt;
    const Run run = run_of(c);
    if (run.day <= *c.book.settings.transition_days) return std::nullopt;
    return Parameters{{"day", std::int64_t{run.day}},
                      {"days", std::int64_t{*c.book.settings.transition_days}},
                      {"first", domain::date_text(run.first)}};
}

Found transition_late(const VisitCase& c) {
    const auto& limit = c.book.settings.transition_registration_days;
    if (!limit || !c.visit.registered_at || own_line(c, Special::transition) == nullptr) return std::nullopt;
    const Run run = run_of(c);
    const auto days = (domain::local_date(*c.visit.registered_at) - run.first).count();
    if (days <= *limit) return std::nullopt;
    return Parameters{
        {"day", std::int64_t{days}}, {"days", std::int64_t{*limit}}, {"first", domain::date_text(run.first)}};
}

std::optional<int> minutes_under_cap(const VisitCase& c, const Line& line) {
    if (line.service == nullptr) return std::nullopt;
    const auto once = [&](Special special, domain::Minutes limit, std::size_t how_many) {
        return earlier(c, special).size() >= how_many ? 0 : static_cast<int>(limit.count());
    };
    const Settings& s = c.book.settings;
    switch (line.service->special) {
        case Special::introduction_talk:
            return once(Special::introduction_talk, s.introduction_talk, 1);
        case Special::fire_prevention:
            return once(Special::fire_prevention, s.fire_prevention, 1);
        case Special::lock_startup:
            return mounted_locks(c, c.fact.day) == 0 ? 0
                                                     : once(Special::lock_startup, s.lock_startup, startups_allowed(c));
        case Special::window_cleaning:
            if (!is_ordered_cleaning(c)) return 0;
            return std::max(0, static_cast<int>(s.window_cleaning_per_year.count()) - windows_before(c));
        case Special::transition:
            if (s.transition_days && run_of(c).day > *s.transition_days) return 0;
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

}  // namespace samordna::rules::check
