#include "rules/facts.h"

#include <algorithm>
#include <tuple>

#include "rules/checks.h"
#include "rules/matrix_csv.h"

namespace samordna::rules {
namespace {

using domain::RecordType;

bool is_possible(const domain::Visit& visit) {
    return visit.end && *visit.end > visit.start && *visit.end - visit.start <= std::chrono::hours{24};
}

template <class List, class Value>
void erase_one(List& list, const Value& value) {
    const auto it = std::find(list.begin(), list.end(), value);
    if (it != list.end()) list.erase(it);
}

}  // namespace

// --- Timelines.

std::uint32_t Facts::new_timeline() {
    timelines_.emplace_back().places.reserve(16);
    return static_cast<std::uint32_t>(timelines_.size() - 1);
}

const Facts::Timeline& Facts::in_order(std::uint32_t timeline) const {
    Timeline& line = timelines_[timeline];
    if (line.in_order) return line;
    std::sort(line.places.begin(), line.places.end(), [&](const Place& a, const Place& b) {
        if (a.start != b.start) return a.start < b.start;
        return visits_[a.visit].visit.id < visits_[b.visit].visit.id;
    });
    line.in_order = true;
    return line;
}

void Facts::add(std::uint32_t timeline, std::uint32_t visit) {
    Timeline& line = timelines_[timeline];
    const VisitFact& fact = visits_[visit];
    line.in_order = line.in_order && (line.places.empty() || line.places.back().start < fact.visit.start);
    line.places.push_back({fact.visit.start, fact.possible ? *fact.visit.end : domain::Instant::min(), visit});
}

void Facts::take_out(std::uint32_t timeline, std::uint32_t visit) {
    auto& places = timelines_[timeline].places;
    const auto it = std::find_if(places.begin(), places.end(), [&](const Place& p) { return p.visit == visit; });
    if (it != places.end()) places.erase(it);
}

std::span<const Facts::Place> Facts::near(std::uint32_t timeline, domain::Instant start) const {
    if (timeline == nobody) return {};
    const auto& all = in_order(timeline).places;
    const auto from = std::lower_bound(all.begin(), all.end(), start - reach,
                                       [](const Place& place, domain::Instant t) { return place.start < t; });
    const auto to = std::upper_bound(from, all.end(), start + reach,
                                     [](domain::Instant t, const Place& place) { return t < place.start; });
    return {from, to};
}

std::vector<std::uint32_t> Facts::meeting(std::uint32_t timeline, std::uint32_t visit) const {
    std::vector<std::uint32_t> others;
    const VisitFact& fact = visits_[visit];
    if (timeline == nobody || !fact.possible) return others;
    const auto& all = in_order(timeline).places;
    const domain::Instant start = fact.visit.start;
    const domain::Instant end = *fact.visit.end;
    auto place = std::lower_bound(all.begin(), all.end(), start - std::chrono::hours{24},
                                  [](const Place& p, domain::Instant earliest) { return p.start < earliest; });
    for (; place != all.end() && place->start <= end; ++place) {
        if (place->end >= start && place->visit != visit) others.push_back(place->visit);
    }
    return others;
}

std::vector<std::uint32_t> Facts::meeting_of_client(std::uint32_t visit) const {
    return meeting(clients_[visits_[visit].client].timeline, visit);
}
std::vector<std::uint32_t> Facts::meeting_of_worker(std::uint32_t visit) const {
    return meeting(shifts_[visits_[visit].shift].care_worker, visit);
}

std::span<const Facts::Place> Facts::near_client(std::uint32_t client, domain::Instant start) const {
    return client == nobody ? std::span<const Place>{} : near(clients_[client].timeline, start);
}
std::span<const Facts::Place> Facts::near_worker(std::uint32_t care_worker, domain::Instant start) const {
    return near(care_worker, start);
}
std::span<const Facts::Place> Facts::all_of_client(std::uint32_t client) const {
    return client == nobody ? std::span<const Place>{} : in_order(clients_[client].timeline).places;
}

// --- Numbers for ids: what is referred to may come later.

std::uint32_t Facts::client_index(const Id& id) {
    const auto [index, added] = client_index_.insert(id, static_cast<std::uint32_t>(clients_.size()));
    if (added) {
        clients_.emplace_back().client.id = id;
        clients_.back().timeline = new_timeline();
    }
    return index;
}
std::uint32_t Facts::shift_index(const Id& id) {
    const auto [index, added] = shift_index_.insert(id, static_cast<std::uint32_t>(shifts_.size()));
    if (added) {
        shifts_.emplace_back().shift.id = id;
        shifts_.back().visits.reserve(8);
    }
    return index;
}
std::uint32_t Facts::worker_timeline(const Id& id) {
    const auto [index, added] = worker_timeline_.insert(id, static_cast<std::uint32_t>(timelines_.size()));
    if (added) new_timeline();
    return index;
}
std::uint32_t Facts::index_of(const Id& visit) const {
    return visit_index_.find(visit);
}
std::uint32_t Facts::index_of_shift(const Id& shift) const {
    return shift_index_.find(shift);
}

void Facts::reserve(std::size_t visits) {
    visits_.reserve(visits);
    visit_index_.reserve(visits);
}

// --- Taking in.

void Facts::leave_timelines(std::uint32_t visit) {
    const VisitFact& fact = visits_[visit];
    take_out(clients_[fact.client].timeline, visit);
    ShiftFact& shift = shifts_[fact.shift];
    if (shift.care_worker != nobody) take_out(shift.care_worker, visit);
    erase_one(shift.visits, visit);
}

void Facts::put(domain::Visit visit) {
    const auto next = free_.empty() ? static_cast<std::uint32_t>(visits_.size()) : free_.back();
    const auto [index, added] = visit_index_.insert(visit.id, next);
    if (!added)
        leave_timelines(index);
    else if (free_.empty())
        visits_.emplace_back();
    else
        free_.pop_back();
    VisitFact& fact = visits_[index];
    fact.day = domain::local_date(visit.start);
    fact.possible = is_possible(visit);
    fact.client = client_index(visit.client);
    // Visits come shift by shift.
    const bool same = index > 0 && visits_[index - 1].visit.shift == visit.shift && visits_[index - 1].shift != nobody;
    fact.shift = same ? visits_[index - 1].shift : shift_index(visit.shift);
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
            f.asked_.reset();
            f.municipality_.insert_or_assign(unit.id, unit.municipality);
        }
        void operator()(const domain::Client& client) const {
            const std::uint32_t index = f.client_index(client.id);
            f.leave_household(index);
            f.clients_[index].client = client;
            f.join_household(index);
        }
        void operator()(const domain::Order& order) const { f.put_of_client(&ClientFact::orders, order, order.client); }
        void operator()(const domain::Lock& lock) const {
            f.equipment_.put(lock);
            f.put_of_client(&ClientFact::locks, lock, lock.client);
        }
        void operator()(const domain::Tag& tag) const {
            f.equipment_.put(tag);
            f.put_of_client(&ClientFact::tags, tag, tag.client);
        }
        void operator()(const domain::Absence& absence) const {
            f.put_of_client(&ClientFact::absences, absence, absence.client);
        }
        void operator()(const domain::Matrix& matrix) const {
            f.asked_.reset();
            f.matrices_.erase(matrix.id);
            // What cannot be read was refused when it was set; a program that is older than it goes by the rulebook.
            if (auto read = parse_matrix(matrix.cells); !matrix.cells.empty() && read)
                f.matrices_.emplace(matrix.id, UnitMatrix{matrix.unit, matrix.rulebook, *std::move(read)});
        }
        void operator()(const domain::Shift& shift) const { f.put(shift); }
        void operator()(const domain::Visit& visit) const { f.put(visit); }
        void operator()(const domain::CareWorker& worker) const { f.equipment_.put(worker); }
        void operator()(const domain::Phone& phone) const { f.equipment_.put(phone); }
        void operator()(const domain::LockOrder& order) const { f.equipment_.put(order); }
        void operator()(const domain::Control& control) const { f.equipment_.put(control); }
        void operator()(const domain::AccountOrder& order) const { f.equipment_.put(order); }
        void operator()(const domain::LockReading&) const {}
        void operator()(const domain::Rulebook&) const {}
        void operator()(const domain::Activity&) const {}
    };
    std::visit(Visitor{*this}, record);
}

