// One row of the month: what a shift and its visits amount to.
#include <algorithm>
#include <mutex>
#include <set>

#include "rules/checks.h"
#include "rules/judge.h"
#include "workspace/folding.h"
#include "workspace/month_list.h"

namespace samordna::workspace {
namespace {

using domain::Id;
using domain::Instant;
using rules::Severity;

void add_checks(ShiftRow& row, const rules::Findings& findings) {
    for (const Severity severity : {Severity::blocks, Severity::warns, Severity::informs}) {
        for (const auto& finding : findings) {
            if (finding.severity != severity) continue;
            const auto name = lasting_name(finding.check);
            if (std::find(row.checks.begin(), row.checks.end(), name) == row.checks.end()) row.checks.push_back(name);
        }
    }
}

}  // namespace

std::string_view lasting_name(std::string_view check) {
    if (const auto* known = rules::find_check(check)) return known->id;
    static std::mutex mutex;
    static std::set<std::string, std::less<>> others;
    const std::lock_guard lock(mutex);
    return *others.emplace(check).first;
}

MonthList::Item MonthList::make_item(const domain::Shift& shift, Instant now) const {
    const auto visits = facts_->visits_of(shift.id);
    rules::Findings findings;
    ShiftRow sums;
    for (const auto* visit : visits) {
        auto report = rules::report_of_visit(*facts_, visit->id, now);
        if (rules::any_blocks(report.findings)) {
            ++sums.blocking_visits;
            sums.at_risk_minutes += report.performed;
        }
        sums.ordered_minutes += report.ordered;
        sums.performed_minutes += report.performed;
        std::move(report.findings.begin(), report.findings.end(), std::back_inserter(findings));
    }
    const auto closing = rules::closing_time_of(shift, facts_->municipality_of(shift), *rulebooks_);

    Item item;
    ShiftRow& row = item.row;
    row = std::move(sums);
    row.id = shift.id;
    row.source_id = shift.source_id;
    row.care_worker = shift.care_worker;
    row.date = shift.date;
    row.state = rules::state_of(*facts_, shift, now);
    row.closed = closing && now > *closing;
    if (closing && !row.closed) item.closes_at = closing;
    row.clean = rules::is_clean(*facts_, shift, findings, now);
    row.approved_at = shift.approved_at;
    row.approved_by = shift.approved_by;
    row.visits = static_cast<int>(visits.size());
    if (row.state != rules::ShiftState::to_review || row.closed) row.at_risk_minutes = 0;
    add_checks(row, findings);
    item.care_worker = registry_->care_worker_index(shift.care_worker);
    item.rank = INT32_MAX;
    if (item.care_worker != Registry::nobody) {
        const auto& person = registry_->care_workers()[item.care_worker];
        row.care_worker_name = person.name;
        row.care_worker_number = person.number;
        item.rank = person.rank;
    }
    item.search = folded(shift.source_id);
    bool going_on = false;
    for (const auto* visit : visits) {
        row.manual_visits += rules::is_manual(*visit) ? 1 : 0;
        going_on = going_on || !visit->end;
        if (visit->end) row.end = std::max(row.end.value_or(*visit->end), *visit->end);
        const Instant turns = std::min(visit->end.value_or(Instant::max()), visit->start + std::chrono::hours{24});
        if (turns > now) item.turns_at = std::max(item.turns_at.value_or(turns), turns);
        const auto client = registry_->client_index(visit->client);
        if (client != Registry::nobody &&
            std::find(item.clients.begin(), item.clients.end(), client) == item.clients.end()) {
            item.clients.push_back(client);
        }
    }
    if (!visits.empty()) row.start = visits.front()->start;
    if (going_on) row.end.reset();
    return item;
}

}  // namespace samordna::workspace
