#include "server/record_writer.h"

namespace samordna::server {
namespace {

using domain::RecordType;

void insert(soci::session& sql, Big unit, std::vector<Write>& writes, Big sequence) {
    int type = 0;
    std::string id, hash, body;
    BoundKeys keys;
    soci::statement add =
        (sql.prepare << "INSERT INTO record (id, type, unit, revision, sequence, shift, client, starts_at, "
                        "care_worker, household, target, source_hash, body) VALUES (:id, :type, :unit, 1, "
                        ":sequence, :shift, :client, :start, :worker, :household, :target, :hash, :body)",
         soci::use(id, "id"), soci::use(type, "type"), soci::use(unit, "unit"), soci::use(sequence, "sequence"),
         soci::use(keys.shift, keys.has_shift, "shift"), soci::use(keys.client, keys.has_client, "client"),
         soci::use(keys.starts_at, keys.has_start, "start"),
         soci::use(keys.care_worker, keys.has_care_worker, "worker"),
         soci::use(keys.household, keys.has_household, "household"), soci::use(keys.target, keys.has_target, "target"),
         soci::use(hash, "hash"), soci::use(body, "body"));
    for (auto& write : writes) {
        ++sequence;
        if (write.revision != 1) continue;
        type = static_cast<int>(write.type);
        id = write.id.text();
        keys.set(write.keys);
        hash.swap(write.source_hash);
        body.swap(write.body);
        add.execute(true);
    }
}

void update(soci::session& sql, std::vector<Write>& writes, Big sequence, domain::Instant now) {
    std::string id, hash, body;
    Big revision = 0;
    BoundKeys keys;
    const Big deleted_at = now.time_since_epoch().count();
    soci::indicator is_deleted{};
    soci::statement change =
        (sql.prepare << "UPDATE record SET revision = :revision, sequence = :sequence, deleted_at = :deleted, shift = "
                        ":shift, client = :client, starts_at = :start, care_worker = :worker, household = :household, "
                        "source_hash = :hash, body = :body WHERE id = :id",
         soci::use(revision, "revision"), soci::use(sequence, "sequence"), soci::use(deleted_at, is_deleted, "deleted"),
         soci::use(keys.shift, keys.has_shift, "shift"), soci::use(keys.client, keys.has_client, "client"),
         soci::use(keys.starts_at, keys.has_start, "start"),
         soci::use(keys.care_worker, keys.has_care_worker, "worker"),
         soci::use(keys.household, keys.has_household, "household"), soci::use(hash, "hash"), soci::use(body, "body"),
         soci::use(id, "id"));
    for (auto& write : writes) {
        ++sequence;
        if (write.revision == 1) continue;
        id = write.id.text();
        revision = write.revision;
        keys.set(write.keys);
        is_deleted = write.deleted ? soci::i_ok : soci::i_null;
        hash.swap(write.source_hash);
        body.swap(write.body);
        change.execute(true);
    }
}

// Visits that have not changed follow their shift to another care worker.
void follow_shifts(soci::session& sql, const std::vector<Write>& writes) {
    std::string shift, worker;
    soci::statement follow =
        (sql.prepare << "UPDATE record SET care_worker = :worker WHERE shift = :shift AND care_worker <> :worker",
         soci::use(worker, "worker"), soci::use(shift, "shift"));
    for (const auto& write : writes) {
        if (write.type != RecordType::shift || write.revision == 1 || write.deleted) continue;
        shift = write.id.text();
        worker = write.keys.care_worker.value_or(base::Id{}).text();
        follow.execute(true);
    }
}

}  // namespace

void write_records(soci::session& sql, Big unit, std::vector<Write>& writes, Big sequence, domain::Instant now) {
    insert(sql, unit, writes, sequence);
    update(sql, writes, sequence, now);
    follow_shifts(sql, writes);
}

}  // namespace samordna::server
