#include "domain/change.h"

#include <stdexcept>

namespace samordna::domain {
namespace {

template <class T>
const T& typed(const Record& record) {
    if (const auto* found = std::get_if<T>(&record)) return *found;
    throw std::logic_error("a verb was applied to another type of record");
}

// What was registered is kept for ever: the first edit puts it aside.
template <class T, class Original>
void replace(T& value, Original& original, const std::optional<std::decay_t<T>>& edit) {
    if (!edit || *edit == value) return;
    if (!original) original = value;
    value = *edit;
}
void replace_end(Visit& visit, const std::optional<Instant>& edit) {
    if (!edit || visit.end == edit) return;
    if (!visit.original_end) visit.original_end = visit.end;
    visit.end = edit;
}

struct Applying {
    const Change& change;
    Instant at;
    const Record& record;

    Record operator()(const ApproveShift& approve) const {
        Shift shift = typed<Shift>(record);
        shift.approved_at = at;
        shift.approved_by = change.by;
        shift.unpaid_visits = approve.unpaid_visits;
        return shift;
    }
    Record operator()(const RevokeApproval&) const {
        Shift shift = typed<Shift>(record);
        shift.approved_at.reset();
        shift.approved_by.clear();
        shift.unpaid_visits.clear();
        return shift;
    }
    Record operator()(const SetMatrix& set) const {
        Matrix matrix = typed<Matrix>(record);
        matrix.cells = set.cells;
        return matrix;
    }
    Record operator()(const EditVisit& edit) const {
        Visit visit = typed<Visit>(record);
        replace(visit.start, visit.original_start, edit.start);
        replace_end(visit, edit.end);
        replace(visit.double_staffing, visit.original_double_staffing, edit.double_staffing);
        replace(visit.service_lines, visit.original_service_lines, edit.service_lines);
        replace(visit.shift, visit.original_shift, edit.shift);
        if (edit.note) visit.note = *edit.note;
        return visit;
    }
    Record operator()(const RegisterVisit& made) const {
        Visit visit = typed<Visit>(record);
        visit.id = change.target;
        visit.shift = made.shift;
        visit.client = made.client;
        visit.start = made.start;
        visit.end = made.end;
        visit.double_staffing = made.double_staffing;
        visit.service_lines = made.service_lines;
        visit.note = made.note;
        visit.registered_at = at;
        return visit;
    }
    Record operator()(const RegisterStartup& startup) const { return (*this)(startup.visit); }
    Record operator()(const ChangeBattery& done) const {
        Lock lock = typed<Lock>(record);
        lock.battery_changed_at = done.changed_at;
        return lock;
    }
    Record operator()(const SetLockOrder& set) const {
        return LockOrder{change.target, set.unit,      set.kind,    set.state, set.client, set.lock,
                         set.booked_at, set.attendant, set.address, set.note,  change.by,  at};
    }
    Record operator()(const CoupleTag& couple) const {
        Tag tag = typed<Tag>(record);
        tag.client = couple.client;
        return tag;
    }
    Record operator()(const DeactivateTag&) const {
        Tag tag = typed<Tag>(record);
        tag.active = false;
        return tag;
    }
    Record operator()(const DeactivatePhone& off) const {
        Phone phone = typed<Phone>(record);
        phone.active = false;
        phone.reason = off.reason;
        return phone;
    }
    Record operator()(const ReactivatePhone& on) const {
        Phone phone = typed<Phone>(record);
        phone.active = true;
        phone.reason = on.reason;
        return phone;
    }
    Record operator()(const CouplePhone&) const {
        Phone phone = typed<Phone>(record);
        phone.registered = true;
        phone.coupled = true;
        return phone;
    }
    Record operator()(const EditPhone& edit) const {
        Phone phone = typed<Phone>(record);
        phone.label = edit.label;
        phone.holder = edit.holder;
        return phone;
    }
    Record operator()(const SignControl& sign) const {
        return Control{change.target,   sign.unit, sign.kind, sign.month, sign.checked,
                       sign.deviations, sign.note, change.by, at};
    }
    Record operator()(const CreateCareWorker& made) const {
        CareWorker worker = typed<CareWorker>(record);
        worker.id = change.target;
        worker.unit = made.unit;
        worker.number = made.number;
        worker.first_name = made.first_name;
        worker.last_name = made.last_name;
        worker.subcontractor = made.subcontractor;
        worker.created_at = at;
        return worker;
    }
    Record operator()(const EditCareWorker& edit) const {
        CareWorker worker = typed<CareWorker>(record);
        worker.first_name = edit.first_name;
        worker.last_name = edit.last_name;
        worker.subcontractor = edit.subcontractor;
        return worker;
    }
    Record operator()(const InactivateCareWorker& off) const { return put(false, false, off.reason); }
    Record operator()(const ArchiveCareWorker&) const { return put(false, true, typed<CareWorker>(record).reason); }
    Record operator()(const ReactivateCareWorker& on) const { return put(true, false, on.reason); }
    Record operator()(const ExemptCareWorker& exempt) const {
        CareWorker worker = typed<CareWorker>(record);
        worker.exempt = exempt.reason;
        return worker;
    }
    Record operator()(const IssueCode& code) const {
        CareWorker worker = typed<CareWorker>(record);
        worker.code_until = code.until;
        return worker;
    }
    Record operator()(const SetAccountOrder& set) const {
        return AccountOrder{change.target, set.unit,  set.kind, set.state, set.person,
                            set.combine,   set.until, set.note, change.by, at};
    }

