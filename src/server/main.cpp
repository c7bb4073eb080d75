// samordnad: the backend's command line. Exit codes: 0 done, 1 refused or failed, 2 usage.
#include <array>
#include <fstream>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/log.h"
#include "base/system.h"
#include "server/backend.h"
#include "server/demo.h"
#include "server/http_server.h"

namespace samordna::server {
namespace {

namespace fs = std::filesystem;

enum Exit { done = 0, refused = 1, usage = 2 };

struct Words {
    std::string data;
    std::string listen = "127.0.0.1:8443";
    std::string certificate_file, key_file;
    std::string clock;
    std::string package;
    bool keep_going = false;
    DemoWish demo;
    std::string month;
    NewAccount account;
    std::string role;
    std::string password_file;
};

fs::path path_of(const std::string& utf8) {
    return fs::path(std::u8string(utf8.begin(), utf8.end()));
}

// For whoever runs the service, in English.
std::string_view sentence_of(std::string_view code) {
    using Sentence = std::pair<std::string_view, std::string_view>;
    static constexpr std::array sentences{
        Sentence{"account.exists", "there is such an account; --replace gives it this password, role and units"},
        Sentence{"account.unknown_unit", "there is no unit of that name"},
        Sentence{"account.ambiguous_unit", "there are several units of that name"},
        Sentence{"account.bad_user", "a user's name is 1 to 200 bytes, without blanks at its ends"},
        Sentence{"account.bad_password", "a password is 8 to 1024 bytes"},
        Sentence{"backend.busy", "another process holds the database"},
        Sentence{"backend.fault", "the database cannot be used"},
        Sentence{"storage.newer", "the database was made by a newer version of this program"},
        Sentence{"listen.unknown_host", "there is no such host"},
        Sentence{"listen.failed", "it cannot listen there"},
        Sentence{"listen.bad_certificate", "the certificate or its key cannot be used"},
        Sentence{"package.not_a_folder", "the package is not a folder"},
        Sentence{"package.no_unit", "the package has no unit"},
        Sentence{"package.missing_file", "the file is not there"},
        Sentence{"package.cannot_read", "the file cannot be read"},
        Sentence{"package.missing_column", "the column is not there"},
        Sentence{"package.bad_value", "that is no value of this column"},
        Sentence{"package.unknown_reference", "what it refers to is not in the package"},
        Sentence{"package.duplicate", "an earlier row is the same"},
        Sentence{"package.empty", "it must not be empty"},
        Sentence{"package.mixed_shift", "the shift belongs to another care worker"},
        Sentence{"package.shift_approved", "the shift has been approved here; the approval must be revoked first"},
        Sentence{"csv.not_utf8", "it is not UTF-8"},
        Sentence{"csv.open_quote", "the quotation mark is never closed"},
        Sentence{"csv.stray_quote", "a quotation mark in the middle of a field"},
        Sentence{"csv.field_count", "it has another number of fields than the header"},
    };
    for (const auto& [known, sentence] : sentences) {
        if (known == code) return sentence;
    }
    return {};
}

int complain(const base::Error& error, Exit code = refused) {
    std::string text = fmt::format("{}: {}", error.code, sentence_of(error.code));
    for (const auto& [name, value] : error.parameters) {
        std::visit([&, &key = name](const auto& v) { text += fmt::format(" {}={}", key, v); }, value);
    }
    if (!error.detail.empty()) text += " (" + error.detail + ")";
    std::cerr << "samordnad: " << text << '\n';
    return code;
}

int complain(std::string_view sentence, Exit code) {
    std::cerr << "samordnad: " << sentence << '\n';
    return code;
}

void print(const protocol::PackageProblem& problem) {
    std::cerr << problem.file;
    if (problem.line > 0) std::cerr << ':' << problem.line;
    if (!problem.column.empty()) std::cerr << ": column " << problem.column;
    if (problem.column_number > 0) std::cerr << " (" << problem.column_number << ')';
    std::cerr << ": " << problem.code << ": " << sentence_of(problem.code) << '\n';
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
    for (const auto& problem : imported->problems) print(problem);
    if (!imported->stored) return complain("nothing was imported", refused);
    std::cout << "unit: " << package.unit.name << '\n';
    print(*imported);
    return faulty || !imported->problems.empty() ? refused : done;
}

int import(const Words& words) {
    const auto reading = protocol::read_unit_package(path_of(words.package));
    if (!reading) return complain(reading.error());
    for (const auto& problem : reading->problems) print(problem);
    const auto more = reading->problem_count - static_cast<std::int64_t>(reading->problems.size());
    if (more > 0) std::cerr << "and " << more << " more problems\n";
    const bool faulty = !reading->problems.empty();
    if (faulty && !words.keep_going) return complain("nothing was imported", refused);
    if (faulty) std::cerr << "rows left out: " << reading->left_out << '\n';
    return take_in(words, reading->package, words.keep_going, faulty);
}

int demo(const Words& words) {
    const base::SystemClock clock;
    DemoWish wish = words.demo;
    wish.until = clock.now();
    wish.month = domain::month_of(domain::local_date(wish.until));
    if (!words.month.empty()) {
        const auto month = domain::parse_month(words.month);
        if (!month) return complain("--month wants YYYY-MM", usage);
        wish.month = *month;
    }
    return take_in(words, demo_package(wish), false, false);
}

int add_account(const Words& words) {
    const fs::path data = path_of(words.data);
    if (!Backend::exists(data)) return complain("there is no database in --data", refused);
    std::ifstream file(path_of(words.password_file), std::ios::binary);
    if (!file) return complain("the password file cannot be read", refused);
    NewAccount wish = words.account;
    wish.password.assign(std::istreambuf_iterator<char>(file), {});
    while (wish.password.ends_with('\n') || wish.password.ends_with('\r')) wish.password.pop_back();
    wish.role = *parse_role(words.role);
    const base::SystemClock clock;
    const auto backend = Backend::open(data, clock);
    if (!backend) return complain(backend.error());
    const auto added = (*backend)->add_account(wish);
    return added ? done : complain(added.error());
}

int renew_epoch(const Words& words) {
    const fs::path data = path_of(words.data);
    if (!Backend::exists(data)) return complain("there is no database in --data", refused);
    const base::SystemClock clock;
    const auto backend = Backend::open(data, clock);
    if (!backend) return complain(backend.error());
    const auto renewed = (*backend)->renew_epoch();
    return renewed ? done : complain(renewed.error());
}

int serve(const Words& words) {
    auto wish = parse_listen(words.listen);
    if (!wish) return complain("--listen wants HOST:PORT", usage);
    if (words.certificate_file.empty() != words.key_file.empty()) {
        return complain("--tls-cert and --tls-key belong together", usage);
    }
    wish->certificate_file = words.certificate_file;
    wish->key_file = words.key_file;
    std::unique_ptr<base::Clock> clock = std::make_unique<base::SystemClock>();
    if (!words.clock.empty()) {
        const auto start = domain::parse_instant(words.clock);
        if (!start) return complain("--clock wants a moment with its offset: 2026-11-02T08:00:00+01:00", usage);
        clock = std::make_unique<base::ShiftedClock>(*start);
        wish->loopback_only = true;
    }
    base::log::to_stderr(base::log::Level::info);
    StopSignal stop;
    const auto backend = Backend::open(path_of(words.data), *clock, rules::Rulebooks::built_in(), !words.clock.empty());
    if (!backend) return complain(backend.error());
    const auto server = HttpServer::start(**backend, *wish);
    if (!server) {
        if (server.error().code != "listen.beyond_loopback") return complain(server.error());
        return complain(words.clock.empty() ? "beyond loopback it listens only with --tls-cert and --tls-key"
                                            : "with --clock it listens on loopback only",
                        usage);
    }
    (*backend)->keep_house();
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

    auto* account_command = app.add_subcommand("account", "Who may sign in");
    account_command->require_subcommand(1);
    auto* add_command = account_command->add_subcommand("add", "Add an account");
    add_command->add_option("--data", words.data, "Directory of the database")->required();
    add_command->add_option("--user", words.account.user)->required();
    add_command->add_option("--role", words.role)
        ->required()
        ->check(CLI::IsMember({"coordinator", "manager", "reviewer"}));
    add_command->add_option("--unit", words.account.units, "A unit's name; may be repeated")->required();
    add_command->add_option("--password-file", words.password_file)->required();
    add_command->add_flag("--replace", words.account.replace,
                          "Give an account of that name this password, role and units");

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
    if (epoch_command->parsed()) return renew_epoch(words);
    return add_account(words);
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
