// Days, times, hours and numbers as people read them, in the language of catalog.h. Moments are shown in Swedish time.
// UTF-8; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "domain/time.h"

namespace samordna::wording {

using domain::Date;
using domain::Instant;
using domain::Month;

std::string number(std::int64_t value);                           // 1 240 (no-break space) / 1,240
std::string percent(int share);                                   // 27 %
std::string percent_of_mille(std::int64_t share);                 // 12,4 % of 124
std::string minutes(std::int64_t value);                          // 45 min
std::string hours(std::int64_t minutes);                          // 7 h 54 min; under an hour 45 min
std::string difference(std::int64_t minutes);                     // +24 min, −3 min (a true minus), 0 min
std::string time_of_day(Instant t);                               // 07:30
std::string time_range(Instant from, std::optional<Instant> to);  // 07:30–08:05; still going on: 07:30–
std::string day(Date date);                                       // tis 6 okt
std::string long_day(Date date);                                  // tisdag 6 oktober 2026
std::string week(Date date);                                      // v. 41 (ISO 8601)
std::string month(Month month);                                   // oktober 2026
// The time alone where it is the same day in Sweden, else with its day; more than half a year away, the day with its
// year.
std::string moment(Instant t, Instant now);
// How long it is until then: "3 d 4 h", "4 h 12 min", "11 min", "less than a minute". Nothing where it has passed.
std::optional<std::string> countdown(Instant until, Instant now);
// Parts with a middle dot between; empty ones left out.
std::string joined(std::initializer_list<std::string> parts);

}  // namespace samordna::wording
