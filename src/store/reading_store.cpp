// Records found by something else than their id.
#include <algorithm>
#include <iterator>

#include "store/store.h"
#include "store/store_state.h"

namespace samordna::store {

namespace {

// Every record of a query with its values bound.
template <class T, class Bind>
std::vector<T> rows_of(Store::State& state, const std::string& text, Bind&& bind) {
    return guarded([&] {
        std::vector<T> records;
        SQLite::Statement& statement = state.sql(text);
        bind(statement);
        while (statement.executeStep()) records.push_back(read_record<T>(statement));
        statement.reset();
        return records;
    });
}

}  // namespace

std::vector<domain::Visit> Store::visits_of(const Id& shift) {
    static const std::string text = table_sql<domain::Visit>().select + " WHERE shift = ? ORDER BY start, id";
    return rows_of<domain::Visit>(*state_, text, [&](auto& statement) { bind_id(statement, 1, shift); });
}

std::vector<domain::Visit> Store::visits_of_client(const Id& client, Instant from, Instant to) {
    static const std::string text =
        table_sql<domain::Visit>().select + " WHERE client = ? AND start >= ? AND start <= ?";
    return rows_of<domain::Visit>(*state_, text, [&](auto& statement) {
        bind_id(statement, 1, client);
        statement.bind(2, static_cast<std::int64_t>(from.time_since_epoch().count()));
        statement.bind(3, static_cast<std::int64_t>(to.time_since_epoch().count()));
    });
}

std::vector<domain::Shift> Store::shifts_of_worker(const Id& care_worker, Date from, Date to) {
    static const std::string text =
        table_sql<domain::Shift>().select + " WHERE care_worker = ? AND date >= ? AND date < ?";
    return rows_of<domain::Shift>(*state_, text, [&](auto& statement) {
        bind_id(statement, 1, care_worker);
        statement.bind(2, static_cast<std::int64_t>(from.time_since_epoch().count()));
        statement.bind(3, static_cast<std::int64_t>(to.time_since_epoch().count()));
    });
}

template <class T>
std::vector<T> Store::of_client(const Id& client) {
    static const std::string text = table_sql<T>().select + " WHERE client = ?";
    return rows_of<T>(*state_, text, [&](auto& statement) { bind_id(statement, 1, client); });
}
template std::vector<domain::Order> Store::of_client(const Id&);
template std::vector<domain::Lock> Store::of_client(const Id&);
template std::vector<domain::Tag> Store::of_client(const Id&);
template std::vector<domain::Absence> Store::of_client(const Id&);

std::vector<domain::LockReading> Store::readings_of(const Id& lock) {
    static const std::string text = table_sql<domain::LockReading>().select + " WHERE lock = ? ORDER BY day";
    return rows_of<domain::LockReading>(*state_, text, [&](auto& statement) { bind_id(statement, 1, lock); });
}

std::vector<domain::Visit> Store::visits_with(std::span<const std::string> services) {
    static const std::string text = table_sql<domain::Visit>().select + " WHERE instr(service_lines, ?) > 0";
    std::vector<domain::Visit> visits;
    for (const std::string& service : services) {
        auto found = rows_of<domain::Visit>(*state_, text, [&](auto& statement) { statement.bind(1, service); });
        // Another service may have it in its name; and a visit may have two of them.
        std::erase_if(found, [&](const domain::Visit& visit) {
            const auto has = [&](const auto& line) { return line.service == service; };
            const auto is_known = [&](const auto& other) { return other.id == visit.id; };
            return std::none_of(visit.service_lines.begin(), visit.service_lines.end(), has) ||
                   std::any_of(visits.begin(), visits.end(), is_known);
        });
        std::move(found.begin(), found.end(), std::back_inserter(visits));
    }
    return visits;
}

std::vector<domain::Visit> Store::open_visits() {
    static const std::string text = table_sql<domain::Visit>().select + " WHERE \"end\" IS NULL";
    return rows_of<domain::Visit>(*state_, text, [](auto&) {});
}

std::vector<domain::Activity> Store::activities_of(const Id& target) {
    static const std::string text = table_sql<domain::Activity>().select + " WHERE target = ? ORDER BY target_revision";
    return rows_of<domain::Activity>(*state_, text, [&](auto& statement) { bind_id(statement, 1, target); });
}

std::vector<domain::Client> Store::clients_of_household(const std::string& household) {
    static const std::string text = table_sql<domain::Client>().select + " WHERE household = ?";
    return rows_of<domain::Client>(*state_, text, [&](auto& statement) { statement.bind(1, household); });
}

namespace {

// A statement of its own: the callback may read too.
template <class T>
void each(Connection& connection, const std::string& text, Date from, Date to, const std::function<void(T&&)>& f) {
    SQLite::Statement statement(connection.database(), text);
    statement.bind(1, static_cast<std::int64_t>(from.time_since_epoch().count()));
    statement.bind(2, static_cast<std::int64_t>(to.time_since_epoch().count()));
    while (statement.executeStep()) f(read_record<T>(statement));
}

}  // namespace

void Store::each_shift(Date from, Date to, const std::function<void(domain::Shift&&)>& f) {
    guarded([&] {
        const std::string text = table_sql<domain::Shift>().select + " WHERE date >= ? AND date < ? ORDER BY date, id";
        each(*state_->connection, text, from, to, f);
    });
}

void Store::each_visit(Date from, Date to, const std::function<void(domain::Visit&&)>& f) {
    guarded([&] {
        const auto first = static_cast<std::int64_t>(from.time_since_epoch().count());
        const auto end = static_cast<std::int64_t>(to.time_since_epoch().count());
        std::unordered_set<Id> shifts;
        SQLite::Statement& wanted = state_->sql("SELECT id FROM shift WHERE date >= ?1 AND date < ?2");
        wanted.bind(1, first);
        wanted.bind(2, end);
        while (wanted.executeStep()) shifts.insert(id_at(wanted.getColumn(0)));
        wanted.reset();
        const auto& sql = table_sql<domain::Visit>();
        // Along the index one by one costs more than going through all of them where a good part is wanted anyway.
        if (shifts.size() * 3 < static_cast<std::size_t>(state_->connection->number("SELECT count(*) FROM shift"))) {
            each(*state_->connection,
                 sql.select + " WHERE shift IN (SELECT id FROM shift WHERE date >= ? AND date < ?)", from, to, f);
            return;
        }
        SQLite::Statement all(state_->connection->database(), sql.select);
        const int shift_column = all.getColumnIndex("shift");
        while (all.executeStep()) {
            if (shifts.contains(id_at(all.getColumn(shift_column)))) f(read_record<domain::Visit>(all));
        }
    });
}

}  // namespace samordna::store
