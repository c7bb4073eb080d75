#include "workspace/startup_reading.h"

#include <algorithm>

#include "rules/followup.h"
#include "rules/startup.h"
#include "sync/facts_reader.h"

namespace samordna::workspace {

using domain::Id;

StartupRecords read_startups(store::Store& store, rules::Facts& facts) {
    StartupRecords read{store.all<domain::Unit>(), store.all<domain::Lock>()};
    for (const auto& unit : read.units) facts.put(unit);
    for (auto& client : store.all<domain::Client>()) facts.put(std::move(client));
    for (const auto& lock : read.locks) facts.put(lock);
    std::vector<std::string> services;
    for (const auto& book : facts.rulebooks().all()) {
        const auto* service = rules::startup_service(book);
        if (service != nullptr && std::find(services.begin(), services.end(), service->name) == services.end())
            services.push_back(service->name);
    }
    for (auto& visit : store.visits_with(services)) {
        if (const auto shift = store.find(domain::RecordType::shift, visit.shift)) facts.put(shift->record);
        facts.put(std::move(visit));
    }
    // A lock's own hour whose service somebody has changed since: no other can be made.
    for (const auto& lock : read.locks) {
        const Id own = domain::startup_visit_of(lock.id);
        if (facts.visit(own) != nullptr) continue;
        if (auto visit = store.find(domain::RecordType::visit, own)) facts.put(visit->record);
    }
    return read;
}

StartupStatus count_startups(store::Store& store, domain::Date today) {
    const auto rulebooks = sync::known_rulebooks(store);
    rules::Facts facts(*rulebooks);
    const auto read = read_startups(store, facts);
    StartupStatus status;
    for (const auto& unit : read.units) {
        const auto* book = rulebooks->in_force(unit.municipality, today);
        status.paid = status.paid || (book != nullptr && rules::startup_service(*book) != nullptr);
    }
    for (const auto& lock : read.locks) {
        const bool at_a_door = lock.client && lock.kind != "entrance" && rules::is_mounted(lock, today);
        status.locks += at_a_door ? 1 : 0;
    }
    facts.each_client([&](std::uint32_t client) {
        for (const auto& startup : rules::startups_of(facts, client, today)) {
            using enum rules::StartupState;
            auto& count = startup.state == missing  ? status.missing
                          : startup.state == stands ? status.stands
                          : startup.state == over   ? status.over
                          : startup.state == again  ? status.again
                                                    : status.without_lock;
            ++count;
        }
    });
    return status;
}

}  // namespace samordna::workspace
