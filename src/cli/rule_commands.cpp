// rule.list, rule.diff
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/json_output.h"
#include "cli/table.h"
#include "rules/checks.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/rule_words.h"
#include "wording/sentences.h"

namespace samordna::cli {
namespace {

using wording::tr;
using wording::trn;

// The checks of the rulebook in the order in which findings are shown, then those of a month or of an approval.
std::vector<std::pair<std::string_view, const rules::CheckRule*>> checks_of(const rules::Rulebook& book) {
    std::vector<std::pair<std::string_view, const rules::CheckRule*>> checks;
    for (const auto& info : rules::known_checks()) {
        if (const auto* rule = book.rule(info.id)) checks.emplace_back(info.id, rule);
    }
    for (const auto& [id, rule] : book.checks) {
        if (rules::find_check(id) == nullptr) checks.emplace_back(id, &rule);
    }
    return checks;
}

class ListRules final : public Command {
  public:
    std::string name() const override { return "rule.list"; }
    std::string help() const override { return tr("List the rulebooks with their checks, paragraphs and settings"); }
    void add_options(CLI::App&) override {}
    Exit run(Session& session) override { return tell(session, *session.workspace.rulebooks()); }
    // What the program carries; a profile may have the municipality's newer ones.
    std::optional<Exit> run_without_profile(Output& output) override {
        return tell(output, rules::Rulebooks::built_in());
    }

  private:
    static Exit tell(Output& output, const rules::Rulebooks& rulebooks) {
        if (output.json) {
            std::vector<Json> objects;
            for (const auto& book : rulebooks.all()) objects.push_back(json_of(book));
            output.out << array_text(objects);
            return Exit::done;
        }
        bool first = true;
        for (const auto& book : rulebooks.all()) {
            output.out << (first ? "" : "\n") << text_of(book);
            first = false;
        }
        return Exit::done;
    }

    static Json json_of(const rules::Rulebook& book) {
        Json checks = Json::array();
        for (const auto& [id, rule] : checks_of(book)) {
            checks.push_back(
                {{"check", id},
                 {"severity", rules::name_of(rule->severity)},
                 {"severity_with_note",
                  rule->severity_with_note ? Json(rules::name_of(*rule->severity_with_note)) : Json(nullptr)},
                 {"note_suffices", rule->note_suffices},
                 {"rulebook", rule->rulebook},
                 {"paragraph", rule->paragraph.empty() ? Json(nullptr) : Json(rule->paragraph)},
                 {"sentence", rule->sentence.empty() ? Json(nullptr) : Json(rule->sentence)}});
        }
        Json parameters = Json::array();
        for (const auto& parameter : book.parameters) {
            parameters.push_back({{"name", parameter.name}, {"value", parameter.value}, {"why", parameter.why}});
        }
        return {{"version", book.version},
                {"municipality", book.municipality},
                {"valid_from", domain::date_text(book.valid_from)},
                {"extends", book.extends.empty() ? Json(nullptr) : Json(book.extends)},
                {"source",
                 {{"publisher", book.source.publisher},
                  {"title", book.source.title},
                  {"date", book.source.date.empty() ? Json(nullptr) : Json(book.source.date)},
                  {"numbering", book.source.numbering.empty() ? Json(nullptr) : Json(book.source.numbering)}}},
                {"checks", checks},
                {"parameters", parameters}};
    }

