#include "domain/role.h"

#include <array>

namespace samordna::domain {
namespace {

constexpr std::array<std::string_view, 4> role_names{"coordinator", "manager", "reviewer", "service"};

// What it takes to do it, beside not being a reviewer.
struct Least {
    Role operator()(const ApproveShift&) const { return Role::coordinator; }
    Role operator()(const RevokeApproval&) const { return Role::coordinator; }
    Role operator()(const SetMatrix&) const { return Role::manager; }
    Role operator()(const EditVisit&) const { return Role::coordinator; }
    Role operator()(const RegisterVisit&) const { return Role::coordinator; }
    Role operator()(const ReactivatePhone&) const { return Role::manager; }
    // Nacka 7.1: "Endast verksamhetsansvarig är behörig att beställa administratörsbehörigheter."
    Role operator()(const SetAccountOrder&) const { return Role::manager; }
    Role operator()(const ExemptCareWorker&) const { return Role::manager; }
    // Locks, tags, phones and care workers' accounts are looked after every day.
    template <class Daily>
    Role operator()(const Daily&) const {
        return Role::coordinator;
    }
};

}  // namespace

std::string_view name_of(Role role) {
    return role_names[static_cast<std::size_t>(role)];
}

std::optional<Role> parse_role(std::string_view name) {
    for (const Role role : {Role::coordinator, Role::manager, Role::reviewer, Role::service}) {
        if (name_of(role) == name) return role;
    }
    return std::nullopt;
}

bool may(Role role, const Verb& verb) {
    return role == Role::manager || (role == Role::coordinator && std::visit(Least{}, verb) == Role::coordinator);
}

}  // namespace samordna::domain
