// What is paid only so often or so long: initiated by the provider, without an order. The first ones are paid, in the
// order in which they happened, over the borders of months. Source: Nacka 3.2/4.2, the lock routine "Ersättning till
// anordnare för trygghetslås"; Haninge "Omställningstid".
#include <algorithm>
#include <set>
#include <tuple>

#include "rules/caps.h"
#include "rules/check.h"

namespace samordna::rules::check {
namespace {

using base::Parameters;

bool has_special(const Rulebook& book, const domain::Visit& visit, Special special) {
    return std::any_of(visit.service_lines.begin(), visit.service_lines.end(), [&](const auto& line) {
        const Service* service = book.services.find(line.service);
        return service != nullptr && service->special == special;
    });
}

// Minutes of a visit that fall on the special service.
int minutes_of(const Facts& facts, const Rulebook& book, const Facts::VisitFact& fact, Special special) {
    int minutes = 0;
    for (const Line& line : service_lines_of(facts, fact, book)) {
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
std::size_t mounted_locks(const Facts::ClientFact& client, domain::Date day) {
    const auto& locks = client.locks;
    return static_cast<std::size_t>(std::count_if(locks.begin(), locks.end(), [&](const domain::Lock& lock) {
        return lock.kind != "entrance" && (!lock.mounted_at || *lock.mounted_at <= day);
    }));
}

// The client's visits with the service, in order; all of them, or those before that one. An hour of startup without a
// lock is none.
std::vector<const Facts::VisitFact*> visits_with(const Facts& facts, const Rulebook& book, std::uint32_t client,
                                                 Special special, const domain::Visit* before = nullptr) {
    std::vector<const Facts::VisitFact*> visits;
    for (const auto& [start, end, other] : facts.all_of_client(client)) {
        const auto& o = facts.at(other);
        if (before != nullptr && std::tie(o.visit.start, o.visit.id) >= std::tie(before->start, before->id)) break;
        const bool counts = special != Special::lock_startup || mounted_locks(facts.client_at(client), o.day) > 0;
        if (counts && has_special(book, o.visit, special)) visits.push_back(&o);
    }
    return visits;
}

std::vector<const Facts::VisitFact*> earlier(const VisitCase& c, Special special) {
    return visits_with(c.facts, c.book, c.fact.client, special, &c.visit);
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

std::size_t startups_allowed(const Rulebook& book, const Facts::ClientFact& client, domain::Date day) {
    return book.settings.lock_startup_per_client ? 1 : mounted_locks(client, day);
}
std::size_t startups_allowed(const VisitCase& c) {
    return startups_allowed(c.book, c.facts.client_at(c.fact.client), c.fact.day);
}

// The absence that a visit of transition time stands for: the last one that has begun and not ended.
const domain::Absence* absence_of(const VisitCase& c) {
    const domain::Absence* found = nullptr;
    for (const auto& absence : c.facts.client_at(c.fact.client).absences) {
        const bool covers = domain::local_date(absence.starts_at) <= c.fact.day &&
                            (!absence.ends_at || c.fact.day <= domain::local_date(*absence.ends_at));
        if (covers && (found == nullptr || found->starts_at < absence.starts_at)) found = &absence;
    }
    return found;
}

// Where nobody has said when the provider got to know, it is the first day of the run: days of transition time with
// less than a week between them.
domain::Date first_of_run(const VisitCase& c) {
    std::set<domain::Date> days{c.fact.day};
    for (const auto* visit : earlier(c, Special::transition)) days.insert(visit->day);
    domain::Date first = c.fact.day;
    for (auto it = days.rbegin(); it != days.rend() && first - *it < std::chrono::days{7}; ++it) first = *it;
    return first;
}

// Transition time is counted from when the provider knew.
struct Transition {
    domain::Date first{};
    int day = 1;                // this visit's, from 1
    int most = 0;               // days that are paid
    bool told_in_time = false;  // so long before that none is
    bool is_paid() const { return day <= most && !told_in_time; }
};
std::optional<Transition> transition_of(const VisitCase& c) {
    const Settings& s = c.book.settings;
    if (!s.transition_days || !c.has(Special::transition)) return std::nullopt;
    const domain::Absence* absence = absence_of(c);
    Transition t;
    t.most = *s.transition_days;
    if (absence != nullptr && absence->kind == domain::AbsenceKind::ended && s.transition_ended_days)
        t.most = *s.transition_ended_days;
    if (absence == nullptr || !absence->known_at) {
        t.first = first_of_run(c);
        t.day = static_cast<int>((c.fact.day - t.first).count()) + 1;
        return t;
    }
    t.first = domain::local_date(*absence->known_at);
    const auto days = s.transition_by_the_hour
                          ? std::chrono::floor<std::chrono::days>(c.visit.start - *absence->known_at)
                          : c.fact.day - t.first;
    t.day = std::max(1, static_cast<int>(days.count()) + 1);
    t.told_in_time = s.transition_notice_hours && absence->kind == domain::AbsenceKind::away &&
                     absence->starts_at - *absence->known_at >= std::chrono::hours{*s.transition_notice_hours};
    return t;
}

// Granted for that month, of every order that says so; empty: none does.
std::optional<int> granted_month(const VisitCase& c) {
    std::optional<int> minutes;
    for (const auto& order : c.facts.client_at(c.fact.client).orders) {
        const bool in_force = order.valid_from <= c.fact.day && (!order.valid_to || c.fact.day <= *order.valid_to);
        if (in_force && order.minutes_per_month) minutes = minutes.value_or(0) + *order.minutes_per_month;
    }
    return minutes;
}

bool is_first_of_day(const VisitCase& c) {
    const auto before = earlier(c, Special::transition);
    return before.empty() || before.back()->day != c.fact.day;
}

bool is_ordered_cleaning(const Rulebook& book, const Facts::ClientFact& client, domain::Date day) {
    return std::any_of(client.orders.begin(), client.orders.end(), [&](const domain::Order& order) {
        const Service* service = book.services.find(order.service);
        return service != nullptr && service->special == Special::cleaning && order.valid_from <= day &&
               (!order.valid_to || day <= *order.valid_to);
    });
}
bool is_ordered_cleaning(const VisitCase& c) {
    return is_ordered_cleaning(c.book, c.facts.client_at(c.fact.client), c.fact.day);
}

// Of these visits, those of that year.
int windows_in_year(const Facts& facts, const Rulebook& book, const std::vector<const Facts::VisitFact*>& visits,
                    domain::Date day) {
    const auto year = std::chrono::year_month_day{day}.year();
    int minutes = 0;
    for (const auto* visit : visits) {
        if (std::chrono::year_month_day{visit->day}.year() == year)
            minutes += minutes_of(facts, book, *visit, Special::window_cleaning);
    }
    return minutes;
}
int windows_before(const VisitCase& c) {
    return windows_in_year(c.facts, c.book, earlier(c, Special::window_cleaning), c.fact.day);
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
    if (mounted_locks(c.facts.client_at(c.fact.client), c.fact.day) == 0)
        return Parameters{{"reason", std::string("no_lock")}};
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
    const auto t = transition_of(c);
    if (!t || t->is_paid()) return std::nullopt;
    if (t->told_in_time) {
        return Parameters{{"reason", std::string("told_in_time")},
                          {"hours", std::int64_t{*c.book.settings.transition_notice_hours}},
                          {"first", domain::date_text(t->first)}};
    }
    return Parameters{
        {"day", std::int64_t{t->day}}, {"days", std::int64_t{t->most}}, {"first", domain::date_text(t->first)}};
}

Found transition_late(const VisitCase& c) {
    const auto& limit = c.book.settings.transition_registration_days;
    if (!limit || !c.visit.registered_at || own_line(c, Special::transition) == nullptr) return std::nullopt;
    const domain::Absence* absence = absence_of(c);
    const domain::Date first =
        absence != nullptr && absence->cancelled_at ? domain::local_date(*absence->cancelled_at) : first_of_run(c);
    const auto days = (domain::local_date(*c.visit.registered_at) - first).count();
    if (days <= *limit) return std::nullopt;
    return Parameters{{"day", std::int64_t{days}}, {"days", std::int64_t{*limit}}, {"first", domain::date_text(first)}};
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
            return mounted_locks(c.facts.client_at(c.fact.client), c.fact.day) == 0
                       ? 0
                       : once(Special::lock_startup, s.lock_startup, startups_allowed(c));
        case Special::window_cleaning:
            if (!is_ordered_cleaning(c)) return 0;
            return std::max(0, static_cast<int>(s.window_cleaning_per_year.count()) - windows_before(c));
        case Special::transition:
            if (const auto t = transition_of(c); t && !t->is_paid()) return 0;
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

// Haninge: "Varje dag ersätts med en trettiondel (1/30,4) av beviljad månadstid", to the nearest minute, on the first
// of the day's visits.
std::optional<int> transition_of_month(const VisitCase& c, const Line& line) {
    const auto& tenths = c.book.settings.transition_month_days_tenths;
    if (line.service == nullptr || line.service->special != Special::transition || !tenths || *tenths == 0)
        return std::nullopt;
    const auto month = granted_month(c);
    if (!month) return std::nullopt;
    return is_first_of_day(c) ? (*month * 10 + *tenths / 2) / *tenths : 0;
}

}  // namespace samordna::rules::check

namespace samordna::rules {

std::vector<CapUse> caps_of(const Facts& facts, std::uint32_t client, domain::Date day, domain::Instant now) {
    using namespace check;
    const auto& fact = facts.client_at(client);
    const Rulebook* book = facts.rulebooks().in_force(facts.municipality_of_unit(fact.client.unit), day);
    std::vector<CapUse> caps;
    if (book == nullptr) return caps;
    const Settings& s = book->settings;
    const auto add = [&](std::string_view check, Special special, domain::Minutes limit, std::size_t times) {
        if (book->rule(check) == nullptr) return;
        CapUse cap{special};
        auto visits = visits_with(facts, *book, client, special);
        std::erase_if(visits, [&](const auto* visit) { return visit->day > day; });
        cap.times = static_cast<int>(visits.size());
        if (special == Special::window_cleaning) {
            cap.used = windows_in_year(facts, *book, visits, day);
        } else {
            for (const auto* visit : visits) cap.used += minutes_of(facts, *book, *visit, special);
        }
        cap.allowed = static_cast<int>(limit.count()) * static_cast<int>(times);
        caps.push_back(cap);
    };
    add("cap-introduction-talk", Special::introduction_talk, s.introduction_talk, 1);
    add("cap-lock-startup", Special::lock_startup, s.lock_startup, startups_allowed(*book, fact, day));
    add("cap-window-cleaning", Special::window_cleaning, s.window_cleaning_per_year,
        is_ordered_cleaning(*book, fact, day) ? 1 : 0);
    add("cap-fire-prevention", Special::fire_prevention, s.fire_prevention, 1);
    // The run that the last visit of transition time belongs to.
    const Facts::VisitFact* last = nullptr;
    for (const auto* visit : visits_with(facts, *book, client, Special::transition)) {
        if (visit->day <= day) last = visit;
    }
    const auto c = last == nullptr ? std::nullopt : make_case(facts, facts.index_of(last->visit.id), now);
    if (const auto t = c ? transition_of(*c) : std::nullopt)
        caps.push_back({Special::transition, t->day, t->told_in_time ? 0 : t->most, 1, true});
    return caps;
}

}  // namespace samordna::rules
