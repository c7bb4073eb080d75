#include "rules/facts.h"

#include <algorithm>
#include <tuple>

#include "rules/checks.h"

namespace samordna::rules {
namespace {

using domain::RecordType;

bool is_possible(const domain::Visit& visit) {
    return visit.end && *visit.end > visit.start && *visit.end - visit.start <= std::chrono::hours{24};
}

void unite(std::vector<Id>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

template <class List, class Value>
void erase_one(List& list, const Value& value) {
    const auto it = std::find(list.begin(), list.end(), value);
    if (it != list.end()) list.erase(it);
}

}  // namespace

// --- Timelines.

std::uint32_t Facts::new_timeline() {
    timelines_.emplace_back();
    return static_cast<std::uint32_t>(timelines_.size() - 1);
}

const std::vector<std::uint32_t>& Facts::in_order(std::uint32_t timeline) const {
    Timeline& line = timelines_[timeline];
    if (!line.in_order) {
        std::sort(line.visits.begin(), line.visits.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::tie(visits_[a].visit.start, visits_[a].visit.id) <
                   std::tie(visits_[b].visit.start, visits_[b].visit.id);
        });
        line.in_order = true;
    }
    return line.visits;
}

void Facts::add(std::uint32_t timeline, std::uint32_t visit) {
    Timeline& line = timelines_[timeline];
    line.in_order =
        line.in_order && (line.visits.empty() || visits_[line.visits.back()].visit.start < visits_[visit].visit.start);
    line.visits.push_back(visit);
}

void Facts::take_out(std::uint32_t timeline, std::uint32_t visit) {
    erase_one(timelines_[timeline].visits, visit);
}

std::span<const std::uint32_t> Facts::near(std::uint32_t timeline, domain::Instant start) const {
    if (timeline == nobody) return {};
    const auto& all = in_order(timeline);
    const auto from = std::lower_bound(all.begin(), all.end(), start - reach,
                                       [&](std::uint32_t v, domain::Instant t) { return visits_[v].visit.start < t; });
    const auto to = std::upper_bound(from, all.end(), start + reach,
                                     [&](domain::Instant t, std::uint32_t v) { return t < visits_[v].visit.start; });
    return {from, to};
}

std::span<const std::uint32_t> Facts::near_client(std::uint32_t client, domain::Instant start) const {
    return client == nobody ? std::span<const std::uint32_t>{} : near(clients_[client].timeline, start);
}
std::span<const std::uint32_t> Facts::near_worker(std::uint32_t care_worker, domain::Instant start) const {
    return near(care_worker, start);
}
std::span<const std::uint32_t> Facts::all_of_client(std::uint32_t client) const {
    return client == nobody ? std::span<const std::uint32_t>{} : in_order(clients_[client].timeline);
}

// --- Numbers for ids: what is referred to may come later.

std::uint32_t Facts::client_index(const Id& id) {
    const auto [it, added] = client_index_.try_emplace(id, static_cast<std::uint32_t>(clients_.size()));
    if (added) {
        clients_.emplace_back().client.id = id;
        clients_.back().timeline = new_timeline();
    }
    return it->second;
}
std::uint32_t Facts::shift_index(const Id& id) {
    const auto [it, added] = shift_index_.try_emplace(id, static_cast<std::uint32_t>(shifts_.size()));
    if (added) shifts_.emplace_back().shift.id = id;
    return it->second;
}
std::uint32_t Facts::worker_timeline(const Id& id) {
    const auto it = worker_timeline_.find(id);
    return it != worker_timeline_.end() ? it->second : worker_timeline_.emplace(id, new_timeline()).first->second;
}
std::uint32_t Facts::index_of(const Id& visit) const {
    const auto it = visit_index_.find(visit);
    return it == visit_index_.end() ? nobody : it->second;
}
std::uint32_t Facts::index_of_shift(const Id& shift) const {
    const auto it = shift_index_.find(shift);
    return it == shift_index_.end() ? nobody : it->second;
}

void Facts::reserve(std::size_t visits) {
    visits_.reserve(visits);
    visit_index_.reserve(visits);
}

// --- Taking in.

void Facts::put(domain::Visit visit) {
    remove(RecordType::visit, visit.id);
    std::uint32_t index = static_cast<std::uint32_t>(visits_.size());
    if (free_.empty()) {
        visits_.emplace_back();
    } else {
        index = free_.back();
        free_.pop_back();
    }
    VisitFact& fact = visits_[index];
    fact.day = domain::local_date(visit.start);
    fact.possible = is_possible(visit);
    fact.client = client_index(visit.client);
    fact.shift = shift_index(visit.shift);
    visit_index_.emplace(visit.id, index);
    fact.visit = std::move(visit);
    add(clients_[fact.client].timeline, index);
    ShiftFact& shift = shifts_[fact.shift];
    shift.visits.push_back(index);
    if (shift.care_worker != nobody) add(shift.care_worker, index);
}

void Facts::put(domain::Shift shift) {
    ShiftFact& fact = shifts_[shift_index(shift.id)];
    const std::uint32_t worker = worker_timeline(shift.care_worker);
    if (worker != fact.care_worker) {
        for (const std::uint32_t visit : fact.visits) {
            if (fact.care_worker != nobody) take_out(fact.care_worker, visit);
            add(worker, visit);
        }
    }
    fact.care_worker = worker;
    fact.shift = std::move(shift);
}

void Facts::join_household(std::uint32_t client) {
    const auto& c = clients_[client].client;
    if (!c.household.empty()) households_[c.unit.text() + c.household].push_back(client);
}
void Facts::leave_household(std::uint32_t client) {
    const auto& c = clients_[client].client;
    if (!c.household.empty()) erase_one(households_[c.unit.text() + c.household], client);
}

template <class T>
void Facts::put_of_client(std::vector<T> ClientFact::*list, const T& record, const std::optional<Id>& client) {
    remove_of_client(list, domain::type_of(domain::Record(T{})), record.id);
    if (!client) return;
    (clients_[client_index(*client)].*list).push_back(record);
    owner_.insert_or_assign(record.id, *client);
}

template <class T>
void Facts::remove_of_client(std::vector<T> ClientFact::*list, RecordType, const Id& id) {
    const auto owner = owner_.find(id);
    if (owner == owner_.end()) return;
    std::erase_if(clients_[client_index(owner->second)].*list, [&](const T& record) { return record.id == id; });
    owner_.erase(owner);
}

void Facts::put(const domain::Record& record) {
    struct Visitor {
        Facts& f;
        void operator()(const domain::Unit& unit) const {
            f.municipality_.insert_or_assign(unit.id, unit.municipality);
        }
        void operator()(const domain::Client& client) const {
            const std::uint32_t index = f.client_index(client.id);
            f.leave_household(index);
            f.clients_[index].client = client;
            f.join_household(index);
        }
        void operator()(const domain::Order& order) const { f.put_of_client(&ClientFact::orders, order, order.client); }
        void operator()(const domain::Lock& lock) const { f.put_of_client(&ClientFact::locks, lock, lock.client); }
        void operator()(const domain::Tag& tag) const { f.put_of_client(&ClientFact::tags, tag, tag.client); }
        void operator()(const domain::Shift& shift) const { f.put(shift); }
        void operator()(const domain::Visit& visit) const { f.put(visit); }
        void operator()(const domain::CareWorker&) const {}
        void operator()(const domain::Phone&) const {}
        void operator()(const domain::Rulebook&) const {}
    };
    std::visit(Visitor{*this}, record);
}

void Facts::remove(RecordType type, const Id& id) {
    if (type == RecordType::order) return remove_of_client(&ClientFact::orders, type, id);
    if (type == RecordType::lock) return remove_of_client(&ClientFact::locks, type, id);
    if (type == RecordType::tag) return remove_of_client(&ClientFact::tags, type, id);
    if (type == RecordType::unit) return void(municipality_.erase(id));
    if (type == RecordType::client) {
        const auto it = client_index_.find(id);
        if (it == client_index_.end()) return;
        leave_household(it->second);
        clients_[it->second].client = {};
        clients_[it->second].client.id = id;
        return;
    }
    if (type == RecordType::shift) {
        const std::uint32_t index = index_of_shift(id);
        if (index == nobody) return;
        ShiftFact& fact = shifts_[index];
        if (fact.care_worker != nobody) {
            for (const std::uint32_t visit : fact.visits) take_out(fact.care_worker, visit);
        }
        fact.care_worker = nobody;
        fact.shift = {};
        fact.shift.id = id;
        return;
    }
    if (type != RecordType::visit) return;
    const auto it = visit_index_.find(id);
    if (it == visit_index_.end()) return;
    const std::uint32_t index = it->second;
    visit_index_.erase(it);
    const VisitFact& fact = visits_[index];
    take_out(clients_[fact.client].timeline, index);
    ShiftFact& shift = shifts_[fact.shift];
    if (shift.care_worker != nobody) take_out(shift.care_worker, index);
    erase_one(shift.visits, index);
    visits_[index] = {};
    free_.push_back(index);
}

// --- Asking.

const domain::Shift* Facts::shift(const Id& id) const {
    const std::uint32_t index = index_of_shift(id);
    return index == nobody || shifts_[index].care_worker == nobody ? nullptr : &shifts_[index].shift;
}

const domain::Visit* Facts::visit(const Id& id) const {
    const std::uint32_t index = index_of(id);
    return index == nobody ? nullptr : &visits_[index].visit;
}

std::vector<const domain::Visit*> Facts::visits_of(const Id& shift) const {
    std::vector<const domain::Visit*> visits;
    const std::uint32_t index = index_of_shift(shift);
    if (index == nobody) return visits;
    for (const std::uint32_t visit : shifts_[index].visits) visits.push_back(&visits_[visit].visit);
    std::sort(visits.begin(), visits.end(), [](const domain::Visit* a, const domain::Visit* b) {
        return std::tie(a->start, a->id) < std::tie(b->start, b->id);
    });
    return visits;
}

std::string_view Facts::municipality_of(const domain::Shift& shift) const {
    const auto it = municipality_.find(shift.unit);
    return it == municipality_.end() ? std::string_view{} : std::string_view{it->second};
}

std::span<const std::uint32_t> Facts::household_of(std::uint32_t client) const {
    if (client == nobody || clients_[client].client.household.empty()) return {};
    const auto& c = clients_[client].client;
    const auto it = households_.find(c.unit.text() + c.household);
    return it == households_.end() ? std::span<const std::uint32_t>{} : std::span<const std::uint32_t>{it->second};
}

bool Facts::live_together(std::uint32_t a, std::uint32_t b) const {
    if (a == b) return true;
    if (a == nobody || b == nobody) return false;
    const auto& one = clients_[a].client;
    const auto& other = clients_[b].client;
    return !one.household.empty() && one.household == other.household && one.unit == other.unit;
}

domain::Instant Facts::closing_time(const Rulebook& book, domain::Month month) const {
    const auto [it, added] = closing_times_.try_emplace({&book, month});
    if (added) it->second = book.closing_time(month);
    return it->second;
}

const CheckRule* Facts::rule_of(const Rulebook& book, std::size_t check) const {
    const auto [it, added] = rules_.try_emplace(&book);
    if (added) {
        for (const CheckInfo& known : known_checks()) it->second.push_back(book.rule(known.id));
    }
    return it->second[check];
}

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
    const auto add_all = [&](std::span<const std::uint32_t> visits) {
        for (const std::uint32_t v : visits) ids.push_back(visits_[v].visit.id);
    };
    const domain::Instant start = fact.visit.start;
    add_all(near_client(fact.client, start));
    for (const std::uint32_t other : household_of(fact.client)) add_all(near_client(other, start));
    add_all(near_worker(shifts_[fact.shift].care_worker, start));
    for (const std::uint32_t v : all_of_client(fact.client)) {
        if (looks_at_years(visits_[v].visit)) ids.push_back(visits_[v].visit.id);
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
    if (type == RecordType::unit) {  // whose rulebook is in force
        for (const auto& [visit, index] : visit_index_) {
            if (shifts_[visits_[index].shift].shift.unit == id) ids.push_back(visit);
        }
        unite(ids);
        return ids;
    }
    std::uint32_t client = nobody;
    const auto owner = owner_.find(id);
    const auto found = client_index_.find(owner != owner_.end() ? owner->second : id);
    if (found != client_index_.end()) client = found->second;
    if (client == nobody) return ids;
    for (const std::uint32_t visit : all_of_client(client)) {
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
