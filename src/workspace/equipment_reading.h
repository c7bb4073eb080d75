// All equipment from the store, with what is to be done about each thing. Internal to the room; throws store::Failure.
#pragma once
#include <memory>

#include "store/store.h"
#include "workspace/equipment.h"
#include "workspace/registry.h"

namespace samordna::workspace {

// Accounts and their orders, into `all`, whose phones have been read.
void read_staff(store::Store& store, const Registry& people, const rules::Settings& settings, domain::Instant now,
                Equipment& all);
std::shared_ptr<const Equipment> read_equipment(store::Store& store, domain::Instant now);

}  // namespace samordna::workspace
