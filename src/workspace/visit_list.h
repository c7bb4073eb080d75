// Visits as listings show them. Values; any thread.
#pragma once
#include <string>
#include <vector>

#include "domain/record.h"
#include "rules/finding.h"

namespace samordna::workspace {

struct VisitRow {
    domain::Visit visit;
    std::string source_id;
    std::string care_worker_number;
    int client_number = 0;
    rules::Findings findings;
};

}  // namespace samordna::workspace
