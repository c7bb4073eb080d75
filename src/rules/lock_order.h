// Which locks are to be ordered, taken down or moved, though nobody has asked: the to-do lists that fill themselves.
// Pure; one thread at a time for the same facts. Source: Nacka, lock routine "Vem är aktuell för ett trygghetslås?",
// "Nedmontering av trygghetslås pga flytt eller avbeställning", "Flytt av lås inom Nacka".
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "rules/facts.h"

namespace samordna::rules {

struct LockOrderNeed {
    enum class Why : std::uint8_t {
        no_lock,      // lasting services, and no lock is mounted
        ended,        // the assignment has ended
        no_decision,  // nothing is granted any longer
        moved,        // the client's address is another than the lock's
    };
    domain::LockOrderKind kind = domain::LockOrderKind::mount;
    Why why = Why::no_lock;
    Id client;
    std::optional<Id> lock;
    std::optional<domain::Date> since;  // ended, no_decision; of lasting services their first day
    bool operator==(const LockOrderNeed&) const = default;
};
std::string_view name_of(LockOrderNeed::Why why);

// Of a client, on that day; not what one of these orders, of any state but done, sees to already, and not a mounting
// that has been dropped ("information om beslut"). A move is seen to by an order to the same address, done or not.
std::vector<LockOrderNeed> lock_orders_needed(const Facts& facts, std::uint32_t client,
                                              std::span<const domain::LockOrder> orders, domain::Date day);

}  // namespace samordna::rules
