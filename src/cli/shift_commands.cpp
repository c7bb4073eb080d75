// shift.list, shift.approve, shift.revoke
#include <algorithm>
#include <ostream>
#include <unordered_map>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/json_output.h"
#include "cli/table.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::cli {
namespace {

using domain::Id;
using wording::tr;

std::vector<workspace::ShiftRow> shifts_of(const workspace::Workspace& workspace,
                                           const std::vector<domain::Month>& months) {
    std::vector<workspace::ShiftRow> rows;
    for (const auto month : months) {
        const auto list = workspace.shifts(month);
        list->set_filter(workspace::ShiftFilter::all);
        for (std::size_t i = 0; i < list->size(); ++i) rows.push_back(list->at(i));
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.date, a.care_worker_number, a.source_id, a.id) <
               std::tie(b.date, b.care_worker_number, b.source_id, b.id);
    });
    return rows;
}

class ListShifts final : public Command {
  public:
    std::string name() const override { return "shift.list"; }
    std::string help() const override { return tr("List shifts with what the rules say of them"); }
    void add_options(CLI::App& app) override { period_.add_options(app); }
    Exit run(Session& session) override {
        const auto months = period_.months(session.workspace);
        if (!months) return fail(session, months.error());
        const auto shifts = shifts_of(session.workspace, *months);
        if (session.json) {
            session.out << json_of_all(session.workspace, *months, shifts);
        } else if (shifts.empty()) {
            session.out << tr("There are no shifts in this period.") << '\n';
        } else {
            session.out << table_of(shifts);
        }
        return Exit::done;
    }

  private:
    static std::string json_of_all(const workspace::Workspace& workspace, const std::vector<domain::Month>& months,
                                   const std::vector<workspace::ShiftRow>& shifts) {
        std::unordered_map<Id, rules::Findings> findings;
        SourceIds source_ids;
        for (const auto month : months) {
            for (const auto& row : workspace.visits(month)) {
                if (row.findings.empty()) continue;
                auto& of_shift = findings[row.visit.shift];
                of_shift.insert(of_shift.end(), row.findings.begin(), row.findings.end());
                source_ids[row.visit.id] = row.visit.source_id;
            }
        }
        std::vector<Json> objects;
        for (const auto& shift : shifts) objects.push_back(json_of(shift, findings[shift.id], source_ids));
        return array_text(objects);
    }

    static std::string table_of(const std::vector<workspace::ShiftRow>& shifts) {
        const std::vector<Column> columns{{tr("Shift")},
                                          {tr("Day")},
                                          {tr("Care worker")},
                                          {tr("Time")},
                                          {tr("Status")},
                                          {tr("Ordered"), Align::right},
                                          {tr("Performed"), Align::right},
                                          {tr("Difference"), Align::right},
                                          {tr("Visits"), Align::right},
                                          {tr("Flags")}};
        std::vector<std::vector<std::string>> rows;
        for (const auto& row : shifts) {
            std::string flags;
            for (const auto check : row.checks) flags += (flags.empty() ? "" : ", ") + wording::label_of_check(check);
            rows.push_back(
                {row.source_id, wording::day(row.date), row.care_worker_name, wording::time_range(row.start, row.end),
                 wording::state_of(row), wording::hours(row.ordered_minutes), wording::hours(row.performed_minutes),
                 wording::difference(row.performed_minutes - row.ordered_minutes), wording::number(row.visits), flags});
        }
        return table_text(columns, rows);
    }

    Period period_;
};

// The shifts that the words name, by id or by the package's own id.
base::Result<std::vector<workspace::ShiftRow>> find_shifts(const workspace::Workspace& workspace,
                                                           const std::vector<std::string>& words) {
    const auto all = shifts_of(workspace, workspace.months());
    std::unordered_map<std::string, std::vector<const workspace::ShiftRow*>> by_word;
    for (const auto& row : all) {
        by_word[row.id.text()].push_back(&row);
        by_word[row.source_id].push_back(&row);
    }
    std::vector<workspace::ShiftRow> found;
    for (const auto& word : words) {
        const auto id = Id::parse(word);
        const auto rows = by_word.find(id ? id->text() : word);
        if (rows == by_word.end()) return base::Error{"usage.unknown_shift", {{"shift", word}}};
        if (rows->second.size() > 1) {
            const auto times = static_cast<std::int64_t>(rows->second.size());
            return base::Error{"usage.ambiguous_shift", {{"shift", word}, {"count", times}}};
        }
        const auto& row = *rows->second.front();
        if (std::none_of(found.begin(), found.end(), [&](const auto& other) { return other.id == row.id; }))
            found.push_back(row);
    }
    return found;
}

