#include "store/recovery.h"

#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/log.h"
#include "store/durable_file.h"
#include "store/store.h"
#include "store/store_state.h"

namespace samordna::store {
namespace {

namespace fs = std::filesystem;

// After two months the month that it was about is closed for good.
constexpr std::chrono::hours lies_aside{24 * 60};

// The old database as it lies there: nothing is made in it, nothing brought up to date.
class Old {
  public:
    Old(const fs::path& file, const Key& key) : database_(utf8(file), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX) {
        database_.exec("PRAGMA cipher_log_level = NONE");
        database_.exec("PRAGMA key = \"x'" + key.hex() + "'\"");
        database_.exec("PRAGMA temp_store = MEMORY");
    }
    SQLite::Database& database() { return database_; }

  private:
    static std::string utf8(const fs::path& file) {
        const auto text = file.u8string();
        return {text.begin(), text.end()};
    }
    SQLite::Database database_;
};

std::vector<std::string> columns_of(SQLite::Database& database, const std::string& table) {
    std::vector<std::string> names;
    SQLite::Statement columns(database, "SELECT name FROM pragma_table_info(?1)");
    columns.bind(1, table);
    while (columns.executeStep()) names.push_back(columns.getColumn(0).getString());
    return names;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "\"" : ", \"") + name + '"';
    return text;
}

void bind_as_it_is(SQLite::Statement& to, int at, const SQLite::Column& value) {
    if (value.isInteger()) return to.bind(at, value.getInt64());
    if (value.isFloat()) return to.bind(at, value.getDouble());
    if (value.isText()) return to.bind(at, value.getString());
    if (value.isBlob()) return to.bind(at, value.getBlob(), value.getBytes());
    to.bind(at);
}

// The rows of the old table that can be read, into the new one. False: there may have been more.
bool carry(SQLite::Database& from, SQLite::Database& to, const std::string& table, const std::string& where) {
    bool all = true;
    // From both ends: what is damaged in the middle hides only itself.
    for (const char* order : {"ASC", "DESC"}) {
        try {
            const auto names = columns_of(from, table);
            if (names.empty()) return false;
            std::string marks;
            for (std::size_t i = 0; i < names.size(); ++i) marks += i == 0 ? "?" : ", ?";
            const std::string columns = listed(names);
            std::string select = "SELECT ";
            select.append(columns).append(" FROM ").append(table).append(" ").append(where);
            select.append(" ORDER BY \"").append(names.front()).append("\" ").append(order);
            std::string insert = "INSERT OR IGNORE INTO ";
            insert.append(table).append(" (").append(columns).append(") VALUES (").append(marks).append(")");
            SQLite::Statement read(from, select);
            SQLite::Statement write(to, insert);
            while (read.executeStep()) {
                for (std::size_t i = 0; i < names.size(); ++i) {
                    const auto at = static_cast<int>(i);
                    bind_as_it_is(write, at + 1, read.getColumn(at));
                }
                write.exec();
                write.reset();
            }
            return all;
        } catch (const SQLite::Exception& e) {
            base::log::warning("recovery of " + table + ": " + error_of(e).code);
            all = false;
        }
    }
    return false;
}

constexpr std::array<const char*, 4> files_of_database{"samordna.db", "samordna.db-wal", "samordna.db-shm",
                                                       "samordna.db-journal"};
// Lies beside what has been put aside until it has been carried over: whoever is interrupted goes on from there.
constexpr const char* to_be_carried = "unfinished";

std::vector<fs::path> all_aside(const fs::path& directory) {
    std::error_code failed;
    std::vector<fs::path> found;
    for (fs::directory_iterator it(directory, failed), end; !failed && it != end; it.increment(failed)) {
        if (it->path().filename().string().starts_with("aside-")) found.push_back(it->path());
    }
    return found;
}

base::Result<fs::path> put_aside(const fs::path& directory, bool with_key) {
    base::IdSource ids;
    const fs::path aside = directory / ("aside-" + ids.next().text());
    if (auto made = make_private_directory(aside); !made) return made.error();
    if (!with_key) {
        if (auto marked = create_private_file(aside / to_be_carried, ""); !marked) return marked.error();
    }
    std::error_code failed;
    const auto move = [&](const char* name) {
        if (std::error_code missing; fs::exists(directory / name, missing))
            fs::rename(directory / name, aside / name, failed);
    };
    for (const char* name : files_of_database) move(name);
    if (with_key) {
        move("key");
        move("passphrase");
    }
    if (failed) return base::Error{"profile.disk_failed", {}, "putting aside: " + failed.message()};
    return aside;
}

// Into the new, empty copy. What makes a record is laid down at once; the rest when its records have come.
Recovered carry_over(const fs::path& aside, const Key& key, Vault& vault, Store& fresh) {
    Recovered recovered;
    try {
        Old old(aside / "samordna.db", key);
        Connection into(vault.directory / "samordna.db", key);
        SQLite::Database& to = into.database();
        SQLite::Transaction transaction(to, SQLite::TransactionBehavior::IMMEDIATE);
        // The new copy counts its own writes, and has fetched nothing.
        const bool meta =
            carry(old.database(), to, "meta", "WHERE name NOT IN ('cursor', 'complete', 'copy', 'writes')");
        const bool outbox = carry(old.database(), to, "outbox", "");
        const bool readings = carry(old.database(), to, "noted_reading", "");
        recovered.everything = meta && outbox && readings;
        transaction.commit();
    } catch (const SQLite::Exception& e) {
        base::log::warning("recovery: " + error_of(e).code);
        recovered.everything = false;
    }
    recovered.changes = static_cast<int>(fresh.unanswered().size());
    fresh.lay_down_what_was_made();
    return recovered;
}

}  // namespace

