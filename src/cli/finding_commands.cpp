// finding.list
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/json_output.h"
#include "cli/table.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/rule_words.h"
#include "wording/sentences.h"

namespace samordna::cli {
namespace {

using wording::tr;

class ListFindings final : public Command {
  public:
    std::string name() const override { return "finding.list"; }
    std::string help() const override { return tr("List what the rules have found, with paragraph and sentence"); }
    void add_options(CLI::App& app) override { period_.add_options(app); }
    Exit run(Session& session) override {
        const auto months = period_.months(session.workspace);
        if (!months) return fail(session, months.error());
        std::vector<workspace::FindingRow> rows;
        for (const auto month : *months) {
            auto more = session.workspace.findings(month);
            std::move(more.begin(), more.end(), std::back_inserter(rows));
        }
        if (session.json) {
            std::vector<Json> objects;
            for (const auto& row : rows) objects.push_back(json_of(row));
            session.out << array_text(objects);
        } else if (rows.empty()) {
            session.out << tr("The rules have nothing to say about this period.") << '\n';
        } else {
            session.out << table_of(rows);
        }
        return Exit::done;
    }

  private:
    static std::string table_of(const std::vector<workspace::FindingRow>& rows) {
        std::vector<std::vector<std::string>> cells;
        for (const auto& [finding, source_id, date] : rows) {
            cells.push_back({finding.visit ? wording::day(date) : wording::month(domain::month_of(date)), source_id,
                             wording::name_of_severity(finding.severity), wording::label_of_check(finding.check),
                             wording::sentence_of(finding)});
        }
        return table_text({{tr("Day")}, {tr("Visit")}, {tr("Severity")}, {tr("Flag")}, {tr("Details")}}, cells);
    }

    Period period_;
};

}  // namespace

Commands finding_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ListFindings>());
    return commands;
}

}  // namespace samordna::cli
