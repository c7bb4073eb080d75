// silence.list
#include <algorithm>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/json_output.h"
#include "cli/table.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/silence_words.h"

namespace samordna::cli {
namespace {

using wording::tr;

class ListSilences final : public Command {
  public:
    std::string name() const override { return "silence.list"; }
    std::string help() const override {
        return tr("List where visits were to be expected and none are registered, and what that rests on");
    }
    void add_options(CLI::App& app) override { period_.add_options(app); }
    Exit run(Session& session) override {
        const auto months = period_.months(session.workspace);
        if (!months) return fail(session, months.error());
        std::vector<workspace::SilenceRow> rows;
        for (const auto month : *months) {
            // What goes on over the end of a month is told once.
            for (auto& row : session.workspace.silences(month)) {
                if (rows.empty() || std::find(rows.begin(), rows.end(), row) == rows.end())
                    rows.push_back(std::move(row));
            }
        }
        session.workspace.note_reading_of_units(domain::ReadingVerb::exported);
        if (session.json) {
            std::vector<Json> objects;
            for (const auto& row : rows) objects.push_back(json_of(row));
            session.out << array_text(objects);
        } else if (rows.empty()) {
            session.out << tr("Nothing that was to be expected is missing, as far as can be seen.") << '\n';
        } else {
            session.out << table_of(rows);
        }
        return Exit::done;
    }

  private:
    static std::string table_of(const std::vector<workspace::SilenceRow>& rows) {
        std::vector<std::vector<std::string>> cells;
        for (const auto& row : rows) {
            cells.push_back({wording::day(row.silence.day),
                             row.client_number == 0 ? std::string{} : std::to_string(row.client_number),
                             wording::name_of(row.silence.kind), wording::sentence_of(row.silence)});
        }
        return table_text({{tr("Day")}, {tr("Client"), Align::right}, {tr("Silence")}, {tr("Details")}}, cells);
    }

    Period period_;
};

}  // namespace

Commands silence_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ListSilences>());
    return commands;
}

}  // namespace samordna::cli
