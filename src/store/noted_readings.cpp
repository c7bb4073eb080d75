// What has been looked at here and not been told.
#include "store/store.h"
#include "store/store_state.h"

namespace samordna::store {
namespace {

std::int64_t seconds(Instant t) {
    return t.time_since_epoch().count();
}

}  // namespace

// Whoever is signed in, or was last.
std::string Store::State::reader() {
    SQLite::Statement& find = sql(
        "SELECT (SELECT value FROM meta WHERE name = 'server') || ' ' || (SELECT value FROM meta WHERE name = 'user')");
    std::string who = find.executeStep() && !find.isColumnNull(0) ? text_at(find.getColumn(0)) : std::string{};
    find.reset();
    return who;
}

bool Store::note_readings(std::span<const domain::NotedReading> readings, std::chrono::seconds apart) {
    return guarded([&] {
        const std::string who = state_->reader();
        const auto is_known = [&](const domain::NotedReading& reading) {
            SQLite::Statement& find = state_->sql(
                "SELECT 1 FROM noted_reading WHERE target = ?1 AND at > ?2 AND at <= ?3 AND verb = ?4 AND who = ?5 "
                "LIMIT 1");
            bind_id(find, 1, reading.target);
            find.bind(2, seconds(reading.at - apart));
            find.bind(3, seconds(reading.at));
            find.bind(4, static_cast<int>(reading.verb));
            find.bindNoCopy(5, who);
            const bool found = find.executeStep();
            find.reset();
            return found;
        };
        // Nearly always there is nothing to write.
        std::vector<const domain::NotedReading*> fresh;
        for (const auto& reading : readings) {
            if (!is_known(reading)) fresh.push_back(&reading);
        }
        if (fresh.empty()) return false;
        Transaction transaction(*this);
        SQLite::Statement& add =
            state_->sql("INSERT INTO noted_reading (id, who, at, verb, type, target) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        for (const auto* reading : fresh) {
            add.reset();
            bind_id(add, 1, reading->id);
            add.bindNoCopy(2, who);
            add.bind(3, seconds(reading->at));
            add.bind(4, static_cast<int>(reading->verb));
            add.bind(5, static_cast<int>(reading->type));
            bind_id(add, 6, reading->target);
            add.exec();
        }
        transaction.commit();
        return true;
    });
}

std::vector<domain::NotedReading> Store::untold_readings(std::size_t at_most) {
    return guarded([&] {
        std::vector<domain::NotedReading> readings;
        const std::string who = state_->reader();
        SQLite::Statement& find = state_->sql(
            "SELECT id, at, verb, type, target FROM noted_reading WHERE told = 0 AND who = ?1 ORDER BY at LIMIT ?2");
        find.bindNoCopy(1, who);
        find.bind(2, static_cast<std::int64_t>(at_most));
        while (find.executeStep()) {
            domain::NotedReading reading;
            reading.id = id_at(find.getColumn(0));
            reading.at = Instant{std::chrono::seconds{find.getColumn(1).getInt64()}};
            reading.verb = static_cast<domain::ReadingVerb>(find.getColumn(2).getInt());
            reading.type = static_cast<domain::RecordType>(find.getColumn(3).getInt());
            reading.target = id_at(find.getColumn(4));
            readings.push_back(reading);
        }
        find.reset();
        return readings;
    });
}

void Store::readings_told(std::span<const domain::NotedReading> readings, Instant forget_before) {
    Transaction transaction(*this);
    guarded([&] {
        SQLite::Statement& mark = state_->sql("UPDATE noted_reading SET told = 1 WHERE id = ?1");
        for (const auto& reading : readings) {
            mark.reset();
            bind_id(mark, 1, reading.id);
            mark.exec();
        }
        SQLite::Statement& forget = state_->sql("DELETE FROM noted_reading WHERE told = 1 AND at < ?1");
        forget.bind(1, seconds(forget_before));
        forget.exec();
    });
    transaction.commit();
}

}  // namespace samordna::store
