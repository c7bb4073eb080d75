#include "server/log_writer.h"

#include <algorithm>
#include <map>

#include "server/digest.h"

namespace samordna::server {
namespace {

using domain::RecordType;

constexpr std::string_view own_program = "samordnad";

std::string text_of(const std::optional<base::Id>& id) {
    return id && !id->is_nil() ? id->text() : std::string{};
}

struct Subject {
    LogEntry& entry;
    void operator()(const domain::Client& client) const { entry.client = client.id; }
    void operator()(const domain::Order& order) const { entry.client = order.client; }
    void operator()(const domain::Visit& visit) const { entry.client = visit.client; }
    void operator()(const domain::Absence& absence) const { entry.client = absence.client; }
    void operator()(const domain::Tag& tag) const { entry.client = tag.client; }
    void operator()(const domain::LockReading& reading) const { entry.lock = reading.lock; }
    void operator()(const domain::Lock& lock) const {
        entry.client = lock.client;
        entry.lock = lock.id;
    }
    void operator()(const domain::LockOrder& order) const {
        entry.client = order.client;
        entry.lock = order.lock;
    }
    template <class Other>
    void operator()(const Other&) const {}
};

ChainedRow row_of(const LogEntry& entry, Big chain, Big position, Big now) {
    ChainedRow row;
    row.chain = chain;
    row.position = position;
    row.recorded_at = now;
    row.happened_at = entry.happened_at ? entry.happened_at->time_since_epoch().count() : now;
    row.unit = entry.unit;
    row.account_name = entry.user;
    row.role = entry.role;
    row.verb = entry.verb;
    if (entry.type) row.target_type = domain::name_of(*entry.type);
    row.target = text_of(entry.target);
    row.client = text_of(entry.client);
    row.lock = text_of(entry.lock);
    row.program = entry.program;
    row.phone = text_of(entry.phone);
    row.outcome = domain::name_of(entry.outcome);
    row.detail = entry.detail;
    row.told = text_of(entry.told);
    return row;
}

}  // namespace

LogEntry entry_of(const Principal& who, Big unit, std::string_view verb) {
    LogEntry entry;
    entry.user = who.user;
    entry.role = domain::name_of(who.role);
    entry.unit = unit;
    entry.verb = verb;
    entry.program = who.program;
    if (who.phone) entry.phone = who.phone->id;
    return entry;
}

LogEntry own_entry(Big unit, std::string_view verb) {
    LogEntry entry;
    entry.role = domain::name_of(Role::service);
    entry.unit = unit;
    entry.verb = verb;
    entry.program = own_program;
    return entry;
}

void set_subject(LogEntry& entry, const domain::Record& record) {
    entry.type = domain::type_of(record);
    entry.target = domain::id_of(record);
    std::visit(Subject{entry}, record);
}

void set_refused(LogEntry& entry, const base::Error& error) {
    entry.outcome = domain::LogOutcome::refused;
    entry.detail = error.code;
}

void LogWriter::add_for(std::span<const VisibleUnit> units, LogEntry entry) {
    for (const auto& unit : units) {
        entry.unit = unit.number;
        entries_.push_back(entry);
    }
    if (units.empty()) entries_.push_back(std::move(entry));
}

Big LogWriter::chain_of(Big unit) {
    Big chain = 0;
    if (unit != 0) sql_ << "SELECT provider FROM unit WHERE number = :unit", soci::use(unit), soci::into(chain);
    return chain;
}

void LogWriter::write() {
    std::map<Big, Big> chains;  // by unit
    std::map<Big, std::vector<const LogEntry*>> by_chain;
    for (const auto& entry : entries_) {
        const auto [known, fresh] = chains.try_emplace(entry.unit);
        if (fresh) known->second = chain_of(entry.unit);
        by_chain[known->second].push_back(&entry);
    }
    // Always in the same order: two who write to several do not wait for each other.
    for (const auto& [chain, entries] : by_chain) write_chain(chain, entries);
    entries_.clear();
}

void LogWriter::write_chain(Big chain, const std::vector<const LogEntry*>& entries) {
    const Big many = static_cast<Big>(entries.size());
    Big length = 0;
    std::string hash;
    sql_ << "INSERT INTO log_chain (number, length, hash, cut_position, cut_hash) VALUES (:chain, 0, '', 0, '') "
            "ON CONFLICT (number) DO NOTHING",
        soci::use(chain);
    sql_ << "UPDATE log_chain SET length = length + :many WHERE number = :chain RETURNING length, hash",
        soci::use(many), soci::use(chain), soci::into(length), soci::into(hash);
    ChainedRow row;
    soci::statement insert =
        (sql_.prepare << "INSERT INTO log_entry (chain, position, recorded_at, happened_at, account_name, role, unit, "
                         "verb, target_type, target, client, lock, program, phone, outcome, detail, told, hash) VALUES "
                         "(:chain, :position, :recorded, :happened, :name, :role, :unit, :verb, :type, :target, "
                         ":client, :lock, :program, :phone, :outcome, :detail, :told, :hash)",
         soci::use(row.chain), soci::use(row.position), soci::use(row.recorded_at), soci::use(row.happened_at),
         soci::use(row.account_name), soci::use(row.role), soci::use(row.unit), soci::use(row.verb),
         soci::use(row.target_type), soci::use(row.target), soci::use(row.client), soci::use(row.lock),
         soci::use(row.program), soci::use(row.phone), soci::use(row.outcome), soci::use(row.detail),
         soci::use(row.told), soci::use(row.hash));
    const Big now = now_.time_since_epoch().count();
    Big position = length - many;
    for (const LogEntry* entry : entries) {
        row = row_of(*entry, chain, ++position, now);
        row.hash = hash = row.hash_after(hash);
        insert.execute(true);
    }
    sql_ << "UPDATE log_chain SET hash = :hash WHERE number = :chain", soci::use(hash), soci::use(chain);
}

std::string ChainedRow::hash_after(const std::string& before) const {
    // Lengths in front, so that no two rows have the same text.
    std::string text;
    const auto put = [&](std::string_view part) {
        text += std::to_string(part.size());
        text += ':';
        text += part;
    };
    put(before);
    for (const Big number : {chain, position, recorded_at, happened_at, unit}) put(std::to_string(number));
    for (const std::string* part : {&account_name, &role, &verb, &target_type, &target, &client, &lock, &program,
                                    &phone, &outcome, &detail, &told})
        put(*part);
    return secret_hash(text);
}

void carry_over_activity(soci::session& sql) {
    struct Former {
        Big at = 0, unit = 0;
        std::string name, role, verb, target;
        int type = -1;
    };
    std::vector<Former> rows;
    Former row;
    soci::indicator is_known{};
    soci::statement query =
        (sql.prepare
             << "SELECT a.happened_at, a.account_name, a.role, a.unit, a.verb, a.target, r.type FROM activity a "
                "LEFT JOIN record r ON r.id = a.target ORDER BY a.provider, a.sequence",
         soci::into(row.at), soci::into(row.name), soci::into(row.role), soci::into(row.unit), soci::into(row.verb),
         soci::into(row.target), soci::into(row.type, is_known));
    query.execute();
    while (query.fetch()) {
        if (is_known != soci::i_ok) row.type = -1;
        rows.push_back(row);
    }
    query.clean_up();
    std::map<Big, std::vector<const Former*>> by_second;
    for (const auto& former : rows) by_second[former.at].push_back(&former);
    for (const auto& [at, formers] : by_second) {
        LogWriter log(sql, domain::Instant{std::chrono::seconds{at}});
        for (const Former* former : formers) {
            LogEntry entry;
            entry.user = former->name;
            entry.role = former->role;
            entry.unit = former->unit;
            entry.verb = former->verb;
            if (former->type >= 0) entry.type = static_cast<RecordType>(former->type);
            entry.target = base::Id::parse(former->target);
            log.add(std::move(entry));
        }
        log.write();
    }
    sql << "DROP TABLE activity";
}

}  // namespace samordna::server
