// What a rule has to say about a visit or a change. Codes and parameters only; wording/ makes the sentences. Pure; any
// thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"

namespace samordna::rules {

// blocks: the source says not approved or not reimbursed, and it can still be mended. warns: look at it. informs: good
// to know.
enum class Severity : std::uint8_t { informs, warns, blocks };
std::string_view name_of(Severity severity);
std::optional<Severity> parse_severity(std::string_view name);

struct Finding {
    std::string check;  // e.g. "manual-without-note"
    Severity severity = Severity::blocks;
    std::string rulebook;   // version, e.g. "nacka-3.0-2026-03-25"; empty where no rulebook stands behind it
    std::string paragraph;  // in that source's own numbering, e.g. "4.10"
    std::optional<base::Id> visit;
    base::Parameters parameters;
    bool operator==(const Finding&) const = default;
};
using Findings = std::vector<Finding>;

bool any_blocks(const Findings& findings);

}  // namespace samordna::rules
