// A municipality's rules as data: which checks are on, how severe and in which paragraph, its services, its settings,
// and when a month closes. A visit is judged by the rulebook in force on its day. Values; any thread. Source: the
// municipality's own text, named in `source`. Format: resources/rulebooks/README.md and rulebook.schema.json.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/time.h"
#include "rules/finding.h"
#include "rules/service.h"

namespace samordna::rules {

using domain::Date;
using domain::Instant;
using domain::Minutes;
using domain::Month;

struct CheckRule {
    Severity severity = Severity::blocks;
    std::optional<Severity> severity_with_note;  // where a note that says why makes it another
    bool note_suffices = true;                   // a note that says why takes the finding away
    std::string paragraph;                       // in the source's own numbering; empty: no sentence stands behind it
    std::string sentence;                        // of the source, word for word
    std::string rulebook;                        // the version in which it is written
    bool operator==(const CheckRule&) const = default;
};

// How two care workers register at one client.
enum class DoublePair : std::uint8_t {
    supporter_without_service,  // one the service, the other only double staffing
    one_service_one_press       // exactly one chooses a service, exactly one presses double staffing
};
// "10 % manual registrations", of what?
enum class ShareReading : std::uint8_t { visits, minutes, visits_not_exempt, minutes_not_exempt };
std::string_view name_of(ShareReading reading);

// What the checks need to know, with the value that holds where a rulebook says nothing.
struct Settings {
    Minutes late_registration{60};
    DoublePair double_pair = DoublePair::supporter_without_service;
    int double_overlap_percent = 50;  // two are a pair when they share this part of the shorter visit
    bool outside_apart = false;       // what is done outside the home is never in a visit with what is done inside
    bool others_approve = true;       // nobody approves her own visits, though no text says so
    bool note_explains_over = true;   // a note makes more than ordered paid; else it waits for the case officer
    Minutes introduction_talk{60};
    Minutes lock_startup{60};
    bool lock_startup_per_client = false;  // one per new client; else one per mounted lock
    Minutes window_cleaning_per_year{60};
    Minutes fire_prevention{60};
    std::optional<int> transition_days;               // from when the provider knew
    std::optional<int> transition_ended_days;         // the same where the client ends the assignment
    bool transition_by_the_hour = false;              // a day is 24 hours; else a calendar day
    std::optional<int> transition_notice_hours;       // told so long before: none is paid
    std::optional<int> transition_month_days_tenths;  // a day is the granted month divided by this; else as registered
    std::optional<int> transition_registration_days;
    std::optional<int> manual_share_percent;
    ShareReading manual_share_reading = ShareReading::visits;
    bool cohabitants_exempt = false;  // "sammanboende … registrerar besök separat": without verification
    Minutes cohabitant_gap{5};        // visits of those who live together this close are one and the same visit
    // Silence, see silence.h.
    int silence_held_weeks = 3;     // a visit in so many of the last weeks is a habit
    Minutes silence_within{60};     // and its start lies so near the usual one
    int silence_gap_times = 3;      // no visit for so many times the usual
    int silence_unit_percent = 25;  // a unit's day with less than this of the usual
    // Locks, tags and phones, where the texts name no number.
    int battery_stale_days = 14;  // a reading that is older says nothing
    int battery_soon_days = 14;   // a battery that is forecast to be low within so many days is changed soon
    // Services granted for so long are lasting ("stadigvarande"): their clients are to have locks. Empty: nobody is.
    std::optional<int> lock_lasting_days;
    int phone_unused_days = 14;
    int tag_unused_days = 30;  // a tag that has not been used for so long, though its client has been visited
    // Accounts, see staff.h.
    std::optional<int> account_inactive_months;  // without a sign-in
    std::optional<int> account_purge_months;
    std::vector<std::chrono::month_day> network_account_ends;  // days of the year; empty: they do not run out
    int network_account_notice_days = 14;                      // a prolonging is asked for so long before
};

// A setting as it is written, for the page that lists them.
struct Parameter {
    std::string name;
    std::string value;
    std::string why;  // which words it is read from, or that the text is silent
    bool operator==(const Parameter&) const = default;
};

struct Source {
    std::string publisher, title, date, numbering;
    bool operator==(const Source&) const = default;
};

struct Rate {
    Date valid_from{};
    std::int64_t ore_per_hour = 0;
    bool operator==(const Rate&) const = default;
};

struct Rulebook {
    std::string text;  // that it was read from; empty where it was put together otherwise
    std::string version;
    std::string municipality;
    std::string extends;  // the version that holds where this one is silent; empty: none
    Source source;
    Date valid_from{};
    std::map<std::string, CheckRule, std::less<>> checks;  // a check that is not here is off
    Settings settings;
    std::vector<Parameter> parameters;
    Services services;
    Matrix matrix;
    std::string matrix_from;                          // the version in which it is written; empty: it has none
    int closing_vardag = 3;                           // the month closes on this vardag of the next one …
    std::chrono::seconds closing_time_of_day{};       // … at this time in Sweden, itself included …
    std::map<Month, Instant> published;               // … unless the municipality has published another
    std::optional<std::chrono::hours> revoke_window;  // from the approval; empty: until the closing time
    std::vector<Rate> rates;                          // by date; empty: no kronor are shown

    const CheckRule* rule(std::string_view check) const;
    // The last moment at which the month's shifts can be approved, edited or revoked.
    Instant closing_time(Month month) const;
};

// A file of rules, which may rest on another: `base` is the one that it extends, nullptr where that is not known.
// Errors: rulebook.malformed {file, line, reason}; rulebook.base_unknown {file, version}.
base::Result<Rulebook> parse_rulebook(std::string_view json, std::string_view file_name,
                                      const Rulebook* base = nullptr);
// The version that the file extends, empty where it stands alone or cannot be read.
std::string extended_version(std::string_view json);
// The version that it says it is, likewise.
std::string stated_version(std::string_view json);

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
    const std::vector<Rulebook>& all() const { return books_; }  // by municipality and day
    // These and those of the texts. A text wins over what has its version, and what extends that version then extends
    // the text. A text that cannot be read, that extends what is not there or that has the version of another
    // municipality is passed over and told of in `faults`: rulebook.malformed, rulebook.base_unknown {base},
    // rulebook.version_taken, each with {version}.
    Rulebooks with(const std::vector<std::string>& texts, std::vector<base::Error>* faults = nullptr) const;

  private:
    std::vector<Rulebook> books_;
};

// What another version says otherwise, in the words of the file. `subject` and `name`:
//   check            its id: is there or not; before and after are its severity
//   severity, severity_with_note, note_suffices, paragraph, sentence    the id of a check that both have
//   parameter, service   its name
//   closing          vardag, time_of_day, or a month: the published moment
//   revoke_window    hours
//   rate             the day from which it holds: öre per hour
//   matrix           "A + B"; not given is empty
struct RuleChange {
    std::string subject;
    std::string name;
    std::string before;  // empty: was not there
    std::string after;   // empty: is not there
    bool operator==(const RuleChange&) const = default;
};
std::vector<RuleChange> difference(const Rulebook& before, const Rulebook& after);

}  // namespace samordna::rules
