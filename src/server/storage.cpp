#include "server/storage.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/log.h"
#include "server/digest.h"
#include "server/log_writer.h"
#include "server/record_keys.h"

namespace samordna::resources {
std::string_view server_file(std::string_view file_name);
}

namespace samordna::server {
namespace {

namespace fs = std::filesystem;

// In the order in which they are applied; what has landed is never edited.
constexpr std::array<std::string_view, 8> schema_files{"0001_base.sql",
                                                       "0002_neighbours_and_rulebooks.sql",
                                                       "0003_activity_by_target.sql",
                                                       "0004_equipment.sql",
                                                       "0005_second_factor.sql",
                                                       "0006_log.sql",
                                                       "0007_care_worker_access.sql",
                                                       "0008_openid.sql"};
constexpr std::size_t first_with_keys = 2;
constexpr std::size_t first_with_log =
    static_cast<std::size_t>(std::find(schema_files.begin(), schema_files.end(), "0006_log.sql") -
                             schema_files.begin()) +
    1;

constexpr std::string_view file_name = "samordna.db";

std::string utf8(const fs::path& path) {
    const std::u8string text = path.u8string();
    return {reinterpret_cast<const char*>(text.data()), text.size()};
}

// The statements of a schema file: each ends with a semicolon at the end of a line, comments have lines of their own.
void run_script(soci::session& sql, std::string_view script) {
    std::string statement;
    while (!script.empty()) {
        const std::size_t end = std::min(script.find('\n'), script.size() - 1);
        const std::string_view line = script.substr(0, end + 1);
        script.remove_prefix(end + 1);
        if (line.starts_with("--")) continue;
        statement += line;
        if (line.ends_with(";\n")) {
            sql << statement;
            statement.clear();
        }
    }
}

std::string meta_value(soci::session& sql, const std::string& name) {
    std::string value;
    sql << "SELECT value FROM meta WHERE name = :name", soci::use(name), soci::into(value);
    return value;
}

void set_meta(soci::session& sql, const std::string& name, const std::string& value) {
    sql << "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = "
           "excluded.value",
        soci::use(name), soci::use(value);
}

}  // namespace

bool Storage::exists(const fs::path& directory) {
    std::error_code ignored;
    return fs::exists(directory / file_name, ignored);
}

void Storage::discard(const fs::path& directory) {
    std::error_code ignored;
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
        fs::remove(directory / (std::string(file_name) + ending), ignored);
    }
    fs::remove(directory, ignored);  // only where nothing else is in it
}

Error Storage::as_error(const std::exception& failure) {
    // SQLITE_BUSY and SQLITE_LOCKED.
    if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&failure);
        sqlite != nullptr && ((sqlite->result() & 0xFF) == 5 || (sqlite->result() & 0xFF) == 6)) {
        return Error{"backend.busy", {{"retry_after", std::int64_t{2}}}, "the database is locked"};
    }
    // SOCI's messages name tables and columns; the values bound to a statement are not in them.
    return Error{"backend.fault", {}, failure.what()};
}

void Storage::roll_back(soci::session& sql) noexcept {
    try {
        sql << "ROLLBACK";
    } catch (const std::exception&) {
        // SQLite has already done it by itself after some errors (full disk).
    }
}

void Storage::connect(const fs::path& file) {
    const std::string parameters = "dbname=\"" + utf8(file) + "\" timeout=30";
    for (std::size_t i = 0; i < connections_; ++i) {
        soci::session& sql = pool_.at(i);
        sql.open(soci::sqlite3, parameters);
        std::string mode;
        sql << "PRAGMA journal_mode = WAL", soci::into(mode);
        sql << "PRAGMA synchronous = FULL";
        sql << "PRAGMA foreign_keys = ON";
        sql << "PRAGMA temp_store = MEMORY";
        sql << "PRAGMA cache_size = -16000";
        sql << "PRAGMA mmap_size = 1073741824";
    }
}

Result<> Storage::migrate() {
    return write([&](soci::session& sql) -> Result<> {
        sql << "CREATE TABLE IF NOT EXISTS meta (name VARCHAR(40) NOT NULL PRIMARY KEY, value TEXT NOT NULL)";
        if (meta_value(sql, "schema").empty()) {
            set_meta(sql, "schema", "0");
            set_meta(sql, "epoch", random_secret());
        }
        std::size_t applied = std::stoul(meta_value(sql, "schema"));
        if (applied > schema_files.size()) return Error{"storage.newer"};
        if (applied < schema_files.size()) {
            const bool has_no_keys = applied < first_with_keys;
            const bool has_no_log = applied < first_with_log;
            for (; applied < schema_files.size(); ++applied) {
                run_script(sql, resources::server_file(schema_files[applied]));
            }
            if (has_no_keys) fill_in_keys(sql);
            if (has_no_log) carry_over_activity(sql);
            set_meta(sql, "schema", std::to_string(applied));
        }
        epoch_ = meta_value(sql, "epoch");
        return {};
    });
}

Result<std::unique_ptr<Storage>> Storage::open(const fs::path& directory, std::size_t connections) {
    std::unique_ptr<Storage> storage(new Storage(connections));
    try {
        if (!fs::exists(directory)) {
            fs::create_directories(directory);
            fs::permissions(directory, fs::perms::owner_all);
        }
        storage->connect(directory / file_name);
    } catch (const fs::filesystem_error& failure) {
        return Error{"backend.fault", {}, failure.code().message()};
    } catch (const soci::soci_error& failure) {
        return as_error(failure);
    }
    if (const auto migrated = storage->migrate(); !migrated) return migrated.error();
    return storage;
}

Result<> Storage::renew_epoch() {
    const std::string fresh = random_secret();
    auto written = write([&](soci::session& sql) { set_meta(sql, "epoch", fresh); });
    if (written) epoch_ = fresh;
    return written;
}

}  // namespace samordna::server
