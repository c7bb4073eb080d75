// What exists. Plain values; each describes its own fields once, and everything that stores, sends or compares records
// goes by that description: the wire's JSON, the local tables, the differences between two versions. Pure; any thread.
//
// A field is one of: Id, optional<Id>, string, bool, optional<bool>, int, optional<int>, Instant, optional<Instant>,
// Date, optional<Date>, a named enumeration (parse_name), vector<Id>, vector<ServiceLine>,
// optional<vector<ServiceLine>>. Its name is its name everywhere.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.h"
#include "domain/equipment.h"
#include "domain/staff.h"
#include "domain/time.h"

namespace samordna::domain {

// Kvittens: how an end of a visit was confirmed at the door.
enum class Verification : std::uint8_t { manual, tag, lock };
// away: at a hospital, on a short stay. ended: the client has ended the assignment, or has died.
enum class AbsenceKind : std::uint8_t { away, ended };

std::string_view name_of(AbsenceKind v);
std::string_view name_of(Verification v);
std::optional<Verification> parse_verification(std::string_view name);
std::optional<AbsenceKind> parse_absence_kind(std::string_view name);
bool parse_name(std::string_view name, Verification& out);
bool parse_name(std::string_view name, AbsenceKind& out);

struct ServiceLine {
    std::string service;
    std::optional<int> minutes{};  // empty: not given, the visit's time is shared out
    bool extra = false;            // performed, not ordered
    bool declined = false;         // Avböjd insats
    bool operator==(const ServiceLine&) const = default;
};

struct Unit {
    Id id;
    std::string municipality;  // Nacka, Haninge: whose rulebook is in force
    std::string provider;
    std::string provider_org_number;
    std::string name;

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("municipality", self.municipality);
        f("provider", self.provider);
        f("provider_org_number", self.provider_org_number);
        f("name", self.name);
    }
    bool operator==(const Unit&) const = default;
};

struct Client {
    Id id;
    Id unit;
    int number = 0;  // kundnr
    std::string first_name;
    std::string last_name;
    std::string person_id;  // see person_id.h
    std::string address;
    std::string household;  // the same text for those who live together

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("unit", self.unit);
        f("number", self.number);
        f("first_name", self.first_name);
        f("last_name", self.last_name);
        f("person_id", self.person_id);
        f("address", self.address);
        f("household", self.household);
    }
    bool operator==(const Client&) const = default;
};

struct Order {
    Id id;
    Id client;
    std::string service;
    int minutes_per_visit = 0;
    bool double_staffing = false;
    Date valid_from{};
    std::optional<Date> valid_to;            // the last day
    std::optional<int> minutes_per_month{};  // beviljad månadstid, where the decision says it

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("client", self.client);
        f("service", self.service);
        f("minutes_per_visit", self.minutes_per_visit);
        f("double_staffing", self.double_staffing);
        f("valid_from", self.valid_from);
        f("valid_to", self.valid_to);
        f("minutes_per_month", self.minutes_per_month);
    }
    bool operator==(const Order&) const = default;
};

// Arbetspass: one care worker, one or more visits; the unit of approval.
struct Shift {
    Id id;
    Id unit;
    std::string source_id;  // as the delivering system calls it
    Id care_worker;
    Date date{};                         // of its first visit
    std::optional<Instant> approved_at;  // set: approved
    std::string approved_by;             // account name
    std::vector<Id> unpaid_visits;       // approved with the explicit choice to let these go unpaid

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("unit", self.unit);
        f("source_id", self.source_id);
        f("care_worker", self.care_worker);
        f("date", self.date);
        f("approved_at", self.approved_at);
        f("approved_by", self.approved_by);
        f("unpaid_visits", self.unpaid_visits);
    }
    bool operator==(const Shift&) const = default;
};

struct Visit {
    Id id;
    Id shift;
    std::string source_id;
    Id client;
    Instant start{};
    std::optional<Instant> end;  // empty: still going on
    Verification start_verification = Verification::manual;
    Verification end_verification = Verification::manual;
    bool double_staffing = false;  // the supporting half
    std::string note;
    std::optional<Instant> registered_at;
    std::optional<Instant> original_start;  // as registered; set when start was edited, and so on for each
    std::optional<Instant> original_end;
    std::string phone;  // source id of the phone used
    std::vector<ServiceLine> service_lines;
    std::optional<std::vector<ServiceLine>> original_service_lines{};
    std::optional<bool> original_double_staffing{};
    std::optional<Id> original_shift{};

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("shift", self.shift);
        f("source_id", self.source_id);
        f("client", self.client);
        f("start", self.start);
        f("end", self.end);
        f("start_verification", self.start_verification);
        f("end_verification", self.end_verification);
        f("double_staffing", self.double_staffing);
        f("note", self.note);
        f("registered_at", self.registered_at);
        f("original_start", self.original_start);
        f("original_end", self.original_end);
        f("phone", self.phone);
        f("service_lines", self.service_lines);
        f("original_service_lines", self.original_service_lines);
        f("original_double_staffing", self.original_double_staffing);
        f("original_shift", self.original_shift);
    }
    bool operator==(const Visit&) const = default;
};

