// The activity log as the backend keeps and shows it: what is no change of a record gets its row here, clients tell
// what they have shown, managers and reviewers read. Used by Backend; any thread. What cannot be logged is not done:
// the calls' errors are those of the storage, and whoever called passes them on.
#pragma once
#include <string>
#include <string_view>

#include "base/clock.h"
#include "protocol/log_codec.h"
#include "server/log_chain.h"
#include "server/log_writer.h"

namespace samordna::server {

class ActivityLog {
  public:
    ActivityLog(Storage& storage, const base::Clock& clock) : storage_(storage), clock_(clock) {}

    // One row in each of the units.
    Result<> note(std::span<const VisibleUnit> units, LogEntry entry);
    // What she was not let do. Gives the error back.
    Error refuse(const Principal& who, std::string_view verb, const Error& error);
    // By name, so that a failure has one too; of a name that there is not, nothing is kept.
    struct SignIn {
        std::string user;
        std::string program;
        std::string way{};  // where it is not the password
    };
    Result<> note_sign_in(const SignIn& attempt, const Error* refusal);
    Result<> note_record(const Principal& who, domain::RecordType type, const base::Id& id, const Error* refusal);
    // Who may sign in, and with which role, from now on.
    Result<> note_account(const std::string& user);
    Result<> note_phone_token(const std::string& token);

    Result<protocol::ToldReadings> tell(const Principal& who, std::span<const domain::NotedReading> readings);
    // Error: request.malformed {field: cursor}.
    Result<domain::LogPage> page(const Principal& who, const domain::LogQuestion& question);
    // Errors: not_found (a row that she may not see), request.malformed {field}.
    Result<> check(const Principal& who, const domain::LogCheck& check);

    Result<LogHealth> verify();

  private:
    template <class Work>
    Result<> write(Work&& work);

    Storage& storage_;
    const base::Clock& clock_;
};

}  // namespace samordna::server
