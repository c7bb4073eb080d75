// Locks, startup hours, tags, phones, lock orders, controls and accounts as they are now: rows for grids, with what is
// to be done about each. Read in one go; read anew when it is asked for after news. Values; the workspace's thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/record.h"
#include "rules/battery.h"
#include "rules/control.h"
#include "rules/lock_fault.h"
#include "rules/lock_order.h"
#include "rules/startup.h"
#include "workspace/staff.h"

namespace samordna::workspace {

// Whose something is, for people; empty where it is nobody's.
struct OwnerName {
    std::optional<domain::Id> id;
    int number = 0;  // of a client
    std::string name;
    std::int32_t rank = 0;  // its place in the Swedish alphabet
};

struct LockRow {
    domain::Lock lock;
    OwnerName client;
    rules::Battery battery;
    bool removed = false;
    bool has_hour = false;          // of startup
    int faults = 0;                 // orders of that kind that are not done
    std::vector<std::string> tags;  // active ones beside it
    std::string search;             // searchable number, type, client
    bool needs_someone() const { return !removed && (battery.need <= rules::BatteryNeed::stale || !tags.empty()); }
};

struct StartupRow {
    rules::Startup startup;
    OwnerName client;
    std::string lock;  // its number; empty: an hour without one
    std::optional<domain::Date> mounted_at;
    std::optional<domain::Instant> start;  // of the hour
    std::string shift;                     // source id of the hour's shift
    std::string search;
    // Of the lock where there is one, else of the visit.
    domain::Id id() const { return startup.lock ? *startup.lock : startup.visit.value_or(domain::Id{}); }
};

struct TagRow {
    domain::Tag tag;
    OwnerName client;
    bool beside_lock = false;  // active, and the client has a mounted lock
    bool unknown = false;      // seen by a phone, nobody knows where it sits
    bool unused = false;       // active, and not used for long though the client has been visited
    std::string search;
    bool needs_someone() const { return beside_lock || unknown; }
};

struct PhoneRow {
    domain::Phone phone;
    OwnerName holder, last_used_by;
    bool unused = false;
    std::vector<std::string> deviations;   // rules/control.h
    std::vector<std::string> open_shifts;  // source ids of shifts with a visit on it that has not ended
    std::string search;
    bool needs_someone() const { return phone.active && !deviations.empty(); }
};

// An order, or one that ought to be made.
struct LockOrderRow {
    domain::LockOrder order;                       // of a need: as it would be
    std::optional<rules::LockOrderNeed::Why> why;  // it ought to be made
    std::optional<domain::Date> since;
    OwnerName client;
    std::string lock;  // its number
    std::string search;
    bool needs_someone() const { return why.has_value() || order.state == domain::LockOrderState::to_order; }
};

// Of one kind, that month: signed, or to be.
struct ControlRow {
    domain::Control control;  // of one to be signed: as it would be, what was done left empty
    bool is_signed = false;
    bool due = false;  // not signed, and the month has begun
};

// As the municipality's follow-up counts them.
struct LockTotals {
    int doors = 0, entrances = 0;  // mounted at a client now
    struct Month {
        domain::Month month{};
        int mounted = 0, dismounted = 0;
    };
    std::vector<Month> months;  // the last six that have ended, and the one that goes on; oldest first
    int mounted_tenths = 0;     // half-year average, in tenths
    int dismounted_tenths = 0;
};

struct Equipment {
    std::vector<LockRow> locks;  // by client number, then their own
    std::vector<StartupRow> startups;
    std::vector<TagRow> tags;
    std::vector<PhoneRow> phones;
    std::vector<LockOrderRow> lock_orders;
    std::vector<ControlRow> controls;             // newest month first
    std::vector<AccountRow> accounts;             // by name
    std::vector<AccountOrderRow> account_orders;  // what is to be done first
    LockTotals totals;
    std::optional<rules::BatteryLife> battery_life;
    int phone_unused_days = 14;
    int battery_stale_days = 14;
    bool startups_paid = false;  // the rulebook has such hours
    bool startup_per_client = false;
    int startup_minutes = 60;

    const LockRow* lock(const domain::Id& id) const;
    const TagRow* tag(const domain::Id& id) const;
    const PhoneRow* phone(const domain::Id& id) const;
    const AccountRow* account(const domain::Id& care_worker) const;
};

struct WorkerChoice {
    domain::Id id;
    std::string name, number;
};

// Of a search over rows' `search`: every word must be found in it.
std::vector<std::string> words_of_search(std::string_view text);
std::string as_searched(std::string_view text);

// One lock's own view: what it has told, day by day, and why it may not open.
struct LockView {
    std::vector<domain::LockReading> readings;  // by day
    std::vector<domain::Order> orders;          // the client's
};

}  // namespace samordna::workspace
