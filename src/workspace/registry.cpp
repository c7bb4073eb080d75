#include "workspace/registry.h"

#include <algorithm>
#include <numeric>

#include "domain/person_id.h"
#include "workspace/folding.h"

namespace samordna::workspace {
namespace {

using domain::Id;

std::string full_name(const std::string& first, const std::string& last) {
    return first.empty() || last.empty() ? first + last : first + ' ' + last;
}

void rank(std::vector<Registry::Person>& people, const Alphabet& alphabet) {
    std::vector<std::string> keys;
    for (const auto& person : people) keys.push_back(alphabet.key(person.name));
    std::vector<std::size_t> order(people.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    for (std::size_t i = 0; i < order.size(); ++i) people[order[i]].rank = static_cast<std::int32_t>(i);
}

}  // namespace

Registry::Registry(store::Store& store) {
    const Alphabet alphabet;
    for (const auto& worker : store.all<domain::CareWorker>()) {
        Person person;
        person.id = worker.id;
        person.name = full_name(worker.first_name, worker.last_name);
        person.number = worker.number;
        person.search = folded(person.name + ' ' + person.number);
        care_worker_index_.emplace(worker.id, static_cast<std::uint32_t>(care_workers_.size()));
        care_workers_.push_back(std::move(person));
    }
    rank(care_workers_, alphabet);

    for (const auto& client : store.all<domain::Client>()) {
        Person person;
        person.id = client.id;
        person.name = full_name(client.first_name, client.last_name);
        person.number = std::to_string(client.number);
        person.search = folded(person.name + ' ' + person.number);
        person.person_id = folded(domain::person_id_search_key(client.person_id));
        client_index_.emplace(client.id, static_cast<std::uint32_t>(clients_.size()));
        clients_.push_back(std::move(person));
        client_numbers_.push_back(client.number);
    }
    rank(clients_, alphabet);
}

const Registry::Person* Registry::care_worker(const Id& id) const {
    const auto index = care_worker_index(id);
    return index == nobody ? nullptr : &care_workers_[index];
}

const Registry::Person* Registry::client(const Id& id) const {
    const auto index = client_index(id);
    return index == nobody ? nullptr : &clients_[index];
}

int Registry::client_number(const Id& id) const {
    const auto index = client_index(id);
    return index == nobody ? 0 : client_numbers_[index];
}

}  // namespace samordna::workspace
