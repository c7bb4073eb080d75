// The municipality's own basis held against ours, in words: causes, what is wrong with a file, sums, and the result as
// a file. UTF-8; any thread.
#pragma once
#include <string>
#include <vector>

#include "workspace/basis_compare.h"

namespace samordna::wording {

// In a few words: "Not approved by us".
std::string name_of(rules::BasisCause cause);
// What it means and what can be done, as a sentence or two.
std::string help_of(rules::BasisCause cause);
std::string name_of(workspace::TheirField field);
// "Row 4, column C: …"
std::string problem_text(const workspace::TheirFile::Problem& problem);
// "Not approved by us −30 min, Unknown +5 min"; empty where the row does not differ.
std::string causes_of(const workspace::ComparedRow& row);
// What was held against what, and what was left out of it.
std::vector<std::string> summary_of(const workspace::Comparison& comparison);
// Every row, as CSV (RFC 4180 with semicolons, UTF-8 with its mark, for spreadsheets in Swedish): the client by number
// alone, and a ' before a text that would be taken for a formula.
std::string csv_of(const workspace::Comparison& comparison);

}  // namespace samordna::wording
