// visit.edit, visit.register, visit.history
#include <fstream>
#include <iostream>
#include <iterator>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/json_output.h"
#include "wording/catalog.h"
#include "wording/sentences.h"
#include "wording/visit_words.h"

namespace samordna::cli {
namespace {

using domain::Id;
using wording::tr;

base::Result<Id> find_visit(const workspace::Workspace& workspace, const std::string& word) {
    const auto id = Id::parse(word);
    std::vector<Id> found;
    for (const auto& row : workspace.visits(std::nullopt)) {
        if (id ? row.visit.id == *id : row.visit.source_id == word) found.push_back(row.visit.id);
    }
    if (found.empty()) return base::Error{"usage.unknown_visit", {{"visit", word}}};
    if (found.size() > 1)
        return base::Error{"usage.ambiguous_visit", {{"visit", word}, {"count", std::int64_t(found.size())}}};
    return found.front();
}

// "Dusch", "Dusch=30": with its own minutes; "+Dusch": extra.
base::Result<domain::ServiceLine> line_from(std::string text) {
    domain::ServiceLine line;
    if (text.starts_with('+')) {
        line.extra = true;
        text.erase(0, 1);
    }
    if (const auto equals = text.rfind('='); equals != std::string::npos) {
        int minutes = 0;
        if (!CLI::detail::lexical_cast(text.substr(equals + 1), minutes))
            return base::Error{"usage.bad_service", {{"text", text}}};
        line.minutes = minutes;
        text.resize(equals);
    }
    line.service = std::move(text);
    return line;
}

// What both say of a visit.
class MendingCommand : public Command {
  public:
    void add_options(CLI::App& app) override {
        app.add_option("--start", start_, tr("When it began, as 2026-10-01T08:00:00+02:00"));
        app.add_option("--end", end_, tr("When it ended"));
        app.add_option("--service", services_, tr("A service, as NAME, NAME=MINUTES or +NAME where it is extra"));
        app.add_option("--double-staffing", double_staffing_,
                       tr("The supporting half of double staffing: true or false"));
        app.add_option("--shift", shift_, tr("The shift that it belongs to"));
        app.add_option("--note-file", note_file_, tr("A file with the note that says why; - for standard input"));
        app.add_flag("--sync", sync_, tr("Sync with the backend afterwards"));
    }

  protected:
    // What was said of it, and only that.
    base::Result<domain::EditVisit> said(const workspace::Workspace& workspace) const {
        domain::EditVisit edit;
        for (const auto& [text, moment] : {std::pair{&start_, &edit.start}, std::pair{&end_, &edit.end}}) {
            if (text->empty()) continue;
            const auto parsed = moment_from(*text);
            if (!parsed) return parsed.error();
            *moment = *parsed;
        }
        if (!services_.empty()) {
            edit.service_lines.emplace();
            for (const auto& text : services_) {
                const auto line = line_from(text);
                if (!line) return line.error();
                if (!line->service.empty()) edit.service_lines->push_back(*line);
            }
        }
        edit.double_staffing = double_staffing_;
        if (!shift_.empty()) {
            const auto shift = find_shift(workspace, shift_);
            if (!shift) return shift.error();
            edit.shift = *shift;
        }
        if (!note_file_.empty()) {
            auto note = note_from(note_file_);
            if (!note) return note.error();
            edit.note = *std::move(note);
        }
        return edit;
    }

    Exit tell(Session& session, const Id& visit, const base::Result<rules::Verdict>& verdict) const {
        if (!verdict) return fail(session, verdict.error());
        const auto* refused = std::get_if<rules::Refused>(&*verdict);
        const rules::Findings findings = refused == nullptr ? rules::Findings{} : refused->findings;
        if (session.json) {
            session.out << array_text({{{"id", visit.text()},
                                        {"outcome", refused == nullptr ? "accepted" : "refused"},
                                        {"findings", json_of(findings, {})}}});
        } else if (refused == nullptr) {
            session.out << wording::done_of_verb(name(), 1) << '\n';
        }
        if (!session.json) {
            for (const auto& finding : findings) session.out << wording::sentence_of(finding) << '\n';
        }
        if (refused != nullptr) return Exit::refused;
        return sync_ ? sync_and_tell(session) : Exit::done;
    }

