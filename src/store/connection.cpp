#include "store/connection.h"

#include <array>
#include <stdexcept>

#include "base/system.h"
#include "store/store.h"

namespace samordna::resources {
std::string_view schema_file(std::string_view file_name);
}

namespace samordna::store {
namespace {

// SQLite's result codes, as its documentation numbers them for ever.
constexpr int busy = 5;
constexpr int locked = 6;
constexpr int read_only = 8;
constexpr int io_error = 10;
constexpr int corrupt = 11;
constexpr int full = 13;
constexpr int cannot_open = 14;
constexpr int not_a_database = 26;

constexpr std::array<std::string_view, 7> migrations{
    "0001_profile.sql",   "0002_rulebook.sql", "0003_matrix_and_absence.sql", "0004_visits_mended.sql",
    "0005_equipment.sql", "0006_staff.sql",    "0007_noted_readings.sql"};
constexpr int busy_ms = 15000;

std::string schema_text(std::string_view name) {
    const auto text = resources::schema_file(name);
    if (text.empty()) throw std::logic_error("schema file is not embedded: " + std::string(name));
    return std::string(text);
}

std::string utf8(const std::filesystem::path& file) {
    const auto text = file.u8string();
    return {text.begin(), text.end()};
}

}  // namespace

Connection::Connection(const std::filesystem::path& file, const Key& key)
    : database_(utf8(file), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX, busy_ms) {
    database_.exec("PRAGMA cipher_log_level = NONE");  // what fails is told as an error
    database_.exec("PRAGMA key = \"x'" + key.hex() + "'\"");
    database_.exec("PRAGMA temp_store = MEMORY");  // Debian's build would spill sorts to disk in clear
    database_.exec("PRAGMA journal_mode = WAL");
    database_.exec("PRAGMA synchronous = FULL");  // an acknowledged change survives a power cut
    database_.exec("PRAGMA foreign_keys = ON");
    database_.exec("PRAGMA trusted_schema = OFF");
    database_.exec("PRAGMA cache_size = -16384");
    migrate();
}

SQLite::Statement& Connection::prepared(std::string_view sql) {
    auto it = statements_.find(std::string(sql));
    if (it == statements_.end()) {
        auto made = std::make_unique<SQLite::Statement>(database_, std::string(sql));
        it = statements_.emplace(std::string(sql), std::move(made)).first;
    } else {
        it->second->reset();
        it->second->clearBindings();
    }
    return *it->second;
}

void Connection::shrink() {
    database_.exec("PRAGMA shrink_memory");
    base::give_back_memory();
}

std::int64_t Connection::number(std::string_view sql) {
    SQLite::Statement& statement = prepared(sql);
    const std::int64_t value = statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
    statement.reset();
    return value;
}

void Connection::migrate() {
    const auto known = static_cast<std::int64_t>(migrations.size());
    auto version = number("PRAGMA user_version");
    if (version > known) throw Failure({"profile.newer"});
    if (version == known) return;
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    statements_.clear();
    for (version = number("PRAGMA user_version"); version < known; ++version) {  // another process may have been first
        database_.exec(schema_text(migrations.at(static_cast<std::size_t>(version))));
    }
    // A profile that was loaded by an earlier version of the program lacks the indexes of this one.
    if (number("SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'complete')") != 0)
        database_.exec(schema_text("after_first_load.sql"));
    database_.exec("PRAGMA user_version = " + std::to_string(known));
    transaction.commit();
}

base::Error error_of(const SQLite::Exception& exception) {
    const std::string detail =
        "sqlite " + std::to_string(exception.getExtendedErrorCode()) + ": " + exception.getErrorStr();
    switch (exception.getErrorCode()) {
        case busy:
        case locked:
            return {"profile.busy", {}, detail};
        case full:
            return {"profile.disk_full", {}, detail};
        case io_error:
        case cannot_open:
        case read_only:
            return {"profile.disk_failed", {}, detail};
        case corrupt:
        case not_a_database:
            return {"profile.damaged", {}, detail};
        default:
            throw std::logic_error(detail + " (" + exception.what() + ")");
    }
}

void finish_load(Connection& connection) {
    connection.execute(schema_text("after_first_load.sql"));
}

}  // namespace samordna::store