// A municipality's rules as it has published them: what visits are judged by beside what the program carries.
struct Rulebook {
    Id id;
    std::string municipality;
    std::string version;
    Date valid_from{};
    std::string body;  // the text of the file, see rules/rulebook.h

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("municipality", self.municipality);
        f("version", self.version);
        f("valid_from", self.valid_from);
        f("body", self.body);
    }
    bool operator==(const Rulebook&) const = default;
};

// Which services may be performed in one visit, as the unit has filled it in from its municipality's text: takes the
// place of what that version of the rules says itself. There is one for every version that has a matrix.
struct Matrix {
    Id id;
    Id unit;
    std::string rulebook;  // version
    std::string cells;     // CSV, see rules/matrix_csv.h; empty: as the rulebook says

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("unit", self.unit);
        f("rulebook", self.rulebook);
        f("cells", self.cells);
    }
    bool operator==(const Matrix&) const = default;
};

// Frånvaro and avbeställning: from when what is ordered is not to be performed, and when the provider got to know.
struct Absence {
    Id id;
    Id client;
    AbsenceKind kind = AbsenceKind::away;
    Instant starts_at{};
    std::optional<Instant> ends_at;
    std::optional<Instant> known_at;      // to the provider
    std::optional<Instant> cancelled_at;  // the municipality's cancellation was received

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("client", self.client);
        f("kind", self.kind);
        f("starts_at", self.starts_at);
        f("ends_at", self.ends_at);
        f("known_at", self.known_at);
        f("cancelled_at", self.cancelled_at);
    }
    bool operator==(const Absence&) const = default;
};

// One line of a record's history: what somebody did to it.
struct Activity {
    Id id;
    Id target;
    int target_revision = 0;  // that it gave
    std::string verb;
    std::string by;      // account name
    Instant at{};        // by the backend's clock
    std::string before;  // JSON object: the fields that changed, as they were (missing: empty) …
    std::string after;   // … and as they became

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("target", self.target);
        f("target_revision", self.target_revision);
        f("verb", self.verb);
        f("by", self.by);
        f("at", self.at);
        f("before", self.before);
        f("after", self.after);
    }
    bool operator==(const Activity&) const = default;
};

// In the order in which they refer to each other: what is referred to comes first. Their numbers are stored: a new one
// comes last.
using Record = std::variant<Unit, CareWorker, Client, Order, Shift, Visit, Lock, Tag, Phone, Rulebook, Matrix, Absence,
                            Activity, LockReading, LockOrder, Control, AccountOrder>;
enum class RecordType : std::uint8_t {
    unit,
    care_worker,
    client,
    order,
    shift,
    visit,
    lock,
    tag,
    phone,
    rulebook,
    matrix,
    absence,
    activity,
    lock_reading,
    lock_order,
    control,
    account_order
};
inline constexpr std::array<RecordType, 17> record_types{
    RecordType::unit,         RecordType::care_worker,  RecordType::client,     RecordType::order,
    RecordType::shift,        RecordType::visit,        RecordType::lock,       RecordType::tag,
    RecordType::phone,        RecordType::rulebook,     RecordType::matrix,     RecordType::absence,
    RecordType::activity,     RecordType::lock_reading, RecordType::lock_order, RecordType::control,
    RecordType::account_order};
static_assert(std::variant_size_v<Record> == record_types.size());

std::string_view name_of(RecordType type);
std::optional<RecordType> parse_record_type(std::string_view name);
inline RecordType type_of(const Record& record) {
    return static_cast<RecordType>(record.index());
}
Id id_of(const Record& record);
// An empty record of that type.
Record make_record(RecordType type);

// A record as the backend has it: revision 1 is the first, every change adds one.
struct Revised {
    Record record;
    std::int64_t revision = 0;
};

}  // namespace samordna::domain
