// Who may come in: accounts, passwords, sessions. Used by Backend; any thread; blocks on the database and on argon2id.
#pragma once
#include <map>
#include <mutex>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "protocol/remote.h"
#include "server/storage.h"
#include "server/values.h"

namespace samordna::server {

class Accounts {
  public:
    Accounts(Storage& storage, const base::Clock& clock) : storage_(storage), clock_(clock) {}

    // Errors: account.bad_user, account.bad_password (shorter than 8), account.unknown_unit {unit},
    // account.ambiguous_unit {unit}, account.exists.
    Result<> add(const NewAccount& wish);
    // All that there are.
    Result<std::vector<VisibleUnit>> units();
    // Errors: sign_in.refused, sign_in.wait {retry_after}.
    Result<protocol::Session> sign_in(const std::string& user, const std::string& password);
    // Errors: session.expired; phone.inactive, of a phone that has been inactivated, however long its token is good.
    Result<Principal> authenticate(std::string_view token);
    Result<> sign_out(const Principal& who);
    // A phone's own access, for a year; the one that it had before is over. `unit` by name, empty: of whichever has it.
    // Errors: account.unknown_unit {unit}, account.ambiguous_unit {unit}, phone.unknown {phone}, phone.ambiguous
    // {phone}, phone.inactive.
    Result<std::string> phone_token(const std::string& phone, const std::string& unit);
    // Takes away what has expired.
    Result<> purge();

  private:
    struct Failures {
        int count = 0;
        base::Instant wait_until{};
    };
    Result<> may_try(const std::string& user);
    void note_failure(const std::string& user);

    Storage& storage_;
    const base::Clock& clock_;
    std::counting_semaphore<> hashing_{2};
    std::mutex mutex_;
    std::map<std::string, Failures, std::less<>> failures_;  // by user; those that do not exist too
};

}  // namespace samordna::server
