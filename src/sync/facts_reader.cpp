#include "sync/facts_reader.h"

#include <algorithm>

#include "base/log.h"

namespace samordna::sync {
namespace {

using domain::Id;
using domain::RecordType;

// A shift may begin a day before its last visit, and that visit may have neighbours within `reach`.
constexpr std::chrono::days margin{4};
// Reading whole days at once costs less than so many shifts one by one.
constexpr std::size_t few = 24;

}  // namespace

// What the municipality has published over what the program carries. A text that cannot be read leaves the others
// alone.
std::shared_ptr<const rules::Rulebooks> known_rulebooks(store::Store& store) {
    const rules::Rulebooks& carried = rules::Rulebooks::built_in();
    std::vector<std::string> bodies;
    for (auto& book : store.all<domain::Rulebook>()) bodies.push_back(std::move(book.body));
    if (bodies.empty()) return {std::shared_ptr<void>{}, &carried};
    std::vector<base::Error> faults;
    auto merged = std::make_shared<rules::Rulebooks>(carried.with(bodies, &faults));
    for (const auto& fault : faults) base::log::warning("a published rulebook: " + fault.code);
    return merged;
}

void FactsReader::read_units() {
    for (auto& unit : store_.all<domain::Unit>()) facts_.put(std::move(unit));
    for (auto& matrix : store_.all<domain::Matrix>()) facts_.put(std::move(matrix));
}

void FactsReader::take_in(domain::Visit&& visit) {
    read_years(visit);
    facts_.put(std::move(visit));
}

// Few clients have such a visit; all of theirs are looked at.
void FactsReader::read_years(const domain::Visit& visit) {
    if (facts_.looks_at_years(visit)) read_years_of(visit.client);
}

void FactsReader::read_years_of(const Id& client) {
    if (!years_.insert(client).second) return;
    for (auto& other : store_.visits_of_client(client)) {
        if (facts_.visit(other.id) == nullptr && facts_.looks_at_years(other)) put_with_shift(std::move(other));
    }
}

void FactsReader::read_days(domain::Date from, domain::Date to, const std::function<void(std::size_t)>& told) {
    read_units();
    for (auto& client : store_.all<domain::Client>()) facts_.put(std::move(client));
    for (auto& order : store_.all<domain::Order>()) facts_.put(std::move(order));
    for (auto& lock : store_.all<domain::Lock>()) facts_.put(std::move(lock));
    for (auto& tag : store_.all<domain::Tag>()) facts_.put(std::move(tag));
    for (auto& absence : store_.all<domain::Absence>()) facts_.put(std::move(absence));
    const auto first = from == domain::Date::min() ? from : from - margin;
    const auto end = to == domain::Date::max() ? to : to + margin;
    store_.each_shift(first, end, [&](domain::Shift&& shift) { facts_.put(std::move(shift)); });
    std::vector<domain::Visit> with_years;
    store_.each_visit(first, end, [&](domain::Visit&& visit) {
        if (facts_.looks_at_years(visit)) with_years.push_back(visit);
        facts_.put(std::move(visit));
        if (told) told(facts_.size());
    });
    for (const auto& visit : with_years) read_years(visit);
}

void FactsReader::read_client(const Id& id) {
    if (!clients_.insert(id).second) return;
    if (auto client = store_.find(RecordType::client, id)) facts_.put(client->record);
    for (auto& order : store_.of_client<domain::Order>(id)) facts_.put(std::move(order));
    for (auto& lock : store_.of_client<domain::Lock>(id)) facts_.put(std::move(lock));
    for (auto& tag : store_.of_client<domain::Tag>(id)) facts_.put(std::move(tag));
    for (auto& absence : store_.of_client<domain::Absence>(id)) facts_.put(std::move(absence));
}

void FactsReader::put_with_shift(domain::Visit&& visit) {
    if (facts_.shift(visit.shift) == nullptr) {
        if (auto shift = store_.find(RecordType::shift, visit.shift)) facts_.put(shift->record);
    }
    facts_.put(std::move(visit));
}

void FactsReader::read_near(const domain::Visit& visit, const Id& client) {
    read_client(client);
    for (auto& near : store_.visits_of_client(client, visit.start - rules::reach, visit.start + rules::reach))
        put_with_shift(std::move(near));
}

void FactsReader::read_shift(const domain::Shift& shift) {
    if (!around_.insert(shift.id).second) return;
    for (const auto& neighbour : store_.shifts_of_worker(shift.care_worker, shift.date - margin, shift.date + margin)) {
        facts_.put(neighbour);
        for (auto& visit : store_.visits_of(neighbour.id)) {
            // Who lives where decides whether there is a way between two clients.
            const auto found = store_.find(RecordType::client, visit.client);
            if (found) facts_.put(found->record);
            if (neighbour.id == shift.id) {
                read_near(visit, visit.client);
                const std::string household = found ? std::get<domain::Client>(found->record).household : "";
                if (!household.empty()) {
                    for (const auto& other : store_.clients_of_household(household)) read_near(visit, other.id);
                }
                read_years(visit);
            }
            facts_.put(std::move(visit));
        }
    }
}

void FactsReader::read_around(std::span<const Id> shifts) {
    domain::Date from = domain::Date::max();
    domain::Date to = domain::Date::min();
    std::vector<domain::Shift> found;
    for (const Id& id : shifts) {
        const auto record = store_.find(RecordType::shift, id);
        if (!record) continue;
        const auto& shift = std::get<domain::Shift>(record->record);
        from = std::min(from, shift.date);
        to = std::max(to, shift.date + std::chrono::days{1});
        found.push_back(shift);
    }
    if (found.size() > few) return read_days(from, to);
    read_units();
    for (const auto& shift : found) read_shift(shift);
}

void FactsReader::read_around(const domain::Change& change) {
    if (domain::target_type(change.verb) == RecordType::shift) return read_around({&change.target, 1});
    std::vector<Id> shifts;
    if (const auto* edit = std::get_if<domain::EditVisit>(&change.verb)) {
        // As she sees it, and as the backend has it: it may lie in another shift there.
        for (const auto& visit :
             {store_.find(RecordType::visit, change.target), store_.confirmed(RecordType::visit, change.target)}) {
            if (visit) shifts.push_back(std::get<domain::Visit>(visit->record).shift);
        }
        if (edit->shift) shifts.push_back(*edit->shift);
    }
    if (const auto* made = domain::registered_visit(change.verb)) {
        shifts.push_back(made->shift);
        read_client(made->client);
        if (std::holds_alternative<domain::RegisterStartup>(change.verb)) read_years_of(made->client);
    }
    read_equipment(change);
    read_around(shifts);
    // A shift without visits has nothing around it, but is there.
    for (const Id& id : shifts) {
        if (const auto shift = store_.find(RecordType::shift, id)) facts_.put(shift->record);
    }
}

// The thing itself, and whose it is or is to be.
void FactsReader::read_equipment(const domain::Change& change) {
    if (const auto* startup = std::get_if<domain::RegisterStartup>(&change.verb)) {
        if (const auto lock = store_.find(RecordType::lock, startup->lock)) facts_.put(lock->record);
        if (auto visit = store_.find(RecordType::visit, change.target))
            take_in(std::get<domain::Visit>(std::move(visit->record)));
        return;
    }
    const auto type = domain::target_type(change.verb);
    if (type != RecordType::lock && type != RecordType::tag && type != RecordType::phone &&
        type != RecordType::lock_order && type != RecordType::control && type != RecordType::care_worker &&
        type != RecordType::account_order)
        return;
    read_units();
    if (std::holds_alternative<domain::CreateCareWorker>(change.verb)) {
        // A number is one person's.
        for (auto& worker : store_.all<domain::CareWorker>()) facts_.put(std::move(worker));
    }
    const auto found = store_.find(type, change.target);
    if (found) facts_.put(found->record);
    if (const auto* lock = found ? std::get_if<domain::Lock>(&found->record) : nullptr; lock != nullptr && lock->client)
        read_client(*lock->client);
    if (const auto* couple = std::get_if<domain::CoupleTag>(&change.verb)) read_client(couple->client);
    const auto* edit = std::get_if<domain::EditPhone>(&change.verb);
    if (const auto holder =
            edit != nullptr && edit->holder ? store_.find(RecordType::care_worker, *edit->holder) : std::nullopt)
        facts_.put(holder->record);
    if (const auto* set = std::get_if<domain::SetLockOrder>(&change.verb)) {
        if (set->client) read_client(*set->client);
        if (const auto lock = set->lock ? store_.find(RecordType::lock, *set->lock) : std::nullopt)
            facts_.put(lock->record);
    }
}

void FactsReader::read_again(RecordType type, const Id& id) {
    auto found = store_.find(type, id);
    if (!found) return facts_.remove(type, id);
    if (auto* visit = std::get_if<domain::Visit>(&found->record)) return take_in(std::move(*visit));
    facts_.put(found->record);
}

}  // namespace samordna::sync
