// The backend's database: connections, transactions, schema. Used by the files of this room only, on any thread;
// blocks. Every writer of this process goes through one gate, because SQLite's own waiting is not fair.
//
// Errors of all calls: backend.busy {retry_after} (another process holds the database), backend.fault; storage.newer
// where a later version of the program made the database.
#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>

#include <soci/soci.h>

#include "base/result.h"

namespace samordna::server {

using base::Error;
using base::Result;
// What SOCI moves in and out of BIGINT columns.
using Big = long long;

class Storage {
  public:
    // Makes the directory (its owner's alone) and the database where they are missing, and brings the schema up to
    // date.
    static Result<std::unique_ptr<Storage>> open(const std::filesystem::path& directory, std::size_t connections);
    static bool exists(const std::filesystem::path& directory);
    // Takes a database away that was made for nothing.
    static void discard(const std::filesystem::path& directory);

    // A secret that signs cursors. It is renewed when the database has been set back to an earlier state, so that
    // cursors from before are worth nothing.
    const std::string& epoch() const { return epoch_; }
    Result<> renew_epoch();

    // Runs `work(soci::session&)` over one unchanging state of the database.
    template <class Work>
    auto read(Work&& work) {
        return in_transaction(work, "BEGIN");
    }
    // Runs `work(soci::session&)`; what it wrote is kept if it gives neither an Error nor an exception.
    template <class Work>
    auto write(Work&& work) {
        const std::lock_guard one_writer(gate_);
        return in_transaction(work, "BEGIN IMMEDIATE");  // (PostgreSQL: "BEGIN")
    }

  private:
    explicit Storage(std::size_t connections) : pool_(connections), connections_(connections) {}
    void connect(const std::filesystem::path& file);
    Result<> migrate();
    static Error as_error(const std::exception& failure);

    template <class T>
    struct Wrapped {
        using type = Result<T>;
    };
    template <class T>
    struct Wrapped<Result<T>> {
        using type = Result<T>;
    };

    template <class Work>
    auto in_transaction(Work& work, const char* begin) {
        using Given = std::invoke_result_t<Work&, soci::session&>;
        using Answer = typename Wrapped<std::conditional_t<std::is_void_v<Given>, std::monostate, Given>>::type;
        try {
            soci::session sql(pool_);
            sql << begin;
            try {
                Answer answer = [&]() -> Answer {
                    if constexpr (std::is_void_v<Given>) {
                        work(sql);
                        return Answer{};
                    } else {
                        return work(sql);
                    }
                }();
                sql << (answer ? "COMMIT" : "ROLLBACK");
                return answer;
            } catch (...) {
                roll_back(sql);
                throw;
            }
        } catch (const soci::soci_error& failure) {
            return Answer{as_error(failure)};
        }
    }
    static void roll_back(soci::session& sql) noexcept;

    soci::connection_pool pool_;
    std::size_t connections_;
    std::mutex gate_;
    std::string epoch_;
};

}  // namespace samordna::server
