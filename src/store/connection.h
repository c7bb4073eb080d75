// The one place where a database of the profile is opened. Internal to the room (SQLiteCpp is behind this door). One
// thread.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <SQLiteCpp/SQLiteCpp.h>

#include "base/result.h"
#include "store/key.h"

namespace samordna::store {

class Connection {
  public:
    // Opens and makes where missing; brings the schema up to date. Throws SQLite::Exception, Failure (profile.newer).
    Connection(const std::filesystem::path& file, const Key& key);

    SQLite::Database& database() { return database_; }
    void execute(const std::string& sql) { database_.exec(sql); }
    // Kept prepared between uses; reset and unbound. Not to be used again while it is being read.
    SQLite::Statement& prepared(std::string_view sql);
    std::int64_t number(std::string_view sql);
    // Lets go of the pages that it has kept for reading them again.
    void shrink();

  private:
    void migrate();

    SQLite::Database database_;
    std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> statements_;
};

// profile.damaged, profile.disk_full, profile.disk_failed, profile.busy; a misuse of SQLite is a bug of ours and gives
// std::logic_error.
base::Error error_of(const SQLite::Exception& exception);

// Makes indexes that loading goes without.
void finish_load(Connection& connection);

}  // namespace samordna::store
