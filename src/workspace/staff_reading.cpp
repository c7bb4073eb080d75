#include <algorithm>
#include <map>
#include <tuple>

#include "workspace/equipment_reading.h"
#include "workspace/folding.h"

namespace samordna::workspace {

void read_staff(store::Store& store, const Registry& people, const rules::Settings& settings, domain::Instant now,
                Equipment& all) {
    const auto today = domain::local_date(now);
    std::map<domain::Id, std::vector<std::string>> phones;
    for (const auto& row : all.phones) {
        if (row.phone.holder && row.phone.active) phones[*row.phone.holder].push_back(row.phone.label);
    }
    for (auto& worker : store.all<domain::CareWorker>()) {
        AccountRow row;
        if (const auto* person = people.care_worker(worker.id)) {
            row.name = person->name;
            row.rank = person->rank;
        }
        row.account = rules::account_of(worker, today, settings);
        row.code_ran_out = worker.active && worker.code_until && *worker.code_until < now;
        if (const auto found = phones.find(worker.id); found != phones.end()) row.phones = found->second;
        row.search = searchable(row.name + ' ' + worker.number + ' ' + worker.subcontractor);
        row.worker = std::move(worker);
        all.accounts.push_back(std::move(row));
    }
    std::sort(all.accounts.begin(), all.accounts.end(), [](const AccountRow& a, const AccountRow& b) {
        return std::tie(a.rank, a.worker.number, a.worker.id) < std::tie(b.rank, b.worker.number, b.worker.id);
    });

    const auto add = [&](domain::AccountOrder order, bool needed) {
        AccountOrderRow row;
        row.needed = needed;
        row.ask_by = rules::ask_by(order, settings);
        row.search = searchable(order.person);
        row.order = std::move(order);
        all.account_orders.push_back(std::move(row));
    };
    auto orders = store.all<domain::AccountOrder>();
    for (auto& need : rules::prolongings_needed(orders, today, settings)) add(std::move(need), true);
    for (auto& order : orders) add(std::move(order), false);
    std::sort(all.account_orders.begin(), all.account_orders.end(),
              [](const AccountOrderRow& a, const AccountOrderRow& b) {
                  return std::tuple(!a.needed, a.order.state, a.order.person, a.order.id) <
                         std::tuple(!b.needed, b.order.state, b.order.person, b.order.id);
              });
}

}  // namespace samordna::workspace
