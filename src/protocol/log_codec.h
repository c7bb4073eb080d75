// The activity log on the wire (resources/openapi.yaml, /v1/log). Pure; any thread. Errors of reading: wire.malformed
// {field}.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/activity_log.h"

namespace samordna::protocol {

// What became of what a client told.
struct ToldReadings {
    std::int64_t stored = 0;
    std::int64_t known = 0;              // told before
    std::vector<domain::Id> left_out{};  // of nothing that she may see
};

inline constexpr std::size_t most_readings = 500;  // told at once
inline constexpr int most_log_rows = 1000;         // of one page, sample or check

// A question as the parameters of a query.
using Query = std::map<std::string, std::string, std::less<>>;
Query query_of(const domain::LogQuestion& question);
base::Result<domain::LogQuestion> parse_log_question(const Query& query);

std::string log_page_text(const domain::LogPage& page);
base::Result<domain::LogPage> parse_log_page(std::string_view json);

std::string readings_text(std::span<const domain::NotedReading> readings);
base::Result<std::vector<domain::NotedReading>> parse_readings(std::string_view json);
std::string told_readings_text(const ToldReadings& told);
base::Result<ToldReadings> parse_told_readings(std::string_view json);

std::string log_check_text(const domain::LogCheck& check);
base::Result<domain::LogCheck> parse_log_check(std::string_view json);

}  // namespace samordna::protocol
