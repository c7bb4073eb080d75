// What the end of a month turns on: how long there is, which hours stand where, whose they are, and a list that fills
// itself. Values, read by MonthDesk::status (month_desk.h).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/time.h"
#include "workspace/shift_list.h"

namespace samordna::workspace {

// Where a visit's minutes stand, as rules::Risk divides them; what can still be done is in the middle. After the
// closing time everything that is not approved cannot be saved.
enum class Standing : std::uint8_t { approved, ready, needs_note, needs_edit, cannot_be_saved };
inline constexpr std::size_t standings = 5;

struct StandingSum {
    Standing standing = Standing::approved;
    std::int64_t minutes = 0;  // performed, of the visits that start in the month
    // Of these minutes, each at the rate of its day. Empty: one of them has none, and no kronor are shown.
    std::optional<std::int64_t> ore{};
    int visits = 0;
    // Of the month; each under the worst of its visits, so that their sum is all that have ended. A visit of a shift
    // that somebody has to mend first is `ready` all the same: it needs nothing itself.
    int shifts = 0;
    // The list of shifts where they are found, and by which check: most visits first. Empty where nothing stops them.
    ShiftFilter queue = ShiftFilter::all;
    std::vector<CheckCount> checks{};  // `rows` are visits
};

// What is not approved, of one care worker or client.
struct OpenOf {
    domain::Id id;
    std::string name;
    std::string number;
    std::int64_t minutes = 0;  // performed: at risk until they are approved
    std::int64_t stopped = 0;  // of these: a finding stands in the way
    int visits = 0;
    int shifts = 0;
};

// Uppstart smarta lås: hours against the locks that are mounted now.
struct StartupStatus {
    bool paid = false;     // by the rulebook
    int locks = 0;         // mounted at a client's door
    int missing = 0;       // of these: without an hour
    int stands = 0;        // hours that answer to a lock
    int over = 0;          // the same, but longer than is paid
    int again = 0;         // more than there are locks
    int without_lock = 0;  // of a client with no lock
};

enum class CloseItem : std::uint8_t {
    closing_time_known,   // the municipality has published it
    findings_mended,      // nothing needs a note or a correction
    shifts_approved,      // all of them
    startups_registered,  // for every mounted lock; where they are paid
    silences_seen,        // by whoever has said so (MonthDesk::note_silences_seen), or there are none
    controls_signed,      // of phones and of locks, that month
    everything_sent       // nothing waits in the outbox, nothing there needs attention
};
struct CheckedItem {
    enum class State : std::uint8_t { done, open, unknown };  // unknown: it is still being looked for
    CloseItem item{};
    State state = State::open;
    int count = 0;  // of what is left: shifts, locks, silences, controls, changes
};

struct MonthStatus {
    domain::Month month{};
    // Empty: no unit is known yet.
    std::optional<domain::Instant> closing_time;
    bool is_published = false;  // by the municipality; else a proposal, reckoned by its rule
    bool is_closed = false;
    int vardagar_left = 0;  // from tomorrow, the closing day among them
    // From three vardagar before the closing day until it closes: then the program reminds of it by itself.
    bool is_near = false;
    std::vector<StandingSum> standing;  // all five, in their order
    int open_shifts = 0;                // that have not ended: they are in no sum of shifts
    // Most minutes first.
    std::vector<OpenOf> care_workers, clients;
    StartupStatus startups;
    std::optional<int> silences;  // as many as there are; empty: they have not been looked for yet
    std::vector<CheckedItem> checklist;

    const StandingSum& of(Standing s) const { return standing[static_cast<std::size_t>(s)]; }
    // Something on the list is for somebody to do.
    bool needs_someone() const;
};

}  // namespace samordna::workspace
