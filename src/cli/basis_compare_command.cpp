#include "cli/basis_compare_command.h"

#include <algorithm>
#include <fstream>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/json_output.h"
#include "cli/table.h"
#include "wording/catalog.h"
#include "wording/comparison_words.h"
#include "wording/format.h"
#include "wording/month_words.h"
#include "workspace/basis_compare.h"

namespace samordna::cli {
namespace {

using wording::tr;
using workspace::Comparison;

constexpr Exit differs = Exit::refused;
constexpr Exit cannot_be_read = Exit::usage;

Json json_of_place(const workspace::TheirFile::Problem& problem) {
    return {{"row", problem.line},
            {"column", problem.column.empty() ? Json(nullptr) : Json(problem.column)},
            {"code", problem.code}};
}

template <class Number>
Json json_of_known(const std::optional<Number>& number) {
    return number ? Json(*number) : Json(nullptr);
}

Json json_of_row(const workspace::ComparedRow& row) {
    const auto& pair = row.pair;
    Json parts = Json::array();
    for (const auto& part : row.parts)
        parts.push_back({{"cause", rules::name_of(part.cause)}, {"minutes", part.minutes}, {"ore", part.ore}});
    return {{"client_number", row.client_number},
            {"service", row.service},
            {"day", row.date ? Json(domain::date_text(*row.date)) : Json(nullptr)},
            {"care_worker_number", row.care_worker.empty() ? Json(nullptr) : Json(row.care_worker)},
            {"file_rows", row.lines},
            {"visits", row.visits.size()},
            {"their_minutes", pair.theirs ? Json(pair.their_minutes()) : Json(nullptr)},
            {"our_minutes", pair.own.empty() ? Json(nullptr) : Json(pair.our_minutes())},
            {"difference_minutes", pair.difference()},
            {"their_ore", json_of_known(pair.their_ore())},
            {"our_ore", json_of_known(pair.our_ore())},
            {"difference_ore", json_of_known(pair.difference_in_ore())},
            {"other_service", row.other_service.empty() ? Json(nullptr) : Json(row.other_service)},
            {"causes", parts}};
}

Json json_of(const Comparison& comparison) {
    const auto& totals = comparison.totals;
    Json causes = Json::array();
    for (const auto cause : rules::all_basis_causes()) {
        const auto& of = totals.causes[static_cast<std::size_t>(cause)];
        if (of.rows > 0)
            causes.push_back(
                {{"cause", rules::name_of(cause)}, {"rows", of.rows}, {"minutes", of.minutes}, {"ore", of.ore}});
    }
    Json rows = Json::array();
    for (const auto& row : comparison.rows) rows.push_back(json_of_row(row));
    return {{"month", domain::month_text(comparison.month)},
            {"equal", comparison.is_equal()},
            {"measure", comparison.measure == rules::BasisMeasure::paid ? "paid" : "performed"},
            {"by_day", comparison.by_day},
            {"by_care_worker", comparison.by_care_worker},
            {"municipalities", comparison.municipalities},
            {"their_minutes", totals.theirs},
            {"our_minutes", totals.ours},
            {"difference_minutes", totals.difference()},
            {"their_ore", comparison.with_ore ? Json(totals.their_ore) : Json(nullptr)},
            {"our_ore", comparison.with_ore ? Json(totals.our_ore) : Json(nullptr)},
            {"passed_over", comparison.passed_over},
            {"of_other_months", comparison.of_other_months},
            {"causes", causes},
            {"rows", rows}};
}

class CompareBasis final : public Command {
  public:
    std::string name() const override { return "basis.compare"; }
    std::string help() const override { return tr("Hold the municipality's own basis (CSV or xlsx) against ours"); }
    void add_options(CLI::App& app) override {
        app.add_option("--month", month_, tr("The month; without it the present one"))->type_name("YYYY-MM");
        app.add_option("--file", file_, tr("The municipality's file"))->required()->type_name("FILE");
        app.add_option("--sheet", sheet_, tr("The sheet of the file; without it the first"))->type_name("NAME");
        app.add_option("--municipality", municipality_, tr("Whose file it is; without it told by the clients in it"));
        app.add_option("--map", map_,
                       tr("Which column is what, remembered for the next time: client, service, date, care_worker, "
                          "ordered, performed, paid or amount by heading or letters, empty for none; paid.hours or "
                          "paid.minutes; heading_row by number"))
            ->type_name("FIELD=COLUMN");
        app.add_option("--out", out_, tr("Save the whole comparison as CSV"))->type_name("FILE.csv");
    }

