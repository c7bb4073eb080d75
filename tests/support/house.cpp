#include "support/house.h"

#include <map>
#include <stdexcept>

#include "protocol/feed.h"
#include "server/digest.h"

namespace support {
namespace {

namespace fs = std::filesystem;
using domain::Verification;
using protocol::PackageRow;

fs::path fresh_directory() {
    fs::path path = fs::temp_directory_path() / ("samordna-test-" + base::IdSource().next().text());
    fs::create_directory(path);
    return path;
}

PackageRow row(std::string source_id, domain::Record record) {
    PackageRow made;
    made.source_id = std::move(source_id);
    made.record = std::move(record);
    return made;
}

void add_client(protocol::UnitPackage& package, int number, const char* first_name, const char* last_name) {
    domain::Client client;
    client.number = number;
    client.first_name = first_name;
    client.last_name = last_name;
    client.person_id = "19391002-TF20";
    package.clients.push_back(row(std::to_string(number), client));
    domain::Order order;
    order.service = "Dusch";
    order.minutes_per_visit = 30;
    order.valid_from = domain::parse_date("2026-01-01").value();
    package.orders.push_back(row(std::to_string(number) + "/Dusch/2026-01-01/no", order));
    package.orders.back().client_number = std::to_string(number);
}

PackageRow& add_visit(protocol::UnitPackage& package, const char* shift, int client, const char* start) {
    domain::Visit visit;
    visit.source_id = "B" + std::to_string(package.visits.size() + 1);
    visit.start = at(start);
    visit.end = visit.start + std::chrono::minutes{30};
    visit.start_verification = visit.end_verification = Verification::lock;
    visit.service_lines.push_back({"Dusch", std::nullopt, false, false});
    PackageRow made = row(visit.source_id, visit);
    made.line = static_cast<int>(package.visits.size()) + 2;
    made.shift = shift;
    made.client_number = std::to_string(client);
    made.care_worker_number = "P1";
    package.visits.push_back(made);
    return package.visits.back();
}

protocol::UnitPackage unit(const char* provider, const char* org_number, const char* name) {
    protocol::UnitPackage package;
    package.unit.municipality = "Nacka";
    package.unit.provider = provider;
    package.unit.provider_org_number = org_number;
    package.unit.name = name;
    domain::CareWorker worker;
    worker.number = "P1";
    worker.first_name = "Östen";
    worker.last_name = "Lund";
    package.care_workers.push_back(row("P1", worker));
    worker.number = "P2";
    package.care_workers.push_back(row("P2", worker));
    return package;
}

// Made once, copied for every house.
struct Model {
    Model() {
        const base::ManualClock clock(at("2026-10-20T10:00:00+02:00"));
        auto backend = server::Backend::open(directory.path(), clock);
        if (!backend) throw std::runtime_error(backend.error().detail);
        for (const auto& package : {north(), west()}) {
            const auto report = (*backend)->import(package, false);
            if (!report || !report->stored) throw std::runtime_error("the model unit cannot be imported");
        }
        add(**backend, "anna", server::Role::coordinator, "Enhet Norr");
        add(**backend, "bo", server::Role::coordinator, "Enhet Norr");
        add(**backend, "rune", server::Role::reviewer, "Enhet Norr");
        add(**backend, "vera", server::Role::coordinator, "Enhet Väst");
    }
    void add(server::Backend& backend, const std::string& user, server::Role role, const char* unit_name) {
        if (!backend.add_account({user, role, {unit_name}, password, false, server::SecondFactor::none}))
            throw std::runtime_error("no account");
        const auto session = backend.sign_in({user, password}, here);
        if (!session) throw std::runtime_error("no session");
        sessions[user] = *session;
    }
    TemporaryDirectory directory;
    std::map<std::string, protocol::Session> sessions;
};

const Model& model() {
    static const Model made;
    return made;
}

}  // namespace

domain::Instant at(const char* text) {
    return domain::parse_instant(text).value();
}

protocol::UnitPackage north() {
    auto package = unit("Exempel Hemtjänst AB", "556000-4615", "Enhet Norr");
    add_client(package, 3001, "Ingrid", "Östlund");
    add_client(package, 3002, "Oskar", "Ängström");
    add_visit(package, "A1", 3001, "2026-10-05T07:00:00+02:00");
    add_visit(package, "A1", 3002, "2026-10-05T08:00:00+02:00");
    add_visit(package, "A2", 3001, "2026-10-06T07:00:00+02:00");
    add_visit(package, "A2", 3002, "2026-10-06T08:00:00+02:00");
    add_visit(package, "A3", 3001, "2026-10-07T07:00:00+02:00");
    auto& manual = std::get<domain::Visit>(add_visit(package, "A4", 3002, "2026-10-08T07:00:00+02:00").record);
    manual.end_verification = Verification::manual;
    return package;
}

protocol::UnitPackage west() {
    auto package = unit("Annan Omsorg AB", "556000-4623", "Enhet Väst");
    add_client(package, 3001, "Märta", "Sjögren");
    add_visit(package, "A1", 3001, "2026-10-05T07:00:00+02:00");
    return package;
}

TemporaryDirectory::TemporaryDirectory() : path_(fresh_directory()) {}
TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

House::House() : clock(at("2026-10-20T10:00:00+02:00")), directory_(fresh_directory()) {
    fs::copy(model().directory.path(), directory_, fs::copy_options::recursive);
    restart();
}

House::~House() {
    backend_.reset();
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
}

void House::restart() {
    backend_.reset();
    auto backend = server::Backend::open(directory_, clock);
    if (!backend) throw std::runtime_error("the backend does not open: " + backend.error().detail);
    backend_ = std::move(*backend);
}

std::string House::token(const std::string& user) {
    auto& session = sessions_.try_emplace(user, model().sessions.at(user)).first->second;
    if (const auto who = backend_->authenticate(session.token); !who && who.error().code == "session.expired") {
        auto next = backend_->refresh(session.refresh_token);
        if (!next) next = backend_->sign_in({user, password}, here);
        if (next) session = std::move(*next);
    }
    return session.token;
}

server::Principal House::who(const std::string& user) {
    const auto principal = backend_->authenticate(token(user));
    if (!principal) throw std::runtime_error("the session does not hold");
    return *principal;
}

base::Id House::shift(const std::string& source_id) {
    const auto units = who("anna").units;
    return server::derived_id(units.front().id.text(), "shift", source_id);
}

domain::Revised House::record(domain::RecordType type, const base::Id& id) {
    struct Last final : protocol::FeedSink {
        void upsert(protocol::Upsert&& line) override { found = {std::move(line.record), line.revision}; }
        void remove(const protocol::Removal&) override {}
        protocol::Result<> checkpoint(const protocol::Checkpoint&) override { return {}; }
        domain::Revised found;
    } last;
    const auto text = backend_->record(who("anna"), type, id);
    if (!text) throw std::runtime_error("there is no such record");
    protocol::FeedReader reader(last);
    if (!reader.read(text->text + "\n")) throw std::runtime_error("the record cannot be read");
    return last.found;
}

}  // namespace support
