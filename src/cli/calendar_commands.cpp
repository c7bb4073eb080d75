// calendar.show: the days that a month turns on, by the municipality's rulebook in force then. Needs no profile; with
// one, the municipality's own published dates count.
#include <algorithm>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/command.h"
#include "cli/json_output.h"
#include "cli/table.h"
#include "rules/calendar.h"
#include "rules/rulebook.h"
#include "wording/catalog.h"
#include "wording/format.h"

namespace samordna::cli {
namespace {

using domain::Month;
using wording::tr;

// As the rulebooks spell it; empty: no rules are known.
std::string municipality_named(const std::string& text, const rules::Rulebooks& rulebooks) {
    for (const auto& book : rulebooks.all()) {
        if (base::lower_case(book.municipality) == base::lower_case(text)) return book.municipality;
    }
    return {};
}

base::Error unknown_municipality(const std::string& text, const rules::Rulebooks& rulebooks) {
    std::vector<std::string> names;
    for (const auto& book : rulebooks.all()) names.push_back(book.municipality);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::string known;
    for (const auto& name : names) known += (known.empty() ? "" : ", ") + name;
    return {"usage.unknown_municipality", {{"municipality", text}, {"known", known}}};
}

base::Error unknown_year(std::chrono::year year) {
    const auto number = [](std::chrono::year y) { return std::int64_t{static_cast<int>(y)}; };
    return {
        "calendar.year_unknown",
        {{"year", number(year)}, {"from", number(rules::first_known_year)}, {"to", number(rules::last_known_year)}}};
}

struct MonthDays {
    Month month;
    domain::Date third_vardag{};
    domain::Date sample_day{};
    domain::Instant closing_time{};
};

class ShowCalendar final : public Command {
  public:
    std::string name() const override { return "calendar.show"; }
    std::string help() const override {
        return tr("Show the third working day, the sample day and the closing time of months");
    }
    void add_options(CLI::App& app) override {
        app.add_option("--municipality", municipality_, tr("Whose calendar"))->required()->type_name("NAME");
        app.add_option("--from", from_, tr("The first month"))->required()->type_name("YYYY-MM");
        app.add_option("--to", to_, tr("The last month"))->required()->type_name("YYYY-MM");
    }
    Exit run(Session& session) override { return tell(session, *session.workspace.rulebooks()); }
    std::optional<Exit> run_without_profile(Output& output) override {
        return tell(output, rules::Rulebooks::built_in());
    }

  private:
    Exit tell(Output& output, const rules::Rulebooks& rulebooks) const {
        const auto days = days_of(rulebooks);
        if (!days) return fail(output, days.error());
        output.out << (output.json ? json_of(*days) : table_of(*days));
        return Exit::done;
    }

    base::Result<std::vector<MonthDays>> days_of(const rules::Rulebooks& rulebooks) const {
        const std::string municipality = municipality_named(municipality_, rulebooks);
        if (municipality.empty()) return unknown_municipality(municipality_, rulebooks);
        const auto from = month_from(from_);
        if (!from) return from.error();
        const auto to = month_from(to_);
        if (!to) return to.error();
        if (*to < *from) return base::Error{"usage.months_backwards"};
        constexpr std::chrono::months one{1};
        // A month closes in the next one.
        for (const Month month : {*from, *to + one}) {
            if (!rules::is_known_year(month.year())) return unknown_year(month.year());
        }
        std::vector<MonthDays> days;
        for (Month month = *from; month <= *to; month += one) {
            const auto* book = rulebooks.in_force(municipality, domain::first_day(month + one) - std::chrono::days{1});
            days.push_back({month, rules::nth_vardag(month, 3), rules::sample_day(month), book->closing_time(month)});
        }
        return days;
    }

    static std::string json_of(const std::vector<MonthDays>& days) {
        std::vector<Json> objects;
        for (const auto& day : days) {
            objects.push_back({{"month", domain::month_text(day.month)},
                               {"third_vardag", domain::date_text(day.third_vardag)},
                               {"sample_day", domain::date_text(day.sample_day)},
                               {"closing_time", domain::local_instant_text(day.closing_time)}});
        }
        return array_text(objects);
    }

    static std::string table_of(const std::vector<MonthDays>& days) {
        std::vector<std::vector<std::string>> cells;
        for (const auto& day : days) {
            cells.push_back(
                {wording::month(day.month), wording::day(day.third_vardag), wording::day(day.sample_day),
                 wording::day(domain::local_date(day.closing_time)) + " " + wording::time_of_day(day.closing_time)});
        }
        return table_text({{tr("Month")}, {tr("Third working day")}, {tr("Sample day")}, {tr("Closing date")}}, cells);
    }

    std::string municipality_;
    std::string from_;
    std::string to_;
};

}  // namespace

Commands calendar_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ShowCalendar>());
    return commands;
}

}  // namespace samordna::cli
