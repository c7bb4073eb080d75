// What --json writes: arrays of objects, one object a line, keys in snake_case, in an order that never changes. Times
// are RFC 3339 with Sweden's offset; null where there is nothing. Pure; any thread.
#pragma once
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "workspace/workspace.h"

namespace samordna::cli {

using Json = nlohmann::ordered_json;
// The package's own ids of visits, for findings.
using SourceIds = std::map<domain::Id, std::string>;

Json json_of(const rules::Finding& finding, const SourceIds& visits);
Json json_of(const rules::Findings& findings, const SourceIds& visits);
// Of a listing: with the sentence that a person reads.
Json json_of(const workspace::FindingRow& row);
Json json_of(const workspace::ShiftRow& row, const rules::Findings& findings, const SourceIds& visits);
Json json_of(const workspace::ListedVisit& row);
// With the sentence that a person reads.
Json json_of(const workspace::SilenceRow& row);
Json json_of(const workspace::OutboxRow& row, const SourceIds& visits);
Json json_of(const base::Error& error);
Json json_of(const std::optional<domain::Instant>& moment);

std::string array_text(const std::vector<Json>& objects);
std::string object_text(const Json& object);

}  // namespace samordna::cli