  private:
    std::string start_, end_, shift_, note_file_;
    std::vector<std::string> services_;
    std::optional<bool> double_staffing_;
    bool sync_ = false;
};

class Edit final : public MendingCommand {
  public:
    std::string name() const override { return "visit.edit"; }
    std::string help() const override {
        return tr("Mend a visit: its times, services, double staffing, shift or note");
    }
    void add_options(CLI::App& app) override {
        app.add_option("ID", visit_, tr("The visit, by id or by the package's own id"))->required();
        MendingCommand::add_options(app);
    }
    Exit run(Session& session) override {
        const auto visit = find_visit(session.workspace, visit_);
        if (!visit) return fail(session, visit.error());
        const auto edit = said(session.workspace);
        if (!edit) return fail(session, edit.error());
        return tell(session, *visit, session.workspace.edit_visit(*visit, *edit));
    }

  private:
    std::string visit_;
};

class Register final : public MendingCommand {
  public:
    std::string name() const override { return "visit.register"; }
    std::string help() const override { return tr("Register a visit that was never registered"); }
    void add_options(CLI::App& app) override {
        app.add_option("--client", client_, tr("The client's number"))->required();
        MendingCommand::add_options(app);
    }
    Exit run(Session& session) override {
        const auto edit = said(session.workspace);
        if (!edit) return fail(session, edit.error());
        if (!edit->shift || !edit->start || !edit->end) return fail(session, {"usage.visit_incomplete"});
        const auto client = session.workspace.client_of_number(client_);
        if (!client) return fail(session, {"usage.unknown_client", {{"client", std::int64_t{client_}}}});
        const auto id = session.workspace.new_id();
        const domain::RegisterVisit made{*edit->shift,
                                         *client,
                                         *edit->start,
                                         *edit->end,
                                         edit->double_staffing.value_or(false),
                                         edit->service_lines.value_or(std::vector<domain::ServiceLine>{}),
                                         edit->note.value_or("")};
        return tell(session, id, session.workspace.register_visit(id, made));
    }

  private:
    int client_ = 0;
};

class History final : public Command {
  public:
    std::string name() const override { return "visit.history"; }
    std::string help() const override { return tr("Who has done what to a visit, and when"); }
    void add_options(CLI::App& app) override {
        app.add_option("ID", visit_, tr("The visit, by id or by the package's own id"))->required();
    }
    Exit run(Session& session) override {
        const auto visit = find_visit(session.workspace, visit_);
        if (!visit) return fail(session, visit.error());
        if (const auto about = session.workspace.visit(*visit))
            session.workspace.note_readings(domain::ReadingVerb::client_read, domain::RecordType::client,
                                            {&about->client, 1});
        std::vector<Json> objects;
        for (const auto& row : session.workspace.history(domain::RecordType::visit, *visit)) {
            const auto* before = row.before ? std::get_if<domain::Visit>(&*row.before) : nullptr;
            Json changes = Json::array();
            for (const auto& change : wording::changes_of(before, std::get<domain::Visit>(row.after))) {
                changes.push_back({{"field", change.field}, {"before", change.before}, {"after", change.after}});
            }
            if (session.json) {
                objects.push_back({{"at", json_of(std::optional(row.at))},
                                   {"by", row.by},
                                   {"verb", row.verb},
                                   {"fate", row.fate ? Json(workspace::name_of(*row.fate)) : Json(nullptr)},
                                   {"changes", changes}});
            } else {
                session.out << wording::history_line(row) << '\n';
            }
        }
        if (session.json) session.out << array_text(objects);
        return Exit::done;
    }

  private:
    std::string visit_;
};

}  // namespace

base::Result<std::string> note_from(const std::string& file) {
    std::string note;
    if (file == "-") {
        note.assign(std::istreambuf_iterator<char>(std::cin), {});
    } else {
        std::ifstream in(file, std::ios::binary);
        if (!in) return base::Error{"usage.file_unreadable", {{"file", file}}};
        note.assign(std::istreambuf_iterator<char>(in), {});
    }
    while (!note.empty() && (note.back() == '\n' || note.back() == '\r')) note.pop_back();
    return note;
}

base::Result<domain::Instant> moment_from(const std::string& text) {
    const auto moment = domain::parse_instant(text);
    if (!moment) return base::Error{"usage.bad_moment", {{"text", text}}};
    return *moment;
}

Commands mending_commands() {
    Commands commands;
    commands.push_back(std::make_unique<Edit>());
    commands.push_back(std::make_unique<Register>());
    commands.push_back(std::make_unique<History>());
    return commands;
}

}  // namespace samordna::cli
