// What somebody has beside her password: an app with a secret, whose codes are good once, and recovery codes. Calls
// stand within a transaction of whoever uses them. Internal to the room; any thread.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "protocol/remote.h"
#include "server/key_file.h"
#include "server/storage.h"

namespace samordna::server {

struct Enrolment {
    std::string secret;  // base32
    std::string uri;
};

class SecondFactors {
  public:
    explicit SecondFactors(const std::filesystem::path& directory) : keys_(directory) {}

    // What an app has to know where no code has ever come; the secret is made the first time, and stays the same until
    // then. Nothing: it is known.
    Result<std::optional<Enrolment>> enrolment(soci::session& sql, const std::string& account, const std::string& user);
    // Takes the code, or the recovery code, as used. Gives recovery codes where it is the first that has come. Error:
    // sign_in.refused.
    Result<std::vector<std::string>> pass(soci::session& sql, const std::string& account,
                                          const protocol::Credentials& shown, base::Instant now);
    // The next sign-in makes another.
    static void forget(soci::session& sql, const std::string& account);

  private:
    Result<std::string> opened(const std::string& account, const std::string& sealed);
    Result<std::vector<std::string>> make_recovery_codes(soci::session& sql, const std::string& account);
    Result<bool> use_recovery_code(soci::session& sql, const std::string& account, const std::string& code);

    KeyFile keys_;
};

}  // namespace samordna::server
