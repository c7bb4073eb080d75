// What a verb is called, what it changes, and what kind of change it is.
#include "domain/change.h"

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
    std::string_view operator()(const CreateCareWorker&) const { return "care_worker.create"; }
    std::string_view operator()(const EditCareWorker&) const { return "care_worker.edit"; }
    std::string_view operator()(const InactivateCareWorker&) const { return "care_worker.inactivate"; }
    std::string_view operator()(const ArchiveCareWorker&) const { return "care_worker.archive"; }
    std::string_view operator()(const ReactivateCareWorker&) const { return "care_worker.reactivate"; }
    std::string_view operator()(const ExemptCareWorker&) const { return "care_worker.exempt"; }
    std::string_view operator()(const IssueCode&) const { return "care_worker.issue_code"; }
    std::string_view operator()(const SetAccountOrder&) const { return "account_order.set"; }
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
    RecordType operator()(const SetAccountOrder&) const { return RecordType::account_order; }
    template <class OfStaff>
    RecordType operator()(const OfStaff&) const {
        return RecordType::care_worker;
    }
};

}  // namespace

std::string_view name_of(const Verb& verb) {
    return std::visit(Names{}, verb);
}

RecordType target_type(const Verb& verb) {
    return std::visit(Targets{}, verb);
}

bool creates(const Verb& verb) {
    return registered_visit(verb) != nullptr || std::holds_alternative<SetLockOrder>(verb) ||
           std::holds_alternative<SignControl>(verb) || std::holds_alternative<CreateCareWorker>(verb) ||
           std::holds_alternative<SetAccountOrder>(verb);
}

bool is_urgent(const Verb& verb) {
    return std::holds_alternative<DeactivatePhone>(verb) || std::holds_alternative<InactivateCareWorker>(verb);
}

const RegisterVisit* registered_visit(const Verb& verb) {
    if (const auto* startup = std::get_if<RegisterStartup>(&verb)) return &startup->visit;
    return std::get_if<RegisterVisit>(&verb);
}

}  // namespace samordna::domain
