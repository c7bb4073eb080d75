#include "rules/lock_fault.h"

#include <algorithm>
#include <array>

namespace samordna::rules {

std::string_view name_of(FaultStep step) {
    constexpr std::array<std::string_view, 4> names{"decision", "battery", "phone", "worker"};
    return names[static_cast<std::size_t>(step)];
}
std::string_view name_of(FaultAnswer answer) {
    constexpr std::array<std::string_view, 3> names{"in_order", "cause", "unknown"};
    return names[static_cast<std::size_t>(answer)];
}

std::vector<FaultLook> looks_at(const domain::Lock& lock, const std::vector<domain::Order>& orders,
                                const BeforeTheDoor& who, domain::Date day) {
    const auto granted = std::any_of(orders.begin(), orders.end(), [&](const domain::Order& order) {
        return order.valid_from <= day && (!order.valid_to || day <= *order.valid_to);
    });
    const auto decision = granted ? FaultAnswer::in_order : FaultAnswer::cause;
    const bool changed_since =
        lock.battery_changed_at && (!lock.battery_read_at || *lock.battery_read_at < *lock.battery_changed_at);
    auto battery = FaultAnswer::unknown;
    if (!changed_since && lock.battery_read_at) {
        using enum domain::BatteryLevel;
        if (lock.battery_level == critical || lock.battery_level == empty) battery = FaultAnswer::cause;
        if (lock.battery_level == ok || lock.battery_level == low) battery = FaultAnswer::in_order;
    }
    auto phone = FaultAnswer::unknown;
    if (who.phone) {
        const bool usable = who.phone->active && who.phone->registered && who.phone->coupled;
        phone = usable ? FaultAnswer::in_order : FaultAnswer::cause;
    }
    auto worker = FaultAnswer::unknown;
    if (who.worker) worker = who.worker->active ? FaultAnswer::in_order : FaultAnswer::cause;
    return {{FaultStep::decision, decision},
            {FaultStep::battery, battery},
            {FaultStep::phone, phone},
            {FaultStep::worker, worker}};
}

}  // namespace samordna::rules