  private:
    Record put(bool active, bool archived, const std::string& reason) const {
        CareWorker worker = typed<CareWorker>(record);
        worker.active = active;
        worker.archived = archived;
        worker.reason = reason;
        worker.changed_at = at;
        // Who is out comes in by no code that was handed over before.
        if (!active) worker.code_until.reset();
        return worker;
    }
};

struct Fulfilling {
    const Record& record;

    bool operator()(const ApproveShift& approve) const {
        const auto& shift = typed<Shift>(record);
        return shift.approved_at.has_value() && shift.unpaid_visits == approve.unpaid_visits;
    }
    bool operator()(const RevokeApproval&) const { return !typed<Shift>(record).approved_at.has_value(); }
    bool operator()(const SetMatrix& set) const { return typed<Matrix>(record).cells == set.cells; }
    bool operator()(const EditVisit& edit) const {
        const auto& v = typed<Visit>(record);
        return (!edit.start || *edit.start == v.start) && (!edit.end || edit.end == v.end) &&
               (!edit.double_staffing || *edit.double_staffing == v.double_staffing) &&
               (!edit.service_lines || *edit.service_lines == v.service_lines) &&
               (!edit.shift || *edit.shift == v.shift) && (!edit.note || *edit.note == v.note);
    }
    // Nobody else makes a record with that id.
    bool operator()(const RegisterVisit& made) const { return typed<Visit>(record).client == made.client; }
    // Whoever made it, whenever she says that it was: the lock has its hour.
    bool operator()(const RegisterStartup&) const { return true; }
    bool operator()(const ChangeBattery& done) const {
        return typed<Lock>(record).battery_changed_at == done.changed_at;
    }
    bool operator()(const SetLockOrder& set) const {
        const auto& o = typed<LockOrder>(record);
        return o.state == set.state && o.booked_at == set.booked_at && o.attendant == set.attendant &&
               o.address == set.address && o.note == set.note;
    }
    bool operator()(const CoupleTag& couple) const { return typed<Tag>(record).client == couple.client; }
    bool operator()(const DeactivateTag&) const { return !typed<Tag>(record).active; }
    bool operator()(const DeactivatePhone&) const { return !typed<Phone>(record).active; }
    bool operator()(const ReactivatePhone&) const { return typed<Phone>(record).active; }
    bool operator()(const CouplePhone&) const {
        const auto& phone = typed<Phone>(record);
        return phone.coupled && phone.registered;
    }
    bool operator()(const EditPhone& edit) const {
        const auto& phone = typed<Phone>(record);
        return phone.label == edit.label && phone.holder == edit.holder;
    }
    // Signed is signed: what another has found is read before it is signed again.
    bool operator()(const SignControl& sign) const {
        const auto& control = typed<Control>(record);
        return control.deviations == sign.deviations && control.note == sign.note;
    }
    bool operator()(const CreateCareWorker& made) const { return typed<CareWorker>(record).number == made.number; }
    bool operator()(const EditCareWorker& edit) const {
        const auto& worker = typed<CareWorker>(record);
        return worker.first_name == edit.first_name && worker.last_name == edit.last_name &&
               worker.subcontractor == edit.subcontractor;
    }
    bool operator()(const InactivateCareWorker&) const { return !typed<CareWorker>(record).active; }
    bool operator()(const ArchiveCareWorker&) const { return typed<CareWorker>(record).archived; }
    bool operator()(const ReactivateCareWorker&) const { return typed<CareWorker>(record).active; }
    bool operator()(const ExemptCareWorker& exempt) const { return typed<CareWorker>(record).exempt == exempt.reason; }
    // The code that was handed over last is the one that counts.
    bool operator()(const IssueCode&) const { return false; }
    bool operator()(const SetAccountOrder& set) const {
        const auto& o = typed<AccountOrder>(record);
        return o.state == set.state && o.person == set.person && o.combine == set.combine && o.until == set.until &&
               o.note == set.note;
    }
};

struct Colliding {
    const Record& before;
    const Record& current;

