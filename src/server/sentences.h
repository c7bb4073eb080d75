// What samordnad says to whoever runs the service: English sentences that say what is wrong and where. Clients get
// codes and find the words themselves. Never personal data: the place of a cell, not what stands in it. Pure; any
// thread.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "protocol/unit_package.h"

namespace samordna::server {

// "There is no unit called Enhet Norr."; the detail, where there is one, in brackets after it.
std::string sentence_of(const base::Error& error);
// "visits.csv:3: column end (6): This is no moment with its offset, like 2026-10-01T06:40:00+02:00.
// [package.bad_value]". The code is for looking it up in resources/unit-package.md.
std::string sentence_of(const protocol::PackageProblem& problem);
bool knows_code(std::string_view code);

}  // namespace samordna::server
