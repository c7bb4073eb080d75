#include "rules/checks.h"

#include <algorithm>
#include <array>

#include "rules/check.h"

namespace samordna::rules {
namespace {

struct Check {
    CheckInfo info;
    check::Found (*find)(const VisitCase&);
};

// Worst and most wrong first: the order in which findings are shown.
constexpr std::array<Check, 30> table{{
    {{"impossible-time", Needs::visit, Mend::edit}, check::impossible_time},
    {{"after-closing", Needs::visit, Mend::none}, check::after_closing},
    {{"service-missing", Needs::client_day, Mend::edit}, check::service_missing},
    {{"declined-used", Needs::visit, Mend::edit}, check::declined_used},
    {{"no-order", Needs::orders, Mend::edit}, check::no_order},
    {{"manual-without-note", Needs::visit, Mend::note}, check::manual_without_note},
    {{"edited-without-note", Needs::visit, Mend::note}, check::edited_without_note},
    {{"extra-without-note", Needs::visit, Mend::note}, check::extra_without_note},
    {{"over-ordered-without-note", Needs::orders, Mend::note}, check::over_ordered_without_note},
    {{"double-alone", Needs::client_day, Mend::edit}, check::double_alone},
    {{"double-unordered-without-note", Needs::client_day, Mend::note}, check::double_unordered_without_note},
    {{"double-outside", Needs::client_day, Mend::edit}, check::double_outside},
    {{"double-with-service", Needs::client_day, Mend::edit}, check::double_with_service},
    {{"double-pressed-twice", Needs::client_day, Mend::edit}, check::double_pressed_twice},
    {{"double-not-pressed", Needs::client_day, Mend::edit}, check::double_not_pressed},
    {{"joint-not-split", Needs::worker_day, Mend::edit}, check::joint_not_split},
    {{"overlap", Needs::worker_day, Mend::edit}, check::overlap},
    {{"no-travel-gap", Needs::worker_day, Mend::edit}, check::no_travel_gap},
    {{"combination", Needs::visit, Mend::edit}, check::combination},
    {{"temporary-stay", Needs::orders, Mend::edit}, check::temporary_stay},
    {{"tag-beside-lock", Needs::orders, Mend::edit}, check::tag_beside_lock},
    {{"meal-pickup-over-granted", Needs::orders, Mend::edit}, check::meal_pickup_over_granted},
    {{"cap-introduction-talk", Needs::client_years, Mend::edit}, check::cap_introduction_talk},
    {{"cap-lock-startup", Needs::client_years, Mend::edit}, check::cap_lock_startup},
    {{"cap-window-cleaning", Needs::client_years, Mend::edit}, check::cap_window_cleaning},
    {{"cap-fire-prevention", Needs::client_years, Mend::edit}, check::cap_fire_prevention},
    {{"transition-days", Needs::client_years, Mend::edit}, check::transition_days},
    {{"transition-late", Needs::client_years, Mend::none}, check::transition_late},
    {{"manual-not-exempt", Needs::client_day, Mend::edit}, check::manual_not_exempt},
    {{"late-registration", Needs::visit, Mend::note}, check::late_registration},
}};

constexpr auto infos = [] {
    std::array<CheckInfo, table.size()> all{};
    for (std::size_t i = 0; i < table.size(); ++i) all[i] = table[i].info;
    return all;
}();

}  // namespace

std::span<const CheckInfo> known_checks() {
    return infos;
}

const CheckInfo* find_check(std::string_view id) {
    const auto it = std::find_if(infos.begin(), infos.end(), [&](const CheckInfo& info) { return info.id == id; });
    return it == infos.end() ? nullptr : &*it;
}

Findings findings_of(VisitCase& c) {
    Findings findings;
    for (std::size_t i = 0; i < table.size(); ++i) {
        c.rule = (*c.rules)[i];
        if (c.rule == nullptr) continue;
        auto found = table[i].find(c);
        if (!found) continue;
        const Severity severity = c.says_why ? c.rule->severity_with_note.value_or(c.rule->severity) : c.rule->severity;
        findings.push_back({std::string(table[i].info.id), severity, c.rule->rulebook, c.rule->paragraph, c.visit.id,
                            std::move(*found)});
    }
    return findings;
}

VisitReport report_of_visit(const Facts& facts, const Id& visit, domain::Instant now) {
    const std::uint32_t index = facts.index_of(visit);
    return index == Facts::nobody ? VisitReport{} : report_of_visit(facts, index, now);
}

VisitReport report_of_visit(const Facts& facts, std::uint32_t visit, domain::Instant now) {
    auto c = make_case(facts, visit, now);
    if (!c) return {};
    VisitReport report{findings_of(*c), 0, c->performed};
    for (const Line& line : c->lines) report.ordered += line.ordered;
    return report;
}

Findings findings_of_visit(const Facts& facts, const Id& visit, domain::Instant now) {
    return report_of_visit(facts, visit, now).findings;
}

domain::Minutes performed_minutes(const domain::Visit& visit) {
    if (!visit.end || *visit.end <= visit.start || *visit.end - visit.start > std::chrono::hours{24})
        return domain::Minutes{0};
    return domain::minutes_between(visit.start, *visit.end);
}

bool is_manual(const domain::Visit& visit) {
    return visit.start_verification == domain::Verification::manual ||
           (visit.end.has_value() && visit.end_verification == domain::Verification::manual);
}

}  // namespace samordna::rules
