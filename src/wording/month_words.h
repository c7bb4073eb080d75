// The end of a month in words: where hours stand, what is left to do, when it closes. UTF-8; any thread.
#pragma once
#include <cstdint>
#include <string>

#include "workspace/month_status.h"

namespace samordna::wording {

std::string kronor(std::int64_t ore);                   // 1 240,50 kr
std::string name_of(workspace::Standing standing);      // Needs a note
std::string help_of(workspace::Standing standing);      // What that means, and what is done about it
std::string name_of(workspace::CheckedItem::State st);  // Done, To do
// What is on the list, done or not: "All shifts approved"; and what is left of it: "12 shifts", empty where it is done.
std::string name_of(workspace::CloseItem item);
std::string left_of(const workspace::CheckedItem& item);
// Whether the closing time is the municipality's own: "Published by the municipality", "A proposal: …".
std::string source_of_closing(const workspace::MonthStatus& status);
// What the program reminds of when it is near: "October 2026 closes Wed 4 Nov 23:59. 12 shifts are not approved …".
std::string reminder_of(const workspace::MonthStatus& status, domain::Instant now);

}  // namespace samordna::wording
