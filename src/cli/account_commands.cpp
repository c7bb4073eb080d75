// login: who works with this profile, and with which backend.
#include <fstream>

#include <CLI/CLI.hpp>

#include "base/system.h"
#include "cli/command.h"
#include "cli/json_output.h"
#include "wording/catalog.h"
#include "wording/sign_in_words.h"

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
        app.add_option("--server", words_.server, tr("The backend's address"))->required()->type_name("URL");
        auto* user = app.add_option("--user", words_.user, tr("Account name"))->type_name("NAME");
        auto* password =
            app.add_option("--password-file", password_file_, tr("A file whose first line is the password"))
                ->type_name("FILE");
        user->needs(password);
        password->needs(user);
        openid_ = app.add_option("--openid", way_,
                                 tr("In the browser instead, through the provider of this name or the only one"))
                      ->expected(0, 1)
                      ->type_name("NAME")
                      ->excludes(user);
        app.add_flag("--no-browser", no_browser_, tr("Only tell the address; it is opened by hand"))->needs(openid_);
        app.add_option("--wait", wait_, tr("How many seconds the browser is waited for"))
            ->capture_default_str()
            ->check(CLI::PositiveNumber)
            ->needs(openid_);
        auto* code = app.add_option("--totp", words_.code, tr("The six digits that the authenticator app shows"))
                         ->type_name("CODE");
        app.add_option("--recovery-code-file", recovery_code_file_,
                       tr("A file whose first line is one of the recovery codes, instead of --totp"))
            ->type_name("FILE")
            ->excludes(code);
        app.add_option("--new-password-file", new_password_file_,
                       tr("A file whose first line is the password of your own, where the first one is good once"))
            ->type_name("FILE");
    }
    Exit run(Session& session) override {
        if (openid_->count() > 0) return run_in_browser(session);
        if (words_.user.empty()) return fail(session, {"usage.no_sign_in"});
        for (const auto& [file, into] :
             {std::pair{&password_file_, &words_.password}, std::pair{&recovery_code_file_, &words_.recovery_code},
              std::pair{&new_password_file_, &words_.new_password}}) {
            if (file->empty()) continue;
            auto text = read_password(*file);
            if (!text) return fail(session, text.error());
            *into = std::move(*text);
        }
        const auto welcome = session.workspace.sign_in(words_);
        if (!welcome) {
            if (welcome.error().code == "sign_in.enrol") tell_enrolment(session, welcome.error());
            return fail(session, welcome.error());
        }
        if (const auto who = session.workspace.signed_in()) tell(session, *who, *welcome);
        return Exit::done;
    }

  private:
    Exit run_in_browser(Session& session) {
        auto words = wording::browser_words(words_.server, way_);
        words.at_most = std::chrono::seconds{wait_};
        const auto welcome = session.workspace.sign_in(words, [&](const std::string& address) {
            session.err << tr("Sign in at this address, in a browser on this computer:") << '\n'
                        << address << std::endl;
            if (!no_browser_ && !base::open_in_browser(address))
                session.err << tr("No browser could be opened.") << std::endl;
        });
        if (!welcome) return fail(session, welcome.error());
        if (const auto who = session.workspace.signed_in()) tell(session, *who, *welcome);
        return Exit::done;
    }
    // What the app is to be given.
    static void tell_enrolment(Session& session, const base::Error& wanted) {
        const auto [secret, uri] = wording::app_secret_of(wanted);
        if (session.json)
            session.out << object_text({{"secret", secret}, {"uri", uri}});
        else
            session.out << wording::in_fours(secret) << '\n' << uri << '\n';
    }
    static void tell(Session& session, const workspace::SignedIn& who, const workspace::Welcome& welcome) {
        const char* factor = who.by_browser ? "openid" : who.second_factor ? "totp" : "none";
        if (session.json) {
            Json object{{"server", who.server}, {"user", who.user}, {"role", who.role}, {"second_factor", factor}};
            if (!welcome.recovery_codes.empty()) object["recovery_codes"] = welcome.recovery_codes;
            session.out << object_text(object);
            return;
        }
        session.out << tr("Signed in to {server} as {user}.", {{"server", who.server}, {"user", who.user}}) << '\n';
        if (!who.second_factor) session.out << wording::no_second_factor() << '\n';
        if (welcome.recovery_codes.empty()) return;
        session.out << tr("Recovery codes, each good once instead of a code. They are not shown again:") << '\n';
        for (const auto& code : welcome.recovery_codes) session.out << code << '\n';
    }

    workspace::SignInWords words_;
    std::string password_file_, recovery_code_file_, new_password_file_;
    std::string way_;
    CLI::Option* openid_ = nullptr;
    bool no_browser_ = false;
    int wait_ = 300;
};

}  // namespace

Commands account_commands() {
    Commands commands;
    commands.push_back(std::make_unique<Login>());
    return commands;
}

}  // namespace samordna::cli