void Facts::remove(RecordType type, const Id& id) {
    equipment_.remove(id);
    if (type == RecordType::order) return remove_of_client(&ClientFact::orders, type, id);
    if (type == RecordType::lock) return remove_of_client(&ClientFact::locks, type, id);
    if (type == RecordType::tag) return remove_of_client(&ClientFact::tags, type, id);
    if (type == RecordType::absence) return remove_of_client(&ClientFact::absences, type, id);
    if (type == RecordType::matrix) {
        asked_.reset();
        matrices_.erase(id);
        return;
    }
    if (type == RecordType::unit) {
        asked_.reset();
        municipality_.erase(id);
        return;
    }
    if (type == RecordType::client) {
        const std::uint32_t index = client_index_.find(id);
        if (index == nobody) return;
        leave_household(index);
        clients_[index].client = {};
        clients_[index].client.id = id;
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
    const std::uint32_t index = index_of(id);
    if (index == nobody) return;
    visit_index_.erase(id);
    leave_timelines(index);
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

const domain::Client* Facts::client(const Id& id) const {
    const std::uint32_t index = client_index_.find(id);
    return index == nobody || clients_[index].client.id.is_nil() ? nullptr : &clients_[index].client;
}

bool Facts::has_order(const Id& client, std::string_view service) const {
    const std::uint32_t index = client_index_.find(client);
    if (index == nobody) return false;
    const auto& orders = clients_[index].orders;
    return std::any_of(orders.begin(), orders.end(), [&](const auto& order) { return order.service == service; });
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
    return municipality_of_unit(shift.unit);
}

std::string_view Facts::municipality_of_unit(const Id& unit) const {
    const auto it = municipality_.find(unit);
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

const std::vector<const CheckRule*>& Facts::rules_of(const Rulebook& book) const {
    const auto [it, added] = rules_.try_emplace(&book);
    if (added) {
        for (const CheckInfo& known : known_checks()) it->second.push_back(book.rule(known.id));
    }
    return it->second;
}

Facts::InForce Facts::in_force(const domain::Shift& shift, domain::Date day) const {
    if (asked_ && asked_->day == day && asked_->unit == shift.unit) return asked_->answer;
    InForce answer{rulebooks_->in_force(municipality_of(shift), day)};
    if (answer.book != nullptr) {
        answer.closing_time = closing_time(*answer.book, domain::month_of(day));
        answer.rules = &rules_of(*answer.book);
        answer.matrix = &answer.book->matrix;
        for (const auto& [id, own] : matrices_) {
            if (own.unit == shift.unit && own.rulebook == answer.book->matrix_from) answer.matrix = &own.matrix;
        }
    }
    asked_ = Asked{shift.unit, day, answer};
    return answer;
}

}  // namespace samordna::rules
