// matrix.show, matrix.set
#include <fstream>
#include <iterator>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/json_output.h"
#include "rules/matrix_csv.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::cli {
namespace {

using wording::tr;

// --rulebook VERSION; the one in force today where none is named.
class MatrixCommand : public Command {
  public:
    void add_options(CLI::App& app) override {
        app.add_option("--rulebook", version_, tr("The version of the rules; the one in force where none is named"));
    }

  protected:
    // Points into `rulebooks`. Errors: usage.unknown_rulebook, usage.no_matrix.
    base::Result<const rules::Rulebook*> chosen(const Session& session, const rules::Rulebooks& rulebooks) const {
        const auto units = session.workspace.units();
        const auto* book =
            version_.empty() && !units.empty()
                ? rulebooks.in_force(units.front().municipality, domain::local_date(session.workspace.now()))
                : rulebooks.find(version_);
        if (book == nullptr) {
            std::string known;
            for (const auto& one : rulebooks.all()) known += (known.empty() ? "" : ", ") + one.version;
            return base::Error{"usage.unknown_rulebook", {{"version", version_}, {"known", known}}};
        }
        if (book->matrix_from.empty()) return base::Error{"usage.no_matrix", {{"version", book->version}}};
        return book;
    }

  private:
    std::string version_;
};

class ShowMatrix final : public MatrixCommand {
  public:
    std::string name() const override { return "matrix.show"; }
    std::string help() const override { return tr("Which services may be combined, as a sheet (CSV)"); }
    Exit run(Session& session) override {
        const auto rulebooks = session.workspace.rulebooks();
        const auto book = chosen(session, *rulebooks);
        if (!book) return fail(session, book.error());
        const auto matrix = session.workspace.matrix(**book);
        session.out << (session.json ? object_text(json_of(matrix)) : rules::matrix_text(matrix.matrix));
        return Exit::done;
    }

  private:
    static Json json_of(const workspace::UnitMatrix& matrix) {
        const auto& services = matrix.matrix.services();
        Json cells = Json::array();
        for (std::size_t i = 0; i < services.size(); ++i) {
            for (std::size_t k = i + 1; k < services.size(); ++k) {
                const auto value = matrix.matrix.at(services[i], services[k]);
                if (value == rules::Combination::not_given) continue;
                cells.push_back({{"a", services[i]}, {"b", services[k]}, {"value", rules::name_of(value)}});
            }
        }
        return {{"rulebook", matrix.version}, {"own", matrix.is_own}, {"services", services}, {"cells", cells}};
    }
};

class SetMatrix final : public MatrixCommand {
  public:
    std::string name() const override { return "matrix.set"; }
    std::string help() const override { return tr("Fill in which services may be combined, from a sheet (CSV)"); }
    void add_options(CLI::App& app) override {
        MatrixCommand::add_options(app);
        app.add_option("FILE", file_, tr("The sheet, as matrix.show writes it; an empty file takes back what is set"))
            ->required();
        app.add_flag("--sync", sync_, tr("Sync with the backend afterwards"));
    }
    Exit run(Session& session) override {
        const auto rulebooks = session.workspace.rulebooks();
        const auto book = chosen(session, *rulebooks);
        if (!book) return fail(session, book.error());
        std::ifstream in(file_, std::ios::binary);
        if (!in) return fail(session, {"usage.file_unreadable", {{"file", file_}}});
        const std::string cells{std::istreambuf_iterator<char>(in), {}};
        const auto verdict = session.workspace.set_matrix((*book)->matrix_from, cells);
        if (!verdict) return fail(session, verdict.error());
        if (const auto* refused = std::get_if<rules::Refused>(&*verdict)) {
            if (session.json) {
                session.out << array_text(
                    {{{"outcome", "refused"}, {"findings", cli::json_of(refused->findings, {})}}});
            } else {
                for (const auto& finding : refused->findings) session.out << wording::sentence_of(finding) << '\n';
            }
            return Exit::refused;
        }
        if (session.json)
            session.out << array_text({{{"outcome", "accepted"}, {"findings", Json::array()}}});
        else
            session.out << wording::done_of_verb("matrix.set", 1) << '\n';
        return sync_ ? sync_and_tell(session) : Exit::done;
    }

  private:
    std::string file_;
    bool sync_ = false;
};

}  // namespace

Commands matrix_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ShowMatrix>());
    commands.push_back(std::make_unique<SetMatrix>());
    return commands;
}

}  // namespace samordna::cli
