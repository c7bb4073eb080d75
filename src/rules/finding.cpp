#include "rules/finding.h"

#include <algorithm>
#include <array>

namespace samordna::rules {
namespace {
constexpr std::array<std::string_view, 3> names{"informs", "warns", "blocks"};
}

std::string_view name_of(Severity severity) {
    return names[static_cast<std::size_t>(severity)];
}

std::optional<Severity> parse_severity(std::string_view name) {
    const auto it = std::find(names.begin(), names.end(), name);
    if (it == names.end()) return std::nullopt;
    return static_cast<Severity>(it - names.begin());
}

bool any_blocks(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& f) { return f.severity == Severity::blocks; });
}

}  // namespace samordna::rules
