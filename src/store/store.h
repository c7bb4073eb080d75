// What this computer remembers of her units: the records as she sees them, the outbox, and how far the feed has been
// read. Encrypted. Used by sync/ and workspace/. One object is one connection: one thread at a time; several objects
// (and processes) share a profile.
//
// Invariant, kept by every write here: visible = confirmed + outbox. Readers see the visible rows; `revision` is the
// confirmed one.
//
// Errors: opening gives a Result. Afterwards a disk that is full, failing or damaged throws Failure, which the calling
// room turns into its own answer: profile.damaged, profile.disk_full, profile.disk_failed, profile.busy.
#pragma once
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <unordered_set>
#include <variant>
#include <vector>

#include "base/result.h"
#include "domain/change.h"
#include "protocol/outcome.h"
#include "protocol/remote.h"
#include "store/gate.h"
#include "store/key.h"

namespace samordna::store {

using base::Result;
using domain::Date;
using domain::Id;
using domain::Instant;

class Failure : public std::runtime_error {
  public:
    explicit Failure(base::Error e) : std::runtime_error(e.code), error(std::move(e)) {}
    base::Error error;
};

// What all connections of one profile in this process share. Outlives them.
struct Vault {
    std::filesystem::path directory;
    Key key;
    WriteGate gate;
    std::atomic<std::int64_t> writes{0};  // by all connections of this process
};

enum class Fate : std::uint8_t { waiting, sent, accepted, refused, conflict, failed };

struct OutboxEntry {
    std::int64_t position = 0;
    domain::Change change;
    Id stroke;                             // the thing she did in one go
    std::optional<domain::Record> before;  // what she saw when she did it; empty: it was made by this
    Fate fate = Fate::waiting;
    bool standing = false;      // what she sees rests on it
    std::int64_t revision = 0;  // accepted: what it became
    bool late = false;          // made before the closing time, refused because it came after
    std::string current_by;     // who has it now: conflict, or accepted because somebody else had done the same
    std::optional<protocol::Outcome> answer;  // as the backend gave it
    std::optional<Instant> answered_at;
};

// What becomes of an unanswered change.
struct Settlement {
    Fate fate = Fate::accepted;
    std::int64_t revision = 0;  // accepted
    bool late = false;
    std::string current_by;
    std::optional<protocol::Outcome> answer;
    Instant at{};
};

// Lines of the feed up to a checkpoint.
using FeedLine = std::variant<protocol::Upsert, protocol::Removal>;
struct Intake {
    std::string copy;                  // Store::copy() when the pull began
    std::optional<std::string> after;  // the cursor that the pull began at, or the last checkpoint's
    std::vector<FeedLine> lines;
    protocol::Checkpoint checkpoint;
};
struct Applied {
    bool overtaken = false;  // somebody else moved the cursor: nothing was applied, begin again from there
    bool everything = false;
    std::vector<Id> shifts;  // unless everything
    bool equipment = false;  // locks, tags, phones and what belongs to them; also with everything
};

struct OutboxCounts {
    int waiting = 0;          // not sent or not answered
    int needs_attention = 0;  // refused, in conflict, failed
    bool operator==(const OutboxCounts&) const = default;
    int late = 0;  // of these: made before the closing time, refused because they came after
};

class Store {
  public:
    using Rank = WriteGate::Rank;
    // Errors: profile.cannot_create, profile.damaged, profile.newer, profile.disk_full, profile.disk_failed.
    static Result<std::unique_ptr<Store>> open(Vault& vault, Rank rank);
    // A second, empty database beside the profile's, for a resync; its file goes with it.
    Result<std::unique_ptr<Store>> open_second() const;
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // --- Reading. What is read within a callback may be anything.
    std::optional<domain::Revised> find(domain::RecordType type, const Id& id);
    // As the backend has it, as far as this computer knows. Empty also where only a change of hers makes it.
    std::optional<domain::Revised> confirmed(domain::RecordType type, const Id& id);
    template <class T>
    std::vector<T> all();  // every record type
    std::vector<domain::Visit> visits_of(const Id& shift);
    // That start within [from, to].
    std::vector<domain::Visit> visits_of_client(const Id& client, Instant from = Instant::min(),
                                                Instant to = Instant::max());
    // Of the days [from, to).
    std::vector<domain::Shift> shifts_of_worker(const Id& care_worker, Date from, Date to);
    template <class T>
    std::vector<T> of_client(const Id& client);                    // Order, Lock, Tag, Absence
    std::vector<domain::LockReading> readings_of(const Id& lock);  // by day
    // Ended or not, of any month, with one of these services.
    std::vector<domain::Visit> visits_with(std::span<const std::string> services);
    // That have no end.
    std::vector<domain::Visit> open_visits();
    std::vector<domain::Activity> activities_of(const Id& target);  // oldest first
    std::vector<domain::Client> clients_of_household(const std::string& household);
    // Shifts of the days [from, to), by date; and the visits of those shifts, in no order.
    void each_shift(Date from, Date to, const std::function<void(domain::Shift&&)>& f);
    void each_visit(Date from, Date to, const std::function<void(domain::Visit&&)>& f);
    std::vector<domain::Month> months();
    // Shifts that have visits; no more than `at_most` are looked for.
    std::size_t unapproved(domain::Month month, std::size_t at_most = SIZE_MAX);
    protocol::Integrity integrity();
    // Whether another process has written since this was asked last (the first time: since it was opened).
    bool changed_by_others();
    // After much has been read or written: gives the memory back that was taken for it.
    void shrink();
    // For one that stays open and reads little at a time, or reads everything once: it has few pages at hand.
    void keep_little();

