#include "server/account_commands.h"

#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>

#include "server/backend.h"
#include "server/program.h"

namespace samordna::server {
namespace {

constexpr const char* no_database = "There is no database in the folder that --data names.";
constexpr const char* no_subject = "The subject file cannot be read.";

// The first line, as the companion reads such files too: what stands in them is nobody else's business, and a command
// line is.
bool read_line(const std::string& file, std::string& into) {
    std::ifstream in(path_of(file), std::ios::binary);
    if (!in || !std::getline(in, into)) return false;
    if (into.ends_with('\r')) into.pop_back();
    return true;
}

}  // namespace

struct AccountCommands::Words {
    std::string data;
    NewAccount account;
    std::string role, second_factor, password_file, issuer, subject_file;
    std::string user;
    std::string phone, phone_unit;
    CLI::App *add = nullptr, *deactivate = nullptr, *reset = nullptr, *token = nullptr, *link = nullptr,
             *unlink = nullptr;

    // What `work` gives back is the exit code.
    template <class Work>
    int with_backend(Work work) const {
        if (!Backend::exists(path_of(data))) return complain(no_database, refused);
        const base::SystemClock clock;
        const auto backend = Backend::open(path_of(data), clock);
        return backend ? work(**backend) : complain(backend.error());
    }
    int add_account() const {
        if (!Backend::exists(path_of(data))) return complain(no_database, refused);
        NewAccount wish = account;
        if (password_file.empty() && issuer.empty())
            return complain("It wants --password-file, or --openid and --subject-file.", usage);
        if (!password_file.empty() && !read_line(password_file, wish.password))
            return complain("The password file cannot be read.", refused);
        if (!issuer.empty()) {
            wish.identity = Identity{issuer, {}};
            if (!read_line(subject_file, wish.identity->subject)) return complain(no_subject, refused);
        }
        wish.role = *domain::parse_role(role);
        wish.second_factor = parse_second_factor(second_factor);
        return with_backend([&](Backend& backend) {
            const auto added = backend.add_account(wish);
            return added ? done : complain(added.error());
        });
    }
    int link_account() const {
        Identity identity{issuer, {}};
        if (!read_line(subject_file, identity.subject)) return complain(no_subject, refused);
        return with_backend([&](Backend& backend) {
            const auto linked = backend.link_account(user, identity);
            return linked ? done : complain(linked.error());
        });
    }
    // Prints the token once: it is not kept.
    int give_phone_token() const {
        return with_backend([&](Backend& backend) -> int {
            const auto given = backend.phone_token(phone, phone_unit);
            if (!given) return complain(given.error());
            std::cout << *given << std::endl;
            return done;
        });
    }
    int change(Result<> (Backend::*what)(const std::string&)) const {
        return with_backend([&](Backend& backend) {
            const auto changed = (backend.*what)(user);
            return changed ? done : complain(changed.error());
        });
    }
};

AccountCommands::AccountCommands(CLI::App& app) : words_(std::make_unique<Words>()) {
    Words& w = *words_;
    auto* account = app.add_subcommand("account", "Who may sign in");
    account->require_subcommand(1);
    const auto with_data = [&](CLI::App* command) {
        command->add_option("--data", w.data, "Directory of the database")->required();
        return command;
    };
    w.add = with_data(account->add_subcommand("add", "Add an account"));
    w.add->add_option("--user", w.account.user, "The name to sign in with")->required();
    w.add->add_option("--role", w.role, "What the account may do")
        ->required()
        ->check(CLI::IsMember({"coordinator", "manager", "reviewer", "service"}));
    w.add->add_option("--unit", w.account.units, "A unit's name; may be repeated")->required();
    const auto add_identity = [&](CLI::App* command) {
        auto* issuer = command->add_option("--openid", w.issuer, "The issuer of an OpenID provider that knows her");
        auto* subject =
            command->add_option("--subject-file", w.subject_file, "A file whose first line is whom it calls her");
        issuer->needs(subject);
        subject->needs(issuer);
        return issuer;
    };
    add_identity(w.add);
    w.add->add_option("--password-file", w.password_file, "A file whose first line is the password");
    w.add
        ->add_option("--second-factor", w.second_factor,
                     "What is shown beside the password: totp, a code of an app (unless said), or none, which is "
                     "served on this computer only")
        ->check(CLI::IsMember({"totp", "none"}));
    w.add->add_flag("--one-time-password", w.account.one_time_password,
                    "The password is good for one sign-in, which chooses another");
    w.add->add_option("--care-worker", w.account.care_worker,
                      "Her number in the mobile system, where she works there too: nobody approves her own visits");
    w.add->add_flag("--replace", w.account.replace,
                    "Give an account of that name this password, role, units and second factor");

    const auto of_user = [&](const char* name, const char* help) {
        auto* command = with_data(account->add_subcommand(name, help));
        command->add_option("--user", w.user, "The name to sign in with")->required();
        return command;
    };
    w.deactivate = of_user("deactivate", "Let an account sign in no more, and end its sessions at once");
    w.reset = of_user("reset-second-factor", "Let the next sign-in of an account choose an app anew");

    w.link = of_user("link", "Let whom an OpenID provider vouches for sign in as this account");
    add_identity(w.link)->required();
    w.unlink = of_user("unlink", "Let no OpenID provider vouch for this account, and end its sessions at once");

    auto* phone = app.add_subcommand("phone", "What the phones of care workers may tell by themselves");
    phone->require_subcommand(1);
    w.token = with_data(phone->add_subcommand("token", "Give a phone its own access, and print it"));
    w.token->add_option("--phone", w.phone, "The phone's id, as in the unit package")->required();
    w.token->add_option("--unit", w.phone_unit, "The unit's name, where several have such a phone");
}

AccountCommands::~AccountCommands() = default;

std::optional<int> AccountCommands::run() {
    if (words_->add->parsed()) return words_->add_account();
    if (words_->deactivate->parsed()) return words_->change(&Backend::deactivate_account);
    if (words_->reset->parsed()) return words_->change(&Backend::reset_second_factor);
    if (words_->link->parsed()) return words_->link_account();
    if (words_->unlink->parsed()) return words_->change(&Backend::unlink_account);
    if (words_->token->parsed()) return words_->give_phone_token();
    return std::nullopt;
}

}  // namespace samordna::server
