// Verbs as data: what a coordinator does is a value that is judged (rules::judge), applied (here), stored, sent and
// logged. The window, the companion and the backend use the same code. Pure; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/record.h"

namespace samordna::domain {

// shift.approve
struct ApproveShift {
    // Visits that would stop the approval and that the coordinator explicitly lets go unpaid.
    std::vector<Id> unpaid_visits;
    bool operator==(const ApproveShift&) const = default;
};
// shift.revoke
struct RevokeApproval {
    bool operator==(const RevokeApproval&) const = default;
};
// matrix.set: the whole of it.
struct SetMatrix {
    std::string cells;  // CSV, see rules/matrix_csv.h; empty: as the rulebook says
    bool operator==(const SetMatrix&) const = default;
};
// visit.edit: what is given takes the place of what is there. A note alone is an edit, and so is a move to another
// shift.
struct EditVisit {
    std::optional<Instant> start{};
    std::optional<Instant> end{};
    std::optional<bool> double_staffing{};
    std::optional<std::vector<ServiceLine>> service_lines{};
    std::optional<Id> shift{};
    std::optional<std::string> note{};
    bool operator==(const EditVisit&) const = default;
};
// visit.register: efterregistrering of a whole visit. It makes the record that it targets.
struct RegisterVisit {
    Id shift;
    Id client;
    Instant start{};
    Instant end{};
    bool double_staffing = false;
    std::vector<ServiceLine> service_lines;
    std::string note;
    bool operator==(const RegisterVisit&) const = default;
};
using Verb = std::variant<ApproveShift, RevokeApproval, SetMatrix, EditVisit, RegisterVisit>;

std::string_view name_of(const Verb& verb);

struct Change {
    Id key;                 // idempotency key: one change, one key, for ever
    Id target;              // the record that it changes
    std::int64_t base = 0;  // the confirmed revision that it was made on
    std::optional<Id>
        depends_on;  // key of an earlier, still unanswered change of the same record: that one's result is the base
    std::string by;  // account name
    Instant at{};    // when she did it, by her own clock; the backend's clock decides
    Verb verb;
    bool operator==(const Change&) const = default;
};

// Which type of record the verb changes.
RecordType target_type(const Verb& verb);

// The record after the change. `at` is the judging side's moment. Throws std::logic_error for a record of another type:
// the caller has looked it up by target_type.
Record apply(const Change& change, Instant at, const Record& record);

// Whether it makes the record that it targets.
bool creates(const Verb& verb);

// Whether it would put aside what somebody else has done to the record between `before`, when she made it, and
// `current`: such a change is not made on another base than its own unless she says so.
bool collides(const Change& change, const Record& before, const Record& current);

// What takes it back, given the record before it. Empty: nothing does.
std::optional<Verb> opposite(const Verb& verb, const Record& before);

// Whether the record already is as the change wants it, whoever did it: two who approve the same shift agree.
bool is_fulfilled(const Change& change, const Record& record);

}  // namespace samordna::domain
