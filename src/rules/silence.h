// Silence: where something was to be expected and nothing is registered, so that an empty day is not mistaken for a
// finished one. There is no plan in the data: what is expected is read from habits while an order is in force. So a
// silence is a question and never a fault; each says what it rests on. Called by workspace/. Days and times of day are
// Sweden's. Pure; one thread at a time for the same facts.
//
// Facts must hold every visit from `silence_history` before the first day that is asked about.
// Source: the texts say nothing of it. What stops nobody's approval stands in no check; the limits are settings of the
// rulebook (`silence_…`), so that a municipality may set them.
#pragma once
#include <map>
#include <vector>

#include "rules/facts.h"

namespace samordna::rules {

// A habit is held against this many weeks before: longer ago people lived otherwise.
inline constexpr int silence_weeks = 4;
inline constexpr std::chrono::days silence_history{2 * 7 * silence_weeks};

struct Silence {
    enum class Kind : std::uint8_t {
        habit,  // a client has visits at a time on that weekday, and this time has none
        gap,    // a client has had no visit for much longer than ever
        unit    // a whole unit has far fewer visits than it usually has
    };
    // A visit that there usually is.
    struct Occasion {
        domain::Minutes usual{};   // of the day: the middle one of its starts
        std::string service{};     // empty: not always the same
        int held = 0;              // weeks that had it …
        int weeks = 0;             // … of those that tell something
        domain::Minutes length{};  // usually
        bool operator==(const Occasion&) const = default;
    };
    Kind kind = Kind::habit;
    Id who;  // a client; Kind::unit: a unit
    domain::Date day{};
    domain::Date until{};               // the last day of it
    std::vector<Occasion> occasions{};  // habit: by time
    domain::Date last{};                // gap: of the visit before it
    int usual_days = 0;                 // gap: from one day with visits to the next, usually …
    int longest_days = 0;               // … and at most
    int visits = 0;                     // unit: of its first day …
    int usual_visits = 0;               // … and usually
    int days_compared = 0;              // unit: with so many days …
    bool same_weekday = false;  // … of the same weekday; else those of the week before, and their quietest one
    bool operator==(const Silence&) const = default;
};

std::string_view name_of(Silence::Kind kind);  // habit, gap, unit

class SilenceSearch {
  public:
    // Counts the units' days from `first` on, the first day of which everything is known. `facts` outlives it and does
    // not change meanwhile.
    SilenceSearch(const Facts& facts, domain::Date first, domain::Instant now);

    // Those that have to do with the days [from, to]; of time that has passed.
    std::vector<Silence> of_units(domain::Date from, domain::Date to) const;
    std::vector<Silence> of_client(std::uint32_t client, domain::Date from, domain::Date to) const;
    // Whether the units' days tell the same of their clients as in another search: the answers for a client whose
    // visits are the same are then the same too.
    bool tells_as(const SilenceSearch& other) const;

  private:
    struct UnitDays {
        std::string municipality;
        std::vector<int> visits;      // by day from first_
        std::vector<Silence> silent;  // by day
    };
    // Of a day that is over: whether it tells anything that the client had no visit.
    bool tells(const Facts::ClientFact& client, const UnitDays& unit, domain::Date day) const;
    const Settings& settings_of(const Id& unit, domain::Date day) const;
    void judge_day(const Id& id, UnitDays& unit, domain::Date day);

    const Facts& facts_;
    domain::Date first_, today_;
    domain::Instant now_;
    std::map<Id, UnitDays> units_;
};

}  // namespace samordna::rules
