// month.status
#include <array>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/json_output.h"
#include "cli/table.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/month_words.h"
#include "wording/sentences.h"
#include "workspace/month_desk.h"

namespace samordna::cli {
namespace {

using wording::tr;
using wording::trc;
using workspace::MonthStatus;
using workspace::OpenOf;

// Words of the JSON.
constexpr std::array standing_names{"approved", "ready", "needs_note", "needs_edit", "cannot_be_saved"};
constexpr std::array item_names{"closing_time_known", "findings_mended", "shifts_approved", "startups_registered",
                                "silences_seen",      "controls_signed", "everything_sent"};
constexpr std::array state_names{"done", "open", "unknown"};

template <class Names, class Value>
Json word(const Names& names, Value value) {
    return names[static_cast<std::size_t>(value)];
}

Json json_of(const workspace::StandingSum& sum) {
    auto checks = Json::object();
    for (const auto& check : sum.checks) checks[std::string(check.check)] = check.rows;
    return {{"standing", word(standing_names, sum.standing)},
            {"minutes", sum.minutes},
            {"ore", sum.ore ? Json(*sum.ore) : Json(nullptr)},
            {"visits", sum.visits},
            {"shifts", sum.shifts},
            {"checks", std::move(checks)}};
}

Json json_of(const std::vector<OpenOf>& people) {
    auto list = Json::array();
    for (const auto& one : people) {
        list.push_back({{"id", one.id.text()},
                        {"number", one.number},
                        {"minutes", one.minutes},
                        {"stopped_minutes", one.stopped},
                        {"visits", one.visits},
                        {"shifts", one.shifts}});
    }
    return list;
}

Json json_of(const MonthStatus& status) {
    auto standing = Json::array();
    for (const auto& sum : status.standing) standing.push_back(json_of(sum));
    auto checklist = Json::array();
    for (const auto& item : status.checklist) {
        checklist.push_back(
            {{"item", word(item_names, item.item)}, {"state", word(state_names, item.state)}, {"count", item.count}});
    }
    const auto& startups = status.startups;
    return {{"month", domain::month_text(status.month)},
            {"closing_time", cli::json_of(status.closing_time)},
            {"published", status.is_published},
            {"closed", status.is_closed},
            {"near", status.is_near},
            {"vardagar_left", status.vardagar_left},
            {"needs_someone", status.needs_someone()},
            {"standing", std::move(standing)},
            {"open_shifts", status.open_shifts},
            {"startups",
             {{"paid", startups.paid},
              {"locks", startups.locks},
              {"missing", startups.missing},
              {"stands", startups.stands},
              {"over", startups.over},
              {"again", startups.again},
              {"without_lock", startups.without_lock}}},
            {"silences", status.silences ? Json(*status.silences) : Json(nullptr)},
            {"checklist", std::move(checklist)},
            {"care_workers", json_of(status.care_workers)},
            {"clients", json_of(status.clients)}};
}

std::string standing_table(const MonthStatus& status) {
    std::vector<std::vector<std::string>> cells;
    for (const auto& sum : status.standing) {
        std::string why;
        for (const auto& check : sum.checks)
            why += (why.empty() ? "" : ", ") + wording::label_of_check(check.check) + " " +
                   wording::number(static_cast<std::int64_t>(check.rows));
        cells.push_back({wording::name_of(sum.standing), wording::number(sum.shifts), wording::number(sum.visits),
                         wording::hours(sum.minutes), sum.ore ? wording::kronor(*sum.ore) : std::string{}, why});
    }
    return table_text({{tr("Hours")},
                       {tr("Shifts"), Align::right},
                       {tr("Visits"), Align::right},
                       {tr("Performed"), Align::right},
                       {trc("money", "Amount"), Align::right},
                       {tr("Why")}},
                      cells);
}

std::string open_table(const std::string& heading, const std::vector<OpenOf>& people) {
    std::vector<std::vector<std::string>> cells;
    for (const auto& one : people) {
        cells.push_back({one.number, one.name, wording::number(one.shifts), wording::number(one.visits),
                         wording::hours(one.minutes), wording::hours(one.stopped)});
    }
    return table_text({{tr("Number")},
                       {heading},
                       {tr("Shifts"), Align::right},
                       {tr("Visits"), Align::right},
                       {tr("At risk"), Align::right},
                       {tr("Stopped"), Align::right}},
                      cells);
}

std::string checklist_table(const MonthStatus& status) {
    std::vector<std::vector<std::string>> cells;
    for (const auto& item : status.checklist)
        cells.push_back({wording::name_of(item.state), wording::name_of(item.item), wording::left_of(item)});
    return table_text({{tr("State")}, {tr("Before the month closes")}, {trc("checklist", "Left")}}, cells);
}

class ShowMonthStatus final : public Command {
  public:
    std::string name() const override { return "month.status"; }
    std::string help() const override {
        return tr("Show how a month stands before it closes: hours, what is open, what is left to do");
    }
    void add_options(CLI::App& app) override {
        app.add_option("--month", month_, tr("The month; without it the present one"))->type_name("YYYY-MM");
    }
    Exit run(Session& session) override {
        auto& workspace = session.workspace;
        const auto now = workspace.now();
        const auto month =
            month_.empty() ? base::Result(domain::month_of(domain::local_date(now))) : month_from(month_);
        if (!month) return fail(session, month.error());
        workspace::MonthDesk desk(workspace);
        workspace.silences(*month);
        const auto status = desk.status(*month);
        if (!status) return fail(session, workspace.status().trouble.value_or(base::Error{"profile.disk_failed"}));
        workspace.note_reading_of_units(domain::ReadingVerb::exported);
        if (session.json) {
            session.out << object_text(json_of(*status));
        } else {
            session.out << (status->closing_time ? wording::reminder_of(*status, now) + "\n" : "")
                        << wording::source_of_closing(*status) << "\n\n"
                        << standing_table(*status) << '\n'
                        << checklist_table(*status);
            if (!status->care_workers.empty())
                session.out << '\n' << open_table(tr("Care worker"), status->care_workers);
            if (!status->clients.empty()) session.out << '\n' << open_table(tr("Client"), status->clients);
        }
        return status->needs_someone() ? Exit::attention : Exit::done;
    }

  private:
    std::string month_;
};

}  // namespace

Commands closing_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ShowMonthStatus>());
    return commands;
}

}  // namespace samordna::cli
