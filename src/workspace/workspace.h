// What a coordinator does, without a window: one profile (this computer's copy of her units) and everything that can be
// done with it. The window and the companion both stand on this facade and see nothing below it.
//
// Threads: all calls on the thread that opened it, unless said otherwise. The sync worker has its own; its news arrive
// through the Post given to open(). Reading never waits for the network; nothing here ever shows another error than
// base::Error codes.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/post.h"
#include "base/result.h"
#include "domain/activity_log.h"
#include "domain/change.h"
#include "rules/joint.h"
#include "rules/judge.h"
#include "workspace/equipment.h"
#include "workspace/finder.h"
#include "workspace/month_view.h"
#include "workspace/outbox_row.h"
#include "workspace/people.h"
#include "workspace/reading.h"
#include "workspace/shift_list.h"
#include "workspace/silence_view.h"
#include "workspace/staff_file.h"
#include "workspace/visit_history.h"
#include "workspace/visit_list.h"

namespace samordna::protocol {
class Remote;
struct Session;
}  // namespace samordna::protocol

namespace samordna::workspace {

using base::Result;

struct Profile {
    std::filesystem::path directory;  // made (0700) where it is missing
    // Where the key that encrypts the profile is kept: the keyring, or with none a file DIR/passphrase (0600) of ours,
    // or this one.
    std::optional<std::filesystem::path> passphrase_file;
    bool use_keyring = true;
    std::chrono::seconds keyring_patience{3};
    std::string ca_file;  // extra certificate authority, for a backend of one's own; empty: the system's
};

// How the profile's key is kept, so that the window can say so.
enum class KeyKeeping : std::uint8_t { keyring, passphrase_file };

struct SignedIn {
    std::string server;  // URL
    std::string user;
    std::string role;            // coordinator, manager, reviewer
    bool second_factor = false;  // more than a password was shown
    bool by_browser = false;     // a provider said so
};

// What she shows to sign in; empty: not asked for yet. Of the code and the recovery code one is enough.
struct SignInWords {
    std::string server;
    std::string user;
    std::string password;
    std::string code{};
    std::string recovery_code{};
    std::string new_password{};
};
// A provider that the backend lets say who she is.
struct BrowserWay {
    std::string name;   // as it is asked for
    std::string title;  // as people know it
};
// Signing in through it, in the system's browser.
struct BrowserWords {
    std::string server;
    std::string way;                      // empty: the only one that there is
    std::string language, title;          // of the page that the browser ends on
    std::string done, refused;            // what it says
    std::chrono::milliseconds at_most{};  // until the browser has come back
};
// What came with the session.
struct Welcome {
    std::vector<std::string> recovery_codes;  // to be kept by her: they are never shown again
};

// In which condition the agreement with the backend is.
struct SyncStatus {
    enum class Phase : std::uint8_t { signed_out, idle, syncing, offline, session_expired, failed };
    Phase phase = Phase::signed_out;
    std::optional<domain::Instant> last_synced;  // by this computer's clock
    std::int64_t received = 0;                   // records of the round that is going on
    bool complete = false;               // a consistent state has been reached once; before that data may be missing
    int waiting = 0;                     // changes not yet sent or not yet answered
    int needs_attention = 0;             // refused, in conflict or failed, not yet dismissed
    int late = 0;                        // of these: made before the closing time, refused because they came after it
    bool rehearsal = false;              // the backend runs on a moved clock
    std::optional<base::Error> trouble;  // the last round's, where it failed
};

// What has changed. `everything`: read again; otherwise the shifts named.
struct News {
    bool everything = false;
    std::vector<domain::Id> shifts;
    bool outbox = false;
    bool status = false;
    bool silences = false;                // have been looked for (Workspace::look_further)
    bool reading = false;                 // a month's has come further (Workspace::reading)
    bool equipment = false;               // locks, tags, phones and what belongs to them; also with everything
    std::optional<domain::Month> read{};  // its lists are to be read again: it is another now, or nothing
};

struct SyncSummary {
    std::int64_t received = 0;
    int accepted = 0;
    int refused = 0;    // by the rules, or failed for good
    int conflicts = 0;  // parked
    int waiting = 0;    // left in the outbox
};

// Before anything that concerns more than one shift: what would be done, and what is left out and why.
struct ApprovalSummary {
    std::vector<domain::Id> shifts;  // would be approved
    int visits = 0;
    domain::Minutes performed{0};
    struct LeftOut {
        std::string reason;  // a check id or a reason of rules::judge
        int shifts = 0;
        int visits = 0;
        domain::Minutes performed{0};
    };
    std::vector<LeftOut> left_out;  // most hours first; a shift counts under its first reason
};

// What became of a stroke over many: shifts, or locks.
struct Approval {
    std::vector<domain::Id> approved;
    struct Refusal {
        domain::Id shift;
        rules::Findings findings;
    };
    std::vector<Refusal> refused;
    std::optional<base::Error> trouble;  // the disk failed: nothing was done
};

class Workspace {
  public:
    // Errors: profile.cannot_create, profile.key_unavailable, profile.wrong_key, profile.damaged, profile.newer,
    // profile.disk_full, profile.disk_failed, profile.busy. The last three and profile.damaged can also come later:
    // from calls with a Result, in Approval::trouble, in the status; reading a damaged profile throws. `clock` and
    // `post` outlive the workspace. `connect` makes the way to a backend (called also from the worker's thread);
    // without it, HTTP.
    using Connect = std::function<std::shared_ptr<protocol::Remote>(const std::string& server)>;
    static Result<std::unique_ptr<Workspace>> open(const Profile& profile, const base::Clock& clock, base::Post& post,
                                                   Connect connect = {});
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    KeyKeeping key_keeping() const;

