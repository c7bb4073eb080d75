// One round of agreement with the backend: take what is new, lay what she has pending over it again, send what waits,
// take the result. Used by the worker and, on its own thread, by the workspace. Blocking; one thread. Times UTC.
#pragma once
#include <functional>
#include <stop_token>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "protocol/remote.h"
#include "store/store.h"

namespace samordna::sync {

class Pending;

struct RoundNews {
    bool everything = false;
    std::vector<domain::Id> shifts;
    bool outbox = false;
    std::int64_t received = 0;  // records of this round so far
    bool equipment = false;     // locks, tags, phones and what belongs to them
};

struct RoundSummary {
    std::int64_t received = 0;
    int accepted = 0;
    int refused = 0;
    int conflicts = 0;
    int waiting = 0;
};

// Who this profile is for just now. Read before a round, and the round keeps to it: `copy` is another after a sign-in
// by somebody else (perhaps from another process), and what was fetched or is to be sent for the former user then
// stops.
struct SignIn {
    std::string copy;  // Store::copy()
    std::string server;
    std::string token;
    std::string refresh_token;
};
SignIn sign_in_of(store::Store& store);

// How often the whole copy is held against the backend's, beside the first time.
inline constexpr std::chrono::hours check_every{24};

class Round {
  public:
    using Listener = std::function<void(const RoundNews&)>;
    // Everything outlives the round; `remote` has the session of that sign-in.
    Round(store::Store& store, protocol::Remote& remote, const base::Clock& clock, const SignIn& who,
          Listener listener);

    // Errors: those of protocol/remote.h, store's, cancelled, sync.overtaken (somebody else has signed in). What was
    // done before the error stays done; the next round goes on there.
    base::Result<RoundSummary> run(std::stop_token stop);

  private:
    base::Result<> agree(const std::stop_token& stop);
    base::Result<> greet();
    base::Result<> pull(const std::stop_token& stop);
    base::Result<> pull_into(store::Store& store, const std::stop_token& stop);
    base::Result<> resync(const std::stop_token& stop);
    base::Result<> check(const std::stop_token& stop);
    base::Result<> tell_readings(const std::stop_token& stop);
    domain::Instant now() const;
    Pending pending();

    store::Store& store_;
    protocol::Remote& remote_;
    const base::Clock& clock_;
    std::string copy_;
    Listener listener_;
    RoundSummary summary_;
    protocol::Hello hello_;
    std::chrono::seconds difference_{0};
};

// The backend's moment, as well as this computer knows it.
domain::Instant backend_time(store::Store& store, const base::Clock& clock);

}  // namespace samordna::sync