    Exit run(Session& session) override {
        const auto month = month_.empty() ? base::Result(domain::month_of(domain::local_date(session.workspace.now())))
                                          : month_from(month_);
        if (!month) return fail(session, month.error());
        std::vector<workspace::ColumnCorrection> corrections;
        for (const auto& word : map_) {
            const auto equals = word.find('=');
            if (equals == std::string::npos) return unread(session, {"basis.unknown_field", {{"field", word}}});
            corrections.push_back({word.substr(0, equals), word.substr(equals + 1)});
        }
        const auto table = workspace::read_table_file(std::filesystem::u8path(file_), sheet_);
        if (!table) return unread(session, table.error());
        workspace::ComparisonDesk desk(session.workspace);
        const auto columns = desk.columns(*table, corrections);
        if (!columns) return unread(session, columns.error());
        const auto comparison = desk.compare(*table, *columns, {*month, municipality_});
        if (!comparison) return unread(session, comparison.error());
        if (!comparison->problems.empty()) return tell_problems(session, *comparison);
        if (!out_.empty()) {
            std::ofstream file(std::filesystem::u8path(out_), std::ios::binary | std::ios::trunc);
            file << wording::csv_of(*comparison);
            file.close();
            if (!file) return fail(session, {"usage.file_unwritable", {{"file", out_}}});
        }
        tell(session, *table, *columns, *comparison);
        return comparison->is_equal() ? Exit::done : differs;
    }

  private:
    static Exit unread(Session& session, const base::Error& error) {
        fail(session, error);
        return cannot_be_read;
    }

    static Exit tell_problems(Session& session, const Comparison& comparison) {
        std::vector<Json> objects;
        for (const auto& problem : comparison.problems) {
            session.err << wording::problem_text(problem) << '\n';
            objects.push_back(json_of_place(problem));
        }
        if (session.json) session.out << object_text({{"problems", objects}});
        session.err << tr("Nothing was compared.") << '\n';
        return cannot_be_read;
    }

    static void tell(Session& session, const workspace::Table& table, const workspace::TheirColumns& columns,
                     const Comparison& comparison) {
        if (session.json) {
            session.out << object_text(json_of(comparison));
            return;
        }
        session.out << tr("Columns: {columns}", {{"columns", columns_text(table, columns)}}) << '\n';
        for (const auto& line : wording::summary_of(comparison)) session.out << line << '\n';
        if (comparison.is_equal()) return;
        session.out << '\n' << causes_table(comparison) << '\n' << rows_table(comparison);
    }

    // "Client number = A (Kundnr), Paid = D (Ersatt tid), hours"
    static std::string columns_text(const workspace::Table& table, const workspace::TheirColumns& columns) {
        std::string text;
        for (const auto& [field, column] : columns.of) {
            const auto& heading = table.rows[columns.heading].at(column.column).text;
            text += (text.empty() ? "" : ", ") + wording::name_of(field) + " = " +
                    workspace::column_letters(column.column) + (heading.empty() ? "" : " (" + heading + ")");
        }
        return text;
    }

    static std::string causes_table(const Comparison& comparison) {
        std::vector<std::vector<std::string>> cells;
        const auto add = [&](std::string cause, int rows, std::int64_t minutes, std::int64_t ore) {
            cells.push_back({std::move(cause), std::to_string(rows), wording::difference(minutes),
                             comparison.with_ore ? wording::kronor(ore) : std::string{}});
        };
        for (const auto cause : rules::all_basis_causes()) {
            const auto& of = comparison.totals.causes[static_cast<std::size_t>(cause)];
            if (of.rows > 0) add(wording::name_of(cause), of.rows, of.minutes, of.ore);
        }
        const auto& totals = comparison.totals;
        add(tr("Total"), totals.differing, totals.difference(), totals.their_ore - totals.our_ore);
        return table_text({{tr("Cause")},
                           {tr("Rows"), Align::right},
                           {tr("Difference"), Align::right},
                           {comparison.with_ore ? tr("Kronor") : "", Align::right}},
                          cells);
    }

    static std::string rows_table(const Comparison& comparison) {
        std::vector<std::vector<std::string>> cells;
        for (const auto& row : comparison.rows) {
            if (!row.differs()) continue;
            const auto ore = row.pair.difference_in_ore();
            cells.push_back({std::to_string(row.client_number), row.service.empty() ? tr("No service") : row.service,
                             row.date ? domain::date_text(*row.date) : std::string{},
                             row.pair.theirs ? wording::hours(row.pair.their_minutes()) : "-",
                             row.pair.own.empty() ? "-" : wording::hours(row.pair.our_minutes()),
                             wording::difference(row.pair.difference()), ore ? wording::kronor(*ore) : std::string{},
                             wording::causes_of(row)});
        }
        return table_text({{tr("Client"), Align::right},
                           {tr("Service")},
                           {comparison.by_day ? tr("Day") : ""},
                           {tr("The municipality"), Align::right},
                           {tr("We"), Align::right},
                           {tr("Difference"), Align::right},
                           {comparison.with_ore ? tr("Kronor") : "", Align::right},
                           {tr("Cause")}},
                          cells);
    }

    std::string month_, file_, sheet_, municipality_, out_;
    std::vector<std::string> map_;
};

}  // namespace

Commands comparison_commands() {
    Commands commands;
    commands.push_back(std::make_unique<CompareBasis>());
    return commands;
}

}  // namespace samordna::cli
