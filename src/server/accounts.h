// Who may come in: accounts, passwords, second factors, sessions. Used by Backend; any thread; blocks on the database
// and on argon2id.
#pragma once
#include <filesystem>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "protocol/remote.h"
#include "server/patience.h"
#include "server/second_factor.h"
#include "server/storage.h"
#include "server/values.h"

namespace samordna::server {

class Accounts {
  public:
    Accounts(Storage& storage, const base::Clock& clock, const std::filesystem::path& directory)
        : storage_(storage), clock_(clock), factors_(directory), keys_(directory) {}

    // Errors: account.bad_user, account.bad_password (shorter than 8), account.unknown_unit {unit},
    // account.ambiguous_unit {unit}, account.exists, account.unknown_care_worker {care_worker}, those of link.
    Result<> add(const NewAccount& wish);
    // Whoever the provider says to be this is let in as her. Errors: account.unknown, account.bad_identity,
    // account.identity_taken, account.service (another system has a password).
    Result<> link(const std::string& user, const Identity& identity);
    // No provider's word lets anybody in as her, and her sessions are over. Error: account.unknown.
    Result<> unlink(const std::string& user);
    // It signs in no more, and its sessions are over. Error: account.unknown.
    Result<> deactivate(const std::string& user);
    // What its app knows is worth nothing, nor are its recovery codes and sessions. Error: account.unknown.
    Result<> reset_second_factor(const std::string& user);
    // All that there are.
    Result<std::vector<VisibleUnit>> units();

    // --- sign_in.cpp. Errors: those of protocol::Remote::sign_in; request.malformed {field}: a new password where none
    // is wanted.
    Result<protocol::Session> sign_in(const protocol::Credentials& shown, const Peer& from);
    // Errors: sign_in.wait: there has been too much that was refused from there.
    Result<> may_try(const Peer& from);
    // Whom a provider vouches for: it has asked for whatever she shows. Error: openid.refused.
    Result<protocol::Session> sign_in(const Identity& identity);
    void note_refusal(const Peer& from);
    // Error: session.expired.
    Result<protocol::Session> refresh(std::string_view refresh_token);

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
    struct Known;
    Result<Known> look_up(const std::string& user);
    bool is_right(const std::string& password, const Known& known);
    Result<std::string> new_hash(const protocol::Credentials& shown, const Known& known);
    Error wanted_code(const Known& known, const std::string& user);
    Result<protocol::Session> let_in(const protocol::Credentials& shown, const Known& known,
                                     const std::string& new_hash);
    Error refused(const std::string& user, const Peer& from);
    Result<std::string> fingerprint_of(const Identity& identity);

    Storage& storage_;
    const base::Clock& clock_;
    SecondFactors factors_;
    KeyFile keys_;
    std::counting_semaphore<> hashing_{2};
    Patience with_account_{4};
    Patience with_address_{20};
};

}  // namespace samordna::server
