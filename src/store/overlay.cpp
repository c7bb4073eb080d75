// Visible = confirmed + outbox: keeping it so, record by record.
#include "store/store.h"
#include "store/store_state.h"

namespace samordna::store {

std::optional<domain::Revised> Store::State::aside(domain::RecordType type, const Id& id) {
    SQLite::Statement& find = sql("SELECT revision, fields FROM confirmed WHERE type = ?1 AND id = ?2");
    find.bind(1, static_cast<int>(type));
    bind_id(find, 2, id);
    if (!find.executeStep()) return std::nullopt;
    domain::Revised found;
    found.revision = find.getColumn(0).getInt64();
    found.record = wire(protocol::parse_record(type, id, text_at(find.getColumn(1))));
    find.reset();
    return found;
}

void Store::State::save_confirmed(domain::RecordType type, const domain::Record& record, std::int64_t revision) {
    const std::string fields = protocol::record_text(record);
    const Id id = domain::id_of(record);
    SQLite::Statement& write =
        sql("INSERT OR REPLACE INTO confirmed (type, id, revision, fields) VALUES (?1, ?2, ?3, ?4)");
    write.bind(1, static_cast<int>(type));
    bind_id(write, 2, id);
    write.bind(3, revision);
    write.bindNoCopy(4, fields);
    write.exec();
}

void Store::State::write_visible(const domain::Record& record, std::int64_t revision) {
    std::visit(
        [&]<class T>(const T& typed) {
            SQLite::Statement& write = sql(table_sql<T>().replace);
            FieldBinder binder(write, 3);
            bind_record(write, binder, typed, revision);
            write.exec();
        },
        record);
}

domain::Revised not_there_yet(domain::RecordType type, const Id& id) {
    domain::Revised none{domain::make_record(type), 0};
    std::visit([&](auto& record) { record.id = id; }, none.record);
    return none;
}

void Store::State::remove_visible(domain::RecordType type, const Id& id) {
    with_type(type, [&]<class T>(std::type_identity<T>) {
        SQLite::Statement& remove = sql("DELETE FROM " + table_sql<T>().table + " WHERE id = ?");
        bind_id(remove, 1, id);
        remove.exec();
    });
}

void Store::State::recompute(domain::RecordType type, const Id& id) {
    const auto pending = standing_on(id);
    auto base = aside(type, id);
    if (pending.empty()) {
        if (!base) return;
        if (base->revision > 0)
            write_visible(base->record, base->revision);
        else
            remove_visible(type, id);
        SQLite::Statement& remove = sql("DELETE FROM confirmed WHERE type = ?1 AND id = ?2");
        remove.bind(1, static_cast<int>(type));
        bind_id(remove, 2, id);
        remove.exec();
        return;
    }
    if (!base) {
        base = visible(type, id);
        if (!base && domain::creates(pending.front().change.verb)) base = not_there_yet(type, id);
        if (!base) return;  // it has left her scope
        save_confirmed(type, base->record, base->revision);
    }
    domain::Record record = base->record;
    for (const OutboxEntry& entry : pending) record = domain::apply(entry.change, entry.change.at, record);
    write_visible(record, base->revision);
}

void Store::State::settle_arrived(const Id& target, std::int64_t confirmed_revision) {
    SQLite::Statement& write =
        sql("UPDATE outbox SET standing = 0 WHERE target = ?1 AND standing = 1 AND fate = 2 AND revision <= ?2");
    bind_id(write, 1, target);
    write.bind(2, confirmed_revision);
    write.exec();
}

std::unordered_set<Id> Store::State::standing_targets() {
    std::unordered_set<Id> targets;
    SQLite::Statement& find = sql("SELECT target FROM outbox WHERE standing = 1");
    while (find.executeStep()) targets.insert(id_at(find.getColumn(0)));
    find.reset();
    return targets;
}

std::vector<Id> Store::broken_invariants() {
    return guarded([&] {
        std::vector<Id> broken;
        std::unordered_set<Id> seen;
        for (const OutboxEntry& entry : standing()) {
            const Id id = entry.change.target;
            const auto type = domain::target_type(entry.change.verb);
            const auto shown = state_->visible(type, id);
            if (!shown || !seen.insert(id).second) continue;
            const auto base = state_->aside(type, id);
            bool right = base && base->revision == shown->revision;
            if (right) {
                domain::Record record = base->record;
                for (const OutboxEntry& other : standing()) {
                    if (other.change.target == id) record = domain::apply(other.change, other.change.at, record);
                }
                right = record == shown->record;
            }
            if (!right) broken.push_back(id);
        }
        SQLite::Statement& left =
            state_->sql("SELECT id FROM confirmed WHERE id NOT IN (SELECT target FROM outbox WHERE standing = 1)");
        while (left.executeStep()) broken.push_back(id_at(left.getColumn(0)));
        left.reset();
        return broken;
    });
}

}  // namespace samordna::store