// What became of every shift: on stdout as JSON, or what was refused and why as sentences.
Exit tell(Session& session, std::string_view verb, const std::vector<workspace::ShiftRow>& shifts,
          const workspace::Approval& outcome) {
    std::unordered_map<Id, const rules::Findings*> refused;
    for (const auto& refusal : outcome.refused) refused[refusal.shift] = &refusal.findings;
    if (session.json) {
        SourceIds source_ids;
        for (const auto& row : session.workspace.visits(std::nullopt)) {
            if (refused.contains(row.visit.shift)) source_ids[row.visit.id] = row.visit.source_id;
        }
        std::vector<Json> objects;
        for (const auto& shift : shifts) {
            const auto refusal = refused.find(shift.id);
            const bool accepted = refusal == refused.end();
            objects.push_back({{"id", shift.id.text()},
                               {"source_id", shift.source_id},
                               {"outcome", accepted ? "accepted" : "refused"},
                               {"findings", accepted ? Json::array() : json_of(*refusal->second, source_ids)}});
        }
        session.out << array_text(objects);
    } else {
        session.out << wording::done_of_verb(verb, static_cast<int>(outcome.approved.size())) << '\n';
        for (const auto& shift : shifts) {
            const auto refusal = refused.find(shift.id);
            if (refusal == refused.end()) continue;
            for (const auto& finding : *refusal->second) {
                session.out << shift.source_id << ": " << wording::sentence_of(finding) << '\n';
            }
        }
    }
    return outcome.refused.empty() ? Exit::done : Exit::refused;
}

std::vector<Id> ids_of(const std::vector<workspace::ShiftRow>& shifts) {
    std::vector<Id> ids;
    for (const auto& row : shifts) ids.push_back(row.id);
    return ids;
}

// Done here and stored; it leaves with the next sync, or at once with --sync.
class ShiftVerb : public Command {
  public:
    void add_options(CLI::App& app) override {
        words_option_ = app.add_option("ID", words_, tr("Shifts, by id or by the package's own id"));
        app.add_flag("--sync", sync_, tr("Sync with the backend afterwards"));
    }
    Exit run(Session& session) override {
        const auto shifts = chosen(session);
        if (!shifts) return fail(session, shifts.error());
        const Exit done = tell(session, name(), *shifts, perform(session.workspace, ids_of(*shifts)));
        if (!sync_) return done;
        const Exit synced = sync_and_tell(session);
        return synced == Exit::done ? done : synced;
    }

  protected:
    virtual workspace::Approval perform(workspace::Workspace& workspace, std::span<const Id> shifts) = 0;
    virtual base::Result<std::vector<workspace::ShiftRow>> chosen(const Session& session) const {
        if (words_.empty()) return base::Error{"usage.no_shift"};
        return find_shifts(session.workspace, words_);
    }
    bool has_words() const { return !words_.empty(); }
    CLI::Option* words_option() const { return words_option_; }

  private:
    std::vector<std::string> words_;
    CLI::Option* words_option_ = nullptr;
    bool sync_ = false;
};

class Approve final : public ShiftVerb {
  public:
    std::string name() const override { return "shift.approve"; }
    std::string help() const override { return tr("Approve shifts, those named or all clean ones of a month"); }
    void add_options(CLI::App& app) override {
        ShiftVerb::add_options(app);
        auto* clean = app.add_flag("--clean", clean_, tr("All that nothing speaks against"))->excludes(words_option());
        period_.add_options(app);
        for (const char* option : {"--month", "--all"}) app.get_option(option)->needs(clean);
    }

  protected:
    workspace::Approval perform(workspace::Workspace& workspace, std::span<const Id> shifts) override {
        return workspace.approve(shifts);
    }
    base::Result<std::vector<workspace::ShiftRow>> chosen(const Session& session) const override {
        if (!clean_) return ShiftVerb::chosen(session);
        const auto months = period_.months(session.workspace);
        if (!months) return months.error();
        auto rows = shifts_of(session.workspace, *months);
        std::erase_if(rows, [](const auto& row) { return !row.clean; });
        return rows;
    }

  private:
    bool clean_ = false;
    Period period_;
};

class Revoke final : public ShiftVerb {
  public:
    std::string name() const override { return "shift.revoke"; }
    std::string help() const override { return tr("Revoke the approval of shifts"); }

  protected:
    workspace::Approval perform(workspace::Workspace& workspace, std::span<const Id> shifts) override {
        return workspace.revoke(shifts);
    }
};

}  // namespace

base::Result<Id> find_shift(const workspace::Workspace& workspace, const std::string& word) {
    const auto found = find_shifts(workspace, {word});
    if (!found) return found.error();
    return found->front().id;
}

Commands shift_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ListShifts>());
    commands.push_back(std::make_unique<Approve>());
    commands.push_back(std::make_unique<Revoke>());
    return commands;
}

}  // namespace samordna::cli
