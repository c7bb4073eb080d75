// care_worker.list, .import, .inactivate, .reactivate, .archive, .exempt, .issue_code; account_order.list,
// account_order.set. Names never stand on a command line: they come in files.
#include <algorithm>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/table.h"
#include "cli/thing_command.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"
#include "wording/staff_words.h"

namespace samordna::cli {
namespace {

using domain::Id;
using wording::tr;
using workspace::AccountRow;

class ListAccounts final : public Command {
  public:
    std::string name() const override { return "care_worker.list"; }
    std::string help() const override {
        return tr("List care workers' accounts, when they signed in last and which run out");
    }
    void add_options(CLI::App&) override {}
    Exit run(Session& session) override {
        const auto all = session.workspace.equipment();
        if (session.json) {
            std::vector<Json> objects;
            for (const auto& row : all->accounts) objects.push_back(json_of_account(row));
            session.out << array_text(objects);
        } else {
            std::vector<std::vector<std::string>> cells;
            for (const auto& row : all->accounts) {
                const auto& login = row.worker.last_login;
                cells.push_back({row.worker.number, row.name, wording::name_of(row.account.state),
                                 login ? wording::moment(*login, session.workspace.now()) : std::string{},
                                 row.account.inactivated_on ? domain::date_text(*row.account.inactivated_on) : "",
                                 row.worker.subcontractor, row.worker.exempt});
            }
            session.out << table_text({{tr("Number")},
                                       {tr("Name")},
                                       {tr("Status")},
                                       {tr("Last signed in")},
                                       {tr("Inactivated on")},
                                       {tr("Subcontractor")},
                                       {tr("Exception list")}},
                                      cells);
        }
        return Exit::done;
    }

  private:
    static Json json_of_account(const AccountRow& row) {
        const auto& worker = row.worker;
        return {{"id", worker.id.text()},
                {"number", worker.number},
                {"first_name", worker.first_name},
                {"last_name", worker.last_name},
                {"state", rules::name_of(row.account.state)},
                {"active", worker.active},
                {"archived", worker.archived},
                {"last_login", json_of(worker.last_login)},
                {"inactivated_on", json_of(row.account.inactivated_on)},
                {"purged_on", json_of(row.account.purged_on)},
                {"subcontractor", json_of_text(worker.subcontractor)},
                {"exempt", json_of_text(worker.exempt)},
                {"reason", json_of_text(worker.reason)},
                {"code_until", json_of(worker.code_until)},
                {"phones", row.phones}};
    }
};

class ImportAccounts final : public ThingVerb {
  public:
    std::string name() const override { return "care_worker.import"; }
    std::string help() const override { return tr("Put up and change accounts by a sheet (CSV)"); }
    void add_options(CLI::App& app) override {
        app.add_option("FILE", file_, tr("number, first_name, last_name, active, subcontractor; - for standard input"))
            ->required();
        app.add_flag("--dry-run", dry_run_, tr("Only say what would be done"));
        ThingVerb::add_options(app);
    }
    Exit run(Session& session) override {
        const auto text = note_from(file_);
        if (!text) return fail(session, text.error());
        const auto units = session.workspace.units();
        if (units.empty()) return fail(session, {"usage.no_unit"});
        const auto file =
            session.workspace.read_staff_file(*text, units.front().id, tr("Not active in the sheet that was read in"));
        for (const auto& problem : file.problems) session.err << wording::problem_text(problem) << '\n';
        if (!session.json) session.out << wording::summary_of(file) << '\n';
        std::vector<ThingTold> told;
        if (!dry_run_) {
            const auto result = session.workspace.change_all(file.steps);
            if (result.trouble) return fail(session, *result.trouble);
            for (const auto& id : result.approved) told.push_back({id, {}, {}});
            for (const auto& refused : result.refused) told.push_back({refused.shift, {}, refused.findings});
        }
        const Exit outcome = told.empty() && !session.json ? Exit::done : tell(session, told);
        return outcome == Exit::done && !file.problems.empty() ? Exit::refused : outcome;
    }

