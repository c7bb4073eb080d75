// The checks of a visit: each finds one thing that a municipality's text speaks of. Pure; any thread.
// Source: the paragraphs stand in the rulebooks (resources/rulebooks), the readings in their `parameters`.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "rules/facts.h"
#include "rules/finding.h"

namespace samordna::rules {

// What would take a finding away.
enum class Mend : std::uint8_t {
    note,  // a note that says why
    edit,  // of times, services or double staffing
    none   // nothing: what is lost is lost
};

// What a check looks at beside the visit itself.
enum class Needs : std::uint8_t {
    visit,        // nothing else
    orders,       // the client's orders, locks and tags
    client_day,   // other care workers at the client (and its cohabitants) at the time
    worker_day,   // the care worker's other visits at the time
    client_years  // every visit of the client with a service of its own
};

struct CheckInfo {
    std::string_view id;
    Needs needs;
    Mend mend;
};
// In the order in which findings are shown.
std::span<const CheckInfo> known_checks();
const CheckInfo* find_check(std::string_view id);

// Every finding of the visit by the rulebook in force on its day. Empty where no rulebook is.
Findings findings_of_visit(const Facts& facts, const Id& visit, domain::Instant now);

// The same with what a list shows beside it.
struct VisitReport {
    Findings findings;
    int ordered = 0;  // minutes of its services, by the orders in force; extra ones 0
    int performed = 0;
};
VisitReport report_of_visit(const Facts& facts, const Id& visit, domain::Instant now);
// For those who go through them all: by Facts::each_visit.
VisitReport report_of_visit(const Facts& facts, std::uint32_t visit, domain::Instant now);

// Ended minutes, whole; 0 while it goes on and where the times are impossible.
domain::Minutes performed_minutes(const domain::Visit& visit);

// One of the two ends without lock or tag.
bool is_manual(const domain::Visit& visit);

}  // namespace samordna::rules
