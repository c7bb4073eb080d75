// The reimbursement basis of one unit and one month, as values: what was performed, what is paid of it and why not all.
// Whole minutes. What becomes sheets and files of it: basis_sheets.h, basis_export.h. Internal to the room; any thread.
//
// paid     of approved shifts only: what the final basis pays
// payable  what would be paid if everything that can be approved were; in the final basis the same as paid
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/record.h"
#include "rules/finding.h"
#include "rules/payment.h"
#include "rules/startup.h"

namespace samordna::workspace {

struct BasisMinutes {
    std::int64_t ordered = 0, performed = 0, paid = 0, payable = 0, pending = 0;
    BasisMinutes& operator+=(const BasisMinutes& other) {
        ordered += other.ordered, performed += other.performed, paid += other.paid;
        payable += other.payable, pending += other.pending;
        return *this;
    }
    bool operator==(const BasisMinutes&) const = default;
};

struct BasisClient {
    domain::Id id;
    int number = 0;
    std::string first_name, last_name;
    std::optional<domain::Date> born;  // as far as the person id says it
};

enum class BasisApproval : std::uint8_t { approved, missing, too_late };

struct BasisShift {
    domain::Id id;
    std::string source_id;
    domain::Date date{};
    std::string care_worker;  // number
    std::string care_worker_name;
    BasisApproval approval = BasisApproval::missing;
    bool closed = false;  // its own closing time has passed: a night shift's may be that of the month before
    std::optional<domain::Instant> approved_at;
    std::string approved_by;
    int visits = 0;  // in the month
    BasisMinutes minutes;
    std::vector<std::string> reasons;  // why it is not approved, or what of it is not paid: checks first
};

// One service of one visit.
struct BasisDetail {
    std::uint32_t client = 0, shift = 0;  // by their place in Basis
    domain::Id visit;
    std::string source_id;  // the visit's
    std::string service;    // empty: none
    domain::Date day{};
    domain::Instant start{};
    std::optional<domain::Instant> end;
    bool manual_start = false, manual_end = false, edited = false, note = false, extra = false;
    BasisMinutes minutes;
    std::vector<std::string> reasons;  // why paid is not performed
    std::optional<std::int64_t> ore_per_hour;
};

// The details of a client, a service and a rate together.
struct BasisSum {
    std::uint32_t client = 0;
    std::string service;
    std::optional<std::int64_t> ore_per_hour;
    int visits = 0;
    BasisMinutes minutes;
    std::vector<std::string> reasons;
    std::int64_t ore() const;
};

struct BasisDeviation {
    std::optional<std::uint32_t> client, shift;  // empty: of the month as a whole
    std::string source_id;                       // the visit's
    domain::Date day{};
    std::string check, paragraph, rulebook;
    rules::Severity severity = rules::Severity::warns;
    bool note = false;
};

struct BasisStartup {
    rules::StartupState state = rules::StartupState::missing;
    std::uint32_t client = 0;
    std::string lock;  // as its system calls it; empty: none
    std::optional<domain::Date> mounted_at;
    std::optional<domain::Date> day;  // of the hour
    int minutes = 0;
};

struct BasisRulebook {
    std::string version;
    domain::Date valid_from{};
    std::string publisher, title;
    bool operator==(const BasisRulebook&) const = default;
};

struct Basis {
    domain::Unit unit;
    domain::Month month{};
    bool final = false;
    domain::Instant closing_time{};
    domain::Instant as_of{};                   // final: the closing time
    std::optional<domain::Instant> agreed_at;  // with the backend, the last time, by its clock
    std::vector<BasisClient> clients;          // by number
    std::vector<BasisShift> shifts;            // by date
    std::vector<BasisDetail> details;          // by client and start
    std::vector<BasisSum> lines;               // by client and service
    std::vector<BasisSum> services;            // the same without clients, by service
    std::vector<std::uint32_t> unpaid;         // shifts that are not approved, or not in time
    std::vector<BasisDeviation> deviations;
    std::vector<BasisStartup> startups;
    std::vector<BasisRulebook> rulebooks;  // that the visits were judged by, and of the month's last day
    BasisMinutes total;
    int visits = 0;
    rules::ManualShare manual;
    bool has_rates = false;
    // Whether the sums of the sheets agree with the details, counted anew.
    bool adds_up = false;
    std::string checksum;  // SHA-256 of text_of(*this)
};

// Everything of it that is paid by or judged by, line by line, without anybody's name: what the checksum is of. The
// same whatever the layout, the format and the choice of identity. UTF-8; the format:
// resources/basis_layouts/README.md.
std::string text_of(const Basis& basis);

}  // namespace samordna::workspace
