#include "cli/program.h"

#include <algorithm>
#include <exception>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/log.h"
#include "base/system.h"
#include "cli/basis_compare_command.h"
#include "cli/command.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::cli {
namespace {

using wording::mark;
using wording::tr;

struct UsageText {
    std::string_view code;
    const char* text;
};
constexpr UsageText usage_texts[] = {
    {"usage.bad_month", mark("{month} is not a month. Write it as 2026-10.")},
    {"usage.months_backwards", mark("The first month lies after the last one.")},
    {"usage.unknown_municipality", mark("The program knows no rules of {municipality}. It knows: {known}.")},
    {"usage.unknown_rulebook", mark("There is no rulebook {version} here. It is one of: {known}.")},
    {"usage.no_matrix", mark("The rules {version} have no matrix.")},
    {"usage.file_unreadable", mark("{file} could not be read.")},
    {"usage.password_file_unreadable", mark("The password could not be read from {file}.")},
    {"usage.no_sign_in", mark("Say --user and --password-file, or --openid.")},
    {"usage.no_shift", mark("Name the shifts, or use --clean for all that nothing speaks against.")},
    {"usage.unknown_shift", mark("There is no shift {shift} here. Sync, or look in shift.list.")},
    {"usage.unknown_visit", mark("There is no visit {visit} here. Sync, or look in visit.list.")},
    {"usage.ambiguous_visit", mark("{count} visits are called {visit}. Use the id from visit.list --json.")},
    {"usage.unknown_client", mark("There is no client with the number {client} here.")},
    {"usage.bad_moment", mark("{text} is not a moment. Write it as 2026-10-01T08:00:00+02:00.")},
    {"usage.bad_service", mark("{text} is not a service. Write NAME, NAME=MINUTES or +NAME.")},
    {"usage.visit_incomplete", mark("Say the shift, the start and the end of the visit.")},
    {"usage.ambiguous_shift", mark("{count} shifts are called {shift}. Use the id from shift.list --json.")},
    {"usage.no_lock", mark("Name the locks, or use --all for all that have no hour yet.")},
    {"usage.unknown_lock", mark("There is no lock {thing} here. Sync, or look in lock.list.")},
    {"usage.unknown_tag", mark("There is no tag {thing} here. Sync, or look in tag.list.")},
    {"usage.unknown_phone", mark("There is no phone {thing} here. Sync, or look in phone.list.")},
    {"usage.unknown_lock_order", mark("There is no lock order {thing} here. Sync, or look in lock_order.list.")},
    {"usage.unknown_account_order", mark("There is no order {thing} here. Look in account_order.list.")},
    {"usage.no_unit", mark("No unit is known here yet. Sync first.")},
    {"usage.ambiguous_thing", mark("{count} are called {thing}. Use the id from the list with --json.")},
    {"usage.unknown_worker", mark("There is no care worker with the number {worker} here.")},
    {"usage.lock_order_incomplete", mark("Say which order, or its kind and the client or the lock.")},
    {"usage.unknown_control", mark("There is no such control of {month} here. Look in control.list.")},
    {"usage.no_deviation", mark("The control tells of no deviation of {thing}.")},
    {"usage.no_rows", mark("Name the rows that you have looked at, as log.sample tells them.")},
    {"usage.file_unwritable", mark("{file} could not be written.")},
    {"usage.bad_done", mark("{text} does not say what was done. Write THING=TEXT.")},
};

std::string sentence_of(const base::Error& error) {
    for (const auto& [code, text] : usage_texts) {
        if (code == error.code) return tr(text, error.parameters);
    }
    return wording::sentence_of(error);
}

// The language is chosen before the options are described, so it is looked up by hand.
void choose_language(int argc, const char* const* argv) {
    auto language = wording::system_language();
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        std::string_view value;
        for (const std::string_view option : {"--language", "--lang"}) {
            if (word == option && i + 1 < argc) value = argv[i + 1];
            if (word.starts_with(option) && word.substr(option.size()).starts_with('='))
                value = word.substr(option.size() + 1);
        }
        language = wording::parse_language(value).value_or(language);
    }
    wording::set_language(language);
}

struct Options {
    workspace::Profile profile;
    std::string directory;
    std::string passphrase_file;
    std::string language;
    bool no_keyring = false;
    bool json = false;

