#include "rules/lock_order.h"

#include <algorithm>
#include <array>

namespace samordna::rules {
namespace {

using domain::Date;
using domain::LockOrder;
using domain::LockOrderKind;
using domain::LockOrderState;
using Why = LockOrderNeed::Why;

bool is_mounted(const domain::Lock& lock, Date day) {
    return (!lock.mounted_at || *lock.mounted_at <= day) && (!lock.removed_at || *lock.removed_at > day);
}

bool is_in_force(const domain::Order& order, Date day) {
    return order.valid_from <= day && (!order.valid_to || day <= *order.valid_to);
}

// From when there are services that last.
std::optional<Date> lasting_since(const Facts::ClientFact& client, Date day, int lasting_days) {
    std::optional<Date> since;
    for (const auto& order : client.orders) {
        const bool lasts = !order.valid_to || *order.valid_to - order.valid_from >= std::chrono::days{lasting_days};
        if (lasts && is_in_force(order, day)) since = std::min(since.value_or(order.valid_from), order.valid_from);
    }
    return since;
}

// The last day of what was granted, where nothing is granted any longer.
std::optional<Date> granted_until(const Facts::ClientFact& client, Date day) {
    std::optional<Date> last;
    for (const auto& order : client.orders) {
        if (!order.valid_to || *order.valid_to >= day) return std::nullopt;
        last = std::max(last.value_or(*order.valid_to), *order.valid_to);
    }
    return last;
}

std::optional<Date> ended_on(const Facts::ClientFact& client, Date day) {
    for (const auto& absence : client.absences) {
        const Date from = domain::local_date(absence.starts_at);
        if (absence.kind == domain::AbsenceKind::ended && from <= day &&
            (!absence.ends_at || domain::local_date(*absence.ends_at) >= day))
            return from;
    }
    return std::nullopt;
}

}  // namespace

std::string_view name_of(Why why) {
    constexpr std::array<std::string_view, 4> names{"no_lock", "ended", "no_decision", "moved"};
    return names[static_cast<std::size_t>(why)];
}

std::vector<LockOrderNeed> lock_orders_needed(const Facts& facts, std::uint32_t index,
                                              std::span<const LockOrder> orders, Date day) {
    const auto& client = facts.client_at(index);
    const Id& id = client.client.id;
    const Rulebook* book = facts.rulebooks().in_force(facts.municipality_of_unit(client.client.unit), day);
    const Settings settings = book == nullptr ? Settings{} : book->settings;
    const auto is_seen_to = [&](LockOrderKind kind, const std::optional<Id>& lock) {
        return std::any_of(orders.begin(), orders.end(), [&](const LockOrder& order) {
            if (order.kind != kind || order.client != id || (lock && order.lock && order.lock != lock)) return false;
            if (kind == LockOrderKind::move)
                return order.state != LockOrderState::dropped && order.address == client.client.address;
            if (kind == LockOrderKind::mount && order.state == LockOrderState::dropped) return true;
            return order.state != LockOrderState::done && order.state != LockOrderState::dropped;
        });
    };
    std::vector<LockOrderNeed> needs;
    const auto add = [&](LockOrderKind kind, Why why, const std::optional<Id>& lock, std::optional<Date> since) {
        if (!is_seen_to(kind, lock)) needs.push_back({kind, why, id, lock, since});
    };
    const auto ended = ended_on(client, day);
    const auto granted = granted_until(client, day);
    bool has_lock = false;
    for (const auto& lock : client.locks) {
        if (!is_mounted(lock, day)) continue;
        has_lock = has_lock || lock.kind != "entrance";
        if (ended)
            add(LockOrderKind::dismount, Why::ended, lock.id, ended);
        else if (granted)
            add(LockOrderKind::dismount, Why::no_decision, lock.id, granted);
        else if (!lock.address.empty() && !client.client.address.empty() && lock.address != client.client.address)
            add(LockOrderKind::move, Why::moved, lock.id, std::nullopt);
    }
    if (has_lock || ended || !settings.lock_lasting_days) return needs;
    if (const auto since = lasting_since(client, day, *settings.lock_lasting_days))
        add(LockOrderKind::mount, Why::no_lock, std::nullopt, since);
    return needs;
}

}  // namespace samordna::rules
