// The inside of store::Store, shared by its source files. Internal to the room.
#pragma once
#include "base/log.h"
#include "protocol/codec.h"
#include "store/connection.h"
#include "store/record_table.h"
#include "store/store.h"

namespace samordna::store {

struct Store::State {
    Vault& vault;
    Rank rank;
    std::filesystem::path file;
    bool second = false;  // the file goes with the object
    std::unique_ptr<Connection> connection;
    int depth = 0;                   // of transactions
    std::int64_t others_writes = 0;  // as last seen

    State(Vault& v, Rank r, std::filesystem::path f, bool is_second)
        : vault(v), rank(r), file(std::move(f)), second(is_second) {}
    ~State();
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    std::int64_t count_others_writes();
    std::string reader();
    SQLite::Statement& sql(std::string_view text) { return connection->prepared(text); }

    std::optional<domain::Revised> visible(domain::RecordType type, const Id& id);
    void write_visible(const domain::Record& record, std::int64_t revision);
    void remove_visible(domain::RecordType type, const Id& id);
    // Revision 0: not there yet; a change of hers makes it.
    void save_confirmed(domain::RecordType type, const domain::Record& record, std::int64_t revision);
    std::optional<domain::Revised> aside(domain::RecordType type,
                                         const Id& id);  // the confirmed one, where it is kept apart
    // Restores the invariant for one record.
    void recompute(domain::RecordType type, const Id& id);
    // Accepted changes whose result the confirmed revision has reached stand no longer.
    void settle_arrived(const Id& target, std::int64_t confirmed_revision);
    std::unordered_set<Id> standing_targets();
    std::vector<OutboxEntry> standing_on(const Id& target);  // in order
    OutboxEntry read_entry(SQLite::Statement& statement);
    // The same, marked as sent.
    std::vector<OutboxEntry> take(SQLite::Statement& find);
    std::vector<OutboxEntry> entries(SQLite::Statement& statement);
    std::optional<OutboxEntry> first_entry(SQLite::Statement& statement);
};

// What a change that makes a record is laid over.
domain::Revised not_there_yet(domain::RecordType type, const Id& id);

// Everything that touches SQLite runs in here, so that only Failure leaves the room.
template <class F>
auto guarded(F&& f) -> decltype(f()) {
    try {
        return f();
    } catch (const SQLite::Exception& e) {
        throw Failure(error_of(e));
    }
}

template <class T>
T wire(base::Result<T> value) {
    if (!value) throw Failure({"profile.damaged", {}, "a stored text cannot be read: " + value.error().code});
    return *std::move(value);
}

}  // namespace samordna::store
