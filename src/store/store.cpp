#include "store/store.h"

#include <algorithm>
#include <utility>

#include "base/id.h"
#include "store/durable_file.h"
#include "store/store_state.h"

namespace samordna::store {
namespace {

namespace fs = std::filesystem;

void remove_database(const fs::path& file) {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm", "-journal"}) {
        fs::path part = file;
        part += end;
        fs::remove(part, ignored);
    }
}

// Second databases that a crash has left behind. A day old: no other process is still filling it.
void remove_left_behind(const fs::path& directory) {
    std::error_code failed;
    for (fs::directory_iterator it(directory, failed), end; !failed && it != end; it.increment(failed)) {
        const auto name = it->path().filename().string();
        if (!name.starts_with("resync-")) continue;
        const auto written = fs::last_write_time(it->path(), failed);
        if (!failed && fs::file_time_type::clock::now() - written > std::chrono::hours{24})
            fs::remove(it->path(), failed);
    }
}

}  // namespace

Store::State::~State() {
    connection.reset();
    if (second) remove_database(file);
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(Vault& vault, Rank rank) {
    auto state = std::make_unique<State>(vault, rank, vault.directory / "samordna.db", false);
    try {
        state->connection = std::make_unique<Connection>(state->file, vault.key);
        state->others_writes = state->count_others_writes();
        remove_left_behind(vault.directory);
        return std::unique_ptr<Store>(new Store(std::move(state)));
    } catch (const SQLite::Exception& e) {
        return error_of(e);
    } catch (const Failure& e) {
        return e.error;
    }
}

Result<std::unique_ptr<Store>> Store::open_second() const {
    base::IdSource ids;
    Vault& vault = state_->vault;
    auto state = std::make_unique<State>(vault, Rank::background,
                                         vault.directory / ("resync-" + ids.next().text() + ".db"), true);
    try {
        state->connection = std::make_unique<Connection>(state->file, vault.key);
        return std::unique_ptr<Store>(new Store(std::move(state)));
    } catch (const SQLite::Exception& e) {
        return error_of(e);
    }
}

Store::Transaction::Transaction(Store& store) : store_(store), outermost_(store.state_->depth == 0) {
    State& state = *store_.state_;
    if (outermost_) {
        if (!state.second) state.vault.gate.enter(state.rank);
        try {
            guarded([&] { state.connection->execute("BEGIN IMMEDIATE"); });
        } catch (...) {
            if (!state.second) state.vault.gate.leave();
            throw;
        }
    }
    ++state.depth;
}

Store::Transaction::~Transaction() {
    State& state = *store_.state_;
    --state.depth;
    if (!outermost_) return;
    if (open_) {
        try {
            state.connection->execute("ROLLBACK");
        } catch (const SQLite::Exception& e) {
            base::log::warning(std::string("rollback: ") + e.getErrorStr());  // SQLite has rolled back itself
        }
    }
    if (!state.second) state.vault.gate.leave();
}

void Store::Transaction::commit() {
    State& state = *store_.state_;
    if (outermost_ && !state.second) {
        guarded([&] {
            state
                .sql(
                    "INSERT INTO meta (name, value) VALUES ('writes', '1') "
                    "ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1")
                .exec();
        });
        ++state.vault.writes;
        try {
            guarded([&] { state.connection->execute("COMMIT"); });
        } catch (...) {
            --state.vault.writes;
            throw;
        }
    } else if (outermost_) {
        guarded([&] { state.connection->execute("COMMIT"); });
    }
    open_ = false;
}

// --- Reading.

std::optional<domain::Revised> Store::State::visible(domain::RecordType type, const Id& id) {
    return with_type(type, [&]<class T>(std::type_identity<T>) -> std::optional<domain::Revised> {
        SQLite::Statement& statement = sql(table_sql<T>().find);
        bind_id(statement, 1, id);
        if (!statement.executeStep()) return std::nullopt;
        domain::Revised found;
        found.record = read_record<T>(statement, &found.revision);
        statement.reset();
        return found;
    });
}

std::optional<domain::Revised> Store::find(domain::RecordType type, const Id& id) {
    return guarded([&] { return state_->visible(type, id); });
}

std::optional<domain::Revised> Store::confirmed(domain::RecordType type, const Id& id) {
    return guarded([&] {
        auto apart = state_->aside(type, id);
        if (apart && apart->revision == 0) return std::optional<domain::Revised>{};
        return apart ? apart : state_->visible(type, id);
    });
}

template <class T>
std::vector<T> Store::all() {
    return guarded([&] {
        std::vector<T> records;
        SQLite::Statement& statement = state_->sql(table_sql<T>().select);
        while (statement.executeStep()) records.push_back(read_record<T>(statement));
        statement.reset();
        return records;
    });
}
template std::vector<domain::Unit> Store::all();
template std::vector<domain::CareWorker> Store::all();
template std::vector<domain::Client> Store::all();
template std::vector<domain::Order> Store::all();
template std::vector<domain::Shift> Store::all();
template std::vector<domain::Visit> Store::all();
template std::vector<domain::Lock> Store::all();
template std::vector<domain::Tag> Store::all();
template std::vector<domain::Phone> Store::all();
template std::vector<domain::Rulebook> Store::all();
template std::vector<domain::Matrix> Store::all();
template std::vector<domain::Absence> Store::all();
template std::vector<domain::Activity> Store::all();
template std::vector<domain::LockReading> Store::all();
template std::vector<domain::LockOrder> Store::all();
template std::vector<domain::Control> Store::all();
template std::vector<domain::AccountOrder> Store::all();

std::vector<domain::Month> Store::months() {
    return guarded([&] {
        // From one month to the next along the index, not over every shift.
        std::vector<domain::Month> months;
        SQLite::Statement& next = state_->sql("SELECT min(date) FROM shift WHERE date >= ?");
        std::int64_t from = INT64_MIN;
        for (;;) {
            next.reset();
            next.bind(1, from);
            if (!next.executeStep() || next.isColumnNull(0)) break;
            const auto month = domain::month_of(Date{std::chrono::days{next.getColumn(0).getInt64()}});
            months.push_back(month);
            from = domain::first_day(month + std::chrono::months{1}).time_since_epoch().count();
        }
        next.reset();
        return months;
    });
}

std::size_t Store::unapproved(domain::Month month, std::size_t at_most) {
    return guarded([&] {
        SQLite::Statement& count = state_->sql(
            "SELECT count(*) FROM (SELECT 1 FROM shift WHERE date >= ? AND date < ? AND approved_at IS NULL AND EXISTS "
            "(SELECT 1 FROM visit WHERE visit.shift = shift.id) LIMIT ?)");
        count.bind(1, std::int64_t{domain::first_day(month).time_since_epoch().count()});
        count.bind(2, std::int64_t{domain::first_day(month + std::chrono::months{1}).time_since_epoch().count()});
        count.bind(3, static_cast<std::int64_t>(std::min<std::size_t>(at_most, INT64_MAX)));
        const auto found = count.executeStep() ? static_cast<std::size_t>(count.getColumn(0).getInt64()) : 0;
        count.reset();
        return found;
    });
}

protocol::Integrity Store::integrity() {
    return guarded([&] {
        protocol::Integrity digests;
        for (const auto type : domain::record_types) {
            SQLite::Statement& statement = state_->sql("SELECT id, revision FROM \"" +
                                                       std::string(domain::name_of(type)) + "\" WHERE revision > 0");
            protocol::TypeDigest& digest = digests[type];
            while (statement.executeStep()) {
                ++digest.count;
                digest.digest ^= protocol::digest_of(id_at(statement.getColumn(0)), statement.getColumn(1).getInt64());
            }
            statement.reset();
        }
        return digests;
    });
}

// Every transaction counts itself in the database, and in the process that made it: the difference is others'.
std::int64_t Store::State::count_others_writes() {
    // In this order: a write of ours in between makes the difference smaller, never greater.
    const auto all = connection->number("SELECT value FROM meta WHERE name = 'writes'");
    return all - vault.writes.load();
}

bool Store::changed_by_others() {
    return guarded([&] {
        const auto others = state_->count_others_writes();
        return others > std::exchange(state_->others_writes, std::max(others, state_->others_writes));
    });
}

// --- What else is remembered.

std::string Store::meta(const std::string& name) {
    return guarded([&] {
        SQLite::Statement& statement = state_->sql("SELECT value FROM meta WHERE name = ?");
        statement.bindNoCopy(1, name);
        std::string value = statement.executeStep() ? text_at(statement.getColumn(0)) : std::string{};
        statement.reset();
        return value;
    });
}

void Store::set_meta(const std::string& name, const std::string& value) {
    Transaction transaction(*this);
    guarded([&] {
        SQLite::Statement& statement = value.empty()
                                           ? state_->sql("DELETE FROM meta WHERE name = ?1")
                                           : state_->sql("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)");
        statement.bindNoCopy(1, name);
        if (!value.empty()) statement.bindNoCopy(2, value);
        statement.exec();
    });
    transaction.commit();
}

std::optional<std::string> Store::cursor() {
    auto value = meta("cursor");
    return value.empty() ? std::nullopt : std::optional(std::move(value));
}

std::string Store::copy() {
    return meta("copy");
}

bool Store::complete() {
    return !meta("complete").empty();
}

void Store::wipe() {
    Transaction transaction(*this);
    guarded([&] {
        for (const auto type : domain::record_types) {
            state_->connection->execute("DELETE FROM \"" + std::string(domain::name_of(type)) + '"');
        }
        for (const char* table : {"tombstone", "confirmed", "outbox"}) {
            state_->connection->execute(std::string("DELETE FROM ") + table);
        }
        state_->connection->execute("DELETE FROM meta WHERE name <> 'writes'");
    });
    base::IdSource ids;
    set_meta("copy", ids.next().text());
    transaction.commit();
}

}  // namespace samordna::store
