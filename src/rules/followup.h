// Follow-up of how visits are registered (uppföljning): how one visit was verified, what of the equipment explains that
// it was done by hand, sums of many, a forecast, and the reviewers' sample. Pure; one thread at a time for the same
// facts. Sources: Nacka 1/2 ("Kommunen godkänner maximalt 10% manuella registreringar"), the lock routine
// ("Felanmälan"); Haninge, "Rutin för uppföljning av digitala lås" 4, "Efterregistrering", "Justerad tid".
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "rules/battery.h"
#include "rules/facts.h"
#include "rules/payment.h"

namespace samordna::rules {

// Of a visit as a whole. mixed: lock at one end and tag at the other. manual: one end at least by hand.
enum class Way : std::uint8_t { lock, tag, mixed, manual };

// Why a visit is by hand, as far as the equipment tells: the first that holds, in the order in which it is told. What a
// person can be asked about is what is left after that.
enum class Cause : std::uint8_t {
    lock_fault,      // reported: from the vardag before the report until it was done
    battery,         // the lock's last reading until then: critical or empty
    lock_silent,     // the lock had told nothing for as long as makes a reading stale, and has not since
    phone_inactive,  // its phone is inactivated now; where it tells of none, all that its care worker has been given
    no_equipment,    // neither a lock nor a tag at the client's
    none,
    exempt  // nothing to explain: the rules let its ends be without verification
};
inline constexpr std::size_t causes = 7;
std::string_view name_of(Cause cause);
std::optional<Cause> parse_cause(std::string_view name);

// One visit that has ended.
struct Registration {
    int minutes = 0;
    Way way = Way::lock;
    bool manual = false;      // an end is by hand
    bool not_exempt = false;  // … that no exemption covers
    bool at_lock = false;     // a lock hung at the client's door, and the rules ask for verification
    bool by_lock = false;     // it was used, at one end at least
    bool late = false;        // registered afterwards, later than the rulebook's limit
    bool edited = false;      // times, services or double staffing are not as they were registered
};
// Nothing while it goes on, and where no rulebook is in force.
std::optional<Registration> registration_of(const Facts& facts, std::uint32_t visit, domain::Instant now);
bool is_edited(const domain::Visit& visit);

// Many of them.
struct Registrations {
    ManualShare share;
    std::array<int, 4> visits_by_way{};  // by Way
    std::array<int, 3> ends_by_way{};    // by domain::Verification: two for each visit
    int visits = 0;
    int late = 0, edited = 0;
    int at_lock = 0, by_lock = 0;
    void add(const Registration& one, const domain::Visit& visit);
    void add(const Registrations& others);
    int by(Way way) const { return visits_by_way[static_cast<std::size_t>(way)]; }
    bool operator==(const Registrations&) const = default;
};
void add_to(ManualShare& share, const Registration& one);
void add_to(ManualShare& share, const ManualShare& other);

// "If these were counted otherwise." exempt: as if an exemption covered their ends. accepted: as if they had been
// verified, which is what a note means where the municipality accepts it (a lock fault outside office hours); a note by
// itself changes no share.
enum class Otherwise : std::uint8_t { exempt, accepted };
void count_otherwise(ManualShare& share, const Registration& one, Otherwise as);

// A lock as the causes look at it.
struct LockStory {
    LockHistory history;
    struct Fault {
        domain::Date reported{};
        std::optional<domain::Date> done{};  // empty: it stands
    };
    std::vector<Fault> faults{};
};
// What is at hand about one visit.
struct Surroundings {
    std::span<const LockStory* const> locks;  // of the client
    bool has_tag = false;                     // an active one
    // Whether the phone that it was registered with is inactivated, or those of its care worker are; empty: none is
    // known.
    std::optional<bool> phone_inactive{};
};
Cause cause_of(const Registration& one, domain::Date day, const Surroundings& around, const Settings& settings);
bool is_mounted(const domain::Lock& lock, domain::Date day);

// How a month ends if it goes on as in its last days: a share by day, of the month. What stands on days after today is
// left alone.
struct DayShare {
    domain::Date day{};
    ManualShare share{};
};
struct Forecast {
    ManualShare::Part share;  // of the whole month
    int days_seen = 0;        // that it rests on
};
// What is left is as many visits a day as in the last seven whole days of the month (fewer at its beginning), with as
// many of them by hand; of today what has not come yet. A month that is over is what it is. Nothing on its first day.
// There are no planned visits to go by: what is ordered says nothing of when.
std::optional<Forecast> forecast_of(std::span<const DayShare> days, domain::Month month, domain::Date today,
                                    ShareReading reading);
// How many visits (or minutes) by hand there is still room for under the limit if it ends so; negative: so many too
// many.
std::int64_t room_left(const ManualShare::Part& so_far, const ManualShare::Part& at_the_end, int limit_percent);

// How many clients of each provider are in the sample, by the rulebook; of "two or three", three, also where it is
// silent.
int sample_clients(const Rulebook& book);
// `count` of them, or all, by chance: the same ones for the same seed wherever and in whatever order they are given.
std::vector<Id> drawn(std::vector<Id> from, std::size_t count, std::uint64_t seed);

}  // namespace samordna::rules
