// Personal: care workers and their accounts in the mobile system, and the orders of administrators' accounts, which
// only the municipality's service centre makes and ends. Plain values, each described as record.h says. Pure; any
// thread. Source: Nacka 3.0, 4.1-4.2 and 7 (5.1-5.2 and 8 in the other numbering); Haninge, "Användare och
// behörigheter".
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "domain/time.h"

namespace samordna::domain {

using base::Id;

// prolong: Haninge's network accounts run out twice a year.
enum class AccountOrderKind : std::uint8_t { open, end, prolong };
// dropped: it is not to be done.
enum class AccountOrderState : std::uint8_t { to_order, ordered, done, dropped };

std::string_view name_of(AccountOrderKind v);
std::string_view name_of(AccountOrderState v);
bool parse_name(std::string_view name, AccountOrderKind& out);
bool parse_name(std::string_view name, AccountOrderState& out);

struct CareWorker {
    Id id;
    Id unit;
    std::string number;  // opaque, in the mobile system
    std::string first_name;
    std::string last_name;
    bool active = true;
    std::optional<Instant> last_login;
    bool archived = false;                // has left: not active either, and out of the daily lists
    std::string subcontractor{};          // whose staff; empty: the provider's own
    std::string exempt{};                 // why the account is kept though nobody signs in; empty: it is not
    std::string reason{};                 // why it was inactivated, or activated again
    std::optional<Instant> created_at{};  // of one that was put up here
    std::optional<Instant> changed_at{};  // when it was inactivated, archived or activated again
    std::optional<Instant> code_until{};  // a one-time code has been handed over, and is good until then

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("unit", self.unit);
        f("number", self.number);
        f("first_name", self.first_name);
        f("last_name", self.last_name);
        f("active", self.active);
        f("last_login", self.last_login);
        f("archived", self.archived);
        f("subcontractor", self.subcontractor);
        f("exempt", self.exempt);
        f("reason", self.reason);
        f("created_at", self.created_at);
        f("changed_at", self.changed_at);
        f("code_until", self.code_until);
    }
    bool operator==(const CareWorker&) const = default;
};

struct AccountOrder {
    Id id;
    Id unit;
    AccountOrderKind kind = AccountOrderKind::open;
    AccountOrderState state = AccountOrderState::to_order;
    std::string person;         // whose account
    bool combine = false;       // open: in the case system too; end: that one is kept
    std::optional<Date> until;  // prolong: when it runs out
    std::string note;
    std::string changed_by;  // account name
    std::optional<Instant> changed_at;

    template <class Self, class F>
    static void fields(Self& self, F&& f) {
        f("unit", self.unit);
        f("kind", self.kind);
        f("state", self.state);
        f("person", self.person);
        f("combine", self.combine);
        f("until", self.until);
        f("note", self.note);
        f("changed_by", self.changed_by);
        f("changed_at", self.changed_at);
    }
    bool operator==(const AccountOrder&) const = default;
};

// The one order that prolongs an account when it runs out that day, whoever makes it.
Id prolonging_of(const Id& opened, Date until);

}  // namespace samordna::domain
