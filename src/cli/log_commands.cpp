// log.list, log.export, log.sample, log.check
#include <algorithm>
#include <fstream>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/table.h"
#include "cli/thing_command.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/log_words.h"
#include "wording/sentences.h"
#include "workspace/log_desk.h"

namespace samordna::cli {
namespace {

using domain::LogRow;
using wording::tr;
using workspace::LogDesk;

Json json_of_id(const std::optional<domain::Id>& id) {
    return id ? Json(id->text()) : Json(nullptr);
}

Json json_of_row(const LogRow& row, const LogDesk& desk) {
    return {{"row", row.row},
            {"recorded_at", domain::local_instant_text(row.recorded_at)},
            {"happened_at", domain::local_instant_text(row.happened_at)},
            {"user", json_of_text(row.user)},
            {"role", json_of_text(row.role)},
            {"unit", json_of_id(row.unit)},
            {"verb", row.verb},
            {"type", row.type ? Json(domain::name_of(*row.type)) : Json(nullptr)},
            {"target", json_of_id(row.target)},
            {"client", json_of_id(row.client)},
            {"client_number", json_of_number(desk.client_number(row.client))},
            {"lock", json_of_id(row.lock)},
            {"lock_source_id", json_of_text(desk.lock_name(row.lock))},
            {"program", json_of_text(row.program)},
            {"phone", json_of_id(row.phone)},
            {"outcome", domain::name_of(row.outcome)},
            {"detail", json_of_text(row.detail)}};
}

std::string table_of(const std::vector<LogRow>& rows, const LogDesk& desk) {
    std::vector<std::vector<std::string>> cells;
    for (const auto& row : rows) {
        const auto number = desk.client_number(row.client);
        cells.push_back(
            {row.row, wording::day(domain::local_date(row.happened_at)) + " " + wording::time_of_day(row.happened_at),
             row.user, wording::name_of_role(row.role), wording::name_of_log_verb(row.verb),
             number ? std::to_string(*number) : std::string{}, desk.lock_name(row.lock), wording::name_of(row.outcome),
             wording::detail_of(row)});
    }
    return table_text({{tr("Row")},
                       {tr("When")},
                       {tr("User")},
                       {tr("Role")},
                       {tr("What")},
                       {tr("Client"), Align::right},
                       {tr("Lock")},
                       {tr("Outcome")},
                       {tr("Details")}},
                      cells);
}

// What is asked for, by options.
class Asking : public Command {
  public:
    void add_options(CLI::App& app) override {
        app.add_option("--client", client_, tr("About this client: number, or the id of one who is gone"))
            ->type_name("NUMBER");
        app.add_option("--lock", lock_, tr("About this lock"))->type_name("LOCK");
        app.add_option("--user", question_.user, tr("By this user"))->type_name("USER");
        app.add_option("--verb", question_.verb, tr("Only this, as --json tells it"))->type_name("VERB");
        app.add_option("--from", from_, tr("Not before"))->type_name("T");
        app.add_option("--to", to_, tr("Before"))->type_name("T");
    }

  protected:
    base::Result<domain::LogQuestion> question(Session& session) const {
        auto question = question_;
        if (!client_.empty()) {
            const auto number = base::parse_integer<int>(client_);
            question.client = number ? session.workspace.client_of_number(*number) : domain::Id::parse(client_);
            if (!question.client) return base::Error{"usage.unknown_client", {{"client", client_}}};
        }
        if (!lock_.empty()) {
            const auto all = session.workspace.equipment();
            const auto lock = find_lock(*all, lock_);
            if (!lock) return lock.error();
            question.lock = (*lock)->lock.id;
        }
        for (const auto& [text, into] : {std::pair(&from_, &question.from), std::pair(&to_, &question.to)}) {
            if (text->empty()) continue;
            const auto moment = moment_from(*text);
            if (!moment) return moment.error();
            *into = *moment;
        }
        return question;
    }

    static Exit tell(Session& session, const LogDesk& desk, const base::Result<std::vector<LogRow>>& rows) {
        if (!rows) return fail(session, rows.error());
        if (session.json) {
            std::vector<Json> objects;
            for (const auto& row : *rows) objects.push_back(json_of_row(row, desk));
            session.out << array_text(objects);
        } else {
            session.out << table_of(*rows, desk);
        }
        return Exit::done;
    }

