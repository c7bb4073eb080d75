// Trygghetslås, NFC-taggar and telefoner: what care workers register with, and what is done to it. Plain values, each
// described as record.h says. Pure; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "domain/time.h"

namespace samordna::domain {

using base::Id;

// As the lock told when it was last used.
enum class BatteryLevel : std::uint8_t { unknown, ok, low, critical, empty };
// What is asked of the municipality's fitters: a new lock, one taken down, one that follows its client to another
// address, one that does not work.
enum class LockOrderKind : std::uint8_t { mount, dismount, move, fault };
// booked: the fitter has named a time, and somebody from the provider is to be there. dropped: it is not to be done.
enum class LockOrderState : std::uint8_t { to_order, ordered, booked, done, dropped };
// Haninge's monthly follow-up.
enum class ControlKind : std::uint8_t { phones, locks };

std::string_view name_of(BatteryLevel v);
std::string_view name_of(LockOrderKind v);
std::string_view name_of(LockOrderState v);
std::string_view name_of(ControlKind v);
std::optional<BatteryLevel> parse_battery_level(std::string_view name);
bool parse_name(std::string_view name, BatteryLevel& out);
bool parse_name(std::string_view name, LockOrderKind& out);
bool parse_name(std::string_view name, LockOrderState& out);
bool parse_name(std::string_view name, ControlKind& out);

struct Lock {
    Id id;
    std::optional<Id> client;
    std::string source_id;
    std::string kind;  // door (brukarlås), entrance (portlås)
    std::string type;  // the maker's name of the model
    std::optional<Date> mounted_at;
    std::optional<Date> removed_at;
    BatteryLevel battery_level = BatteryLevel::unknown;
    std::optional<Instant> battery_read_at;
    std::optional<Instant> battery_changed_at{};
    std::optional<Instant> last_used_at{};
    std::string address{};  // of the client when it was mounted there

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("client", self.client);
        f("source_id", self.source_id);
        f("kind", self.kind);
        f("type", self.type);
        f("mounted_at", self.mounted_at);
        f("removed_at", self.removed_at);
        f("battery_level", self.battery_level);
        f("battery_read_at", self.battery_read_at);
        f("battery_changed_at", self.battery_changed_at);
        f("last_used_at", self.last_used_at);
        f("address", self.address);
    }
    bool operator==(const Lock&) const = default;
};

// What a lock told in one day: how often it was opened, and the last level of its battery.
struct LockReading {
    Id id;
    Id lock;
    Date day{};
    int openings = 0;
    BatteryLevel battery_level = BatteryLevel::unknown;
    std::optional<Instant> read_at;

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("lock", self.lock);
        f("day", self.day);
        f("openings", self.openings);
        f("battery_level", self.battery_level);
        f("read_at", self.read_at);
    }
    bool operator==(const LockReading&) const = default;
};

struct LockOrder {
    Id id;
    Id unit;
    LockOrderKind kind = LockOrderKind::mount;
    LockOrderState state = LockOrderState::to_order;
    std::optional<Id> client;
    std::optional<Id> lock;
    std::optional<Instant> booked_at;
    std::string attendant;  // from the provider, at the booked time
    std::string address;    // where it is to be done
    std::string note;
    std::string changed_by;  // account name
    std::optional<Instant> changed_at;

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("unit", self.unit);
        f("kind", self.kind);
        f("state", self.state);
        f("client", self.client);
        f("lock", self.lock);
        f("booked_at", self.booked_at);
        f("attendant", self.attendant);
        f("address", self.address);
        f("note", self.note);
        f("changed_by", self.changed_by);
        f("changed_at", self.changed_at);
    }
    bool operator==(const LockOrder&) const = default;
};

// Kvittensmärke: a sticker at a client's. One without a client has been seen by a phone, and nobody knows where.
struct Tag {
    Id id;
    std::optional<Id> client;
    std::string source_id;  // chip id
    bool active = true;
    std::optional<Instant> last_used_at{};
    std::string last_phone{};  // source id of the phone that saw it

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("client", self.client);
        f("source_id", self.source_id);
        f("active", self.active);
        f("last_used_at", self.last_used_at);
        f("last_phone", self.last_phone);
    }
    bool operator==(const Tag&) const = default;
};

struct Phone {
    Id id;
    Id unit;
    std::string source_id;
    std::string label;
    bool registered = false;
    bool coupled = false;
    bool active = true;
    std::optional<Instant> last_used_at;
    std::optional<Id> holder{};        // care worker who has been given it
    std::optional<Id> last_used_by{};  // care worker
    std::string app_version{};
    std::optional<int> undelivered{};  // visits that it still held when it was last heard of
    std::string reason{};              // why it was inactivated, or taken into use again

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("unit", self.unit);
        f("source_id", self.source_id);
        f("label", self.label);
        f("registered", self.registered);
        f("coupled", self.coupled);
        f("active", self.active);
        f("last_used_at", self.last_used_at);
        f("holder", self.holder);
        f("last_used_by", self.last_used_by);
        f("app_version", self.app_version);
        f("undelivered", self.undelivered);
        f("reason", self.reason);
    }
    bool operator==(const Phone&) const = default;
};

// A month's control of a unit's phones or locks, as it was signed.
struct Control {
    Id id;
    Id unit;
    ControlKind kind = ControlKind::phones;
    Date month{};            // its first day
    int checked = 0;         // how many there were
    std::string deviations;  // CSV, see rules/control.h; empty: all as they should be
    std::string note;
    std::string signed_by;  // account name
    std::optional<Instant> signed_at;

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("unit", self.unit);
        f("kind", self.kind);
        f("month", self.month);
        f("checked", self.checked);
        f("deviations", self.deviations);
        f("note", self.note);
        f("signed_by", self.signed_by);
        f("signed_at", self.signed_at);
    }
    bool operator==(const Control&) const = default;
};

// The one id that the startup visit of a lock has, whoever registers it: two who do so at once make the same visit.
Id startup_visit_of(const Id& lock);
// Likewise the control of a month.
Id control_of(const Id& unit, ControlKind kind, Date month);
// And the order that a need gives rise to: `whose` is the lock, or the client where there is none; `number` how many of
// the kind there were before.
Id lock_order_of(const Id& whose, LockOrderKind kind, int number);
// And the readings of a lock's day.
Id reading_of(const Id& lock, Date day);

}  // namespace samordna::domain
