// Care workers and clients in memory, with what is searched and sorted by worked out once. Built from
// the store, then only read. Internal to the room; one thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/record.h"
#include "store/store.h"

namespace samordna::workspace {

class Registry {
  public:
    struct Person {
        domain::Id id;
        std::string name;  // "Förnamn Efternamn"
        std::string number;
        std::string search;     // searchable name and number
        std::string person_id;  // as person_id_search_key gives it, folded; clients
        std::int32_t rank = 0;  // its place in the Swedish alphabet
    };
    static constexpr std::uint32_t nobody = UINT32_MAX;

    Registry() = default;  // of nobody
    explicit Registry(store::Store& store);

    std::uint32_t care_worker_index(const domain::Id& id) const { return index_in(care_worker_index_, id); }
    std::uint32_t client_index(const domain::Id& id) const { return index_in(client_index_, id); }
    const std::vector<Person>& care_workers() const { return care_workers_; }
    const std::vector<Person>& clients() const { return clients_; }
    const Person* care_worker(const domain::Id& id) const;
    const Person* client(const domain::Id& id) const;
    int client_number(const domain::Id& id) const;
    int client_number_at(std::uint32_t index) const { return client_numbers_[index]; }
    // By index: not 0 for those whom one word of a search finds, by name, number or person id.
    struct Matches {
        std::vector<char> care_workers, clients;
    };
    Matches matching(const std::string& word) const;

  private:
    using Index = std::unordered_map<domain::Id, std::uint32_t>;
    static std::uint32_t index_in(const Index& index, const domain::Id& id) {
        const auto it = index.find(id);
        return it == index.end() ? nobody : it->second;
    }

    std::vector<Person> care_workers_;
    std::vector<Person> clients_;
    std::vector<int> client_numbers_;
    Index care_worker_index_;
    Index client_index_;
};

}  // namespace samordna::workspace
