// What becomes of her pending changes when the world has moved: sent, answered, rebased, parked. Internal to the room;
// one thread.
#pragma once
#include <stop_token>

#include "base/id.h"
#include "protocol/remote.h"
#include "store/store.h"
#include "sync/round.h"

namespace samordna::sync {

class Pending {
  public:
    // `now` is the backend's moment; `copy` whose changes these are (sync::SignIn).
    Pending(store::Store& store, protocol::Remote& remote, const protocol::Hello& hello, domain::Instant now,
            const std::string& copy, RoundSummary& summary)
        : store_(store), remote_(remote), hello_(hello), now_(now), copy_(copy), summary_(summary) {}

    // After records have come in: what was never sent is made on the state that is there now.
    void rebase_unsent();
    // After a resync: accepted ones that the backend has lost (it was set back from a copy) are made anew.
    void redo_lost();
    // What nobody has answered for longer than the backend remembers keys asks her first.
    void park_too_old();
    // Sends everything that waits, in order. True: something was answered. A change is never sent under another body,
    // and one that cannot be read by the backend is parked, never sent again. Error sync.overtaken: these would be
    // another user's.
    base::Result<bool> send(const std::stop_token& stop);
    // What cannot wait (domain::is_urgent), before anything is read or sent.
    base::Result<bool> send_urgent();

  private:
    void answer(const store::OutboxEntry& entry, const protocol::Outcome& outcome);
    void accepted(const store::OutboxEntry& entry, const protocol::Accepted& outcome);
    void refused(const store::OutboxEntry& entry, const protocol::Refused& outcome);
    void failed(const store::OutboxEntry& entry, const protocol::Failed& outcome);
    void reconsider(const store::OutboxEntry& entry, bool premise_stands);
    void reconsider_dependents(const domain::Id& key, bool premise_stands);
    void make_anew(const store::OutboxEntry& entry, std::int64_t base, const std::optional<domain::Id>& depends_on);
    domain::Id shift_of(const domain::Change& change);
    std::string holder(const domain::Record& current);
    bool still_makes_sense(const domain::Change& change);
    template <class Take>
    base::Result<std::vector<store::OutboxEntry>> batch(const Take& take);
    base::Result<bool> send_batch(std::span<const store::OutboxEntry> batch);

    bool ahead_ = false;  // what cannot wait is being sent

    store::Store& store_;
    protocol::Remote& remote_;
    const protocol::Hello& hello_;
    domain::Instant now_;
    const std::string& copy_;
    RoundSummary& summary_;
    base::IdSource ids_;
};

}  // namespace samordna::sync
