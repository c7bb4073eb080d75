// Follow-up of a month's registrations: the manual share in its four readings, how visits were verified, what of the
// equipment explains what was done by hand, late registrations and edits, ordered against performed, and the reviewers'
// sample run on oneself. Values, read by FollowUpDesk (followup_desk.h).
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rules/followup.h"

namespace samordna::workspace {

// Of a provider, a unit, a care worker or a client.
struct FollowUpRow {
    domain::Id id;  // nil: a provider
    std::string name;
    std::string number;  // empty: of providers and units
    rules::Registrations sum;
    std::int64_t ordered = 0;    // minutes of the services performed, by the orders in force
    std::int64_t performed = 0;  // of ended visits
    // Providers and units: locks at clients' doors, by FollowUp::lock_months.
    std::vector<int> locks;
    // In the order of FollowUp::weeks and earlier.
    std::vector<rules::ManualShare> weeks, earlier;
    // Care workers: visits where the lock was not used and the equipment explains it.
    int explained = 0;
    std::int32_t rank = 0;  // in the Swedish alphabet
    // Locks hung at the doors of the clients visited, and none was ever used.
    bool never_by_lock() const { return sum.at_lock > 0 && sum.by_lock == 0; }
};

// What is by hand, by what explains it.
struct CauseSum {
    rules::Cause cause{};
    int visits = 0;
    std::int64_t minutes = 0;
    int clients = 0, care_workers = 0;
};

// One visit by hand.
struct ManualVisit {
    domain::Id id;
    std::string source_id;
    domain::Date day{};
    domain::Id client, care_worker;
    int client_number = 0;
    std::string care_worker_number;
    rules::Cause cause{};
    bool has_note = false;
    rules::Registration registration{};
};

struct FollowUp {
    domain::Month month{};
    rules::ShareReading binding = rules::ShareReading::visits;  // by the rulebook of the month's last day
    std::optional<int> limit_percent;                           // empty: there is none
    FollowUpRow all;
    std::vector<FollowUpRow> providers;      // by name; where there is but one, it is `all` once more
    std::vector<FollowUpRow> units;          // by name
    std::vector<FollowUpRow> care_workers;   // who has visits; by name
    std::vector<FollowUpRow> clients;        // likewise
    std::vector<CauseSum> by_cause;          // those that there are, in the order in which they are to be told
    std::vector<ManualVisit> manual;         // by cause, then day
    std::vector<domain::Date> weeks;         // Mondays of the weeks that the month has days in
    std::vector<domain::Month> earlier;      // that are known here and have been counted; oldest first
    std::vector<domain::Month> lock_months;  // this one last, and the half year before it: at their ends, or now
    std::array<std::optional<rules::Forecast>, 4> forecast;  // by rules::ShareReading

    const rules::ManualShare::Part& share() const { return all.sum.share.by(binding); }
    // The share with these visits counted otherwise; who is not among `manual` changes nothing.
    rules::ManualShare what_if(std::span<const domain::Id> visits, rules::Otherwise as) const;
};

// --- Haninge's sample: on the 15th or the next vardag, two or three clients of each provider; two measures.
struct SampledClient {
    std::string provider;
    domain::Id client;
    int client_number = 0;
    bool has_lock = false;  // at the door, that day
    int visits = 0;         // that day's, ended
    int by_lock_or_tag = 0;
    int by_hand = 0;
    // How many different care workers did not use the lock (where there is none: the tag) at one of them at least.
    int care_workers_without = 0;
    bool operator==(const SampledClient&) const = default;
};
struct Sample {
    domain::Month month{};
    domain::Date day{};
    std::uint64_t seed = 0;  // the same one draws the same clients
    int per_provider = 3;
    std::vector<SampledClient> clients{};  // by provider, then number
    // Of one that has been kept.
    std::optional<domain::Instant> made_at{};
    std::string made_by{};
    bool operator==(const Sample&) const = default;
};
// RFC 4180: what samples showed, without names, in the order given. Those that are kept are read from the same; empty
// where it cannot be read.
std::string csv_of(std::span<const Sample> samples);
std::vector<Sample> parse_samples(std::string_view csv);

}  // namespace samordna::workspace
