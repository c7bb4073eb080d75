// A municipality's rules as data: which checks are on, how severe, in which paragraph, and when a month closes. A visit
// is judged by the rulebook in force on its day. Values; any thread. Source: the municipality's own text, named in
// `source`.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/time.h"
#include "rules/finding.h"

namespace samordna::rules {

using domain::Date;
using domain::Instant;
using domain::Month;

struct CheckRule {
    Severity severity = Severity::blocks;
    std::string paragraph;
    std::string sentence;  // of the source, word for word
};

struct Rulebook {
    std::string version;
    std::string municipality;
    std::string source;
    Date valid_from{};
    std::map<std::string, CheckRule, std::less<>> checks;  // a check that is not here is off
    int closing_vardag = 3;                                // the month closes on this vardag of the next one …
    std::chrono::seconds closing_time_of_day{};            // … at this time in Sweden, itself included
    std::optional<std::chrono::hours> revoke_window;       // from the approval; empty: until the closing time

    const CheckRule* rule(std::string_view check) const;
    // The last moment at which the month's shifts can be approved, edited or revoked.
    Instant closing_time(Month month) const;
};

// Errors: rulebook.malformed {file, line?, reason}.
base::Result<Rulebook> parse_rulebook(std::string_view json, std::string_view file_name);

// All rulebooks that a program knows.
class Rulebooks {
  public:
    explicit Rulebooks(std::vector<Rulebook> books);
    // Those that the program carries (resources/rulebooks).
    static const Rulebooks& built_in();
    // The one in force for the municipality on that day; before the first one's day, the first. nullptr: unknown
    // municipality.
    const Rulebook* in_force(std::string_view municipality, Date day) const;
    const Rulebook* find(std::string_view version) const;

  private:
    std::vector<Rulebook> books_;  // by municipality and day
};

}  // namespace samordna::rules
