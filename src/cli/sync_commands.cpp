// sync, status, outbox: how this profile and the backend agree.
#include <array>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/json_output.h"
#include "cli/table.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::cli {
namespace {

using wording::tr;
using wording::trn;

std::string_view name_of(workspace::SyncStatus::Phase phase) {
    static constexpr std::array<std::string_view, 6> names{"signed_out",      "idle",  "syncing", "offline",
                                                           "session_expired", "failed"};
    return names[static_cast<std::size_t>(phase)];
}

class Sync final : public Command {
  public:
    std::string name() const override { return "sync"; }
    std::string help() const override { return tr("Send what waits and fetch what is new"); }
    void add_options(CLI::App&) override {}
    Exit run(Session& session) override { return sync_and_tell(session); }
};

class Status final : public Command {
  public:
    std::string name() const override { return "status"; }
    std::string help() const override {
        return tr("Who is signed in, what waits, how fresh the data is, when months close");
    }
    void add_options(CLI::App&) override {}
    Exit run(Session& session) override {
        const auto& workspace = session.workspace;
        const auto status = workspace.status();
        const auto who = workspace.signed_in();
        const auto now = workspace.now();
        if (session.json) {
            session.out << json_of_status(workspace, status, who, now);
            return Exit::done;
        }
        session.out << (who ? tr("Signed in to {server} as {user}.", {{"server", who->server}, {"user", who->user}})
                            : tr("Nobody is signed in."))
                    << '\n';
        for (const auto& unit : workspace.units())
            session.out << wording::joined({unit.name, unit.provider, unit.municipality}) << '\n';
        session.out << wording::sentence_of(status, now) << '\n';
        if (status.needs_attention > 0) {
            session.out << trn("1 change needs you: see outbox.", "{n} changes need you: see outbox.",
                               status.needs_attention)
                        << '\n';
        }
        if (status.rehearsal) session.out << tr("This is a rehearsal: the backend's clock has been moved.") << '\n';
        for (const auto month : workspace.months()) {
            session.out << wording::month(month);
            if (const auto closing = workspace.closing_time(month))
                session.out << ": " << wording::closing_of(*closing, now);
            session.out << '\n';
        }
        return Exit::done;
    }

  private:
    static std::string json_of_status(const workspace::Workspace& workspace, const workspace::SyncStatus& status,
                                      const std::optional<workspace::SignedIn>& who, domain::Instant now) {
        Json units = Json::array();
        for (const auto& unit : workspace.units()) {
            units.push_back({{"id", unit.id.text()},
                             {"name", unit.name},
                             {"provider", unit.provider},
                             {"municipality", unit.municipality}});
        }
        Json months = Json::array();
        for (const auto month : workspace.months()) {
            const auto closing = workspace.closing_time(month);
            months.push_back({{"month", domain::month_text(month)},
                              {"closing_time", json_of(closing)},
                              {"closed", closing.has_value() && now > *closing}});
        }
        return object_text(
            {{"server", who ? Json(who->server) : Json(nullptr)},
             {"user", who ? Json(who->user) : Json(nullptr)},
             {"role", who ? Json(who->role) : Json(nullptr)},
             {"units", units},
             {"phase", name_of(status.phase)},
             {"last_synced", json_of(status.last_synced)},
             {"complete", status.complete},
             {"waiting", status.waiting},
             {"needs_attention", status.needs_attention},
             {"rehearsal", status.rehearsal},
             {"key_keeping", workspace.key_keeping() == workspace::KeyKeeping::keyring ? "keyring" : "passphrase_file"},
             {"now", json_of(now)},
             {"months", months}});
    }
};

class Outbox final : public Command {
  public:
    std::string name() const override { return "outbox"; }
    std::string help() const override { return tr("List her changes that wait or need attention"); }
    void add_options(CLI::App& app) override { period_.add_options(app); }
    Exit run(Session& session) override {
        auto rows = session.workspace.outbox();
        if (!period_.month_text.empty()) {
            const auto months = period_.months(session.workspace);
            if (!months) return fail(session, months.error());
            const auto month = domain::parse_month(period_.month_text);
            std::erase_if(rows, [&](const auto& row) { return domain::month_of(row.date) != *month; });
        }
        if (session.json) {
            SourceIds source_ids;
            for (const auto& visit : session.workspace.visits(std::nullopt))
                source_ids[visit.visit.id] = visit.visit.source_id;
            std::vector<Json> objects;
            for (const auto& row : rows) objects.push_back(json_of(row, source_ids));
            session.out << array_text(objects);
        } else if (rows.empty()) {
            session.out << tr("Everything has been sent and answered.") << '\n';
        } else {
            const auto now = session.workspace.now();
            std::vector<std::vector<std::string>> cells;
            for (const auto& row : rows) {
                cells.push_back({wording::moment(row.change.at, now),
                                 wording::name_of_verb(domain::name_of(row.change.verb)), row.source_id,
                                 wording::day(row.date), row.care_worker_name, wording::name_of_fate(row.fate),
                                 wording::sentence_of(row)});
            }
            session.out << table_text({{tr("When")},
                                       {tr("What")},
                                       {tr("Shift")},
                                       {tr("Day")},
                                       {tr("Care worker")},
                                       {tr("Status")},
                                       {tr("Details")}},
                                      cells);
        }
        return Exit::done;
    }

  private:
    Period period_;
};

}  // namespace

Exit sync_and_tell(Session& session) {
    const auto summary = session.workspace.sync();
    if (!summary) return fail(session, summary.error());
    if (session.json) {
        session.out << object_text({{"received", summary->received},
                                    {"accepted", summary->accepted},
                                    {"refused", summary->refused},
                                    {"conflicts", summary->conflicts},
                                    {"waiting", summary->waiting}});
    } else {
        std::string text = trn("1 record received", "{n} records received", summary->received);
        if (summary->accepted > 0) text += ", " + trn("1 change accepted", "{n} changes accepted", summary->accepted);
        if (summary->refused > 0) text += ", " + trn("1 change refused", "{n} changes refused", summary->refused);
        if (summary->conflicts > 0) text += ", " + trn("1 conflict", "{n} conflicts", summary->conflicts);
        if (summary->waiting > 0) text += ", " + trn("1 change waiting", "{n} changes waiting", summary->waiting);
        session.out << text << ".\n";
    }
    if (summary->conflicts > 0) return Exit::conflict;
    return summary->refused > 0 ? Exit::refused : Exit::done;
}

Commands sync_commands() {
    Commands commands;
    commands.push_back(std::make_unique<Sync>());
    commands.push_back(std::make_unique<Status>());
    commands.push_back(std::make_unique<Outbox>());
    return commands;
}

}  // namespace samordna::cli
