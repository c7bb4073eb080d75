#include "domain/change.h"

#include <stdexcept>

namespace samordna::domain {
namespace {

struct Names {
    std::string_view operator()(const ApproveShift&) const { return "shift.approve"; }
    std::string_view operator()(const RevokeApproval&) const { return "shift.revoke"; }
    std::string_view operator()(const SetMatrix&) const { return "matrix.set"; }
    std::string_view operator()(const EditVisit&) const { return "visit.edit"; }
    std::string_view operator()(const RegisterVisit&) const { return "visit.register"; }
    std::string_view operator()(const RegisterStartup&) const { return "lock.startup"; }
    std::string_view operator()(const ChangeBattery&) const { return "lock.battery_changed"; }
    std::string_view operator()(const SetLockOrder&) const { return "lock_order.set"; }
    std::string_view operator()(const CoupleTag&) const { return "tag.couple"; }
    std::string_view operator()(const DeactivateTag&) const { return "tag.deactivate"; }
    std::string_view operator()(const DeactivatePhone&) const { return "phone.deactivate"; }
    std::string_view operator()(const ReactivatePhone&) const { return "phone.reactivate"; }
    std::string_view operator()(const CouplePhone&) const { return "phone.couple"; }
    std::string_view operator()(const EditPhone&) const { return "phone.edit"; }
    std::string_view operator()(const SignControl&) const { return "control.sign"; }
};

struct Targets {
    RecordType operator()(const ApproveShift&) const { return RecordType::shift; }
    RecordType operator()(const RevokeApproval&) const { return RecordType::shift; }
    RecordType operator()(const SetMatrix&) const { return RecordType::matrix; }
    RecordType operator()(const EditVisit&) const { return RecordType::visit; }
    RecordType operator()(const RegisterVisit&) const { return RecordType::visit; }
    RecordType operator()(const RegisterStartup&) const { return RecordType::visit; }
    RecordType operator()(const ChangeBattery&) const { return RecordType::lock; }
    RecordType operator()(const SetLockOrder&) const { return RecordType::lock_order; }
    RecordType operator()(const CoupleTag&) const { return RecordType::tag; }
    RecordType operator()(const DeactivateTag&) const { return RecordType::tag; }
    RecordType operator()(const DeactivatePhone&) const { return RecordType::phone; }
    RecordType operator()(const ReactivatePhone&) const { return RecordType::phone; }
    RecordType operator()(const CouplePhone&) const { return RecordType::phone; }
    RecordType operator()(const EditPhone&) const { return RecordType::phone; }
    RecordType operator()(const SignControl&) const { return RecordType::control; }
};

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
    // What has taken effect outside, or for good: a change of battery, a tag, a phone's access, a signature.
    template <class Final>
    std::optional<Verb> operator()(const Final&) const {
        return std::nullopt;
    }
};

}  // namespace

std::string_view name_of(const Verb& verb) {
    return std::visit(Names{}, verb);
}

RecordType target_type(const Verb& verb) {
    return std::visit(Targets{}, verb);
}

Record apply(const Change& change, Instant at, const Record& record) {
    return std::visit(Applying{change, at, record}, change.verb);
}

bool creates(const Verb& verb) {
    return registered_visit(verb) != nullptr || std::holds_alternative<SetLockOrder>(verb) ||
           std::holds_alternative<SignControl>(verb);
}

bool is_urgent(const Verb& verb) {
    return std::holds_alternative<DeactivatePhone>(verb);
}

const RegisterVisit* registered_visit(const Verb& verb) {
    if (const auto* startup = std::get_if<RegisterStartup>(&verb)) return &startup->visit;
    return std::get_if<RegisterVisit>(&verb);
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
