#include "domain/change.h"

#include <stdexcept>

namespace samordna::domain {
namespace {

struct Names {
    std::string_view operator()(const ApproveShift&) const { return "shift.approve"; }
    std::string_view operator()(const RevokeApproval&) const { return "shift.revoke"; }
};

const Shift& shift_in(const Record& record) {
    if (const auto* shift = std::get_if<Shift>(&record)) return *shift;
    throw std::logic_error("a shift verb was applied to another type of record");
}

}  // namespace

std::string_view name_of(const Verb& verb) {
    return std::visit(Names{}, verb);
}

RecordType target_type(const Verb&) {
    return RecordType::shift;
}

Record apply(const Change& change, Instant at, const Record& record) {
    Shift shift = shift_in(record);
    if (const auto* approve = std::get_if<ApproveShift>(&change.verb)) {
        shift.approved_at = at;
        shift.approved_by = change.by;
        shift.unpaid_visits = approve->unpaid_visits;
    } else {
        shift.approved_at.reset();
        shift.approved_by.clear();
        shift.unpaid_visits.clear();
    }
    return shift;
}

bool is_fulfilled(const Change& change, const Record& record) {
    const Shift& shift = shift_in(record);
    if (const auto* approve = std::get_if<ApproveShift>(&change.verb)) {
        return shift.approved_at.has_value() && shift.unpaid_visits == approve->unpaid_visits;
    }
    return !shift.approved_at.has_value();
}

}  // namespace samordna::domain
