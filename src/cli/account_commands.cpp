// login: who works with this profile, and with which backend.
#include <fstream>
#include <sstream>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/json_output.h"
#include "wording/catalog.h"

namespace samordna::cli {
namespace {

using wording::tr;

// The first line of the file; a password has no line end in it.
base::Result<std::string> read_password(const std::string& file) {
    std::ifstream in(std::filesystem::u8path(file), std::ios::binary);
    std::string line;
    if (!in || !std::getline(in, line)) return base::Error{"usage.password_file_unreadable", {{"file", file}}};
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) return base::Error{"usage.password_file_unreadable", {{"file", file}}};
    return line;
}

class Login final : public Command {
  public:
    std::string name() const override { return "login"; }
    std::string help() const override { return tr("Sign in to a backend and remember it in the profile"); }
    void add_options(CLI::App& app) override {
        app.add_option("--server", server_, tr("The backend's address"))->required()->type_name("URL");
        app.add_option("--user", user_, tr("Account name"))->required()->type_name("NAME");
        app.add_option("--password-file", password_file_, tr("A file whose first line is the password"))
            ->required()
            ->type_name("FILE");
    }
    Exit run(Session& session) override {
        const auto password = read_password(password_file_);
        if (!password) return fail(session, password.error());
        if (const auto signed_in = session.workspace.sign_in({server_, user_, *password}); !signed_in) {
            return fail(session, signed_in.error());
        }
        const auto who = session.workspace.signed_in();
        if (session.json && who) {
            session.out << object_text({{"server", who->server}, {"user", who->user}, {"role", who->role}});
        } else if (who) {
            session.out << tr("Signed in to {server} as {user}.", {{"server", who->server}, {"user", who->user}})
                        << '\n';
        }
        return Exit::done;
    }

  private:
    std::string server_;
    std::string user_;
    std::string password_file_;
};

}  // namespace

Commands account_commands() {
    Commands commands;
    commands.push_back(std::make_unique<Login>());
    return commands;
}

}  // namespace samordna::cli