  private:
    std::string file_;
    bool dry_run_ = false;
};

// One of a single account.
class AccountVerb : public ThingVerb {
  public:
    enum class Reason : std::uint8_t { none, may, must };
    AccountVerb(const char* name, const char* help, Reason reason, domain::Verb (*verb)(std::string))
        : name_(name), help_(help), wants_(reason), verb_(verb) {}
    std::string name() const override { return name_; }
    std::string help() const override { return tr(help_); }
    void add_options(CLI::App& app) override {
        app.add_option("NUMBER", number_, tr("The care worker, by number"))->required();
        if (wants_ != Reason::none) {
            auto* file = app.add_option("--note-file", note_file_, tr("A file that says why; - for standard input"));
            if (wants_ == Reason::must) file->required();
        }
        ThingVerb::add_options(app);
    }
    Exit run(Session& session) override {
        const auto id = session.workspace.care_worker_of_number(number_);
        if (!id) return fail(session, {"usage.unknown_worker", {{"worker", number_}}});
        std::string why;
        if (!note_file_.empty()) {
            auto note = note_from(note_file_);
            if (!note) return fail(session, note.error());
            why = *std::move(note);
        }
        return tell(session, *id, number_, session.workspace.change(*id, verb_(std::move(why))));
    }

  private:
    const char* name_;
    const char* help_;
    Reason wants_;
    domain::Verb (*verb_)(std::string);
    std::string number_, note_file_;
};

class HandOverCode final : public ThingVerb {
  public:
    std::string name() const override { return "care_worker.issue_code"; }
    std::string help() const override { return tr("Make a one-time code for the first sign-in, shown this once"); }
    void add_options(CLI::App& app) override {
        app.add_option("NUMBER", number_, tr("The care worker, by number"))->required();
        ThingVerb::add_options(app);
    }
    Exit run(Session& session) override {
        const auto id = session.workspace.care_worker_of_number(number_);
        if (!id) return fail(session, {"usage.unknown_worker", {{"worker", number_}}});
        const auto made = session.workspace.new_code();
        const auto verdict = session.workspace.change(*id, made.issue);
        if (verdict && std::holds_alternative<rules::Accepted>(*verdict)) {
            if (session.json) {
                session.out << array_text(
                    {{{"number", number_}, {"code", made.code}, {"until", domain::instant_text(made.issue.until)}}});
                return Exit::done;
            }
            session.out << made.code << '\n';
        }
        return tell(session, *id, number_, verdict);
    }