    // Whether they still make sense is a matter of the rules.
    bool operator()(const ApproveShift&) const { return false; }
    bool operator()(const RevokeApproval&) const { return false; }
    bool operator()(const SetMatrix&) const { return true; }
    bool operator()(const EditVisit& edit) const {
        const auto& was = typed<Visit>(before);
        const auto& is = typed<Visit>(current);
        return (edit.start && was.start != is.start && *edit.start != is.start) ||
               (edit.end && was.end != is.end && edit.end != is.end) ||
               (edit.double_staffing && was.double_staffing != is.double_staffing &&
                *edit.double_staffing != is.double_staffing) ||
               (edit.service_lines && was.service_lines != is.service_lines &&
                *edit.service_lines != is.service_lines) ||
               (edit.shift && was.shift != is.shift && *edit.shift != is.shift) ||
               (edit.note && was.note != is.note && *edit.note != is.note);
    }
    bool operator()(const RegisterVisit&) const { return true; }
    bool operator()(const RegisterStartup&) const { return true; }
    bool operator()(const ChangeBattery&) const {
        return typed<Lock>(before).battery_changed_at != typed<Lock>(current).battery_changed_at;
    }
    bool operator()(const SetLockOrder&) const { return true; }
    bool operator()(const CoupleTag&) const { return typed<Tag>(before).client != typed<Tag>(current).client; }
    bool operator()(const DeactivateTag&) const { return false; }
    bool operator()(const DeactivatePhone&) const { return false; }
    // Somebody may have inactivated it anew, and for another reason.
    bool operator()(const ReactivatePhone&) const {
        return typed<Phone>(before).reason != typed<Phone>(current).reason;
    }
    bool operator()(const CouplePhone&) const { return false; }
    bool operator()(const EditPhone&) const {
        const auto& was = typed<Phone>(before);
        const auto& is = typed<Phone>(current);
        return was.label != is.label || was.holder != is.holder;
    }
    bool operator()(const SignControl&) const { return true; }
    bool operator()(const CreateCareWorker&) const { return true; }
    bool operator()(const EditCareWorker&) const {
        const auto& was = typed<CareWorker>(before);
        const auto& is = typed<CareWorker>(current);
        return was.first_name != is.first_name || was.last_name != is.last_name ||
               was.subcontractor != is.subcontractor;
    }
    bool operator()(const InactivateCareWorker&) const { return false; }
    bool operator()(const ArchiveCareWorker&) const { return false; }
    bool operator()(const ReactivateCareWorker&) const {
        return typed<CareWorker>(before).changed_at != typed<CareWorker>(current).changed_at;
    }
    bool operator()(const ExemptCareWorker&) const {
        return typed<CareWorker>(before).exempt != typed<CareWorker>(current).exempt;
    }
    bool operator()(const IssueCode&) const { return false; }
    bool operator()(const SetAccountOrder&) const { return true; }
};

struct Opposite {
    const Record& before;

    std::optional<Verb> operator()(const ApproveShift&) const { return RevokeApproval{}; }
    std::optional<Verb> operator()(const RevokeApproval&) const {
        return ApproveShift{typed<Shift>(before).unpaid_visits};
    }
    std::optional<Verb> operator()(const SetMatrix&) const { return SetMatrix{typed<Matrix>(before).cells}; }
    std::optional<Verb> operator()(const EditVisit& edit) const {
        const auto& was = typed<Visit>(before);
        EditVisit back;
        if (edit.start) back.start = was.start;
        if (edit.end) back.end = was.end;
        if (edit.double_staffing) back.double_staffing = was.double_staffing;
        if (edit.service_lines) back.service_lines = was.service_lines;
        if (edit.shift) back.shift = was.shift;
        if (edit.note) back.note = was.note;
        return back;
    }
    // A registered visit stays: nothing that was done at a client's is deleted.
    std::optional<Verb> operator()(const RegisterVisit&) const { return std::nullopt; }
    std::optional<Verb> operator()(const RegisterStartup&) const { return std::nullopt; }
    std::optional<Verb> operator()(const SetLockOrder&) const {
        const auto& was = typed<LockOrder>(before);
        return SetLockOrder{was.unit,      was.kind,      was.state,   was.client, was.lock,
                            was.booked_at, was.attendant, was.address, was.note};
    }
    std::optional<Verb> operator()(const EditPhone&) const {
        const auto& was = typed<Phone>(before);
        return EditPhone{was.label, was.holder};
    }
    std::optional<Verb> operator()(const EditCareWorker&) const {
        const auto& was = typed<CareWorker>(before);
        return EditCareWorker{was.first_name, was.last_name, was.subcontractor};
    }
    std::optional<Verb> operator()(const ExemptCareWorker&) const {
        return ExemptCareWorker{typed<CareWorker>(before).exempt};
    }
    std::optional<Verb> operator()(const SetAccountOrder&) const {
        const auto& was = typed<AccountOrder>(before);
        return SetAccountOrder{was.unit, was.kind, was.state, was.person, was.combine, was.until, was.note};
    }
    // What has taken effect outside, or for good: a change of battery, a tag, the access of a phone or of a person, a
    // signature.
    template <class Final>
    std::optional<Verb> operator()(const Final&) const {
        return std::nullopt;
    }
};

}  // namespace

Record apply(const Change& change, Instant at, const Record& record) {
    return std::visit(Applying{change, at, record}, change.verb);
}

bool collides(const Change& change, const Record& before, const Record& current) {
    return std::visit(Colliding{before, current}, change.verb);
}

std::optional<Verb> opposite(const Verb& verb, const Record& before) {
    return std::visit(Opposite{before}, verb);
}

bool is_fulfilled(const Change& change, const Record& record) {
    return std::visit(Fulfilling{record}, change.verb);
}

}  // namespace samordna::domain
