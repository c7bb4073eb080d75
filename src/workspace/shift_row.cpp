// One row of the month: what a shift and its visits amount to.
#include <algorithm>

#include "rules/checks.h"
#include "workspace/folding.h"
#include "workspace/month_list.h"

namespace samordna::workspace {

MonthList::Item MonthList::make_item(const domain::Shift& shift) const {
    const rules::Facts& facts = month_->facts();
    const Registry& registry = month_->registry();
    const std::uint32_t number = facts.index_of_shift(shift.id);
    const JudgedMonth::OfShift judged = month_->of_shift(number);

    Item item;
    ShiftRow& row = item.row;
    row.id = shift.id;
    row.source_id = shift.source_id;
    row.care_worker = shift.care_worker;
    row.date = shift.date;
    row.state = judged.state;
    row.closed = judged.closed;
    row.clean = judged.clean;
    row.approved_at = shift.approved_at;
    row.approved_by = shift.approved_by;
    row.blocking_visits = judged.blocking_visits;
    append_checks(judged.blocking, row.checks);
    append_checks(judged.warning & ~judged.blocking, row.checks);
    append_checks(judged.informing & ~judged.warning & ~judged.blocking, row.checks);
    item.care_worker = registry.care_worker_index(shift.care_worker);
    item.rank = INT32_MAX;
    if (item.care_worker != Registry::nobody) {
        const auto& person = registry.care_workers()[item.care_worker];
        row.care_worker_name = person.name;
        row.care_worker_number = person.number;
        item.rank = person.rank;
    }
    item.search = searchable(shift.source_id);
    bool going_on = false;
    const auto visits = facts.visits_of(shift.id);
    row.visits = static_cast<int>(visits.size());
    for (const std::uint32_t visit : facts.shift_at(number).visits) {
        const auto sums = month_->of_visit(visit);
        row.ordered_minutes += sums.ordered;
        row.performed_minutes += sums.performed;
        if (sums.blocks()) row.at_risk_minutes += sums.performed;
    }
    if (row.state != rules::ShiftState::to_review || row.closed) row.at_risk_minutes = 0;
    for (const auto* visit : visits) {
        row.manual_visits += rules::is_manual(*visit) ? 1 : 0;
        going_on = going_on || !visit->end;
        if (visit->end) row.end = std::max(row.end.value_or(*visit->end), *visit->end);
        const auto client = registry.client_index(visit->client);
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
