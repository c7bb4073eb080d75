// What the rules say about a month, for listings. Values; any thread.
#pragma once
#include <string>

#include "domain/record.h"
#include "rules/finding.h"
#include "rules/payment.h"
#include "rules/service.h"

namespace samordna::workspace {

struct ListedVisit {
    domain::Visit visit;
    std::string source_id;  // of its shift
    std::string care_worker_number;
    int client_number = 0;
    rules::Findings findings;
};

struct FindingRow {
    rules::Finding finding;
    std::string source_id;  // the visit's; empty: of the month as a whole
    domain::Date date{};
};

struct BasisLine {
    int client_number = 0;
    std::string client_name;
    rules::BasisRow row;
};

// Which services may be combined, by one version of the rules.
struct UnitMatrix {
    rules::Matrix matrix;
    std::string version;      // in which it is written; empty: that rulebook has none
    bool is_own = false;      // filled in by the unit
    bool may_be_set = false;  // by whoever is signed in
    bool operator==(const UnitMatrix&) const = default;
};

struct TouchedVisit {
    domain::Id visit;
    std::string source_id;
    domain::Date date{};
};

}  // namespace samordna::workspace
