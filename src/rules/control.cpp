#include "rules/control.h"

#include "base/csv.h"

namespace samordna::rules {

std::optional<std::vector<Deviation>> parse_deviations(std::string_view csv) {
    std::vector<Deviation> deviations;
    if (csv.empty()) return deviations;
    const auto table = base::parse_csv(csv);
    if (!table || table->header != std::vector<std::string>{"thing", "what", "done"}) return std::nullopt;
    for (const auto& row : table->rows) deviations.push_back({row.fields[0], row.fields[1], row.fields[2]});
    return deviations;
}

std::string deviations_text(const std::vector<Deviation>& deviations) {
    if (deviations.empty()) return {};
    std::string text;
    base::append_csv_row(text, {"thing", "what", "done"});
    for (const auto& deviation : deviations)
        base::append_csv_row(text, {deviation.thing, deviation.what, deviation.done});
    return text;
}

std::vector<std::string> deviations_of(const domain::Phone& phone, domain::Instant now, int unused_days) {
    std::vector<std::string> found;
    if (!phone.active) return found;
    if (!phone.registered) found.emplace_back("not_registered");
    if (!phone.coupled) found.emplace_back("not_coupled");
    if (!phone.last_used_at || now - *phone.last_used_at > std::chrono::days{unused_days}) found.emplace_back("unused");
    return found;
}

std::vector<std::string> deviations_of(const domain::Lock& lock, domain::Date day) {
    std::vector<std::string> found;
    if (lock.removed_at && *lock.removed_at <= day) return found;
    if (!lock.client) found.emplace_back("no_client");
    if (!lock.mounted_at) found.emplace_back("no_mounting_date");
    if (lock.battery_level == domain::BatteryLevel::unknown || !lock.battery_read_at) found.emplace_back("never_read");
    return found;
}

}  // namespace samordna::rules