    // --- Writing: everything between begin and commit or nothing. Without one of their own, the writers below make
    // one.
    class Transaction {
      public:
        explicit Transaction(Store& store);
        ~Transaction();
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        void commit();

      private:
        Store& store_;
        bool outermost_;
        bool open_ = true;
    };

    // --- The feed.
    Applied apply(const Intake& intake);
    // A newer state that came with an answer, ahead of the feed.
    void learn(const protocol::Upsert& current);
    std::optional<std::string> cursor();
    // Another after every wipe: what was fetched for the former user is not stored for the next.
    std::string copy();
    bool complete();  // a consistent state has been reached once
    // Takes over the records and the cursor of a complete second database, in one step; the outbox stays and is laid
    // over them. False: the copy or the cursor is not the one expected any longer, nothing was done.
    bool replace_records(Store& second, const std::string& expected_copy,
                         const std::optional<std::string>& expected_cursor);

    // --- The outbox.
    // The last unanswered change of the record.
    std::optional<OutboxEntry> last_unanswered(const Id& target);
    // Lays a judged change over the visible record and puts it last in the outbox, its base and depends_on filled in.
    void add(domain::Change change, const Id& stroke);
    std::vector<OutboxEntry> outbox();
    std::vector<OutboxEntry> unanswered();
    std::vector<OutboxEntry> standing();
    std::vector<OutboxEntry> dependents(const Id& key);  // unanswered ones
    std::vector<OutboxEntry> stroke(const Id& stroke);
    std::optional<OutboxEntry> entry(const Id& key);
    // The latest change of each record that is not accepted.
    std::vector<std::pair<Id, Fate>> fates();
    std::optional<Fate> fate_of(const Id& target);
    OutboxCounts outbox_counts();
    // The next unanswered ones, in order, after that position. They are marked as sent: from now on they may have been
    // received.
    std::vector<OutboxEntry> take_for_sending(std::int64_t after_position, std::size_t at_most);
    // Likewise all that cannot wait (domain::is_urgent).
    std::vector<OutboxEntry> take_urgent();
    // Takes back what has never been sent and nothing depends on. False: too late.
    bool take_back(const Id& key);
    // False: it has been answered already (another process was first).
    bool settle(const Id& key, const Settlement& settlement);
    // Makes a change anew on another base, to be sent under another key; unsent ones that depend on it follow.
    void rebase(const Id& key, const Id& new_key, std::int64_t base, const std::optional<Id>& depends_on);
    // In a copy that has fetched nothing yet: the records that standing changes make.
    void lay_down_what_was_made();
    // Takes an answered change off the list.
    void dismiss(const Id& key);
    // Accepted ones that have arrived and were answered before then.
    void forget_accepted(Instant before);

    // --- What she has looked at, until the backend has been told.
    // But what the same person noted less than `apart` ago. Whether anything was.
    bool note_readings(std::span<const domain::NotedReading> readings, std::chrono::seconds apart);
    // Hers who is signed in, oldest first.
    std::vector<domain::NotedReading> untold_readings(std::size_t at_most);
    // What has been told and is older is forgotten.
    void readings_told(std::span<const domain::NotedReading> readings, Instant forget_before);

    // --- What else is remembered: server, user, role, token, clock difference …; empty where there is none.
    std::string meta(const std::string& name);
    void set_meta(const std::string& name, const std::string& value);
    // Everything but the key and what has been looked at: another user, another backend.
    void wipe();
    // For tests and for a look at a profile in trouble: the targets whose visible row is not confirmed + outbox.
    std::vector<Id> broken_invariants();

    struct State;  // the room's own

  private:
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace samordna::store