    void add_to(CLI::App& app) {
        app.add_option("--profile", directory, tr("The folder with this computer's copy (needed)"))->type_name("DIR");
        app.add_option("--passphrase-file", passphrase_file, tr("A file with the passphrase that opens the profile"))
            ->type_name("FILE");
        app.add_flag("--no-keyring", no_keyring, tr("Keep the profile's key in a file instead of in the keyring"));
        app.add_option("--ca-file", profile.ca_file, tr("A further certificate authority for the backend"))
            ->type_name("FILE");
        app.add_option("--language,--lang", language, tr("The language to speak"))->check(CLI::IsMember({"sv", "en"}));
        app.add_flag("--json", json, tr("Write JSON instead of text"));
    }
    workspace::Profile chosen() {
        profile.directory = std::filesystem::u8path(directory);
        if (!passphrase_file.empty()) profile.passphrase_file = std::filesystem::u8path(passphrase_file);
        profile.use_keyring = !no_keyring && passphrase_file.empty();
        return profile;
    }
};

Commands all_commands() {
    Commands all;
    for (auto group : {account_commands,   sync_commands,    shift_commands,      visit_commands,   finding_commands,
                       rule_commands,      mending_commands, matrix_commands,     basis_commands,   calendar_commands,
                       silence_commands,   lock_commands,    lock_order_commands, tag_commands,     phone_commands,
                       control_commands,   staff_commands,   log_commands,        closing_commands, followup_commands,
                       comparison_commands}) {
        auto commands = group();
        std::move(commands.begin(), commands.end(), std::back_inserter(all));
    }
    return all;
}

Exit perform(Command& command, Options& options, std::ostream& out, std::ostream& err) {
    if (options.directory.empty()) {
        Output output{options.json, out, err};
        if (const auto done = command.run_without_profile(output)) return *done;
        throw CLI::RequiredError("--profile");
    }
    const base::SystemClock clock;
    base::PumpedPost post;
    auto workspace = workspace::Workspace::open(options.chosen(), clock, post);
    if (!workspace) {
        err << sentence_of(workspace.error()) << '\n';
        return exit_of(workspace.error());
    }
    Session session{{options.json, out, err}, **workspace};
    return command.run(session);
}

}  // namespace

void Period::add_options(CLI::App& app) {
    auto* month =
        app.add_option("--month", month_text, tr("The month; without it the present one"))->type_name("YYYY-MM");
    app.add_flag("--all", all, tr("All months"))->excludes(month);
}

base::Result<domain::Month> month_from(const std::string& text) {
    if (const auto month = domain::parse_month(text)) return *month;
    return base::Error{"usage.bad_month", {{"month", text}}};
}

base::Result<std::vector<domain::Month>> Period::months(const workspace::Workspace& workspace) const {
    auto months = workspace.months();
    if (all) return months;
    const auto wanted = month_text.empty() ? base::Result(domain::month_of(domain::local_date(workspace.now())))
                                           : month_from(month_text);
    if (!wanted) return wanted.error();
    std::erase_if(months, [&](const auto month) { return month != *wanted; });
    return months;
}

Exit exit_of(const base::Error& error) {
    if (error.code.starts_with("usage.") || error.code.starts_with("calendar.")) return Exit::usage;
    if (error.code.starts_with("basis.layout_")) return Exit::usage;
    // A round of agreement is what is missing.
    if (error.code == "basis.not_in_step" || error.code == "basis.unsent") return Exit::not_reached;
    if (error.code.starts_with("backend.")) return Exit::not_reached;
    return Exit::refused;
}

Exit fail(Output& output, const base::Error& error) {
    output.err << sentence_of(error) << '\n';
    if (!error.detail.empty()) base::log::debug(error.detail);
    return exit_of(error);
}

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
    base::guard_private_data();
    choose_language(argc, argv);
    CLI::App app{tr("Samordna by keyboard and by timer: the same work as in the window, on a profile of one's own."),
                 "samordnactl"};
    app.require_subcommand(1);
    app.fallthrough();
    Options options;
    options.add_to(app);
    const Commands commands = all_commands();
    Command* chosen = nullptr;
    for (const auto& command : commands) {
        auto* sub = app.add_subcommand(command->name(), command->help());
        command->add_options(*sub);
        sub->callback([&chosen, &command] { chosen = command.get(); });
    }
    try {
        app.parse(argc, argv);
        return static_cast<int>(perform(*chosen, options, out, err));
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem, out, err) == 0 ? static_cast<int>(Exit::done) : static_cast<int>(Exit::usage);
    } catch (const std::exception& broken) {
        base::log::error(broken.what());
        err << tr("Something went wrong that should not. Nothing was lost; try again.") << '\n';
        return static_cast<int>(Exit::refused);
    }
}

}  // namespace samordna::cli
