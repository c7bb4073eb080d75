// lock.list, lock.startup, lock.battery_changed
#include <algorithm>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/table.h"
#include "cli/thing_command.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"

namespace samordna::cli {
namespace {

using domain::Id;
using wording::tr;

Json json_of_lock(const workspace::LockRow& row) {
    const auto& lock = row.lock;
    const auto& battery = row.battery;
    Json tags = Json::array();
    for (const auto& tag : row.tags) tags.push_back(tag);
    return {{"id", lock.id.text()},
            {"source_id", lock.source_id},
            {"kind", lock.kind},
            {"type", lock.type},
            {"client_number", json_of_client(row.client)},
            {"mounted_at", json_of(lock.mounted_at)},
            {"removed_at", json_of(lock.removed_at)},
            {"removed", row.removed},
            {"battery_level", domain::name_of(lock.battery_level)},
            {"battery_need", row.removed ? Json(nullptr) : Json(rules::name_of(battery.need))},
            {"battery_read_at", json_of(lock.battery_read_at)},
            {"battery_age_days", json_of_number(battery.age_days)},
            {"battery_changed_at", json_of(lock.battery_changed_at)},
            {"battery_changed_since", battery.changed_since},
            {"openings", json_of_number(battery.openings)},
            {"openings_per_week", json_of_number(battery.openings_per_week)},
            {"battery_low_on", json_of(battery.low_on)},
            {"last_used_at", json_of(lock.last_used_at)},
            {"has_startup_hour", row.has_hour},
            {"faults", row.faults},
            {"tags", tags}};
}

class ListLocks final : public Command {
  public:
    std::string name() const override { return "lock.list"; }
    std::string help() const override { return tr("List locks with their batteries and what is to be done"); }
    void add_options(CLI::App& app) override {
        app.add_option("--need", need_, tr("Only those whose battery needs this"))
            ->check(CLI::IsMember({"stop", "now", "soon", "stale", "unknown"}));
    }
    Exit run(Session& session) override {
        const auto all = session.workspace.equipment();
        std::vector<const workspace::LockRow*> rows;
        for (const auto& row : all->locks) {
            if (need_.empty() || (!row.removed && rules::name_of(row.battery.need) == need_)) rows.push_back(&row);
        }
        if (session.json) {
            std::vector<Json> objects;
            for (const auto* row : rows) objects.push_back(json_of_lock(*row));
            session.out << array_text(objects);
        } else if (rows.empty()) {
            session.out << (need_.empty() ? tr("There are no locks here.") : tr("No lock's battery needs that."))
                        << '\n';
        } else {
            session.out << table_of(rows, session.workspace.now());
        }
        return Exit::done;
    }

  private:
    static std::string table_of(const std::vector<const workspace::LockRow*>& rows, domain::Instant now) {
        std::vector<std::vector<std::string>> cells;
        for (const auto* row : rows) {
            const auto& lock = row->lock;
            cells.push_back({lock.source_id, wording::name_of_lock_kind(lock.kind), lock.type,
                             row->client.id ? std::to_string(row->client.number) : std::string{},
                             lock.mounted_at ? domain::date_text(*lock.mounted_at) : std::string{},
                             wording::battery_text(*row, now),
                             row->removed ? tr("Removed") : wording::name_of(row->battery.need)});
        }
        return table_text({{tr("Lock")},
                           {tr("Kind")},
                           {tr("Type")},
                           {tr("Client"), Align::right},
                           {tr("Mounted")},
                           {tr("Battery")},
                           {tr("To do")}},
                          cells);
    }

