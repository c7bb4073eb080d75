#include "rules/staff.h"

#include <algorithm>
#include <array>

namespace samordna::rules {
namespace {

using domain::AccountOrder;
using domain::AccountOrderKind;
using domain::AccountOrderState;
using domain::Date;
using std::chrono::months;
using std::chrono::year_month_day;

constexpr months told_before{2};

// The last day of a shorter month where the day is not in it.
Date later(Date day, months by) {
    const year_month_day moved = year_month_day{day} + by;
    return moved.ok() ? Date{moved} : Date{moved.year() / moved.month() / std::chrono::last};
}

// The next one on which accounts run out.
std::optional<Date> next_end(Date day, const Settings& settings) {
    std::optional<Date> next;
    const auto year = year_month_day{day}.year();
    for (const auto& end : settings.network_account_ends) {
        for (const Date one : {Date{year / end}, Date{(year + std::chrono::years{1}) / end}}) {
            if (one >= day && (!next || one < *next)) next = one;
        }
    }
    return next;
}

// The same person's, made or asked for later.
bool has_ended(std::span<const AccountOrder> orders, const AccountOrder& opened) {
    return std::any_of(orders.begin(), orders.end(), [&](const AccountOrder& other) {
        return other.kind == AccountOrderKind::end && other.state != AccountOrderState::dropped &&
               other.unit == opened.unit && other.person == opened.person && other.changed_at >= opened.changed_at;
    });
}

}  // namespace

std::string_view name_of(AccountState state) {
    constexpr std::array<std::string_view, 5> names{"runs_out", "never", "used", "inactive", "archived"};
    return names[static_cast<std::size_t>(state)];
}

Account account_of(const domain::CareWorker& worker, Date day, const Settings& settings) {
    Account account;
    const auto last = worker.last_login ? worker.last_login : worker.created_at;
    const std::optional<Date> since = last ? std::optional(domain::local_date(*last)) : std::nullopt;
    if (since && worker.exempt.empty()) {
        if (worker.active && settings.account_inactive_months)
            account.inactivated_on = later(*since, months{*settings.account_inactive_months});
        if (settings.account_purge_months) account.purged_on = later(*since, months{*settings.account_purge_months});
    }
    if (worker.archived)
        account.state = AccountState::archived;
    else if (!worker.active)
        account.state = AccountState::inactive;
    else if (account.inactivated_on && day >= later(*account.inactivated_on, -told_before))
        account.state = AccountState::runs_out;
    else if (!worker.last_login)
        account.state = AccountState::never;
    return account;
}

std::vector<AccountOrder> prolongings_needed(std::span<const AccountOrder> orders, Date day, const Settings& settings) {
    std::vector<AccountOrder> needed;
    const auto end = next_end(day, settings);
    if (!end || day < later(*end, -told_before)) return needed;
    for (const auto& opened : orders) {
        if (opened.kind != AccountOrderKind::open || opened.state != AccountOrderState::done) continue;
        if (has_ended(orders, opened)) continue;
        AccountOrder order;
        order.id = domain::prolonging_of(opened.id, *end);
        const auto is_it = [&](const AccountOrder& other) { return other.id == order.id; };
        if (std::any_of(orders.begin(), orders.end(), is_it)) continue;
        order.unit = opened.unit;
        order.kind = AccountOrderKind::prolong;
        order.person = opened.person;
        order.until = end;
        needed.push_back(std::move(order));
    }
    return needed;
}

std::optional<Date> ask_by(const AccountOrder& prolonging, const Settings& settings) {
    if (!prolonging.until) return std::nullopt;
    return *prolonging.until - std::chrono::days{settings.network_account_notice_days};
}

}  // namespace samordna::rules
