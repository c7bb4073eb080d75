// Care workers who sign in on the unit's phones: with a one-time code that was handed over to them, which they change
// for a password of their own, then with that. Hashes (argon2id) only. Source: Nacka 4.1 (5.1).
#pragma once
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "server/patience.h"
#include "server/principal.h"
#include "server/storage.h"

namespace samordna::server {

// Of the unit, by the number in the mobile system; within a transaction.
std::optional<base::Id> care_worker_of_number(soci::session& sql, const VisibleUnit& unit, const std::string& number);

// The same in the first of the units that has the number; empty number: nobody.
std::optional<base::Id> own_care_worker(soci::session& sql, const std::vector<VisibleUnit>& units,
                                        const std::string& number);

// Within a transaction that writes. The code that was handed over last is the only one; a password that she has is good
// until it has been used.
void put_code(soci::session& sql, const base::Id& care_worker, const std::string& hash, base::Instant until);
// Neither code nor password is good any longer.
void end_access(soci::session& sql, const base::Id& care_worker);

// What she shows: her number, and the password or the code with the password that she chooses.
struct CareWorkerShows {
    std::string number, password, code, new_password;
};

// Any thread; blocks on the database and on argon2id.
class CareWorkerAccess {
  public:
    CareWorkerAccess(Storage& storage, const base::Clock& clock) : storage_(storage), clock_(clock) {}

    // Her id; the record has the moment. `phone`: whose own access it is. Errors: forbidden (no phone),
    // sign_in.refused, sign_in.wait {retry_after}, sign_in.new_password_needed (the code is right),
    // sign_in.weak_password {why}.
    Result<base::Id> sign_in(const Principal& phone, const CareWorkerShows& shown);

  private:
    struct Access;
    Result<Access> look_up(const VisibleUnit& unit, const std::string& number);
    bool is_right(const std::string& secret, const std::string& hash);
    Result<> note(const VisibleUnit& unit, const Access& access, const std::string& new_hash, const Principal& phone);

    Storage& storage_;
    const base::Clock& clock_;
    std::mutex hashing_;  // one at a time: each takes much memory
    Patience patience_{4};
};

}  // namespace samordna::server