    // --- Sign-in. Another user or server than the profile's: the local copy is wiped first, but only if the outbox is
    // empty (error sign_in.outbox_not_empty {count}). The first blocks on the network: the companion.
    // When the backend wants more: sign_in.new_password_needed, sign_in.weak_password {why}, sign_in.code_needed,
    // sign_in.enrol {secret, uri}; the same with more in it is then the next attempt. What it refuses: sign_in.refused;
    // sign_in.code_refused, where a code was shown.
    Result<Welcome> sign_in(const SignInWords& words);
    // The window: it is asked elsewhere meanwhile, and `done` is called with the outcome through the Post, unless it is
    // abandoned before. One at a time: another one abandons the former.
    void begin_sign_in(const SignInWords& words, std::function<void(const Result<Welcome>&)> done);
    void abandon_sign_in();
    // The same through the browser: `show` is given the address that is to be opened there (the window: through the
    // Post). She has shown no password here: the one that she had stays. Errors: openid.unknown {name}, openid.which
    // {names}, openid.no_port, openid.unreachable, openid.cancelled, openid.timed_out, openid.strayed, openid.refused.
    using ShowAddress = std::function<void(const std::string& address)>;
    Result<Welcome> sign_in(const BrowserWords& words, const ShowAddress& show);
    void begin_sign_in(const BrowserWords& words, ShowAddress show, std::function<void(const Result<Welcome>&)> done);
    // Which ways the backend offers: none where it is not reached. Another question abandons the former.
    void begin_browser_ways(const std::string& server, std::function<void(const std::vector<BrowserWay>&)> done);
    // The first waits until the backend has been told: the companion. The window is signed out at once, and it is told
    // meanwhile.
    void sign_out();
    void begin_sign_out();
    // The same, and nothing is left of what was fetched. Error: sign_in.outbox_not_empty {count}: that is to be sent
    // first, and the worker is woken; nothing else has been done.
    Result<> sign_out_and_wipe();
    // Whether it is the password that she signed in with, or has chosen for this computer; known without the backend
    // too. False where she has none.
    bool is_own_password(const std::string& password) const;
    bool has_own_password() const;
    // For whoever signs in through the browser; empty: she has none. Error: sign_in.weak_password {why}.
    Result<> choose_own_password(const std::string& password);
    std::optional<SignedIn> signed_in() const;

    // --- Agreement with the backend.
    Result<SyncSummary> sync();  // one whole round, here and now: the companion
    void start_syncing();        // a worker that goes on until stop_syncing: the window
    void stop_syncing();         // prompt
    void sync_now();             // wakes the worker
    SyncStatus status() const;   // cheap
    void on_news(std::function<void(const News&)> listener);

