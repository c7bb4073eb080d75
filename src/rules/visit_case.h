// A visit on the table: itself, what was performed against what was ordered, and who was near. Internal to the room:
// made once for each visit that is judged, and given to every check. Points into the facts.
#pragma once
#include <span>
#include <vector>

#include "rules/facts.h"
#include "rules/finding.h"
#include "rules/rulebook.h"

namespace samordna::rules {

// One service of the visit.
struct Line {
    const domain::ServiceLine* line = nullptr;
    const Service* service = nullptr;      // nullptr: not in the rulebook, judged as any that needs an order
    const domain::Order* order = nullptr;  // in force that day; of several the one with most minutes
    int ordered = 0;                       // minutes; extra ones 0
    int performed = 0;                     // minutes of the visit that fall on it
};

struct VisitCase {
    const Facts& facts;
    std::uint32_t index;
    const Facts::VisitFact& fact;
    const domain::Visit& visit;
    const Rulebook& book;
    domain::Instant now;
    domain::Instant closing_time;
    bool approved = false;
    bool says_why = false;
    int performed = 0;  // minutes, 0 where the times are impossible
    std::vector<Line> lines{};
    const std::vector<const CheckRule*>* rules = nullptr;  // by number in known_checks(), nullptr: off
    const Matrix* matrix = nullptr;                        // the unit's own, else the rulebook's
    // Others at the same client, and the care worker's others, that share time with it or meet it end to end; by start.
    std::vector<std::uint32_t> at_client{}, of_worker{};

    const CheckRule* rule = nullptr;  // of the check that is asked

    // A note takes the finding away.
    bool excused() const { return says_why && rule->note_suffices; }
    bool has(Special special) const;
    // Every service on it is one that nobody orders and that is registered afterwards.
    bool only_without_order() const;
    std::uint32_t worker_of(std::uint32_t other) const { return facts.shift_at(facts.at(other).shift).care_worker; }
    std::uint32_t worker() const { return worker_of(index); }
    // The care worker's visits of the days around, itself among them, by start.
    std::span<const Facts::Place> near_worker() const { return facts.near_worker(worker(), visit.start); }
    // Whole minutes that both visits share.
    int shared_minutes(std::uint32_t other) const;
    // Somebody else's visits at the same client that share time with this one.
    std::vector<std::uint32_t> together_with() const;
};

// checks.cpp
Findings findings_of(VisitCase& c);

// A case without a rulebook cannot be made: nullopt.
std::optional<VisitCase> make_case(const Facts& facts, std::uint32_t visit, domain::Instant now);

// What was performed on a visit, against what was ordered.
std::vector<Line> service_lines_of(const Facts& facts, const Facts::VisitFact& visit, const Rulebook& book);

const domain::Order* order_in_force(const Facts::ClientFact& client, std::string_view service, domain::Date day,
                                    const Services& services);
bool same_service(std::string_view a, std::string_view b, const Services& services);
// A lock that hangs at the client's own door that day.
bool has_door_lock(const Facts::ClientFact& client, domain::Date day);

}  // namespace samordna::rules
