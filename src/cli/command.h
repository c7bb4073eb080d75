// A command of samordnactl: its name, its options, what it does. One object per command, one file per group;
// program.cpp has the table of them all. Main thread. Failures are base::Error, told as a sentence on stderr; the exit
// code says which kind it was.
#pragma once
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/time.h"
#include "workspace/workspace.h"

namespace CLI {
class App;
}

namespace samordna::cli {

enum class Exit : int { done = 0, refused = 1, usage = 2, not_reached = 3, conflict = 4, attention = 5 };

// Where a command tells what it has done.
struct Output {
    bool json = false;
    std::ostream& out;
    std::ostream& err;
};
// What a command works with.
struct Session : Output {
    workspace::Workspace& workspace;
};

class Command {
  public:
    virtual ~Command() = default;
    virtual std::string name() const = 0;
    virtual std::string help() const = 0;
    virtual void add_options(CLI::App& app) = 0;
    virtual Exit run(Session& session) = 0;
    // What can be told without a profile, where none is named; nothing: a profile is needed.
    virtual std::optional<Exit> run_without_profile(Output&) { return std::nullopt; }
};
using Commands = std::vector<std::unique_ptr<Command>>;

// "2026-10". Error: usage.bad_month.
base::Result<domain::Month> month_from(const std::string& text);

// --month YYYY-MM or --all; the month that it is now where neither is given.
struct Period {
    std::string month_text;
    bool all = false;

    void add_options(CLI::App& app);
    // The months of the profile that it names, oldest first. Error: usage.bad_month.
    base::Result<std::vector<domain::Month>> months(const workspace::Workspace& workspace) const;
};

// The shift that the word names, by id or by the package's own id. Errors: usage.unknown_shift, usage.ambiguous_shift.
base::Result<domain::Id> find_shift(const workspace::Workspace& workspace, const std::string& word);

// What the file holds, - is standard input, without its last line end. A note says what happened to somebody: it never
// stands on a command line, where other users of the computer see it. Error: usage.file_unreadable.
base::Result<std::string> note_from(const std::string& file);
// "2026-10-01T08:00:00+02:00". Error: usage.bad_moment.
base::Result<domain::Instant> moment_from(const std::string& text);

// The groups.
Commands account_commands();     // login
Commands sync_commands();        // sync, status, outbox
Commands shift_commands();       // shift.list, shift.approve, shift.revoke
Commands visit_commands();       // visit.list
Commands finding_commands();     // finding.list
Commands rule_commands();        // rule.list, rule.diff
Commands mending_commands();     // visit.edit, visit.register, visit.history
Commands matrix_commands();      // matrix.show, matrix.set
Commands silence_commands();     // silence.list
Commands basis_commands();       // basis.show
Commands calendar_commands();    // calendar.show
Commands lock_commands();        // lock.list, lock.startup, lock.battery_changed
Commands lock_order_commands();  // lock_order.list, lock_order.set
Commands tag_commands();         // tag.list, tag.deactivate, tag.couple
Commands phone_commands();       // phone.list, phone.deactivate, phone.reactivate, phone.couple, phone.edit
Commands control_commands();     // control.list, control.sign
Commands staff_commands();       // care_worker.*, account_order.*
Commands log_commands();         // log.list, log.sample, log.export, log.check
Commands closing_commands();     // month.status
Commands followup_commands();    // followup.show, followup.sample

// Says the error on stderr and gives the exit code of its kind.
Exit fail(Output& output, const base::Error& error);
Exit exit_of(const base::Error& error);
// One round of agreement, told on stdout.
Exit sync_and_tell(Session& session);

}  // namespace samordna::cli
