// The feed's side of the store: confirmed rows come in, what she has pending is laid over them again.
#include <utility>

#include "store/store.h"
#include "store/store_state.h"

namespace samordna::store {
namespace {

// A whole table at a time: SQLite then copies pages' content without looking into the rows.
std::string replacing_by_fresh(domain::RecordType type) {
    const std::string table = '"' + std::string(domain::name_of(type)) + '"';
    return "DELETE FROM main." + table + "; INSERT INTO main." + table + " SELECT * FROM fresh." + table;
}

constexpr std::size_t most_named_shifts = 2000;  // beyond that, reading everything again is cheaper

// Notes what a change of a record means for lists of shifts.
class Touched {
  public:
    explicit Touched(Applied& applied) : applied_(applied) {}
    void shift(const Id& id) {
        if (applied_.everything || !seen_.insert(id).second) return;
        applied_.shifts.push_back(id);
        if (seen_.size() > most_named_shifts) everything();
    }
    void everything() {
        applied_.everything = true;
        applied_.shifts.clear();
    }
    void equipment() { applied_.equipment = true; }

  private:
    Applied& applied_;
    std::unordered_set<Id> seen_;
};

class Applying {
  public:
    Applying(Store::State& state, Applied& applied, bool follow)
        : s_(state),
          touched_(applied),
          follow_(follow),
          standing_(state.standing_targets()),
          tombstones_(state.connection->number("SELECT EXISTS (SELECT 1 FROM tombstone)") != 0) {
        if (follow_) return;
        touched_.everything();
        touched_.equipment();
    }

    void operator()(const protocol::Upsert& line) {
        std::visit([&](const auto& record) { upsert(record, line.record, line.revision); }, line.record);
    }

    void operator()(const protocol::Removal& line) {
        bury(line);
        touch(line.type, line.id, false);
        with_type(line.type, [&]<class T>(std::type_identity<T>) {
            SQLite::Statement& remove = s_.sql(table_sql<T>().remove_older);
            bind_id(remove, 1, line.id);
            remove.bind(2, line.revision);
            remove.exec();
        });
        if (!standing_.contains(line.id)) return;
        SQLite::Statement& remove = s_.sql("DELETE FROM confirmed WHERE type = ?1 AND id = ?2 AND revision < ?3");
        remove.bind(1, static_cast<int>(line.type));
        bind_id(remove, 2, line.id);
        remove.bind(3, line.revision);
        remove.exec();
    }

  private:
    template <class T>
    void upsert(const T& record, const domain::Record& whole, std::int64_t revision) {
        constexpr auto type = type_of<T>;
        if (tombstones_ && is_buried(type, record.id, revision)) return;
        if (follow_) touch(type, record.id, is_beside_the_month(record));  // where a visit was before
        if (standing_.contains(record.id)) {
            pending(type, whole, record.id, revision);
        } else {
            SQLite::Statement& write = s_.sql(table_sql<T>().upsert_newer);
            FieldBinder binder(write, 3);
            bind_record(write, binder, record, revision);
            write.exec();
        }
        if (!follow_) return;
        if constexpr (std::is_same_v<T, domain::Visit>) {
            touched_.shift(record.shift);
            if (is_entered_at_a_desk(record)) touched_.equipment();
        }
    }

    // An hour of Uppstart smarta lås is; which service it has is for the rules to say.
    static bool is_entered_at_a_desk(const domain::Visit& visit) {
        return visit.phone.empty() && visit.start_verification == domain::Verification::manual &&
               visit.end_verification == domain::Verification::manual;
    }

    // A lock is opened, a tag is seen and people sign in all day long, and no rule of visits asks for it.
    template <class T>
    bool is_beside_the_month(const T& record) {
        if constexpr (std::is_same_v<T, domain::CareWorker>) {
            const auto before = s_.visible(type_of<T>, record.id);
            if (!before) return false;
            const auto& other = std::get<T>(before->record);
            return other.number == record.number && other.first_name == record.first_name &&
                   other.last_name == record.last_name && other.active == record.active &&
                   other.archived == record.archived;
        }
        if constexpr (std::is_same_v<T, domain::Lock> || std::is_same_v<T, domain::Tag>) {
            const auto before = s_.visible(type_of<T>, record.id);
            if (!before) return false;
            auto other = std::get<T>(before->record);
            if constexpr (std::is_same_v<T, domain::Lock>) {
                other.battery_level = record.battery_level;
                other.battery_read_at = record.battery_read_at;
                other.battery_changed_at = record.battery_changed_at;
                other.address = record.address;
            } else {
                other.last_phone = record.last_phone;
            }
            other.last_used_at = record.last_used_at;
            return other == record;
        }
        return false;
    }

    void pending(domain::RecordType type, const domain::Record& record, const Id& id, std::int64_t revision) {
        const auto known = s_.aside(type, id);
        if (known && known->revision >= revision) return;
        s_.save_confirmed(type, record, revision);
        s_.settle_arrived(id, revision);
        s_.recompute(type, id);
    }