    domain::LogQuestion question_{.limit = 1000};

  private:
    std::string client_, lock_, from_, to_;
};

class ListLog final : public Asking {
  public:
    std::string name() const override { return "log.list"; }
    std::string help() const override { return tr("List the activity log: who did, read or tried what"); }
    Exit run(Session& session) override {
        const auto asked = question(session);
        if (!asked) return fail(session, asked.error());
        LogDesk desk(session.workspace);
        return tell(session, desk, desk.ask_for_all(*asked));
    }
};

class SampleLog final : public Asking {
  public:
    std::string name() const override { return "log.sample"; }
    std::string help() const override { return tr("Choose rows of the activity log at random, to be looked at"); }
    void add_options(CLI::App& app) override {
        Asking::add_options(app);
        app.add_option("--count", count_, tr("How many"))->check(CLI::Range(1, 1000))->capture_default_str();
    }
    Exit run(Session& session) override {
        auto asked = question(session);
        if (!asked) return fail(session, asked.error());
        asked->limit = count_;
        asked->purpose = domain::LogPurpose::sample;
        LogDesk desk(session.workspace);
        return tell(session, desk, desk.ask_for_all(*asked));
    }

  private:
    int count_ = 20;
};

class ExportLog final : public Asking {
  public:
    std::string name() const override { return "log.export"; }
    std::string help() const override { return tr("Save the activity log as CSV"); }
    void add_options(CLI::App& app) override {
        Asking::add_options(app);
        app.add_option("--out", file_, tr("The file to write"))->required()->type_name("FILE");
    }
    Exit run(Session& session) override {
        auto asked = question(session);
        if (!asked) return fail(session, asked.error());
        asked->purpose = domain::LogPurpose::to_file;
        LogDesk desk(session.workspace);
        const auto rows = desk.ask_for_all(*asked);
        if (!rows) return fail(session, rows.error());
        std::ofstream file(std::filesystem::u8path(file_), std::ios::binary | std::ios::trunc);
        file << desk.csv_of(*rows);
        file.close();
        if (!file) return fail(session, base::Error{"usage.file_unwritable", {{"file", file_}}});
        if (!session.json)
            session.out << wording::trn("{n} row saved", "{n} rows saved", static_cast<std::int64_t>(rows->size()))
                        << '\n';
        return Exit::done;
    }

  private:
    std::string file_;
};

class CheckLog final : public Command {
  public:
    std::string name() const override { return "log.check"; }
    std::string help() const override { return tr("Sign that rows of the activity log have been looked at"); }
    void add_options(CLI::App& app) override {
        app.add_option("rows", rows_, tr("The rows, as log.sample tells them"))->type_name("ROW");
        auto* note = app.add_option("--note", note_, tr("What was found"))->type_name("TEXT");
        app.add_option("--note-file", note_file_, tr("A file with what was found"))->type_name("FILE")->excludes(note);
    }
    Exit run(Session& session) override {
        if (rows_.empty()) return fail(session, base::Error{"usage.no_rows"});
        auto note = note_file_.empty() ? base::Result(note_) : note_from(note_file_);
        if (!note) return fail(session, note.error());
        if (base::trim(*note).empty()) return fail(session, base::Error{"usage.no_note"});
        if (const auto done = LogDesk(session.workspace).sign(rows_, *note); !done) return fail(session, done.error());
        if (!session.json)
            session.out << wording::trn("{n} row checked and signed", "{n} rows checked and signed",
                                        static_cast<std::int64_t>(rows_.size()))
                        << '\n';
        return Exit::done;
    }

  private:
    std::vector<std::string> rows_;
    std::string note_, note_file_;
};

}  // namespace

Commands log_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ListLog>());
    commands.push_back(std::make_unique<SampleLog>());
    commands.push_back(std::make_unique<ExportLog>());
    commands.push_back(std::make_unique<CheckLog>());
    return commands;
}

}  // namespace samordna::cli
