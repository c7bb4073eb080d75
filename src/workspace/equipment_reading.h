// All equipment from the store, with what is to be done about each thing. Internal to the room; throws store::Failure.
#pragma once
#include <memory>

#include "store/store.h"
#include "workspace/equipment.h"

namespace samordna::workspace {

std::shared_ptr<const Equipment> read_equipment(store::Store& store, domain::Instant now);

}  // namespace samordna::workspace
