// visit.list
#include <algorithm>
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

std::string flags_of(const rules::Findings& findings) {
    std::string text;
    for (const auto& finding : findings) {
        if (!text.empty()) text += ", ";
        text += wording::label_of_check(finding.check);
    }
    return text;
}

class ListVisits final : public Command {
  public:
    std::string name() const override { return "visit.list"; }
    std::string help() const override { return tr("List visits"); }
    void add_options(CLI::App& app) override { period_.add_options(app); }
    Exit run(Session& session) override {
        const auto months = period_.months(session.workspace);
        if (!months) return fail(session, months.error());
        std::vector<workspace::ListedVisit> visits;
        for (const auto month : *months) {
            auto more = session.workspace.visits(month);
            std::move(more.begin(), more.end(), std::back_inserter(visits));
        }
        session.workspace.note_reading_of_units(domain::ReadingVerb::exported);
        std::sort(visits.begin(), visits.end(), [](const auto& a, const auto& b) {
            return std::tie(a.visit.start, a.visit.source_id, a.visit.id) <
                   std::tie(b.visit.start, b.visit.source_id, b.visit.id);
        });
        if (session.json) {
            std::vector<Json> objects;
            for (const auto& visit : visits) objects.push_back(json_of(visit));
            session.out << array_text(objects);
        } else if (visits.empty()) {
            session.out << tr("There are no visits in this period.") << '\n';
        } else {
            session.out << table_of(visits);
        }
        return Exit::done;
    }

  private:
    static std::string table_of(const std::vector<workspace::ListedVisit>& visits) {
        const std::vector<Column> columns{
            {tr("Visit")},    {tr("Day")},          {tr("Time")}, {tr("Care worker")}, {tr("Client"), Align::right},
            {tr("Services")}, {tr("Verification")}, {tr("Flags")}};
        std::vector<std::vector<std::string>> rows;
        for (const auto& row : visits) {
            rows.push_back({row.visit.source_id, wording::day(domain::local_date(row.visit.start)),
                            wording::time_range(row.visit.start, row.visit.end), row.care_worker_number,
                            std::to_string(row.client_number), wording::services_of(row.visit),
                            wording::verification_of(row.visit), flags_of(row.findings)});
        }
        return table_text(columns, rows);
    }

    Period period_;
};

}  // namespace

Commands visit_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ListVisits>());
    return commands;
}

}  // namespace samordna::cli
