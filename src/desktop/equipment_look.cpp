#include "desktop/equipment_look.h"

#include "desktop/paper.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"

namespace samordna::desktop {

using rules::BatteryNeed;
using rules::StartupState;

Cell battery_cell(BatteryNeed need) {
    const std::string text = wording::name_of(need);
    switch (need) {
        case BatteryNeed::stop:
            return {text, Tone::bad, "battery-stop"};
        case BatteryNeed::now:
            return {text, Tone::warn, "battery-low"};
        case BatteryNeed::soon:
            return {text, Tone::info, "battery-half"};
        case BatteryNeed::stale:
        case BatteryNeed::unknown:
            return {text, Tone::info, "battery-unknown"};
        case BatteryNeed::fine:
            return {text, Tone::quiet, "battery-full"};
    }
    return {};
}

Cell startup_cell(StartupState state) {
    const std::string text = wording::name_of(state);
    if (state == StartupState::missing) return {text, Tone::warn, "state-action"};
    if (state == StartupState::stands) return {text, Tone::quiet, "check"};
    return {text, Tone::bad, "flag-time"};
}

Cell state_cell(domain::LockOrderState state, bool proposed) {
    if (proposed) return {wording::tr("Ought to be ordered"), Tone::warn, "state-action"};
    const std::string text = wording::name_of(state);
    switch (state) {
        case domain::LockOrderState::to_order:
            return {text, Tone::warn, "state-action"};
        case domain::LockOrderState::ordered:
            return {text, Tone::info, "clock"};
        case domain::LockOrderState::booked:
            return {text, Tone::info, "state-review"};
        default:
            return {text, Tone::quiet, "check"};
    }
}

Cell client_cell(const workspace::OwnerName& client) {
    if (!client.id) return {wording::tr("nobody"), Tone::quiet};
    return {wording::joined({std::to_string(client.number), client.name})};
}

Cell date_cell(std::optional<domain::Date> date) {
    return {date ? domain::date_text(*date) : std::string{}, Tone::quiet};
}

Cell moment_cell(std::optional<domain::Instant> moment, domain::Instant now) {
    return {moment ? wording::moment(*moment, now) : std::string{}, Tone::quiet};
}

std::int64_t key_of(std::optional<domain::Date> date) {
    return date ? date->time_since_epoch().count() : 0;
}
std::int64_t key_of(std::optional<domain::Instant> moment) {
    return moment ? moment->time_since_epoch().count() : 0;
}

std::string on_paper(const workspace::OwnerName& client) {
    return client.id ? wording::joined({std::to_string(client.number), initials_of(client.name)}) : std::string{};
}

}  // namespace samordna::desktop
