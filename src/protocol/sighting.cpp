#include "protocol/sighting.h"

#include <algorithm>
#include <array>
#include <limits>

#include "protocol/json_reading.h"

namespace samordna::protocol {
namespace {

using namespace wire;

constexpr std::array<std::string_view, 4> kinds{"lock-readings", "openings", "tag-sightings", "phone-sightings"};
constexpr std::size_t longest_name = 200;  // bytes

// Not empty, unless it need not be there.
std::string name_at(const json& j, const char* field, bool required) {
    const auto found = j.find(field);
    if (found == j.end() && !required) return {};
    if (found == j.end() || !found->is_string()) throw Bad{field};
    auto name = found->get<std::string>();
    if (name.empty() || name.size() > longest_name) throw Bad{field};
    return name;
}

Instant moment_at(const json& j, const char* field) {
    const auto found = j.find(field);
    const auto moment = found != j.end() && found->is_string() ? domain::parse_instant(found->get<std::string>())
                                                               : std::optional<Instant>();
    if (!moment) throw Bad{field};
    return *moment;
}

domain::BatteryLevel level_at(const json& j, const char* field) {
    const auto level = domain::parse_battery_level(name_at(j, field, true));
    if (!level) throw Bad{field};
    return *level;
}

std::optional<int> count_at(const json& j, const char* field) {
    const auto found = j.find(field);
    if (found == j.end()) return std::nullopt;
    if (!found->is_number_integer()) throw Bad{field};
    const auto count = found->get<std::int64_t>();
    if (count < 0 || count > std::numeric_limits<int>::max()) throw Bad{field};
    return static_cast<int>(count);
}

Sighting sighting_from(SightingKind kind, const json& j) {
    if (!j.is_object()) throw Bad{""};
    Sighting sighting;
    sighting.id = name_at(j, "id", true);
    sighting.at = moment_at(j, "at");
    const bool of_lock = kind == SightingKind::lock_reading || kind == SightingKind::opening;
    if (of_lock) sighting.lock = name_at(j, "lock", true);
    if (kind == SightingKind::tag) sighting.tag = name_at(j, "tag", true);
    if (kind == SightingKind::lock_reading) {
        sighting.level = level_at(j, "level");
        return sighting;
    }
    sighting.phone = name_at(j, "phone", kind == SightingKind::phone);
    if (kind != SightingKind::tag) sighting.care_worker = name_at(j, "care_worker", false);
    if (kind == SightingKind::phone) {
        sighting.app_version = name_at(j, "app_version", false);
        sighting.undelivered = count_at(j, "undelivered");
    }
    return sighting;
}

}  // namespace

std::string_view name_of(SightingKind kind) {
    return kinds[static_cast<std::size_t>(kind)];
}

std::optional<SightingKind> parse_sighting_kind(std::string_view name) {
    const auto found = std::find(kinds.begin(), kinds.end(), name);
    if (found == kinds.end()) return std::nullopt;
    return static_cast<SightingKind>(found - kinds.begin());
}

base::Result<SightingBatch> parse_sightings(SightingKind kind, std::string_view text) {
    bool too_many = false;
    auto batch = guarded(text, [&](const json& j) {
        SightingBatch made;
        made.kind = kind;
        if (!j.is_object()) throw Bad{""};
        if (j.contains("unit")) made.unit = id_from(j, "unit");
        if (!j.contains("rows")) throw Bad{"rows"};
        const json& rows = list_at(j, "rows");
        too_many = rows.size() > most_sightings;
        if (too_many) return made;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            try {
                made.sightings.push_back(sighting_from(kind, rows[i]));
                made.sightings.back().row = i;
            } catch (const Bad& bad) {
                made.problems.push_back({i, bad.field, "sighting.malformed"});
            }
        }
        return made;
    });
    if (too_many) return base::Error{"sightings.too_many"};
    return batch;
}

std::string sighting_report_text(const SightingReport& report) {
    json problems = json::array();
    for (const auto& problem : report.problems)
        problems.push_back({{"row", problem.row}, {"field", problem.field}, {"code", problem.code}});
    return dump({{"stored", report.stored}, {"known", report.known}, {"problems", std::move(problems)}});
}

}  // namespace samordna::protocol
