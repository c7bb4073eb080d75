#include "domain/activity_log.h"

#include <algorithm>
#include <array>

namespace samordna::domain {
namespace {

constexpr std::array<std::string_view, 3> outcome_names{"done", "refused", "failed"};
constexpr std::array<std::string_view, 3> purpose_names{"log.read", "log.export", "log.sample"};
constexpr std::array<std::string_view, 4> reading_names{"client.read", "search.opened", "export", "print"};

template <class Enum, std::size_t N>
bool parse(const std::array<std::string_view, N>& names, std::string_view name, Enum& out) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return false;
    out = static_cast<Enum>(found - names.begin());
    return true;
}

}  // namespace

std::string_view name_of(LogOutcome outcome) {
    return outcome_names[static_cast<std::size_t>(outcome)];
}
std::string_view name_of(LogPurpose purpose) {
    return purpose_names[static_cast<std::size_t>(purpose)];
}
std::string_view name_of(ReadingVerb verb) {
    return reading_names[static_cast<std::size_t>(verb)];
}
bool parse_name(std::string_view name, LogOutcome& out) {
    return parse(outcome_names, name, out);
}
bool parse_name(std::string_view name, LogPurpose& out) {
    return parse(purpose_names, name, out);
}
bool parse_name(std::string_view name, ReadingVerb& out) {
    return parse(reading_names, name, out);
}

}  // namespace samordna::domain
