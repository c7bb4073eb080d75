// What a client can ask of the backend. One interface, several bodies: over HTTP (sync/http_remote.h), in process
// (tests). Calls block; one object is used by one thread at a time. Times UTC. The wire itself: resources/openapi.yaml.
//
// Errors that every call may give: backend.unreachable {retryable}, backend.busy {retry_after seconds} (429, 503),
// backend.fault (5xx or an answer that cannot be read), session.expired (401: sign in again), forbidden (403),
// not_found (404), client.too_old (403), resync.required (410), request.malformed (400, 413, 415, 428: a bug of ours,
// never sent again).
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/change.h"
#include "domain/record.h"
#include "protocol/log_codec.h"
#include "protocol/openid.h"
#include "protocol/outcome.h"

namespace samordna::protocol {

using base::Result;
using domain::Id;
using domain::Instant;

inline constexpr int version = 1;

// GET /.well-known/samordna
struct Hello {
    int protocol_min = 1;
    int protocol_max = 1;
    int page = 20000;           // most records of one pull
    int tombstone_days = 180;   // how long a cursor stays good
    int idempotency_days = 30;  // how long a key is remembered
    Instant server_time{};
    bool rehearsal = false;  // the backend's clock was started at a chosen moment
};

// What somebody shows who wants to sign in. What is empty is not shown.
struct Credentials {
    std::string user;
    std::string password;
    std::string code{};           // six digits, of the app that has her secret
    std::string recovery_code{};  // instead of the code; each is good once
    std::string new_password{};   // in the place of one that is good once
};

// POST /v1/session, /v1/session/refresh and /v1/openid/complete
struct Session {
    std::string token;  // for minutes
    std::string user;
    std::string role;  // coordinator, manager, reviewer
    std::vector<Id> units;
    std::string refresh_token{};  // gives the next session, once; for days
    std::chrono::seconds expires_in{0};
    std::string second_factor{"none"};          // totp, openid, or none: served on the backend's own computer only
    std::optional<Id> care_worker{};            // who she is in the mobile system, where she works there too
    std::vector<std::string> recovery_codes{};  // when the second factor has just been confirmed, and never again
};

// One line of the feed.
struct Upsert {
    domain::Record record;
    std::int64_t revision = 0;
};
struct Removal {
    domain::RecordType type{};
    Id id;
    std::int64_t revision = 0;
};
struct Checkpoint {
    std::string cursor;        // opaque
    bool more = false;         // the stream goes on after it, or another pull does
    bool consistent = false;   // every change before it has been sent, across all types
    std::int64_t records = 0;  // lines since the last checkpoint
};

// Receives a pull in order. What comes after the last checkpoint of a broken stream is to be thrown away.
class FeedSink {
  public:
    virtual ~FeedSink() = default;
    virtual void upsert(Upsert&& line) = 0;
    virtual void remove(const Removal& line) = 0;
    // An error ends the pull with that error.
    virtual Result<> checkpoint(const Checkpoint& line) = 0;
};

struct TypeDigest {
    std::int64_t count = 0;
    std::uint64_t digest = 0;  // XOR of digest_of(id, revision) over the records
    bool operator==(const TypeDigest&) const = default;
};
using Integrity = std::map<domain::RecordType, TypeDigest>;
std::uint64_t digest_of(const Id& id, std::int64_t revision);

class Remote {
  public:
    virtual ~Remote() = default;
    virtual Result<Hello> hello() = 0;
    // Errors: sign_in.refused (user, password or code, not said which), sign_in.wait {retry_after seconds},
    // sign_in.second_factor_demanded (the account has none, and the way is from another computer). When the password is
    // right, and the same is to be sent again with more: sign_in.new_password_needed, sign_in.weak_password {why: a
    // name of rules/own_password.h}, sign_in.code_needed, sign_in.enrol {secret, uri} (the code of that secret is
    // wanted, and the secret stays the same until it has come).
    virtual Result<Session> sign_in(const Credentials& shown) = 0;
    // The next session. The token is used up by it; sent again within a minute, for the answer that was lost, it gives
    // one more. Later that ends the session. Error: session.expired.
    virtual Result<Session> refresh(const std::string& refresh_token) = 0;
    // The way through the browser: protocol/openid.h. Errors beside those of all: not_found (there is no such
    // provider), openid.unreachable (the backend does not reach it, or it is not set up as it should), openid.refused
    // (no account, or the answer is not as it should: not said which), sign_in.wait.
    virtual Result<std::vector<OpenIdProvider>> openid_providers() = 0;
    virtual Result<OpenIdQuestion> begin_openid(const OpenIdWish& wish) = 0;
    virtual Result<Session> complete_openid(const OpenIdReply& reply) = 0;
    virtual Result<> sign_out() = 0;
    // The token of a session from sign_in, used by all calls below.
    virtual void use_session(const std::string& token) = 0;

    // GET /v1/sync. No cursor: the whole. Gives the last checkpoint.
    virtual Result<Checkpoint> pull(const std::optional<std::string>& cursor, int limit, FeedSink& sink,
                                    std::stop_token stop) = 0;
    // GET /v1/wait. True: something has changed after the cursor. Only a hint.
    virtual Result<bool> wait(const std::string& cursor, std::chrono::seconds timeout, std::stop_token stop) = 0;
    // GET /v1/integrity, as of the cursor. Error integrity.moved: something has changed since; pull first.
    virtual Result<Integrity> integrity(const std::string& cursor) = 0;
    // POST /v1/commands:batch, at most 200. One outcome per change, in order.
    virtual Result<std::vector<Outcome>> push(std::span<const domain::Change> changes) = 0;

    // POST /v1/log, at most most_readings.
    virtual Result<ToldReadings> tell_readings(std::span<const domain::NotedReading> readings) = 0;
    // GET /v1/log, POST /v1/log/checks: managers and reviewers.
    virtual Result<domain::LogPage> log(const domain::LogQuestion& question) = 0;
    virtual Result<> check_log(const domain::LogCheck& check) = 0;
};

}  // namespace samordna::protocol
