// What is paid: performed, ordered and paid minutes of each service line, and why paid differs from performed. The same
// over a client and service and month is the reimbursement basis. Whole minutes; whole öre. Pure; one thread at a time
// for the same facts. Source: Nacka 3.2–3.6/4.2–4.6 ("ersättning för utförda insatser inom beställd tid"), Haninge
// "Tidbaserat ersättningssystem" ("utförd tid, max beviljad tid … utöver beviljad tid ska godkännas av
// biståndshandläggare").
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/checks.h"
#include "rules/facts.h"

namespace samordna::rules {

inline constexpr std::string_view double_staffing_service = "Dubbelbemanning";

// One service on one visit, or the supporting half of double staffing.
struct PaidLine {
    std::string service;  // empty: the visit has none
    int ordered = 0;
    int performed = 0;
    int paid = 0;
    int pending = 0;  // waits for the case officer
    // Why paid is not performed: ids of checks, or over-ordered, let-unpaid, waits-for-case-officer,
    // going-on. In the order of known_checks(), each once; empty where they are the same.
    std::vector<std::string> reasons;
    bool operator==(const PaidLine&) const = default;
};

// Of one visit; what stops it is looked for among its findings. An approval is not asked for: before the closing time
// this is what would be paid if it were approved as it stands.
std::vector<PaidLine> paid_lines(const Facts& facts, const Id& visit, domain::Instant now);

// One row of the basis.
struct BasisRow {
    Id client;
    std::string service;
    int visits = 0;
    int ordered = 0;
    int performed = 0;
    int paid = 0;
    int pending = 0;
    std::vector<std::string> reasons;
    bool operator==(const BasisRow&) const = default;
};
// Of the visits that start in the month; by client id and service.
std::vector<BasisRow> basis_of(const Facts& facts, domain::Month month, domain::Instant now);

// Öre for minutes at a price for an hour. The only place where money is rounded: half an öre up, once for each row of
// the basis, after its minutes have been summed.
std::int64_t ore_for(std::int64_t minutes, std::int64_t ore_per_hour);
// The rate on that day; nothing: none is set, and no kronor are shown.
std::optional<std::int64_t> rate_on(const Rulebook& book, domain::Date day);

// Who has how many minutes manual, of all that ended: in the four readings of "10 % manual registrations".
struct ManualShare {
    struct Part {
        std::int64_t manual = 0;
        std::int64_t all = 0;
        int per_mille() const { return all == 0 ? 0 : static_cast<int>((manual * 1000 + all / 2) / all); }
        bool operator==(const Part&) const = default;
    };
    Part visits, minutes;                        // any end without verification counts
    Part visits_not_exempt, minutes_not_exempt;  // only an end that no exemption covers
    const Part& by(ShareReading reading) const;
    bool operator==(const ManualShare&) const = default;
};
ManualShare manual_share(const Facts& facts, std::span<const Id> visits, domain::Instant now);

// What is to be said about a month as a whole: manual-share {per_mille, percent, reading}, over the limit. By the
// rulebook in force on the month's last day, for all units of a municipality together. Source: Nacka 1/2 ("Kommunen
// godkänner maximalt 10% manuella registreringar").
Findings findings_of_month(const Facts& facts, domain::Month month, domain::Instant now);

// Minutes of the month that are not paid yet, by what it would take. Approved ones apart.
struct Risk {
    std::int64_t approved = 0;         // performed minutes, as all here
    std::int64_t ready = 0;            // only the approval is missing
    std::int64_t needs_note = 0;       // the worst that stops it goes away with a note
    std::int64_t needs_edit = 0;       // … with a correction
    std::int64_t cannot_be_saved = 0;  // nothing helps
    bool operator==(const Risk&) const = default;
};
Risk risk_of(const Facts& facts, domain::Month month, domain::Instant now);

}  // namespace samordna::rules