    // --- Reading.
    std::vector<domain::Unit> units() const;
    // The backend's moment as well as this computer knows it (its clock plus the last known difference).
    domain::Instant now() const;
    // The months that have shifts, oldest first.
    std::vector<domain::Month> months() const;
    // How many of its shifts are not approved; one whose visits were all moved away has nothing to approve.
    // No more than `at_most` are looked for: of a big month that takes its time.
    std::size_t unapproved(domain::Month month, std::size_t at_most = SIZE_MAX) const;
    // Nothing where no unit is known yet.
    std::optional<domain::Instant> closing_time(domain::Month month) const;
    // Where a shift or a visit stands; nothing for other records, or where there is none.
    std::optional<ShiftPlace> place_of(domain::RecordType type, domain::Id id) const;
    // As it is now; nothing where there is none. Its month is not read for this.
    std::optional<ShiftCondition> condition_of(domain::Id shift) const;
    // The window: a month that is not read within `patience` is read on another thread. Until then its lists and people
    // are empty, or as they were; news tell.
    void read_months_elsewhere(std::chrono::milliseconds patience);
    // Of a month that somebody has asked for; nothing where it is at hand.
    std::optional<Reading> reading(domain::Month month) const;
    // It is empty from then on, until it is read anew.
    void stop_reading(domain::Month month);
    void read_anew(domain::Month month);
    // The month as rows for a grid, judged. Hold on to it and tell it of news.
    std::unique_ptr<ShiftList> shifts(domain::Month month) const;
    // Its visits, on the same facts.
    std::unique_ptr<VisitList> visit_list(domain::Month month) const;
    // One field for everything. Hold on to it and tell it of news.
    std::unique_ptr<Finder> finder(Finder::DayWords day_words) const;
    // What a client or a care worker is found by in a search; empty where there is none, or it is another record.
    std::string name_and_number(domain::RecordType type, domain::Id id) const;
    // For listings: every visit of the month, or of all months.
    std::vector<ListedVisit> visits(std::optional<domain::Month> month) const;
    // Every finding of the month's visits, or of all; those of the month as a whole (manual-share) last, without a
    // visit.
    std::vector<FindingRow> findings(std::optional<domain::Month> month) const;
    // The month's clients and care workers as they are now, on the same facts as its lists: the same object as before,
    // brought up to date, unless it is another month or everything has changed.
    std::shared_ptr<People> people(domain::Month month) const;
    // Where visits were expected in the month and none are registered, by day. This waits for them: the companion.
    std::vector<SilenceRow> silences(domain::Month month) const;
    // The window looks for those of the people asked for last when it has nothing else to do: a few milliseconds of
    // it. False: nothing is left; news tell when it has come to an end.
    bool look_further();
    // Locks, tags, phones and what belongs to them: the same object as before until something has changed, or the day.
    std::shared_ptr<const Equipment> equipment() const;
    LockView lock_view(domain::Id lock) const;
    // Active ones, by name.
    std::vector<WorkerChoice> care_workers() const;
    Leaving leaving(domain::Id care_worker) const;
    std::optional<domain::Id> unit_of_client(domain::Id client) const;
    // Why it may not open for that phone and that care worker, where they are known.
    std::vector<rules::FaultLook> looks_at(domain::Id lock, std::optional<domain::Id> phone,
                                           std::optional<domain::Id> care_worker) const;
    // The month's reimbursement basis as it would be if everything that can be were approved as it stands.
    std::vector<BasisLine> basis(domain::Month month) const;
    // Those that hold here, by municipality and day.
    std::shared_ptr<const rules::Rulebooks> rulebooks() const;
    // The visits, not approved and not closed, that another version would judge otherwise.
    std::vector<TouchedVisit> touched_by_change(const rules::Rulebook& before, const rules::Rulebook& after) const;
    // What holds in her units where that rulebook is in force.
    UnitMatrix matrix(const rules::Rulebook& book) const;
    std::vector<OutboxRow> outbox() const;
    // A rulebook's sentence behind a finding; empty where none is known.
    std::string cited_sentence(const rules::Finding& finding) const;

