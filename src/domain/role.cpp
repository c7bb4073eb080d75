#include "domain/role.h"

#include <algorithm>
#include <array>

namespace samordna::domain {
namespace {

constexpr std::array<std::string_view, 4> role_names{"coordinator", "manager", "reviewer", "service"};
constexpr std::array<std::string_view, 5> deed_names{"records.read", "readings.tell", "log.read", "log.check",
                                                     "sightings.tell"};

struct Permission {
    std::string_view deed;
    bool coordinator, manager, reviewer, service;
};

// What is not here nobody may do.
constexpr std::array permissions{
    Permission{"shift.approve", true, true, false, false},
    Permission{"shift.revoke", true, true, false, false},
    Permission{"matrix.set", false, true, false, false},
    Permission{"visit.edit", true, true, false, false},
    Permission{"visit.register", true, true, false, false},
    Permission{"lock.startup", true, true, false, false},
    Permission{"lock.battery_changed", true, true, false, false},
    Permission{"lock_order.set", true, true, false, false},
    Permission{"tag.couple", true, true, false, false},
    Permission{"tag.deactivate", true, true, false, false},
    Permission{"phone.deactivate", true, true, false, false},
    Permission{"phone.reactivate", false, true, false, false},
    Permission{"phone.couple", true, true, false, false},
    Permission{"phone.edit", true, true, false, false},
    Permission{"control.sign", true, true, false, false},
    Permission{"care_worker.create", true, true, false, false},
    Permission{"care_worker.edit", true, true, false, false},
    Permission{"care_worker.inactivate", true, true, false, false},
    Permission{"care_worker.archive", true, true, false, false},
    Permission{"care_worker.reactivate", true, true, false, false},
    Permission{"care_worker.issue_code", true, true, false, false},
    Permission{"care_worker.exempt", false, true, false, false},
    // Nacka 7.1: "Endast verksamhetsansvarig är behörig att beställa administratörsbehörigheter."
    Permission{"account_order.set", false, true, false, false},
    Permission{"records.read", true, true, true, false},
    Permission{"readings.tell", true, true, true, false},
    Permission{"log.read", false, true, true, false},
    Permission{"log.check", false, true, true, false},
    Permission{"sightings.tell", false, false, false, true},
};

bool allows(const Permission& permission, Role role) {
    switch (role) {
        case Role::coordinator:
            return permission.coordinator;
        case Role::manager:
            return permission.manager;
        case Role::reviewer:
            return permission.reviewer;
        case Role::service:
            return permission.service;
    }
    return false;
}

bool may(Role role, std::string_view deed) {
    return std::any_of(permissions.begin(), permissions.end(),
                       [&](const Permission& p) { return p.deed == deed && allows(p, role); });
}

}  // namespace

std::string_view name_of(Role role) {
    return role_names[static_cast<std::size_t>(role)];
}
std::string_view name_of(Deed deed) {
    return deed_names[static_cast<std::size_t>(deed)];
}

std::optional<Role> parse_role(std::string_view name) {
    for (const Role role : {Role::coordinator, Role::manager, Role::reviewer, Role::service}) {
        if (name_of(role) == name) return role;
    }
    return std::nullopt;
}

bool may(Role role, const Verb& verb) {
    return may(role, name_of(verb));
}
bool may(Role role, Deed deed) {
    return may(role, name_of(deed));
}
bool may_change(Role role) {
    return may(role, Verb{ApproveShift{}});
}

}  // namespace samordna::domain
