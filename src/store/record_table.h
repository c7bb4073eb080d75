// Records to rows and back by their own description of their fields. Internal to the room.
#pragma once
#include <cstring>
#include <stdexcept>
#include <string>
#include <type_traits>

#include <SQLiteCpp/SQLiteCpp.h>

#include "domain/record.h"
#include "store/service_lines.h"

namespace samordna::store {

using domain::Id;

static_assert(sizeof(Id) == 16);

inline void bind_id(SQLite::Statement& s, int at, const Id& id) {
    s.bindNoCopy(at, id.bytes.data(), 16);
}

inline Id id_at(const SQLite::Column& column) {
    Id id;
    if (column.getBytes() != 16) throw std::runtime_error("an id column does not hold 16 bytes");
    std::memcpy(id.bytes.data(), column.getBlob(), 16);
    return id;
}
inline std::string text_at(const SQLite::Column& column) {
    const char* text = column.getText();
    return {text, static_cast<std::size_t>(column.getBytes())};
}

// Binds field after field from `next` on. What is bound must outlive the execution.
class FieldBinder {
  public:
    FieldBinder(SQLite::Statement& statement, int next) : s_(statement), next_(next) {}

    void operator()(std::string_view, const Id& v) { bind_id(s_, next_++, v); }
    void operator()(std::string_view, const std::string& v) { s_.bindNoCopy(next_++, v); }
    void operator()(std::string_view, bool v) { s_.bind(next_++, v ? 1 : 0); }
    void operator()(std::string_view, int v) { s_.bind(next_++, v); }
    void operator()(std::string_view, domain::Instant v) {
        s_.bind(next_++, static_cast<std::int64_t>(v.time_since_epoch().count()));
    }
    void operator()(std::string_view, domain::Date v) {
        s_.bind(next_++, static_cast<std::int64_t>(v.time_since_epoch().count()));
    }
    template <class E>
    requires std::is_enum_v<E> void operator()(std::string_view, E v) {
        s_.bind(next_++, static_cast<int>(v));
    }
    void operator()(std::string_view, const std::vector<Id>& v) {
        if (v.empty()) return null();
        s_.bindNoCopy(next_++, v.data(), static_cast<int>(v.size() * sizeof(Id)));
    }
    void operator()(std::string_view, const std::vector<domain::ServiceLine>& v) {
        if (v.empty()) return null();
        s_.bind(next_++, pack_service_lines(v));
    }
    void operator()(std::string_view, const std::optional<std::vector<domain::ServiceLine>>& v) {
        if (!v) return null();
        s_.bind(next_++, pack_service_lines(*v));  // none is not the same as nothing
    }
    template <class T>
    void operator()(std::string_view name, const std::optional<T>& v) {
        if (v)
            (*this)(name, *v);
        else
            null();
    }

  private:
    void null() { s_.bind(next_++); }

    SQLite::Statement& s_;
    int next_;
};

class FieldReader {
  public:
    FieldReader(const SQLite::Statement& statement, int next) : s_(statement), next_(next) {}

    void operator()(std::string_view, Id& v) { v = id_at(column()); }
    void operator()(std::string_view, std::string& v) { v = text_at(column()); }
    void operator()(std::string_view, bool& v) { v = column().getInt64() != 0; }
    void operator()(std::string_view, int& v) { v = static_cast<int>(column().getInt64()); }
    void operator()(std::string_view, domain::Instant& v) {
        v = domain::Instant{std::chrono::seconds{column().getInt64()}};
    }
    void operator()(std::string_view, domain::Date& v) { v = domain::Date{std::chrono::days{column().getInt64()}}; }
    template <class E>
    requires std::is_enum_v<E> void operator()(std::string_view, E& v) {
        v = static_cast<E>(column().getInt64());
    }
    void operator()(std::string_view, std::vector<Id>& v) {
        const auto c = column();
        const auto size = static_cast<std::size_t>(c.getBytes());
        if (size % sizeof(Id) != 0) throw std::runtime_error("a list of ids is broken");
        v.resize(size / sizeof(Id));
        if (size > 0) std::memcpy(v.data(), c.getBlob(), size);
    }
    void operator()(std::string_view, std::vector<domain::ServiceLine>& v) {
        const auto c = column();
        v = unpack_service_lines({c.getText(), static_cast<std::size_t>(c.getBytes())});
    }
    template <class T>
    void operator()(std::string_view name, std::optional<T>& v) {
        if (s_.isColumnNull(next_)) {
            ++next_;
            v.reset();
            return;
        }
        (*this)(name, v.emplace());
    }

  private:
    SQLite::Column column() { return s_.getColumn(next_++); }

    const SQLite::Statement& s_;
    int next_;
};

// The statements of one type's table; columns are id, revision, then the fields.
struct TableSql {
    std::string table;         // quoted
    std::string columns;       // id, revision, …
    std::string select;        // SELECT columns FROM table
    std::string find;          // … WHERE id = ?
    std::string upsert_newer;  // only if the revision is newer
    std::string replace;       // whatever is there
    std::string remove_older;  // DELETE … WHERE id = ?1 AND revision < ?2
};

template <class T, class... All>
constexpr domain::RecordType type_among(std::type_identity<std::variant<All...>>) {
    std::uint8_t at = 0;
    static_cast<void>(((std::is_same_v<T, All> || (++at, false)) || ...));
    return static_cast<domain::RecordType>(at);
}
template <class T>
inline constexpr domain::RecordType type_of = type_among<T>(std::type_identity<domain::Record>{});

template <class T>
const TableSql& table_sql() {
    static const TableSql instance = [] {
        TableSql sql;
        std::string marks = "?, ?";
        std::string updates = "revision = excluded.revision";
        sql.columns = "id, revision";
        const T empty{};
        T::fields(empty, [&](std::string_view name, const auto&) {
            const std::string column = '"' + std::string(name) + '"';
            sql.columns += ", " + column;
            marks += ", ?";
            updates += ", " + column + " = excluded." + column;
        });
        sql.table = '"' + std::string(domain::name_of(type_of<T>)) + '"';
        sql.select = "SELECT " + sql.columns + " FROM " + sql.table;
        sql.find = sql.select + " WHERE id = ?";
        const std::string into = " INTO " + sql.table + " (" + sql.columns + ") VALUES (" + marks + ")";
        sql.upsert_newer = "INSERT" + into + " ON CONFLICT (id) DO UPDATE SET " + updates +
                           " WHERE excluded.revision > " + sql.table + ".revision";
        sql.replace = "INSERT OR REPLACE" + into;
        sql.remove_older = "DELETE FROM " + sql.table + " WHERE id = ?1 AND revision < ?2";
        return sql;
    }();
    return instance;
}

// Calls f with an empty record of that type: the door from a type at run time to one at compile time.
template <class F>
decltype(auto) with_type(domain::RecordType type, F&& f) {
    return std::visit(
        [&](const auto& empty) -> decltype(auto) { return f(std::type_identity<std::decay_t<decltype(empty)>>{}); },
        domain::make_record(type));
}

template <class T>
void bind_record(SQLite::Statement& statement, FieldBinder& binder, const T& record, std::int64_t revision) {
    bind_id(statement, 1, record.id);
    statement.bind(2, revision);
    T::fields(record, binder);
}

template <class T>
T read_record(const SQLite::Statement& statement, std::int64_t* revision = nullptr) {
    T record;
    record.id = id_at(statement.getColumn(0));
    if (revision != nullptr) *revision = statement.getColumn(1).getInt64();
    FieldReader reader(statement, 2);
    T::fields(record, reader);
    return record;
}

}  // namespace samordna::store
