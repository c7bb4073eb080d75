// A rulebook in words: its severities, settings, exemptions and what changed, for the page of rules and the companion.
// Any thread.
#pragma once
#include <string>
#include <string_view>

#include "rules/rulebook.h"

namespace samordna::wording {

std::string name_of_severity(rules::Severity severity);
std::string name_of_exemption(rules::Exempt exempt);
std::string name_of_combination(rules::Combination combination);
// "Transition time, days"; the name itself where the program has no words for it.
std::string name_of_parameter(std::string_view name);
// Its value as it is read: "60 minutes", "yes", "one per mounted lock".
std::string value_of_parameter(const rules::Parameter& parameter);
// The words of the source that it is read from, or that the source is silent and it is our own.
std::string origin_of_parameter(const rules::Parameter& parameter);
// What was changed: "Check: No note", "Setting: Transition time, days".
std::string name_of_rule_change(const rules::RuleChange& change);
// One side of it, before or after, as it is read.
std::string text_of_rule_change(const rules::RuleChange& change, const std::string& side);

}  // namespace samordna::wording
