// What the rules say about a month, for listings. Values; any thread.
#pragma once
#include <string>

#include "domain/record.h"
#include "rules/finding.h"
#include "rules/payment.h"

namespace samordna::workspace {

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

struct TouchedVisit {
    domain::Id visit;
    std::string source_id;
    domain::Date date{};
};

}  // namespace samordna::workspace