  private:
    std::string number_;
};

class ListOrders final : public Command {
  public:
    std::string name() const override { return "account_order.list"; }
    std::string help() const override { return tr("List the orders of administrators' accounts"); }
    void add_options(CLI::App&) override {}
    Exit run(Session& session) override {
        const auto all = session.workspace.equipment();
        std::vector<Json> objects;
        std::vector<std::vector<std::string>> cells;
        for (const auto& row : all->account_orders) {
            const auto& order = row.order;
            objects.push_back({{"id", order.id.text()},
                               {"kind", domain::name_of(order.kind)},
                               {"state", domain::name_of(order.state)},
                               {"needed", row.needed},
                               {"person", order.person},
                               {"combine", order.combine},
                               {"until", json_of(order.until)},
                               {"ask_by", json_of(row.ask_by)},
                               {"note", json_of_text(order.note)}});
            cells.push_back({wording::name_of(order.kind), order.person,
                             row.needed ? tr("Ought to be ordered") : wording::name_of(order.state),
                             row.ask_by ? domain::date_text(*row.ask_by) : std::string{}, order.note});
        }
        if (session.json)
            session.out << array_text(objects);
        else
            session.out << table_text({{tr("Order")}, {tr("Name")}, {tr("Status")}, {tr("Ask by")}, {tr("Note")}},
                                      cells);
        return Exit::done;
    }
};

class SetOrder final : public ThingVerb {
  public:
    std::string name() const override { return "account_order.set"; }
    std::string help() const override { return tr("Write an order of an administrator's account, or how far it is"); }
    void add_options(CLI::App& app) override {
        app.add_option("ORDER", word_, tr("The order, by id; a new one where none is named"));
        app.add_option("--kind", kind_, tr("What is ordered"))->check(CLI::IsMember({"open", "end"}));
        app.add_option("--person-file", person_file_, tr("A file with the name of whose account it is"));
        app.add_option("--state", state_, tr("How it stands"))
            ->check(CLI::IsMember({"to_order", "ordered", "done", "dropped"}));
        app.add_flag("--combine,!--no-combine", combine_, tr("In Combine too; of an ended one: kept there"));
        app.add_option("--note-file", note_file_, tr("A file with the note that says why; - for standard input"));
        ThingVerb::add_options(app);
    }
    Exit run(Session& session) override {
        const auto all = session.workspace.equipment();
        domain::AccountOrder order;
        if (word_.empty()) {
            const auto units = session.workspace.units();
            if (units.empty()) return fail(session, {"usage.no_unit"});
            order.id = session.workspace.new_id();
            order.unit = units.front().id;
        } else {
            const auto& rows = all->account_orders;
            const auto it =
                std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.order.id.text() == word_; });
            if (it == rows.end()) return fail(session, {"usage.unknown_account_order", {{"thing", word_}}});
            order = it->order;
        }
        domain::SetAccountOrder set{order.unit,    order.kind,  order.state, order.person,
                                    order.combine, order.until, order.note};
        if (!kind_.empty()) domain::parse_name(kind_, set.kind);
        if (!state_.empty()) domain::parse_name(state_, set.state);
        if (combine_) set.combine = *combine_;
        for (const auto& [file, text] : {std::pair(&person_file_, &set.person), std::pair(&note_file_, &set.note)}) {
            if (file->empty()) continue;
            auto read = note_from(*file);
            if (!read) return fail(session, read.error());
            *text = *std::move(read);
        }
        return tell(session, order.id, {}, session.workspace.change(order.id, set));
    }

  private:
    std::string word_, kind_, person_file_, state_, note_file_;
    std::optional<bool> combine_;
};

}  // namespace

Commands staff_commands() {
    using Reason = AccountVerb::Reason;
    using wording::mark;
    Commands commands;
    const auto add = [&](const char* name, const char* help, Reason reason, domain::Verb (*verb)(std::string)) {
        commands.push_back(std::make_unique<AccountVerb>(name, help, reason, verb));
    };
    commands.push_back(std::make_unique<ListAccounts>());
    commands.push_back(std::make_unique<ImportAccounts>());
    add("care_worker.inactivate", mark("Inactivate an account at once"), Reason::may,
        [](std::string why) -> domain::Verb { return domain::InactivateCareWorker{std::move(why)}; });
    add("care_worker.reactivate", mark("Take an account into use again, and say why"), Reason::must,
        [](std::string why) -> domain::Verb { return domain::ReactivateCareWorker{std::move(why)}; });
    add("care_worker.archive", mark("Archive the account of one who has left"), Reason::none,
        [](std::string) -> domain::Verb { return domain::ArchiveCareWorker{}; });
    add("care_worker.exempt", mark("Keep an account though nobody signs in; without a file, no longer"), Reason::may,
        [](std::string why) -> domain::Verb { return domain::ExemptCareWorker{std::move(why)}; });
    commands.push_back(std::make_unique<HandOverCode>());
    commands.push_back(std::make_unique<ListOrders>());
    commands.push_back(std::make_unique<SetOrder>());
    return commands;
}

}  // namespace samordna::cli
