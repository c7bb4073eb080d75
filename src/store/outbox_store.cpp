// The outbox's side of the store: what she has done and what became of it.
#include <utility>

#include "store/store.h"
#include "store/store_state.h"

namespace samordna::store {
namespace {

const std::string& select_entries() {
    static const std::string text =
        "SELECT position, key, target, base, depends_on, at, body, stroke, fate, standing, revision, late, current_by, "
        "answer, "
        "answered_at, before, type FROM outbox ";
    return text;
}

Instant moment_at(const SQLite::Column& column) {
    return Instant{std::chrono::seconds{column.getInt64()}};
}

void bind_optional(SQLite::Statement& statement, int at, const std::optional<Id>& id) {
    if (id)
        bind_id(statement, at, *id);
    else
        statement.bind(at);
}

}  // namespace

OutboxEntry Store::State::read_entry(SQLite::Statement& s) {
    OutboxEntry entry;
    entry.position = s.getColumn(0).getInt64();
    entry.change = wire(protocol::parse_change(text_at(s.getColumn(6))));
    entry.change.key = id_at(s.getColumn(1));
    entry.change.target = id_at(s.getColumn(2));
    entry.change.base = s.getColumn(3).getInt64();
    entry.change.depends_on = s.isColumnNull(4) ? std::nullopt : std::optional(id_at(s.getColumn(4)));
    entry.change.at = moment_at(s.getColumn(5));
    entry.stroke = id_at(s.getColumn(7));
    entry.fate = static_cast<Fate>(s.getColumn(8).getInt64());
    entry.standing = s.getColumn(9).getInt64() != 0;
    entry.revision = s.getColumn(10).getInt64();
    entry.late = s.getColumn(11).getInt64() != 0;
    entry.current_by = text_at(s.getColumn(12));
    if (!s.isColumnNull(13)) entry.answer = wire(protocol::parse_outcome(text_at(s.getColumn(13))));
    if (!s.isColumnNull(14)) entry.answered_at = moment_at(s.getColumn(14));
    const std::string before = text_at(s.getColumn(15));
    if (!before.empty()) {
        const auto type = static_cast<domain::RecordType>(s.getColumn(16).getInt64());
        entry.before = wire(protocol::parse_record(type, entry.change.target, before));
    }
    return entry;
}

std::vector<OutboxEntry> Store::State::entries(SQLite::Statement& statement) {
    std::vector<OutboxEntry> found;
    while (statement.executeStep()) found.push_back(read_entry(statement));
    statement.reset();
    return found;
}

std::optional<OutboxEntry> Store::State::first_entry(SQLite::Statement& statement) {
    std::optional<OutboxEntry> found;
    if (statement.executeStep()) found = read_entry(statement);
    statement.reset();
    return found;
}

std::vector<OutboxEntry> Store::State::standing_on(const Id& target) {
    static const std::string text = select_entries() + "WHERE target = ?1 AND standing = 1 ORDER BY position";
    SQLite::Statement& find = sql(text);
    bind_id(find, 1, target);
    return entries(find);
}

// --- Reading.

std::optional<OutboxEntry> Store::last_unanswered(const Id& target) {
    return guarded([&] {
        static const std::string text =
            select_entries() + "WHERE target = ?1 AND fate < 2 ORDER BY position DESC LIMIT 1";
        SQLite::Statement& find = state_->sql(text);
        bind_id(find, 1, target);
        return state_->first_entry(find);
    });
}

std::vector<OutboxEntry> Store::outbox() {
    return guarded([&] {
        static const std::string text = select_entries() + "ORDER BY position";
        return state_->entries(state_->sql(text));
    });
}

std::vector<OutboxEntry> Store::unanswered() {
    return guarded([&] {
        static const std::string text = select_entries() + "WHERE fate < 2 ORDER BY position";
        return state_->entries(state_->sql(text));
    });
}

std::vector<OutboxEntry> Store::standing() {
    return guarded([&] {
        static const std::string text = select_entries() + "WHERE standing = 1 ORDER BY position";
        return state_->entries(state_->sql(text));
    });
}

std::vector<OutboxEntry> Store::dependents(const Id& key) {
    return guarded([&] {
        static const std::string text = select_entries() + "WHERE depends_on = ?1 AND fate < 2 ORDER BY position";
        SQLite::Statement& find = state_->sql(text);
        bind_id(find, 1, key);
        return state_->entries(find);
    });
}

std::vector<OutboxEntry> Store::stroke(const Id& stroke) {
    return guarded([&] {
        static const std::string text = select_entries() + "WHERE stroke = ?1 ORDER BY position";
        SQLite::Statement& find = state_->sql(text);
        bind_id(find, 1, stroke);
        return state_->entries(find);
    });
}

std::optional<OutboxEntry> Store::entry(const Id& key) {
    return guarded([&] {
        static const std::string text = select_entries() + "WHERE key = ?1";
        SQLite::Statement& find = state_->sql(text);
        bind_id(find, 1, key);
        return state_->first_entry(find);
    });
}

std::vector<std::pair<Id, Fate>> Store::fates() {
    return guarded([&] {
        std::vector<std::pair<Id, Fate>> found;
        SQLite::Statement& find = state_->sql("SELECT target, fate, max(position) FROM outbox GROUP BY target");
        while (find.executeStep()) {
            const auto fate = static_cast<Fate>(find.getColumn(1).getInt64());
            if (fate != Fate::accepted) found.emplace_back(id_at(find.getColumn(0)), fate);
        }
        find.reset();
        return found;
    });
}

std::optional<Fate> Store::fate_of(const Id& target) {
    return guarded([&]() -> std::optional<Fate> {
        SQLite::Statement& find =
            state_->sql("SELECT fate FROM outbox WHERE target = ?1 ORDER BY position DESC LIMIT 1");
        bind_id(find, 1, target);
        if (!find.executeStep()) return std::nullopt;
        const auto fate = static_cast<Fate>(find.getColumn(0).getInt64());
        find.reset();
        return fate == Fate::accepted ? std::nullopt : std::optional(fate);
    });
}

OutboxCounts Store::outbox_counts() {
    return guarded([&] {
        OutboxCounts counts;
        counts.waiting = static_cast<int>(state_->connection->number("SELECT count(*) FROM outbox WHERE fate < 2"));
        counts.needs_attention =
            static_cast<int>(state_->connection->number("SELECT count(*) FROM outbox WHERE fate > 2"));
        counts.late =
            static_cast<int>(state_->connection->number("SELECT count(*) FROM outbox WHERE fate > 2 AND late <> 0"));
        return counts;
    });
}

// --- Writing.

void Store::lay_down_what_was_made() {
    Transaction transaction(*this);
    for (const OutboxEntry& entry : standing()) {
        if (domain::creates(entry.change.verb))
            guarded([&] { state_->recompute(domain::target_type(entry.change.verb), entry.change.target); });
    }
    transaction.commit();
}

void Store::add(domain::Change change, const Id& stroke) {
    Transaction transaction(*this);
    guarded([&] {
        const auto type = domain::target_type(change.verb);
        auto shown = state_->visible(type, change.target);
        const bool is_new = !shown && domain::creates(change.verb);
        if (is_new) shown = not_there_yet(type, change.target);
        if (!shown) throw std::logic_error("a change of a record that is not here");
        change.base = shown->revision;
        change.depends_on.reset();
        const bool urgent = domain::is_urgent(change.verb);
        // What is urgent rests on nothing.
        if (const auto before = urgent ? std::nullopt : last_unanswered(change.target)) {
            change.base = before->change.base;
            change.depends_on = before->change.key;
        } else {
            // Accepted, but the feed has not brought it yet: that is the revision she is changing.
            SQLite::Statement& last =
                state_->sql("SELECT max(revision) FROM outbox WHERE target = ?1 AND standing = 1");
            bind_id(last, 1, change.target);
            if (last.executeStep()) change.base = std::max(change.base, last.getColumn(0).getInt64());
            last.reset();
        }
        SQLite::Statement& has = state_->sql("SELECT 1 FROM confirmed WHERE type = ?1 AND id = ?2");
        has.bind(1, static_cast<int>(type));
        bind_id(has, 2, change.target);
        const bool apart = has.executeStep();
        has.reset();
        if (!apart) state_->save_confirmed(type, shown->record, shown->revision);

        const std::string body = protocol::change_text(change);
        const std::string before = is_new ? std::string{} : protocol::record_text(shown->record);
        SQLite::Statement& write = state_->sql(
            "INSERT INTO outbox (key, type, target, base, depends_on, at, body, stroke, fate, standing, before, "
            "urgent) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 1, ?9, ?10)");
        bind_id(write, 1, change.key);
        write.bind(2, static_cast<int>(type));
        bind_id(write, 3, change.target);
        write.bind(4, change.base);
        bind_optional(write, 5, change.depends_on);
        write.bind(6, static_cast<std::int64_t>(change.at.time_since_epoch().count()));
        write.bindNoCopy(7, body);
        bind_id(write, 8, stroke);
        write.bindNoCopy(9, before);
        write.bind(10, urgent ? 1 : 0);
        write.exec();
        state_->write_visible(domain::apply(change, change.at, shown->record), shown->revision);
    });
    transaction.commit();
}

std::vector<OutboxEntry> Store::State::take(SQLite::Statement& find) {
    auto found = entries(find);
    SQLite::Statement& mark = sql("UPDATE outbox SET fate = 1 WHERE key = ?1 AND fate = 0");
    for (const OutboxEntry& entry : found) {
        if (entry.fate != Fate::waiting) continue;
        mark.reset();
        bind_id(mark, 1, entry.change.key);
        mark.exec();
    }
    return found;
}

std::vector<OutboxEntry> Store::take_for_sending(std::int64_t after_position, std::size_t at_most) {
    Transaction transaction(*this);
    auto taken = guarded([&] {
        static const std::string text =
            select_entries() + "WHERE fate < 2 AND position > ?1 ORDER BY position LIMIT ?2";
        SQLite::Statement& find = state_->sql(text);
        find.bind(1, after_position);
        find.bind(2, static_cast<std::int64_t>(at_most));
        return state_->take(find);
    });
    transaction.commit();
    return taken;
}

std::vector<OutboxEntry> Store::take_urgent() {
    Transaction transaction(*this);
    auto taken = guarded([&] {
        static const std::string text = select_entries() + "WHERE fate < 2 AND urgent = 1 ORDER BY position";
        return state_->take(state_->sql(text));
    });
    if (!taken.empty()) transaction.commit();
    return taken;
}

bool Store::take_back(const Id& key) {
    Transaction transaction(*this);
    const auto found = entry(key);
    if (!found || found->fate != Fate::waiting || !dependents(key).empty()) return false;
    guarded([&] {
        SQLite::Statement& remove = state_->sql("DELETE FROM outbox WHERE key = ?1");
        bind_id(remove, 1, key);
        remove.exec();
        state_->recompute(domain::target_type(found->change.verb), found->change.target);
    });
    transaction.commit();
    return true;
}

bool Store::settle(const Id& key, const Settlement& settlement) {
    Transaction transaction(*this);
    const auto found = entry(key);
    if (!found || found->fate > Fate::sent) return false;
    const auto type = domain::target_type(found->change.verb);
    const bool accepted = settlement.fate == Fate::accepted;
    const auto known = confirmed(type, found->change.target);
    const bool made_by_it = !known && domain::creates(found->change.verb);
    const bool standing = accepted && (made_by_it || (known && settlement.revision > known->revision));
    guarded([&] {
        const std::string answer = settlement.answer ? protocol::outcome_text(*settlement.answer) : std::string{};
        SQLite::Statement& write = state_->sql(
            "UPDATE outbox SET fate = ?2, standing = ?3, revision = ?4, late = ?5, current_by = ?6, answer = ?7, "
            "answered_at = ?8 "
            "WHERE key = ?1");
        bind_id(write, 1, key);
        write.bind(2, static_cast<int>(settlement.fate));
        write.bind(3, standing ? 1 : 0);
        if (accepted) write.bind(4, settlement.revision);
        write.bind(5, settlement.late ? 1 : 0);
        write.bindNoCopy(6, settlement.current_by);
        if (!answer.empty()) write.bindNoCopy(7, answer);
        write.bind(8, static_cast<std::int64_t>(settlement.at.time_since_epoch().count()));
        write.exec();
        if (accepted) {
            SQLite::Statement& follow =
                state_->sql("UPDATE outbox SET base = ?2, depends_on = NULL WHERE depends_on = ?1 AND fate = 0");
            bind_id(follow, 1, key);
            follow.bind(2, settlement.revision);
            follow.exec();
        }
        state_->recompute(type, found->change.target);
    });
    transaction.commit();
    return true;
}

void Store::rebase(const Id& key, const Id& new_key, std::int64_t base, const std::optional<Id>& depends_on) {
    Transaction transaction(*this);
    guarded([&] {
        SQLite::Statement& write = state_->sql(
            "UPDATE outbox SET key = ?2, base = ?3, depends_on = ?4, fate = 0, standing = 1, revision = NULL, late = "
            "0, "
            "current_by = '', answer = NULL, answered_at = NULL WHERE key = ?1");
        bind_id(write, 1, key);
        bind_id(write, 2, new_key);
        write.bind(3, base);
        bind_optional(write, 4, depends_on);
        write.exec();
        SQLite::Statement& follow = state_->sql("UPDATE outbox SET depends_on = ?2 WHERE depends_on = ?1 AND fate = 0");
        bind_id(follow, 1, key);
        bind_id(follow, 2, new_key);
        follow.exec();
    });
    if (const auto now = entry(new_key)) {
        guarded([&] { state_->recompute(domain::target_type(now->change.verb), now->change.target); });
    }
    transaction.commit();
}

void Store::dismiss(const Id& key) {
    Transaction transaction(*this);
    guarded([&] {
        SQLite::Statement& remove = state_->sql("DELETE FROM outbox WHERE key = ?1 AND fate > 1 AND standing = 0");
        bind_id(remove, 1, key);
        remove.exec();
    });
    transaction.commit();
}

void Store::forget_accepted(Instant before) {
    Transaction transaction(*this);
    guarded([&] {
        SQLite::Statement& remove =
            state_->sql("DELETE FROM outbox WHERE fate = 2 AND standing = 0 AND answered_at < ?1");
        remove.bind(1, static_cast<std::int64_t>(before.time_since_epoch().count()));
        remove.exec();
    });
    transaction.commit();
}

}  // namespace samordna::store
