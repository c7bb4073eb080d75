// The store's fates as the facade shows them. Internal to the room; pure.
#pragma once
#include "store/store.h"
#include "workspace/outbox_row.h"

namespace samordna::workspace {

inline Fate fate_of(store::Fate fate) {
    static_assert(static_cast<int>(Fate::waiting) == static_cast<int>(store::Fate::waiting));
    static_assert(static_cast<int>(Fate::sent) == static_cast<int>(store::Fate::sent));
    static_assert(static_cast<int>(Fate::accepted) == static_cast<int>(store::Fate::accepted));
    static_assert(static_cast<int>(Fate::refused) == static_cast<int>(store::Fate::refused));
    static_assert(static_cast<int>(Fate::conflict) == static_cast<int>(store::Fate::conflict));
    static_assert(static_cast<int>(Fate::failed) == static_cast<int>(store::Fate::failed));
    return static_cast<Fate>(fate);
}

}  // namespace samordna::workspace
