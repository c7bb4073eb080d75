// Which visits must be judged anew when something has changed.
#include <algorithm>

#include "rules/facts.h"

namespace samordna::rules {
namespace {

using domain::RecordType;

void unite(std::vector<Id>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

// By any rulebook: which one judges the visit may change with its day.
bool Facts::looks_at_years(const domain::Visit& visit) const {
    const auto is_capped = [&](const std::string& name) {
        return std::any_of(rulebooks_->all().begin(), rulebooks_->all().end(), [&](const Rulebook& book) {
            const Service* service = book.services.find(name);
            return service != nullptr && service->special != Special::none && service->special != Special::meal &&
                   service->special != Special::cleaning;
        });
    };
    return std::any_of(visit.service_lines.begin(), visit.service_lines.end(), [&](const auto& line) {
        const auto [it, added] = years_.try_emplace(line.service);
        if (added) it->second = is_capped(line.service);
        return it->second;
    });
}

void Facts::add_neighbours(std::vector<Id>& ids, std::uint32_t visit) const {
    const VisitFact& fact = visits_[visit];
    const auto add_all = [&](std::span<const Place> places) {
        for (const Place& place : places) ids.push_back(visits_[place.visit].visit.id);
    };
    const domain::Instant start = fact.visit.start;
    add_all(near_client(fact.client, start));
    add_all(near_worker(shifts_[fact.shift].care_worker, start));
    for (const Place& place : all_of_client(fact.client)) {
        const domain::Visit& v = visits_[place.visit].visit;
        if (looks_at_years(v)) ids.push_back(v.id);
    }
}

std::vector<Id> Facts::touched_by(const Id& visit) const {
    std::vector<Id> ids;
    if (const std::uint32_t index = index_of(visit); index != nobody) add_neighbours(ids, index);
    unite(ids);
    return ids;
}

std::vector<Id> Facts::touched_by(RecordType type, const Id& id) const {
    if (type == RecordType::visit) return touched_by(id);
    std::vector<Id> ids;
    if (type == RecordType::shift) {
        const std::uint32_t index = index_of_shift(id);
        if (index == nobody) return ids;
        for (const std::uint32_t visit : shifts_[index].visits) add_neighbours(ids, visit);
        unite(ids);
        return ids;
    }
    if (type == RecordType::unit || type == RecordType::matrix) {  // what its visits are judged by
        const auto own = matrices_.find(id);
        const Id& unit = own != matrices_.end() ? own->second.unit : id;
        each_visit([&](std::uint32_t index) {
            if (shifts_[visits_[index].shift].shift.unit == unit) ids.push_back(visits_[index].visit.id);
        });
        unite(ids);
        return ids;
    }
    const auto owner = owner_.find(id);
    const std::uint32_t client = client_index_.find(owner != owner_.end() ? owner->second : id);
    if (client == nobody) return ids;
    for (const auto& [start, end, visit] : all_of_client(client)) {
        // Who lives with whom decides for the cohabitants and for the rest of the care worker's day too.
        if (type == RecordType::client)
            add_neighbours(ids, visit);
        else
            ids.push_back(visits_[visit].visit.id);
    }
    // An order of double staffing stands at the supporting visit, which is the same client's.
    unite(ids);
    return ids;
}

}  // namespace samordna::rules
