// What startup hours are judged by, from the store. Internal to the room; throws store::Failure.
#pragma once
#include <vector>

#include "rules/facts.h"
#include "store/store.h"
#include "workspace/month_status.h"

namespace samordna::workspace {

struct StartupRecords {
    std::vector<domain::Unit> units;
    std::vector<domain::Lock> locks;
};
// Units, clients, locks and every hour that was ever registered, into the facts: what rules::startups_of asks for.
StartupRecords read_startups(store::Store& store, rules::Facts& facts);

// The hours counted against the locks of that day: the same as the rows of Equipment, without reading the rest of it.
StartupStatus count_startups(store::Store& store, domain::Date today);

}  // namespace samordna::workspace