    std::string need_;
};

// The hours of Uppstart smarta lås. Those that cannot be are told, and the others registered.
class Startup final : public ThingVerb {
  public:
    std::string name() const override { return "lock.startup"; }
    std::string help() const override { return tr("Register the startup hours of mounted locks that have none"); }
    void add_options(CLI::App& app) override {
        auto* words = app.add_option("LOCK", words_, tr("Locks, by id or by number"));
        app.add_flag("--all", all_, tr("All that have no hour yet"))->excludes(words);
        app.add_option("--shift", shift_, tr("The shift that they are registered in"))->required();
        app.add_option("--note-file", note_file_, tr("A file with the note that says why; - for standard input"))
            ->required();
        ThingVerb::add_options(app);
    }
    Exit run(Session& session) override {
        const auto all = session.workspace.equipment();
        const auto locks = chosen(*all);
        if (!locks) return fail(session, locks.error());
        const auto shift = find_shift(session.workspace, shift_);
        if (!shift) return fail(session, shift.error());
        const auto note = note_from(note_file_);
        if (!note) return fail(session, note.error());
        if (locks->empty() && !session.json) {
            session.out << tr("Every mounted lock has its hour.") << '\n';
            return Exit::done;
        }
        const auto outcome = session.workspace.register_startups(*locks, *shift, *note);
        if (outcome.trouble) return fail(session, *outcome.trouble);
        return ThingVerb::tell(session, told_of(*all, *locks, *shift, outcome));
    }

  private:
    base::Result<std::vector<Id>> chosen(const workspace::Equipment& all) const {
        std::vector<Id> locks;
        for (const auto& row : all.startups) {
            if (all_ && row.startup.state == rules::StartupState::missing) locks.push_back(row.id());
        }
        if (!all_ && words_.empty()) return base::Error{"usage.no_lock"};
        for (const auto& word : words_) {
            const auto lock = find_lock(all, word);
            if (!lock) return lock.error();
            if (std::find(locks.begin(), locks.end(), (*lock)->lock.id) == locks.end())
                locks.push_back((*lock)->lock.id);
        }
        return locks;
    }

    // In the order of the locks. What speaks against the shift speaks against all of them.
    static std::vector<ThingTold> told_of(const workspace::Equipment& all, const std::vector<Id>& locks,
                                          const Id& shift, const workspace::Approval& outcome) {
        std::vector<ThingTold> told;
        for (const Id& id : locks) {
            const auto* row = all.lock(id);
            ThingTold one{id, row == nullptr ? std::string{} : row->lock.source_id, {}};
            for (const auto& refusal : outcome.refused) {
                if (refusal.shift == id || refusal.shift == shift) one.findings = refusal.findings;
            }
            told.push_back(std::move(one));
        }
        return told;
    }

    std::vector<std::string> words_;
    std::string shift_, note_file_;
    bool all_ = false;
};

class BatteryChanged final : public ThingVerb {
  public:
    std::string name() const override { return "lock.battery_changed"; }
    std::string help() const override { return tr("Register that a lock's battery has been changed"); }
    void add_options(CLI::App& app) override {
        app.add_option("LOCK", word_, tr("The lock, by id or by number"))->required();
        app.add_option("--at", at_, tr("When, as 2026-10-01T08:00:00+02:00; without it now"));
        app.add_flag("--by-service", by_service_,
                     tr("The municipality's service changed it: staff may not change an empty one"));
        ThingVerb::add_options(app);
    }
    Exit run(Session& session) override {
        const auto all = session.workspace.equipment();
        const auto lock = find_lock(*all, word_);
        if (!lock) return fail(session, lock.error());
        const auto at = at_.empty() ? base::Result(session.workspace.now()) : moment_from(at_);
        if (!at) return fail(session, at.error());
        const Id id = (*lock)->lock.id;
        return tell(session, id, (*lock)->lock.source_id,
                    session.workspace.change(id, domain::ChangeBattery{*at, by_service_}));
    }

  private:
    std::string word_, at_;
    bool by_service_ = false;
};

}  // namespace

Commands lock_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ListLocks>());
    commands.push_back(std::make_unique<Startup>());
    commands.push_back(std::make_unique<BatteryChanged>());
    return commands;
}

}  // namespace samordna::cli
