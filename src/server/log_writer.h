// Rows into the activity log. Nothing else writes there, and nothing but retention (log_chain.h) takes away.
//
// Each provider has a chain of its own: a row's hash is made over the one before it and over everything that the row
// says, so that what is changed, taken out, put in or moved afterwards is found. Within a transaction that writes: a
// row is there if and only if what it tells of has happened.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/activity_log.h"
#include "server/principal.h"
#include "server/storage.h"

namespace samordna::server {

struct LogEntry {
    std::string user;  // account name
    std::string role;
    Big unit = 0;  // its number; 0: none
    std::string verb;
    std::optional<domain::RecordType> type{};
    std::optional<base::Id> target{};
    std::optional<base::Id> client{};
    std::optional<base::Id> lock{};
    std::string program{};
    std::optional<base::Id> phone{};
    domain::LogOutcome outcome = domain::LogOutcome::done;
    std::string detail{};
    std::optional<domain::Instant> happened_at{};  // told afterwards
    std::optional<base::Id> told{};
};

// By her, from where she sits.
LogEntry entry_of(const Principal& who, Big unit, std::string_view verb);
// By the backend's own program, at the command line.
LogEntry own_entry(Big unit, std::string_view verb);
// Whom and which lock the record is about.
void set_subject(LogEntry& entry, const domain::Record& record);
// Not done, and why.
void set_refused(LogEntry& entry, const base::Error& error);

class LogWriter {
  public:
    LogWriter(soci::session& sql, domain::Instant now) : sql_(sql), now_(now) {}

    void add(LogEntry entry) { entries_.push_back(std::move(entry)); }
    // One for each of the units; one without a unit where there are none.
    void add_for(std::span<const VisibleUnit> units, LogEntry entry);
    // At the end of the transaction: other writers of the chain wait from now on.
    void write();

  private:
    Big chain_of(Big unit);
    void write_chain(Big chain, const std::vector<const LogEntry*>& entries);

    soci::session& sql_;
    const domain::Instant now_;
    std::vector<LogEntry> entries_;
};

// One row as the database has it.
struct ChainedRow {
    Big chain = 0, position = 0, recorded_at = 0, happened_at = 0, unit = 0;
    std::string account_name, role, verb, target_type, target, client, lock, program, phone, outcome, detail, told;
    std::string hash;
    // What its hash is to be, after the row with `before`.
    std::string hash_after(const std::string& before) const;
};

// The rows that were written before there was a chain become its first.
void carry_over_activity(soci::session& sql);

}  // namespace samordna::server
