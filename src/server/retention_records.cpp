#include "server/retention_records.h"

#include <map>
#include <stdexcept>

#include "protocol/codec.h"
#include "server/record_writer.h"

namespace samordna::server {

using base::Id;
using domain::Instant;
using domain::RecordType;

std::vector<Held> records_where(soci::session& sql, RecordType type, const std::string& condition) {
    std::vector<Held> found;
    const int number = static_cast<int>(type);
    Held held;
    std::string id, body;
    soci::statement query =
        (sql.prepare
             << "SELECT id, unit, revision, source_hash, COALESCE(care_worker, ''), body FROM record WHERE type = "
                ":type AND deleted_at IS NULL AND " +
                    condition + " ORDER BY id",
         soci::use(number), soci::into(id), soci::into(held.unit), soci::into(held.revision),
         soci::into(held.source_hash), soci::into(held.care_worker), soci::into(body));
    query.execute();
    while (query.fetch()) {
        held.id = Id::parse(id).value();
        auto record = protocol::parse_record(type, held.id, body);
        if (!record) throw std::logic_error("the database holds a record that cannot be read");
        held.record = std::move(*record);
        found.push_back(held);
    }
    return found;
}

LogEntry cleared(Big unit, const char* what, std::int64_t many) {
    auto entry = own_entry(unit, "retention");
    entry.detail = std::string(what) + " " + std::to_string(many);
    return entry;
}

void write_held(soci::session& sql, const std::vector<Held>& held, Instant now) {
    std::map<Big, std::vector<const Held*>> by_unit;
    for (const auto& one : held) by_unit[one.unit].push_back(&one);
    for (const auto& [unit, ones] : by_unit) {
        std::vector<Write> writes;
        for (const Held* one : ones) {
            auto keys = keys_of(one->record);
            if (!one->care_worker.empty()) keys.care_worker = Id::parse(one->care_worker);
            writes.push_back({domain::type_of(one->record), one->id, one->revision + 1, false, std::move(keys),
                              one->source_hash, protocol::record_text(one->record)});
        }
        const Big many = static_cast<Big>(writes.size());
        Big last = 0;
        sql << "UPDATE provider SET sequence = sequence + :many WHERE number = (SELECT provider FROM unit WHERE number "
               "= "
               ":unit) RETURNING sequence",
            soci::use(many), soci::use(unit), soci::into(last);
        write_records(sql, unit, writes, last - many, now);
    }
}

}  // namespace samordna::server
