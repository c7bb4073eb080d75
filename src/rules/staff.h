// Care workers' accounts: which are used, which run out because nobody signs in, and which of the administrators'
// accounts are to be prolonged. Pure; any thread. Source: Nacka 4.1, 4.2 and 7.1 (5.1, 5.2 and 8.1): inactivated after
// 18 months without a sign-in, purged after 2 years, those excepted whose number has been told; Haninge, "Nätverkskonto
// i Haninge kommun": until 15 September or 15 February, prolonged at least 14 days before.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/staff.h"
#include "rules/rulebook.h"

namespace samordna::rules {

// Worst first.
enum class AccountState : std::uint8_t {
    runs_out,  // in use, and inactivated within two months unless she signs in
    never,     // in use, and she has never signed in
    used,
    inactive,
    archived
};
std::string_view name_of(AccountState state);

struct Account {
    AccountState state = AccountState::used;
    std::optional<domain::Date> inactivated_on;  // if nobody signs in; not of one that is exempt, or out of use already
    std::optional<domain::Date> purged_on;       // the same
};
// Where neither a sign-in nor a beginning is known, nothing runs out.
Account account_of(const domain::CareWorker& worker, domain::Date day, const Settings& settings);

// Administrators' accounts that run out on the next of the municipality's days and have not been asked for: from two
// months before until that day. Each as it would be ordered, under the id that it has whoever makes it.
std::vector<domain::AccountOrder> prolongings_needed(std::span<const domain::AccountOrder> orders, domain::Date day,
                                                     const Settings& settings);
// By then it is asked for.
std::optional<domain::Date> ask_by(const domain::AccountOrder& prolonging, const Settings& settings);

}  // namespace samordna::rules