    // --- Doing. Refusals beside those of the rules: shift-unknown, not-signed-in, read-only (a reviewer), not-allowed.
    // Judged at once; what is accepted is stored with its place in the outbox in one transaction before the call
    // returns.
    ApprovalSummary summarize_approval(std::span<const domain::Id> shifts) const;
    Approval approve(std::span<const domain::Id> shifts);
    // One shift, letting the visits named go unpaid.
    Result<rules::Verdict> approve_partly(domain::Id shift, std::vector<domain::Id> unpaid_visits);
    Approval revoke(std::span<const domain::Id> shifts);
    // --- Mending. Refusals are those of rules::judge.
    // `seen`: the visit as she saw it. What somebody else has done to the same thing since is not put aside unasked:
    // refusal visit-changed.
    Result<rules::Verdict> edit_visit(domain::Id visit, const domain::EditVisit& edit,
                                      const domain::Visit* seen = nullptr);
    // The errand that the visit is a part of is shared out between its clients (see rules/joint.h): all of its visits,
    // or none. Each gets the note, after what is noted already. Refusal besides: nothing-changed.
    Result<rules::Verdict> split_joint_errand(domain::Id visit, const std::string& note);
    // A visit that was never registered; `id` is its own from now on.
    Result<rules::Verdict> register_visit(domain::Id id, const domain::RegisterVisit& visit);
    domain::Id new_id();
    std::optional<domain::Id> client_of_number(int number) const;
    std::optional<domain::Id> care_worker_of_number(const std::string& number) const;
    // How it would be: judged as it would stand, with nothing done. Empty: there is no such visit. Both verbs of
    // visits.
    std::optional<VisitPreview> preview(domain::Id visit, const domain::Verb& verb) const;
    std::optional<domain::Visit> visit(domain::Id id) const;
    // What can have been done at the visit: what is ordered first, then what stands there, then the rest by name. Asks
    // for its client, shift, start and services.
    std::vector<ServiceChoice> service_choices(const domain::Visit& visit) const;
    // That day's shifts that are not approved, by care worker.
    std::vector<ShiftChoice> shift_choices(domain::Date day) const;
    std::string name_of_client(domain::Id client) const;
    // Whose name or number has all the words, as in a search; a number that is exactly one client's is that client.
    std::vector<ClientChoice> clients_like(std::string_view text) const;
    // See rules/joint.h.
    std::optional<rules::JointErrand> joint_errand(domain::Id visit) const;
    // A one-time code for the first sign-in, which is shown once and kept nowhere: only its hash is stored and sent. It
    // takes a moment to make (argon2id).
    struct OneTimeCode {
        std::string code;
        domain::IssueCode issue;
    };
    OneTimeCode new_code() const;
    // --- Locks, tags, phones and accounts. One verb of theirs; refusals are those of rules::judge.
    Result<rules::Verdict> change(domain::Id target, const domain::Verb& verb);
    // Several in one stroke, in order; each by itself: those that cannot be are told, and the others done.
    Approval change_all(std::span<const StaffFile::Step> steps);
    StaffFile read_staff_file(std::string_view csv, domain::Id unit, const std::string& reason) const;
    // The startup hours of these locks, in one stroke, in that shift, beginning with its first visit. Those that cannot
    // be are told, and the others done.
    Approval register_startups(std::span<const domain::Id> locks, domain::Id shift, const std::string& note);
    // Everything that was done to a record, newest first, what has not been answered included.
    std::vector<HistoryRow> history(domain::RecordType type, domain::Id id) const;
    // The matrix of that version in every unit of hers: CSV as rules/matrix_csv.h says; empty: as the rulebook says.
    // Refusals beside: matrix-unreadable, not-allowed.
    Result<rules::Verdict> set_matrix(const std::string& version, const std::string& cells);
    // What she has begun and not done, or wants to find again, and nobody else is to read; kept through a crash or a
    // signing out; empty: nothing.
    std::string draft(const std::string& name) const;
    void keep_draft(const std::string& name, const std::string& text);
    // The last thing done: taken back from the outbox where it has not been sent, else its opposite is done. Empty:
    // nothing to undo.
    std::optional<UndoneRow> undo();
    std::optional<UndoneRow> redo();
    bool can_undo() const;
    bool can_redo() const;
    // Takes an answered row that needed attention off the list.
    void dismiss(domain::Id key);
    // A parked conflict: makes her change again on the current state, or lets it go.
    Result<rules::Verdict> retry(domain::Id key);

    // --- For the activity log (log_desk.h reads it): she has looked at something here, and the backend is told with
    // the next round. A client looked at again within half an hour is one reading. About a whole list: the units.
    void note_readings(domain::ReadingVerb verb, domain::RecordType type, std::span<const domain::Id> targets);
    void note_reading_of_units(domain::ReadingVerb verb);

    struct State;  // the room's own

  private:
    friend class LogDesk;
    friend class MonthDesk;
    Result<Welcome> take_session(const std::string& server, const std::string& password, protocol::Remote& remote,
                                 const Result<protocol::Session>& session);
    Approval perform(std::span<const domain::Id> shifts, const domain::Verb& verb);
    std::function<void()> leave();
    UndoneRow undo_last();
    UndoneRow redo_last();
    explicit Workspace(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace samordna::workspace
