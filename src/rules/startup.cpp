#include "rules/startup.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "rules/visit_case.h"

namespace samordna::rules {
namespace {

bool is_startup(const Facts& facts, const domain::Visit& visit) {
    return std::any_of(visit.service_lines.begin(), visit.service_lines.end(), [&](const auto& line) {
        return std::any_of(facts.rulebooks().all().begin(), facts.rulebooks().all().end(), [&](const Rulebook& book) {
            const Service* service = book.services.find(line.service);
            return service != nullptr && service->special == Special::lock_startup;
        });
    });
}

// What of the visit is startup; all of it where nothing else was done.
int minutes_of(const Facts& facts, const Rulebook& book, const Facts::VisitFact& fact) {
    int minutes = 0;
    for (const Line& line : service_lines_of(facts, fact, book)) {
        if (line.service != nullptr && line.service->special == Special::lock_startup) minutes += line.performed;
    }
    return minutes;
}

bool was_mounted(const domain::Lock& lock, domain::Date day) {
    return lock.kind != "entrance" && (!lock.mounted_at || *lock.mounted_at <= day);
}

struct Pairing {
    const Facts& facts;
    const Rulebook& book;
    std::vector<domain::Lock> locks;
    std::vector<const Facts::VisitFact*> hours;  // by start
    std::vector<Startup> rows;

    void add(const domain::Lock* lock, const Facts::VisitFact* hour, StartupState state, const Id& client) {
        Startup row{state, client, {}, {}, 0};
        if (lock != nullptr) row.lock = lock->id;
        if (hour != nullptr) {
            row.visit = hour->visit.id;
            row.minutes = minutes_of(facts, book, *hour);
            if (state == StartupState::stands && row.minutes > book.settings.lock_startup.count())
                row.state = StartupState::over;
        }
        rows.push_back(row);
    }
};

}  // namespace

std::string_view name_of(StartupState state) {
    constexpr std::array<std::string_view, 5> names{"missing", "stands", "over", "again", "without_lock"};
    return names[static_cast<std::size_t>(state)];
}

const Service* startup_service(const Rulebook& book) {
    const auto& all = book.services.all();
    const auto it =
        std::find_if(all.begin(), all.end(), [](const auto& s) { return s.special == Special::lock_startup; });
    return it == all.end() ? nullptr : &*it;
}

std::vector<Startup> startups_of(const Facts& facts, std::uint32_t client, domain::Date day) {
    const auto& fact = facts.client_at(client);
    const Rulebook* book = facts.rulebooks().in_force(facts.municipality_of_unit(fact.client.unit), day);
    if (book == nullptr || startup_service(*book) == nullptr) return {};
    Pairing p{facts, *book, fact.locks, {}, {}};
    std::sort(p.locks.begin(), p.locks.end(), [](const auto& a, const auto& b) {
        return std::tie(a.mounted_at, a.source_id, a.id) < std::tie(b.mounted_at, b.source_id, b.id);
    });
    for (const auto& place : facts.all_of_client(client)) {
        const auto& hour = facts.at(place.visit);
        if (is_startup(facts, hour.visit)) p.hours.push_back(&hour);
    }
    const Id& whose = fact.client.id;
    std::vector<bool> has_hour(p.locks.size());
    const auto take = [&](const auto& fits) {
        std::erase_if(p.hours, [&](const auto* hour) {
            for (std::size_t i = 0; i < p.locks.size(); ++i) {
                if (has_hour[i] || !fits(p.locks[i], *hour)) continue;
                has_hour[i] = true;
                p.add(&p.locks[i], hour, StartupState::stands, whose);
                return true;
            }
            return false;
        });
    };
    take([](const domain::Lock& lock, const auto& hour) { return hour.visit.id == domain::startup_visit_of(lock.id); });
    const bool one_for_all = book->settings.lock_startup_per_client;
    if (!one_for_all || std::find(has_hour.begin(), has_hour.end(), true) == has_hour.end()) {
        bool taken = false;
        take([&](const domain::Lock& lock, const auto& hour) {
            if ((one_for_all && taken) || !was_mounted(lock, hour.day)) return false;
            return taken = true;
        });
    }
    bool any = std::find(has_hour.begin(), has_hour.end(), true) != has_hour.end();
    for (std::size_t i = 0; i < p.locks.size(); ++i) {
        const auto& lock = p.locks[i];
        const bool is_mounted = was_mounted(lock, day) && (!lock.removed_at || *lock.removed_at > day);
        if (has_hour[i] || !is_mounted || (one_for_all && any)) continue;
        // Its hour may stand at the client where it was mounted first.
        if (facts.visit(domain::startup_visit_of(lock.id)) != nullptr) continue;
        p.add(&lock, nullptr, StartupState::missing, whose);
        any = true;
    }
    for (const auto* hour : p.hours) {
        const bool with_lock =
            std::any_of(p.locks.begin(), p.locks.end(), [&](const auto& lock) { return was_mounted(lock, hour->day); });
        p.add(nullptr, hour, with_lock ? StartupState::again : StartupState::without_lock, whose);
    }
    return p.rows;
}

}  // namespace samordna::rules
