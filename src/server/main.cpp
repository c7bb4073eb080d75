// samordnad: the backend's command line. Exit codes: 0 done, 1 refused or failed, 2 usage.
#include <fstream>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/log.h"
#include "base/system.h"
#include "server/account_commands.h"
#include "server/backend.h"
#include "server/demo.h"
#include "server/demo_live.h"
#include "server/http_server.h"
#include "server/program.h"
#include "server/rulebook_words.h"
#include "server/sentences.h"
#include "server/upkeep_commands.h"

namespace samordna::server {
namespace {

namespace fs = std::filesystem;

struct Words {
    std::string data;
    std::string listen = "127.0.0.1:8443";
    std::string certificate_file, key_file;
    std::string clock;
    std::string openid_file;
    std::string package;
    bool keep_going = false;
    DemoWish demo;
    std::string month;
    std::string municipality = "nacka";
    std::string rulebook_file;
    bool live = false;
    int every = 5;
};

void print(const std::vector<protocol::PackageProblem>& problems) {
    for (const auto& problem : problems) std::cerr << sentence_of(problem) << '\n';
}

void print(const IngestReport& report) {
    for (const auto type : {domain::RecordType::visit, domain::RecordType::shift, domain::RecordType::client,
                            domain::RecordType::care_worker, domain::RecordType::order, domain::RecordType::lock,
                            domain::RecordType::tag, domain::RecordType::phone}) {
        const IngestCount& count = report.counts[static_cast<std::size_t>(type)];
        std::cout << fmt::format("{:12} {:7} new {:7} changed {:7} unchanged", domain::name_of(type), count.added,
                                 count.changed, count.unchanged);
        if (count.removed > 0) std::cout << fmt::format(" {:7} removed", count.removed);
        std::cout << '\n';
    }
}

int take_in(const Words& words, const protocol::UnitPackage& package, bool keep_going, bool faulty) {
    const fs::path data = path_of(words.data);
    const bool fresh = !Backend::exists(data);
    const base::SystemClock clock;
    const auto imported = [&]() -> Result<IngestReport> {
        auto backend = Backend::open(data, clock);
        if (!backend) return backend.error();
        return (*backend)->import(package, keep_going);
    }();
    if (fresh && !(imported && imported->stored)) Backend::discard(data);
    if (!imported) return complain(imported.error());
    print(imported->problems);
    if (!imported->stored) return complain("Nothing was imported.", refused);
    std::cout << "unit: " << package.unit.name << '\n';
    print(*imported);
    return faulty || !imported->problems.empty() ? refused : done;
}

int import(const Words& words) {
    const auto reading = protocol::read_unit_package(path_of(words.package));
    if (!reading) return complain(reading.error());
    print(reading->problems);
    const auto more = reading->problem_count - static_cast<std::int64_t>(reading->problems.size());
    if (more > 0) std::cerr << "And " << more << " more problems.\n";
    const bool faulty = !reading->problems.empty();
    if (faulty && !words.keep_going) return complain("Nothing was imported.", refused);
    if (faulty) std::cerr << "Rows left out: " << reading->left_out << ".\n";
    return take_in(words, reading->package, words.keep_going, faulty);
}

// Beside a samordnad that serves the same folder.
int live(const Words& words) {
    if (!Backend::exists(path_of(words.data)))
        return complain("There is no database in the folder that --data names.", refused);
    const base::SystemClock clock;
    base::log::to_stderr(base::log::Level::info);
    StopSignal stop;
    const auto backend = Backend::open(path_of(words.data), clock);
    if (!backend) return complain(backend.error());
    const auto demo = LiveDemo::of(**backend, clock, words.demo.seed);
    if (!demo) return complain(demo.error());
    (*demo)->start(std::chrono::seconds{words.every});
    std::cout << "the demo unit is living" << std::endl;
    stop.wait();
    return done;
}

int demo(const Words& words) {
    if (words.live) return live(words);
    const base::SystemClock clock;
    DemoWish wish = words.demo;
    wish.until = clock.now();
    wish.municipality = words.municipality == "haninge" ? "Haninge" : "Nacka";
    wish.month = domain::month_of(domain::local_date(wish.until));
    if (!words.month.empty()) {
        const auto month = domain::parse_month(words.month);
        if (!month) return complain("--month wants a month like 2026-10.", usage);
        wish.month = *month;
    }
    return take_in(words, demo_package(wish), false, false);
}

Result<std::string> rulebook_text(const Words& words) {
    std::ifstream file(path_of(words.rulebook_file), std::ios::binary);
    if (!file) return base::Error{"rulebook.cannot_read"};
    return std::string(std::istreambuf_iterator<char>(file), {});
}

// Nothing is stored: without --data it can rest on what the program carries.
int check_rulebook(const Words& words) {
    const auto text = rulebook_text(words);
    if (!text) return complain(text.error());
    const auto checked = [&]() -> Result<rules::Rulebook> {
        if (words.data.empty()) {
            const auto* extended = rules::Rulebooks::built_in().find(rules::extended_version(*text));
            return rules::parse_rulebook(*text, words.rulebook_file, extended);
        }
        if (!Backend::exists(path_of(words.data))) return base::Error{"rulebook.no_database"};
        const base::SystemClock clock;
        const auto backend = Backend::open(path_of(words.data), clock);
        if (!backend) return backend.error();
        return (*backend)->check_rulebook(*text, words.rulebook_file);
    }();
    if (!checked) return complain(sentence_of_rulebook(checked.error()), refused);
    std::cout << description_of(*checked);
    return done;
}

int install_rulebook(const Words& words) {
    const auto text = rulebook_text(words);
    if (!text) return complain(text.error());
    if (!Backend::exists(path_of(words.data))) return complain(base::Error{"rulebook.no_database"});
    const base::SystemClock clock;
    const auto backend = Backend::open(path_of(words.data), clock);
    if (!backend) return complain(backend.error());
    const auto installed = (*backend)->install_rulebook(*text, words.rulebook_file);
    if (!installed) return complain(sentence_of_rulebook(installed.error()), refused);
    std::cout << description_of(*installed);
    return done;
}

int renew_epoch(const Words& words) {
    const base::SystemClock clock;
    const auto backend = existing(words.data, clock);
    if (!backend) return refused;
    const auto renewed = backend->renew_epoch();
    return renewed ? done : complain(renewed.error());
}

int serve(const Words& words) {
    auto wish = parse_listen(words.listen);
    if (!wish) return complain("--listen wants HOST:PORT.", usage);
    if (words.certificate_file.empty() != words.key_file.empty()) {
        return complain("--tls-cert and --tls-key belong together.", usage);
    }
    wish->certificate_file = words.certificate_file;
    wish->key_file = words.key_file;
    const auto clock = clock_of(words.clock);
    if (!clock) return usage;
    wish->loopback_only = !words.clock.empty();
    base::log::to_stderr(base::log::Level::info);
    StopSignal stop;
    const auto backend = Backend::open(path_of(words.data), *clock, rules::Rulebooks::built_in(), !words.clock.empty());
    if (!backend) return complain(backend.error());
    if (!words.openid_file.empty()) {
        auto providers = read_openid_settings(path_of(words.openid_file));
        if (!providers) return complain(providers.error());
        (*backend)->trust(std::move(*providers));
    }
    const auto server = HttpServer::start(**backend, *wish);
    if (!server) {
        if (server.error().code != "listen.beyond_loopback") return complain(server.error());
        return complain(words.clock.empty() ? "Beyond this computer it listens only with --tls-cert and --tls-key."
                                            : "With --clock it listens on this computer only.",
                        usage);
    }
    (*backend)->keep_house();
    std::unique_ptr<LiveDemo> living;
    if (words.live) {
        auto demo = LiveDemo::of(**backend, *clock, words.demo.seed);
        if (!demo) return complain(demo.error());
        living = std::move(*demo);
        living->start(std::chrono::seconds{words.every});
    }
    std::cout << "listening on " << (*server)->url() << std::endl;
    stop.wait();
    return done;
}

int run(int argc, char** argv) {
    Words words;
    CLI::App app("samordnad: the backend of Samordna");
    app.require_subcommand(1);

    auto* serve_command = app.add_subcommand("serve", "Answer clients until SIGTERM");
    serve_command->add_option("--data", words.data, "Directory of the database")->required();
    serve_command->add_option("--listen", words.listen, "HOST:PORT; port 0 picks a free one")->capture_default_str();
    serve_command->add_option("--tls-cert", words.certificate_file, "Certificate chain (PEM)");
    serve_command->add_option("--tls-key", words.key_file, "Its private key (PEM)");
    serve_command->add_option("--clock", words.clock, "Rehearsal: start the clock at this moment (ISO 8601)");

    serve_command->add_option("--openid", words.openid_file, "OpenID providers that say who somebody is (JSON)");

    const auto add_live = [&](CLI::App& command) {
        auto* wish =
            command.add_flag("--live", words.live, "Let the demo unit go on: locks are opened, phones are used");
        command.add_option("--every", words.every, "Seconds from one to the next")
            ->capture_default_str()
            ->check(CLI::PositiveNumber)
            ->needs(wish);
    };
    add_live(*serve_command);

    auto* import_command = app.add_subcommand("import", "Take in a unit package");
    import_command->add_option("--data", words.data, "Directory of the database")->required();
    import_command->add_option("package", words.package, "Folder of CSV files")->required();
    import_command->add_flag("--keep-going", words.keep_going, "Leave faulty rows out instead of refusing the package");

    auto* demo_command = app.add_subcommand("demo", "Make up a unit and take it in");
    demo_command->add_option("--data", words.data, "Directory of the database")->required();
    demo_command->add_option("--month", words.month, "YYYY-MM; this month unless said");
    demo_command->add_option("--clients", words.demo.clients)->capture_default_str()->check(CLI::PositiveNumber);
    demo_command->add_option("--care-workers", words.demo.care_workers)
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    demo_command->add_option("--visits", words.demo.visits, "As many visits")->check(CLI::PositiveNumber);
    demo_command->add_option("--seed", words.demo.seed, "The same seed makes the same unit")->capture_default_str();

    add_live(*demo_command);
    demo_command->add_option("--municipality", words.municipality, "Whose rules it lives by")
        ->capture_default_str()
        ->check(CLI::IsMember({"nacka", "haninge"}));

    auto* rulebook_command = app.add_subcommand("rulebook", "What a municipality has published of its rules");
    rulebook_command->require_subcommand(1);
    auto* check_command =
        rulebook_command->add_subcommand("check", "Say what stands in a rulebook, or what is wrong with it");
    check_command->add_option("--data", words.data, "Directory of the database, for what the rulebook extends");
    check_command->add_option("file", words.rulebook_file, "The rulebook")->required();
    auto* install_command =
        rulebook_command->add_subcommand("install", "Let a rulebook hold for every unit of its municipality");
    install_command->add_option("--data", words.data, "Directory of the database")->required();
    install_command->add_option("file", words.rulebook_file, "The rulebook")->required();

    AccountCommands account_commands(app);

    UpkeepCommands upkeep;
    upkeep.add_to(app);
    auto* epoch_command =
        app.add_subcommand("restored", "After the database was set back from a copy: every client begins anew");
    epoch_command->add_option("--data", words.data, "Directory of the database")->required();

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& failure) {
        return app.exit(failure) == 0 ? done : usage;
    }
    if (serve_command->parsed()) return serve(words);
    if (import_command->parsed()) return import(words);
    if (demo_command->parsed()) return demo(words);
    if (const auto done_there = upkeep.run()) return *done_there;
    if (epoch_command->parsed()) return renew_epoch(words);
    if (check_command->parsed()) return check_rulebook(words);
    if (install_command->parsed()) return install_rulebook(words);
    return *account_commands.run();
}

}  // namespace
}  // namespace samordna::server

int main(int argc, char** argv) {
    samordna::base::guard_private_data();
    try {
        return samordna::server::run(argc, argv);
    } catch (const std::exception& failure) {
        std::cerr << "samordnad: " << failure.what() << '\n';
        return 1;
    }
}