base::Result<Recovered> recover(const KeyPlace& place) {
    const auto old_key = open_key(place);
    // A keyring that is locked is not a wrong key: nothing is touched.
    if (!old_key && old_key.error().code != "profile.wrong_key") return old_key.error();
    mark_damaged(place.directory);  // until the end of this
    const auto put = put_aside(place.directory, !old_key);
    if (!put) return put.error();
    const auto key = old_key ? old_key : open_key(place);
    if (!key) return key.error();
    Vault vault;
    vault.directory = place.directory;
    vault.key = key->key;
    auto fresh = Store::open(vault, Store::Rank::user);
    if (!fresh) return fresh.error();
    Recovered recovered{0, static_cast<bool>(old_key)};
    std::error_code ignored;
    try {
        base::IdSource ids;
        (*fresh)->set_meta("copy", ids.next().text());
        for (const auto& aside : all_aside(place.directory)) {
            if (!fs::exists(aside / to_be_carried, ignored)) continue;
            const auto carried = carry_over(aside, key->key, vault, **fresh);
            recovered.changes = carried.changes;
            recovered.everything = recovered.everything && carried.everything;
            if (carried.everything)
                fs::remove_all(aside, ignored);
            else
                fs::remove(aside / to_be_carried, ignored);
        }
    } catch (const Failure& failure) {
        return failure.error;
    }
    fs::remove(place.directory / "damaged", ignored);
    return recovered;
}

void mark_damaged(const fs::path& directory) {
    (void)create_private_file(directory / "damaged", "");
}

bool is_marked_damaged(const fs::path& directory) {
    std::error_code ignored;
    return fs::exists(directory / "damaged", ignored);
}

void forget_aside(const fs::path& directory) {
    std::error_code failed;
    for (const auto& path : all_aside(directory)) {
        const auto written = fs::last_write_time(path, failed);
        if (!failed && fs::file_time_type::clock::now() - written > lies_aside) fs::remove_all(path, failed);
    }
}

}  // namespace samordna::store
