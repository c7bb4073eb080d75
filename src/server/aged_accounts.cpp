#include "server/aged_accounts.h"

#include <map>

#include "rules/staff.h"
#include "server/care_worker_access.h"
#include "server/retention_records.h"

namespace samordna::server {
namespace {

using domain::CareWorker;
using domain::RecordType;

struct Aged {
    Held held;
    bool purged = false;  // else inactivated
};

bool is_purged(const CareWorker& worker) {
    return worker.first_name.empty() && worker.last_name.empty() && worker.archived;
}

// As they are to be.
std::vector<Aged> found(soci::session& sql, const rules::Rulebooks& books, domain::Instant now) {
    const auto today = domain::local_date(now);
    std::map<Big, const rules::Rulebook*> book_of;
    Big number = 0;
    std::string municipality;
    soci::statement query =
        (sql.prepare << "SELECT number, municipality FROM unit", soci::into(number), soci::into(municipality));
    query.execute();
    while (query.fetch()) book_of[number] = books.in_force(municipality, today);

    std::vector<Aged> aged;
    for (auto& held : records_where(sql, RecordType::care_worker, "1 = 1")) {
        const auto* book = book_of[held.unit];
        auto& worker = std::get<CareWorker>(held.record);
        if (book == nullptr || is_purged(worker)) continue;
        const auto account = rules::account_of(worker, today, book->settings);
        const bool purged = account.purged_on && *account.purged_on <= today;
        const bool inactivated = account.inactivated_on && *account.inactivated_on <= today;
        if (!purged && !inactivated) continue;
        worker.active = false;
        worker.changed_at = now;
        worker.code_until.reset();
        if (purged) {
            worker.archived = true;
            worker.first_name.clear();
            worker.last_name.clear();
            worker.reason.clear();
        }
        aged.push_back({std::move(held), purged});
    }
    return aged;
}

}  // namespace

std::int64_t aged_accounts(soci::session& sql, const rules::Rulebooks& books, domain::Instant now) {
    return static_cast<std::int64_t>(found(sql, books, now).size());
}

void end_aged_accounts(soci::session& sql, const rules::Rulebooks& books, domain::Instant now, LogWriter& log) {
    std::vector<Held> held;
    for (auto& one : found(sql, books, now)) {
        end_access(sql, one.held.id);
        auto entry = cleared(one.held.unit, one.purged ? "accounts purged" : "accounts inactivated", 1);
        entry.type = RecordType::care_worker;
        entry.target = one.held.id;
        log.add(std::move(entry));
        held.push_back(std::move(one.held));
    }
    write_held(sql, held, now);
}

}  // namespace samordna::server
