// The basis of a unit's month, read and judged. Throws store::Failure, and what `told` throws. Internal to the room; on
// the thread of the store.
#pragma once
#include <functional>

#include "store/store.h"
#include "workspace/basis.h"

namespace samordna::workspace {

struct BasisQuestion {
    domain::Unit unit;
    domain::Month month{};
    bool final = false;
    domain::Instant now{};  // the backend's; of a final basis nothing depends on it
};

// `told` now and then how many visits it has come to. Nothing where no rulebook is known for the unit.
std::optional<Basis> read_basis(store::Store& store, const BasisQuestion& question,
                                const std::function<void(std::size_t visits)>& told);

}  // namespace samordna::workspace
