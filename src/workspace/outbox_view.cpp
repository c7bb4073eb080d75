#include "workspace/fates.h"
#include "workspace/state.h"
#include "workspace/workspace.h"

namespace samordna::workspace {

std::string_view name_of(Fate fate) {
    constexpr std::array<std::string_view, 6> names{"waiting", "sent", "accepted", "refused", "conflict", "failed"};
    return names[static_cast<std::size_t>(fate)];
}

std::vector<OutboxRow> Workspace::outbox() const {
    store::Store& store = *state_->store;
    std::unordered_map<domain::Id, std::string> names;
    const auto name = [&](const domain::Id& id) {
        const auto [it, added] = names.try_emplace(id);
        if (added) {
            if (const auto found = store.find(domain::RecordType::care_worker, id)) {
                const auto& worker = std::get<domain::CareWorker>(found->record);
                it->second = worker.first_name + ' ' + worker.last_name;
            }
        }
        return it->second;
    };
    std::vector<OutboxRow> rows;
    for (auto& entry : store.outbox()) {
        OutboxRow row;
        row.fate = fate_of(entry.fate);
        row.late = entry.late;
        row.current_by = entry.current_by;
        if (entry.answer) {
            if (auto* refused = std::get_if<protocol::Refused>(&*entry.answer))
                row.findings = std::move(refused->findings);
            if (auto* failed = std::get_if<protocol::Failed>(&*entry.answer)) row.error = std::move(failed->error);
        }
        if (entry.answered_at) row.answered_at = *entry.answered_at;
        row.date = domain::local_date(entry.change.at);
        auto found = store.find(domain::target_type(entry.change.verb), entry.change.target);
        row.before = entry.before;
        if (found) row.now = found->record;
        // A visit is shown by its shift; one that could not be registered by the shift that it was meant for.
        domain::Id of_visit;
        if (const auto* visit = found ? std::get_if<domain::Visit>(&found->record) : nullptr) of_visit = visit->shift;
        if (const auto* made = domain::registered_visit(entry.change.verb)) of_visit = made->shift;
        if (!of_visit.is_nil()) found = store.find(domain::RecordType::shift, of_visit);
        if (const auto* shift = found ? std::get_if<domain::Shift>(&found->record) : nullptr) {
            row.source_id = shift->source_id;
            row.date = shift->date;
            row.care_worker_name = name(shift->care_worker);
        }
        if (const auto* matrix = found ? std::get_if<domain::Matrix>(&found->record) : nullptr)
            row.source_id = matrix->rulebook;
        if (found) {
            const auto own_number = [&](const auto& record) {
                if constexpr (requires { record.source_id; }) {
                    if (row.source_id.empty()) row.source_id = record.source_id;
                }
            };
            std::visit(own_number, found->record);
        }
        row.change = std::move(entry.change);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace samordna::workspace