    static std::string text_of(const rules::Rulebook& book) {
        std::string text =
            wording::joined({book.municipality, book.version,
                             tr("in force from {date}", {{"date", domain::date_text(book.valid_from)}})}) +
            "\n" + wording::joined({book.source.publisher, book.source.title, book.source.date}) + "\n";
        std::vector<std::vector<std::string>> checks;
        for (const auto& [id, rule] : checks_of(book)) {
            checks.push_back({wording::label_of_check(id), wording::name_of_severity(rule->severity), rule->paragraph,
                              rule->sentence});
        }
        text += "\n" + table_text({{tr("Flag")}, {tr("Severity")}, {tr("Paragraph")}, {tr("Sentence")}}, checks);
        std::vector<std::vector<std::string>> parameters;
        for (const auto& parameter : book.parameters) {
            parameters.push_back({wording::name_of_parameter(parameter.name), wording::value_of_parameter(parameter),
                                  wording::origin_of_parameter(parameter)});
        }
        text += "\n" + table_text({{tr("Setting")}, {tr("Value")}, {tr("Why")}}, parameters);
        return text;
    }
};

class CompareRules final : public Command {
  public:
    std::string name() const override { return "rule.diff"; }
    std::string help() const override {
        return tr("What one rulebook says otherwise than another, and which open visits it touches");
    }
    void add_options(CLI::App& app) override {
        app.add_option("OLD", before_, tr("The version that is compared with"))->required();
        app.add_option("NEW", after_, tr("The version that says otherwise"))->required();
    }
    Exit run(Session& session) override {
        const auto rulebooks = session.workspace.rulebooks();
        for (const auto& version : {before_, after_}) {
            if (rulebooks->find(version) == nullptr) return fail(session, unknown(version, *rulebooks));
        }
        const auto& before = *rulebooks->find(before_);
        const auto& after = *rulebooks->find(after_);
        const auto changes = rules::difference(before, after);
        const auto touched = session.workspace.touched_by_change(before, after);
        session.out << (session.json ? json_of(changes, touched) : text_of(changes, touched));
        return Exit::done;
    }

  private:
    static base::Error unknown(const std::string& version, const rules::Rulebooks& rulebooks) {
        std::string known;
        for (const auto& book : rulebooks.all()) known += (known.empty() ? "" : ", ") + book.version;
        return {"usage.unknown_rulebook", {{"version", version}, {"known", known}}};
    }

    std::string json_of(const std::vector<rules::RuleChange>& changes,
                        const std::vector<workspace::TouchedVisit>& touched) const {
        Json list = Json::array();
        for (const auto& change : changes) {
            list.push_back({{"subject", change.subject},
                            {"name", change.name},
                            {"before", change.before.empty() ? Json(nullptr) : Json(change.before)},
                            {"after", change.after.empty() ? Json(nullptr) : Json(change.after)}});
        }
        Json visits = Json::array();
        for (const auto& [visit, source_id, date] : touched) {
            visits.push_back({{"visit_id", visit.text()}, {"source_id", source_id}, {"date", domain::date_text(date)}});
        }
        return object_text({{"old", before_},
                            {"new", after_},
                            {"changes", list},
                            {"touched_visits", touched.size()},
                            {"visits", visits}});
    }

    static std::string text_of(const std::vector<rules::RuleChange>& changes,
                               const std::vector<workspace::TouchedVisit>& touched) {
        if (changes.empty()) return tr("They say the same.") + "\n";
        std::vector<std::vector<std::string>> cells;
        for (const auto& change : changes) {
            cells.push_back({wording::name_of_rule_change(change), wording::text_of_rule_change(change, change.before),
                             wording::text_of_rule_change(change, change.after)});
        }
        std::string text = table_text({{tr("What")}, {tr("Before")}, {tr("After")}}, cells);
        const auto count = static_cast<std::int64_t>(touched.size());
        text += "\n" +
                (touched.empty() ? tr("No open visit is judged otherwise.")
                                 : trn("{n} open visit is judged otherwise:",
                                       "{n} open visits are judged "
                                       "otherwise:",
                                       count)) +
                "\n";
        for (const auto& visit : touched) text += visit.source_id + "  " + wording::day(visit.date) + "\n";
        return text;
    }

    std::string before_;
    std::string after_;
};

}  // namespace

Commands rule_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ListRules>());
    commands.push_back(std::make_unique<CompareRules>());
    return commands;
}

}  // namespace samordna::cli
