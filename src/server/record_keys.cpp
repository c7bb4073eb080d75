#include "server/record_keys.h"

#include <stdexcept>
#include <vector>

#include "protocol/codec.h"
#include "server/storage.h"

namespace samordna::server {
namespace {

using domain::RecordType;

constexpr int page = 20'000;

struct Finder {
    RecordKeys& keys;
    void operator()(const domain::Visit& visit) const {
        keys.shift = visit.shift;
        keys.client = visit.client;
        keys.starts_at = visit.start;
    }
    void operator()(const domain::Order& order) const { keys.client = order.client; }
    void operator()(const domain::Lock& lock) const { keys.client = lock.client; }
    void operator()(const domain::Tag& tag) const { keys.client = tag.client; }
    void operator()(const domain::Absence& absence) const { keys.client = absence.client; }
    void operator()(const domain::LockOrder& order) const { keys.client = order.client; }
    void operator()(const domain::Activity& activity) const { keys.target = activity.target; }
    void operator()(const domain::Shift& shift) const { keys.care_worker = shift.care_worker; }
    void operator()(const domain::Client& client) const {
        if (!client.household.empty()) keys.household = client.household;
    }
    template <class Other>
    void operator()(const Other&) const {}
};

struct Row {
    int type = 0;
    std::string id, body;
};

// The next ones by id, of those that have keys.
std::vector<Row> rows_after(soci::session& sql, const std::string& after) {
    std::vector<Row> rows;
    Row row;
    soci::statement query =
        (sql.prepare << "SELECT type, id, body FROM record WHERE id > :after AND deleted_at IS NULL "
                        "ORDER BY id LIMIT :page",
         soci::use(after), soci::use(page), soci::into(row.type), soci::into(row.id), soci::into(row.body));
    query.execute();
    while (query.fetch()) rows.push_back(row);
    return rows;
}

}  // namespace

RecordKeys keys_of(const domain::Record& record) {
    RecordKeys keys;
    std::visit(Finder{keys}, record);
    return keys;
}

void BoundKeys::set(const RecordKeys& keys) {
    const auto put = [](const std::optional<base::Id>& key, std::string& text, soci::indicator& has) {
        has = key ? soci::i_ok : soci::i_null;
        if (key) text = key->text();
    };
    put(keys.shift, shift, has_shift);
    put(keys.client, client, has_client);
    put(keys.care_worker, care_worker, has_care_worker);
    put(keys.target, target, has_target);
    household = keys.household.value_or("");
    has_household = keys.household ? soci::i_ok : soci::i_null;
    starts_at = keys.starts_at.value_or(domain::Instant{}).time_since_epoch().count();
    has_start = keys.starts_at ? soci::i_ok : soci::i_null;
}

void fill_in_keys(soci::session& sql) {
    std::string id;
    BoundKeys bound;
    soci::statement change =
        (sql.prepare << "UPDATE record SET client = :client, starts_at = :starts_at, care_worker = "
                        ":care_worker, household = :household WHERE id = :id",
         soci::use(bound.client, bound.has_client), soci::use(bound.starts_at, bound.has_start),
         soci::use(bound.care_worker, bound.has_care_worker), soci::use(bound.household, bound.has_household),
         soci::use(id));
    for (auto rows = rows_after(sql, ""); !rows.empty(); rows = rows_after(sql, rows.back().id)) {
        for (const Row& row : rows) {
            const auto record =
                protocol::parse_record(static_cast<RecordType>(row.type), base::Id::parse(row.id).value(), row.body);
            if (!record) throw std::logic_error("the database holds a record that cannot be read");
            const RecordKeys keys = keys_of(*record);
            if (!keys.client && !keys.care_worker && !keys.household) continue;
            id = row.id;
            bound.set(keys);
            change.execute(true);
        }
    }
    sql << "UPDATE record SET care_worker = (SELECT s.care_worker FROM record s WHERE s.id = record.shift) WHERE shift "
           "IS NOT NULL AND deleted_at IS NULL";
}

}  // namespace samordna::server
