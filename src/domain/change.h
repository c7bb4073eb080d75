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

// --- Locks, tags and phones.

// lock.startup: the hour of Uppstart smarta lås that a mounted lock gives. It makes the visit startup_visit_of(lock),
// and nobody can make it twice.
struct RegisterStartup {
    Id lock;
    RegisterVisit visit;
    bool operator==(const RegisterStartup&) const = default;
};
// lock.battery_changed
struct ChangeBattery {
    Instant changed_at{};
    bool by_service = false;  // by the municipality's, who alone may change an empty one
    bool operator==(const ChangeBattery&) const = default;
};
// lock_order.set: the whole of it. It makes the record where it is not there yet.
struct SetLockOrder {
    Id unit;
    LockOrderKind kind = LockOrderKind::mount;
    LockOrderState state = LockOrderState::to_order;
    std::optional<Id> client{};
    std::optional<Id> lock{};
    std::optional<Instant> booked_at{};
    std::string attendant{};
    std::string address{};
    std::string note{};
    bool operator==(const SetLockOrder&) const = default;
};
// tag.couple
struct CoupleTag {
    Id client;
    bool operator==(const CoupleTag&) const = default;
};
// tag.deactivate: for good, a tag is never used again.
struct DeactivateTag {
    bool operator==(const DeactivateTag&) const = default;
};
// phone.deactivate: lost, stolen, worn out. Needs no revision to rest on, and goes first.
struct DeactivatePhone {
    std::string reason;
    bool operator==(const DeactivatePhone&) const = default;
};
// phone.reactivate
struct ReactivatePhone {
    std::string reason;
    bool operator==(const ReactivatePhone&) const = default;
};
// phone.couple
struct CouplePhone {
    bool operator==(const CouplePhone&) const = default;
};
// phone.edit
struct EditPhone {
    std::string label;
    std::optional<Id> holder{};
    bool operator==(const EditPhone&) const = default;
};
// control.sign: it makes the record control_of(unit, kind, month).
struct SignControl {
    Id unit;
    ControlKind kind = ControlKind::phones;
    Date month{};
    int checked = 0;
    std::string deviations{};  // CSV, see rules/control.h
    std::string note{};
    bool operator==(const SignControl&) const = default;
};
// care_worker.create: an account in the mobile system; it makes the record.
struct CreateCareWorker {
    Id unit;
    std::string number;
    std::string first_name{};
    std::string last_name{};
    std::string subcontractor{};
    bool operator==(const CreateCareWorker&) const = default;
};
// care_worker.edit
struct EditCareWorker {
    std::string first_name;
    std::string last_name;
    std::string subcontractor{};
    bool operator==(const EditCareWorker&) const = default;
};
// care_worker.inactivate: at once, wherever she is signed in.
struct InactivateCareWorker {
    std::string reason;
    bool operator==(const InactivateCareWorker&) const = default;
};
// care_worker.archive: she has left.
struct ArchiveCareWorker {
    bool operator==(const ArchiveCareWorker&) const = default;
};
// care_worker.reactivate: inactive or archived.
struct ReactivateCareWorker {
    std::string reason;
    bool operator==(const ReactivateCareWorker&) const = default;
};
// care_worker.exempt: kept though nobody signs in, for that reason; empty: no longer.
struct ExemptCareWorker {
    std::string reason;
    bool operator==(const ExemptCareWorker&) const = default;
};
// care_worker.issue_code: for the first sign-in, at which she chooses her own password, or after a forgotten one. The
// code itself stays with whoever hands it over; only its hash (argon2id, as libsodium writes it) is sent.
struct IssueCode {
    std::string code_hash;
    Instant until{};
    bool operator==(const IssueCode&) const = default;
};
// account_order.set: the whole of it. It makes the record where it is not there yet.
struct SetAccountOrder {
    Id unit;
    AccountOrderKind kind = AccountOrderKind::open;
    AccountOrderState state = AccountOrderState::to_order;
    std::string person{};
    bool combine = false;
    std::optional<Date> until{};
    std::string note{};
    bool operator==(const SetAccountOrder&) const = default;
};
using Verb = std::variant<ApproveShift, RevokeApproval, SetMatrix, EditVisit, RegisterVisit, RegisterStartup,
                          ChangeBattery, SetLockOrder, CoupleTag, DeactivateTag, DeactivatePhone, ReactivatePhone,
                          CouplePhone, EditPhone, SignControl, CreateCareWorker, EditCareWorker, InactivateCareWorker,
                          ArchiveCareWorker, ReactivateCareWorker, ExemptCareWorker, IssueCode, SetAccountOrder>;

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

// Whether it makes the record that it targets, where that is not there.
bool creates(const Verb& verb);
// Whether it cannot wait: it is sent before all others, and takes effect whatever has been done to the record since.
bool is_urgent(const Verb& verb);
// What a visit is registered by; nothing for other verbs.
const RegisterVisit* registered_visit(const Verb& verb);

// Whether it would put aside what somebody else has done to the record between `before`, when she made it, and
// `current`: such a change is not made on another base than its own unless she says so.
bool collides(const Change& change, const Record& before, const Record& current);

// What takes it back, given the record before it. Empty: nothing does.
std::optional<Verb> opposite(const Verb& verb, const Record& before);

// Whether the record already is as the change wants it, whoever did it: two who approve the same shift agree.
bool is_fulfilled(const Change& change, const Record& record);

}  // namespace samordna::domain
