// Locks, tags, phones and what belongs to them, and who is to have them, by id: what judging a change of them asks for.
// Values; one thread.
#pragma once
#include <algorithm>
#include <unordered_map>
#include <variant>

#include "domain/equipment.h"
#include "domain/record.h"

namespace samordna::rules {

using base::Id;

class Equipment {
  public:
    using Item = std::variant<domain::Lock, domain::Tag, domain::Phone, domain::LockOrder, domain::Control,
                              domain::CareWorker, domain::AccountOrder>;
    void put(Item item) {
        const Id id = std::visit([](const auto& i) { return i.id; }, item);
        items_.insert_or_assign(id, std::move(item));
    }
    void remove(const Id& id) { items_.erase(id); }
    // Nothing where there is none, or it is something else.
    template <class T>
    const T* find(const Id& id) const {
        const auto found = items_.find(id);
        return found == items_.end() ? nullptr : std::get_if<T>(&found->second);
    }

    template <class T, class Is>
    bool any(Is&& is) const {
        return std::any_of(items_.begin(), items_.end(), [&](const auto& item) {
            const auto* one = std::get_if<T>(&item.second);
            return one != nullptr && is(*one);
        });
    }

  private:
    std::unordered_map<Id, Item> items_;
};

}  // namespace samordna::rules
