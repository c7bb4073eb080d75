// Care workers' accounts and the orders of administrators' in words. UTF-8; any thread.
#pragma once
#include <string>
#include <vector>

#include "workspace/staff.h"
#include "workspace/staff_file.h"

namespace samordna::wording {

std::string name_of(rules::AccountState state);  // never signed in
std::string name_of(domain::AccountOrderKind kind);
std::string name_of(domain::AccountOrderState state);

// When she signed in last, what it leads to, and what keeps it from that. A few sentences.
std::vector<std::string> account_text(const workspace::AccountRow& row, domain::Instant now);
// What is left of one who leaves: phones, shifts.
std::vector<std::string> leaving_text(const workspace::Leaving& left);
// Ready for the municipality's form, line by line.
std::string order_facts(const workspace::AccountOrderRow& row, const std::string& unit, const std::string& provider);
// "Line 4, number: …"
std::string problem_text(const workspace::StaffFile::Problem& problem);
// What a sheet of care workers would do.
std::string summary_of(const workspace::StaffFile& file);

}  // namespace samordna::wording
