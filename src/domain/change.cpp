#include "domain/change.h"

#include <stdexcept>

namespace samordna::domain {
namespace {

struct Names {
    std::string_view operator()(const ApproveShift&) const { return "shift.approve"; }
    std::string_view operator()(const RevokeApproval&) const { return "shift.revoke"; }
    std::string_view operator()(const SetMatrix&) const { return "matrix.set"; }
};

struct Targets {
    RecordType operator()(const ApproveShift&) const { return RecordType::shift; }
    RecordType operator()(const RevokeApproval&) const { return RecordType::shift; }
    RecordType operator()(const SetMatrix&) const { return RecordType::matrix; }
};

template <class T>
const T& typed(const Record& record) {
    if (const auto* found = std::get_if<T>(&record)) return *found;
    throw std::logic_error("a verb was applied to another type of record");
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
};

struct Fulfilling {
    const Record& record;

    bool operator()(const ApproveShift& approve) const {
        const auto& shift = typed<Shift>(record);
        return shift.approved_at.has_value() && shift.unpaid_visits == approve.unpaid_visits;
    }
    bool operator()(const RevokeApproval&) const { return !typed<Shift>(record).approved_at.has_value(); }
    bool operator()(const SetMatrix& set) const { return typed<Matrix>(record).cells == set.cells; }
};

}  // namespace

std::string_view name_of(const Verb& verb) {
    return std::visit(Names{}, verb);
}

RecordType target_type(const Verb& verb) {
    return std::visit(Targets{}, verb);
}

bool replaces_all(const Verb& verb) {
    return std::holds_alternative<SetMatrix>(verb);
}

Record apply(const Change& change, Instant at, const Record& record) {
    return std::visit(Applying{change, at, record}, change.verb);
}

bool is_fulfilled(const Change& change, const Record& record) {
    return std::visit(Fulfilling{record}, change.verb);
}

}  // namespace samordna::domain