    void touch(domain::RecordType type, const Id& id, bool beside_the_month) {
        switch (type) {
            case domain::RecordType::shift:
                touched_.shift(id);
                return;
            case domain::RecordType::visit: {
                SQLite::Statement& where = s_.sql("SELECT shift FROM visit WHERE id = ?");
                bind_id(where, 1, id);
                if (where.executeStep()) touched_.shift(id_at(where.getColumn(0)));
                where.reset();
                return;
            }
            case domain::RecordType::activity:
                return;
            case domain::RecordType::lock:
            case domain::RecordType::tag:
            case domain::RecordType::care_worker:
                touched_.equipment();
                if (!beside_the_month) touched_.everything();
                return;
            case domain::RecordType::phone:
            case domain::RecordType::lock_reading:
            case domain::RecordType::lock_order:
            case domain::RecordType::control:
            case domain::RecordType::account_order:
                touched_.equipment();
                return;
            default:
                touched_.everything();
        }
    }

    bool is_buried(domain::RecordType type, const Id& id, std::int64_t revision) {
        SQLite::Statement& find = s_.sql("SELECT revision FROM tombstone WHERE type = ?1 AND id = ?2");
        find.bind(1, static_cast<int>(type));
        bind_id(find, 2, id);
        const bool buried = find.executeStep() && find.getColumn(0).getInt64() >= revision;
        find.reset();
        return buried;
    }

    void bury(const protocol::Removal& line) {
        SQLite::Statement& write = s_.sql(
            "INSERT INTO tombstone (type, id, revision) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (type, id) DO UPDATE SET revision = excluded.revision WHERE excluded.revision > "
            "tombstone.revision");
        write.bind(1, static_cast<int>(line.type));
        bind_id(write, 2, line.id);
        write.bind(3, line.revision);
        write.exec();
        tombstones_ = true;
    }

    Store::State& s_;
    Touched touched_;
    bool follow_;  // after the first load: which shifts are touched
    std::unordered_set<Id> standing_;
    bool tombstones_;
};

}  // namespace

Applied Store::apply(const Intake& intake) {
    Applied applied;
    Transaction transaction(*this);
    if (cursor() != intake.after || copy() != intake.copy) {
        applied.overtaken = true;
        return applied;
    }
    const bool was_complete = complete();
    guarded([&] {
        Applying applying(*state_, applied, was_complete);
        for (const FeedLine& line : intake.lines) std::visit(applying, line);
        if (intake.checkpoint.consistent && !was_complete) finish_load(*state_->connection);
    });
    set_meta("cursor", intake.checkpoint.cursor);
    if (intake.checkpoint.consistent && !was_complete) set_meta("complete", "1");
    transaction.commit();
    return applied;
}

void Store::learn(const protocol::Upsert& current) {
    Transaction transaction(*this);
    guarded([&] {
        Applied ignored;
        Applying(*state_, ignored, false)(current);
    });
    transaction.commit();
}

bool Store::replace_records(Store& second, const std::string& expected_copy,
                            const std::optional<std::string>& expected_cursor) {
    const auto file = second.state_->file.u8string();
    const std::string name(file.begin(), file.end());
    const std::string key = "x'" + state_->vault.key.hex() + "'";
    const auto new_cursor = second.cursor();
    guarded([&] {
        SQLite::Statement attach(state_->connection->database(), "ATTACH DATABASE ?1 AS fresh KEY ?2");
        attach.bindNoCopy(1, name);
        attach.bindNoCopy(2, key);
        attach.executeStep();
    });
    struct Detach {
        State& state;
        ~Detach() {
            try {
                state.connection->execute("DETACH DATABASE fresh");
            } catch (const SQLite::Exception& e) {
                base::log::error(std::string("detach: ") + e.getErrorStr());
            }
        }
    };
    const Detach detach{*state_};
    Transaction transaction(*this);
    if (copy() != expected_copy || cursor() != expected_cursor || !new_cursor) return false;
    guarded([&] {
        for (const auto type : domain::record_types) state_->connection->execute(replacing_by_fresh(type));
        state_->connection->execute("DELETE FROM main.tombstone");
        state_->connection->execute("INSERT INTO main.tombstone SELECT * FROM fresh.tombstone");
        state_->connection->execute("DELETE FROM main.confirmed");
        finish_load(*state_->connection);
    });
    for (const OutboxEntry& entry : standing()) {
        guarded([&] {
            const auto type = domain::target_type(entry.change.verb);
            const auto record = state_->visible(type, entry.change.target);
            if (!record && !domain::creates(entry.change.verb)) return;
            if (state_->aside(type, entry.change.target)) return;  // an earlier one of the same record
            if (record) state_->settle_arrived(entry.change.target, record->revision);
            state_->recompute(type, entry.change.target);
        });
    }
    set_meta("cursor", *new_cursor);
    set_meta("complete", "1");
    transaction.commit();
    return true;
}

void Store::keep_little() {
    guarded([&] { state_->connection->execute("PRAGMA cache_size = -2048"); });
}

void Store::shrink() {
    guarded([&] { state_->connection->shrink(); });
}

}  // namespace samordna::store
