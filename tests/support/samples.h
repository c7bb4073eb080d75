// One full and one bare record of every type, and one of every message: for tests of whatever must carry them all.
#pragma once
#include <vector>

#include "protocol/remote.h"

namespace samples {

samordna::domain::Id id(int n);
// Every field filled in.
std::vector<samordna::domain::Record> full_records();
// Only what must be there.
std::vector<samordna::domain::Record> bare_records();
std::vector<samordna::domain::Change> changes();
std::vector<samordna::protocol::Outcome> outcomes();

}  // namespace samples
