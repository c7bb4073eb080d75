// Whether the activity log is as it was written (log_writer.h), and the only way to shorten it. Within a transaction.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "domain/time.h"
#include "server/storage.h"

namespace samordna::server {

struct LogBreak {
    std::int64_t chain = 0;
    std::int64_t position = 0;  // of the first row that is not what it was; of one that is missing, where it stood
};

struct LogHealth {
    std::int64_t chains = 0;                // that hold
    std::int64_t rows = 0;                  // that hold
    std::optional<LogBreak> first_break{};  // of the first chain that has one
};

LogHealth verify_log(soci::session& sql);

// Takes away what was recorded before then; the chain says itself where it was cut, and goes on holding. How many rows.
std::int64_t cut_log(soci::session& sql, domain::Instant oldest, domain::Instant now);

}  // namespace samordna::server
