// basis.show, month.export
#include <algorithm>
#include <ostream>
#include <tuple>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/json_output.h"
#include "cli/month_export_command.h"
#include "cli/table.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::cli {
namespace {

using wording::tr;

class ShowBasis final : public Command {
  public:
    std::string name() const override { return "basis.show"; }
    std::string help() const override {
        return tr("Show ordered, performed and paid minutes by client and service, and why they differ");
    }
    void add_options(CLI::App& app) override {
        app.add_option("--month", month_, tr("The month; without it the present one"))->type_name("YYYY-MM");
    }
    Exit run(Session& session) override {
        const auto month = month_.empty() ? base::Result(domain::month_of(domain::local_date(session.workspace.now())))
                                          : month_from(month_);
        if (!month) return fail(session, month.error());
        auto lines = session.workspace.basis(*month);
        session.workspace.note_reading_of_units(domain::ReadingVerb::exported);
        std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
            return std::tie(a.client_number, a.row.service, a.row.client) <
                   std::tie(b.client_number, b.row.service, b.row.client);
        });
        if (session.json) {
            std::vector<Json> objects;
            for (const auto& line : lines) objects.push_back(json_of(line));
            session.out << array_text(objects);
        } else if (lines.empty()) {
            session.out << tr("There are no visits in this period.") << '\n';
        } else {
            session.out << table_of(lines);
        }
        return Exit::done;
    }

  private:
    template <class Word>
    static std::string listed(const std::vector<std::string>& reasons, Word&& word) {
        std::string text;
        for (const auto& reason : reasons) text += (text.empty() ? "" : ", ") + word(reason);
        return text;
    }

    static Json json_of(const workspace::BasisLine& line) {
        const auto& row = line.row;
        // A visit whose times cannot be has nothing performed and nothing paid: people are told of it, the sums agree.
        const bool differs = row.paid != row.performed;
        return {{"client_number", line.client_number},
                {"service", row.service},
                {"ordered_minutes", row.ordered},
                {"performed_minutes", row.performed},
                {"paid_minutes", row.paid},
                {"reason", differs ? listed(row.reasons, [](const auto& reason) { return reason; }) : ""}};
    }

    static std::string table_of(const std::vector<workspace::BasisLine>& lines) {
        std::vector<std::vector<std::string>> cells;
        std::int64_t ordered = 0;
        std::int64_t performed = 0;
        std::int64_t paid = 0;
        const auto add = [&](std::string client, std::string service, std::int64_t o, std::int64_t p, std::int64_t m,
                             std::string why) {
            cells.push_back({std::move(client), std::move(service), wording::hours(o), wording::hours(p),
                             wording::hours(m), std::move(why)});
        };
        for (const auto& [client_number, client_name, row] : lines) {
            add(std::to_string(client_number), row.service.empty() ? tr("No service") : row.service, row.ordered,
                row.performed, row.paid, listed(row.reasons, wording::reason_of));
            ordered += row.ordered;
            performed += row.performed;
            paid += row.paid;
        }
        add(tr("Total"), "", ordered, performed, paid, "");
        return table_text({{tr("Client"), Align::right},
                           {tr("Service")},
                           {tr("Ordered"), Align::right},
                           {tr("Performed"), Align::right},
                           {tr("Paid"), Align::right},
                           {tr("Why")}},
                          cells);
    }

    std::string month_;
};

}  // namespace

Commands basis_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ShowBasis>());
    commands.push_back(month_export_command());
    return commands;
}

}  // namespace samordna::cli
