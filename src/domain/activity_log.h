// The activity log that the law asks for (aktivitetslogg), as values: who did, read or tried what, about whom, when,
// from where. Pure; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/record.h"

namespace samordna::domain {

enum class LogOutcome : std::uint8_t { done, refused, failed };
std::string_view name_of(LogOutcome outcome);
bool parse_name(std::string_view name, LogOutcome& out);

// How the log is read: a listing, a file, a random sample for the recurring check. Each is a verb of the log's own.
enum class LogPurpose : std::uint8_t { read, to_file, sample };
std::string_view name_of(LogPurpose purpose);
bool parse_name(std::string_view name, LogPurpose& out);

// What the program on the desk shows out of its own copy, and tells of afterwards.
enum class ReadingVerb : std::uint8_t { client_read, search_opened, exported, printed };
std::string_view name_of(ReadingVerb verb);
bool parse_name(std::string_view name, ReadingVerb& out);

struct NotedReading {
    Id id;  // told again under it, it counts once
    Instant at{};
    ReadingVerb verb = ReadingVerb::client_read;
    RecordType type = RecordType::client;
    Id target;
    bool operator==(const NotedReading&) const = default;
};

struct LogRow {
    std::string row;        // its name
    Instant recorded_at{};  // by the backend's clock
    Instant happened_at{};  // the same, but of what was told afterwards
    std::string user;
    std::string role;
    std::optional<Id> unit;
    std::string verb;
    std::optional<RecordType> type;
    std::optional<Id> target;
    std::optional<Id> client;
    std::optional<Id> lock;
    std::string program;  // product and version
    std::optional<Id> phone;
    LogOutcome outcome = LogOutcome::done;
    std::string detail;  // why it was refused, how many rows, the note of a check
    bool operator==(const LogRow&) const = default;
};

// All that is given must hold.
struct LogQuestion {
    std::optional<Id> client{};
    std::optional<Id> lock{};
    std::string user{};
    std::string verb{};
    std::optional<Instant> from{};
    std::optional<Instant> to{};  // not included
    std::string cursor{};         // of the page before
    int limit = 200;              // of a sample: how many
    LogPurpose purpose = LogPurpose::read;
};

// Newest first.
struct LogPage {
    std::vector<LogRow> rows;
    std::string cursor;  // empty: there are no more
};

// Somebody has looked at these rows, and says so.
struct LogCheck {
    Id id;
    std::vector<std::string> rows;
    std::string note;
};

}  // namespace samordna::domain
