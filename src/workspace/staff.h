// Care workers' accounts and the orders of administrators' accounts as they are now: rows for grids, with what is to be
// done about each. Read with the unit's equipment (equipment.h). Values; the workspace's thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/staff.h"

namespace samordna::workspace {

struct AccountRow {
    domain::CareWorker worker;
    rules::Account account;
    std::string name;
    std::int32_t rank = 0;            // its place in the Swedish alphabet
    std::vector<std::string> phones;  // labels of those that she has
    bool code_ran_out = false;        // the one-time code was never used, and is no longer good
    std::string search;               // searchable
    bool needs_someone() const { return account.state == rules::AccountState::runs_out || code_ran_out; }
};

struct AccountOrderRow {
    domain::AccountOrder order;
    bool needed = false;                 // it ought to be made: the account runs out
    std::optional<domain::Date> ask_by;  // of a prolonging
    std::string search;
    bool needs_someone() const { return needed || order.state == domain::AccountOrderState::to_order; }
};

// What a care worker leaves behind.
struct Leaving {
    std::vector<std::string> open_shifts;  // source ids of those that are going on or to come
    std::vector<std::string> unapproved;   // and of those that have ended and are not approved
    struct Phone {
        domain::Id id;
        std::string label;
    };
    std::vector<Phone> phones;  // that she has been given
};

}  // namespace samordna::workspace
