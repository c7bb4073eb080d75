// A visit's service lines in one compact column: for each `MINUTES|FLAGS|BYTES|SERVICE`, where MINUTES may be empty,
// FLAGS are e (extra) and d (declined) and BYTES is the length of SERVICE, which may hold anything. Pure; any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/record.h"

namespace samordna::store {

std::string pack_service_lines(const std::vector<domain::ServiceLine>& lines);
// Throws std::runtime_error for a text that is not ours.
std::vector<domain::ServiceLine> unpack_service_lines(std::string_view text);

}  // namespace samordna::store
