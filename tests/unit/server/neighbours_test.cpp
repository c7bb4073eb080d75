// What a decision knows of the neighbours of a visit.
#include <algorithm>
#include <random>

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "protocol/codec.h"
#include "rules/judge.h"
#include "server/demo.h"
#include "server/facts_loader.h"
#include "server/log_chain.h"
#include "support/house.h"

using namespace samordna;
using base::Id;
using domain::RecordType;
using protocol::PackageRow;
using server::FactsLoader;
using server::Storage;
using support::House;

namespace {

// One more visit of Enhet Norr, half an hour long, by lock.
PackageRow& add_visit(protocol::UnitPackage& package, const char* shift, const char* care_worker, const char* client,
                      const char* start) {
    PackageRow row = package.visits.front();
    auto& visit = std::get<domain::Visit>(row.record);
    row.source_id = visit.source_id = "B" + std::to_string(package.visits.size() + 1);
    row.line = static_cast<int>(package.visits.size()) + 2;
    row.shift = shift;
    row.care_worker_number = care_worker;
    row.client_number = client;
    visit.start = support::at(start);
    visit.end = visit.start + std::chrono::minutes{30};
    package.visits.push_back(row);
    return package.visits.back();
}
domain::Visit& visit_of(PackageRow& row) {
    return std::get<domain::Visit>(row.record);
}

protocol::Outcome approve(House& house, const char* shift) {
    static base::IdSource ids(17);
    domain::Change change;
    change.key = ids.next();
    change.target = house.shift(shift);
    change.base = house.record(RecordType::shift, change.target).revision;
    change.verb = domain::ApproveShift{};
    const base::Result<domain::Change> one = change;
    auto outcomes = house.backend().perform(house.who("anna"), std::span(&one, 1));
    REQUIRE(outcomes);
    return outcomes->front();
}

void import(House& house, const protocol::UnitPackage& package) {
    const auto report = house.backend().import(package, false);
    REQUIRE(report);
    REQUIRE(report->stored);
}

struct Row {
    int type = 0;
    std::string id, body;
    std::string client, care_worker, household;
    long long starts_at = 0;
    bool operator==(const Row&) const = default;
};

std::vector<Row> rows_of(Storage& storage) {
    std::vector<Row> rows;
    const auto read = storage.read([&](soci::session& sql) {
        Row row;
        soci::statement query =
            (sql.prepare << "SELECT type, id, body, COALESCE(client, ''), COALESCE(care_worker, ''), "
                            "COALESCE(household, ''), COALESCE(starts_at, 0) FROM record WHERE deleted_at IS NULL "
                            "ORDER BY id",
             soci::into(row.type), soci::into(row.id), soci::into(row.body), soci::into(row.client),
             soci::into(row.care_worker), soci::into(row.household), soci::into(row.starts_at));
        query.execute();
        while (query.fetch()) rows.push_back(row);
    });
    REQUIRE(read);
    return rows;
}

// The findings of every shift, with all that there is in the facts.
struct Whole {
    explicit Whole(Storage& storage) : facts(rules::Rulebooks::built_in()) {
        for (const Row& row : rows_of(storage)) {
            const auto record =
                protocol::parse_record(static_cast<RecordType>(row.type), Id::parse(row.id).value(), row.body);
            REQUIRE(record);
            facts.put(*record);
            if (const auto* shift = std::get_if<domain::Shift>(&*record)) shifts.push_back(*shift);
        }
    }
    rules::Facts facts;
    std::vector<domain::Shift> shifts;
};

// Facts for one shift, alone and one after the other, find what facts of everything find.
void finds_the_same(const std::filesystem::path& directory, domain::Instant now) {
    auto storage = Storage::open(directory, 1);
    REQUIRE(storage);
    Whole whole(**storage);
    REQUIRE_FALSE(whole.shifts.empty());
    std::shuffle(whole.shifts.begin(), whole.shifts.end(), std::mt19937(4));
    const std::shared_ptr<const rules::Rulebooks> books(&rules::Rulebooks::built_in(), [](const auto*) {});
    std::size_t findings = 0;
    const auto read = (*storage)->read([&](soci::session& sql) {
        FactsLoader kept(sql, books);
        for (const domain::Shift& shift : whole.shifts) {
            const std::string municipality(whole.facts.municipality_of(shift));
            const std::string unit_id = shift.unit.text();
            long long unit = 0;
            sql << "SELECT number FROM unit WHERE id = :id", soci::use(unit_id), soci::into(unit);
            const auto expected = rules::findings_of_shift(whole.facts, shift.id, now);
            FactsLoader fresh(sql, books);
            CHECK(rules::findings_of_shift(fresh.around(shift, unit, municipality), shift.id, now) == expected);
            CHECK(rules::findings_of_shift(kept.around(shift, unit, municipality), shift.id, now) == expected);
            findings += expected.size();
        }
    });
    REQUIRE(read);
    CHECK(findings > 0);
}

}  // namespace

TEST_CASE("who comes as the second is refused while nobody else has a service there, and accepted when somebody has") {
    House house;
    auto package = support::north();
    auto& second = visit_of(add_visit(package, "A5", "P2", "3001", "2026-10-09T07:00:00+02:00"));
    second.double_staffing = true;
    second.service_lines.clear();
    second.note = "Två behövdes vid förflyttningen";
    import(house, package);
    const auto alone = approve(house, "A5");
    const auto* refused = std::get_if<protocol::Refused>(&alone);
    REQUIRE(refused != nullptr);
    CHECK(refused->findings.front().check == "double-alone");
    add_visit(package, "A6", "P1", "3001", "2026-10-09T07:00:00+02:00");
    import(house, package);
    CHECK(std::holds_alternative<protocol::Accepted>(approve(house, "A5")));
}

TEST_CASE("a care worker at two clients at once is warned of, and can be approved") {
    House house;
    auto package = support::north();
    add_visit(package, "A5", "P1", "3001", "2026-10-09T07:00:00+02:00");
    auto& other = visit_of(add_visit(package, "A6", "P1", "3002", "2026-10-09T07:10:00+02:00"));
    other.service_lines.front().service = "Dusch";
    import(house, package);
    CHECK(std::holds_alternative<protocol::Accepted>(approve(house, "A5")));
    CHECK(std::holds_alternative<protocol::Accepted>(approve(house, "A6")));
}

TEST_CASE("what was approved a moment ago in the same batch is known to what follows") {
    House house;
    static base::IdSource ids(19);
    std::vector<base::Result<domain::Change>> batch;
    for (int time = 0; time < 2; ++time) {
        domain::Change change;
        change.key = ids.next();
        change.target = house.shift("A1");
        change.base = 1 + time;
        change.verb = domain::ApproveShift{};
        batch.emplace_back(change);
    }
    const auto outcomes = house.backend().perform(house.who("anna"), batch);
    REQUIRE(outcomes);
    CHECK(std::holds_alternative<protocol::Accepted>((*outcomes)[0]));
    const auto* refused = std::get_if<protocol::Refused>(&(*outcomes)[1]);
    REQUIRE(refused != nullptr);
    CHECK(refused->findings.front().check == "already-approved");
}

TEST_CASE("facts read for one shift give the same findings as facts of the whole unit") {
    const support::TemporaryDirectory directory;
    const base::ManualClock clock(support::at("2026-12-01T10:00:00+01:00"));
    const domain::Month october = std::chrono::year{2026} / std::chrono::October;
    for (const char* municipality : {"Nacka", "Haninge"}) {
        // Two months: what is paid once is looked for in both.
        for (const auto month : {october, october + std::chrono::months{1}}) {
            auto backend = server::Backend::open(directory.path(), clock);
            REQUIRE(backend);
            const auto package = server::demo_package(
                {.month = month, .municipality = municipality, .clients = 28, .care_workers = 7, .seed = 3});
            const auto report = (*backend)->import(package, false);
            REQUIRE(report);
            REQUIRE(report->stored);
        }
    }
    finds_the_same(directory.path(), clock.now());
}

TEST_CASE("visits that have not changed follow their shift to another care worker") {
    House house;
    auto package = support::north();
    add_visit(package, "A5", "P1", "3001", "2026-10-05T07:10:00+02:00");
    import(house, package);
    for (auto& row : package.visits) {
        if (row.shift == "A1") row.care_worker_number = "P2";
    }
    import(house, package);
    house.close();
    finds_the_same(house.directory(), house.clock.now());
}

TEST_CASE("a database from before neighbours were looked at is filled in") {
    House house;
    house.close();
    std::vector<Row> before;
    {
        auto storage = Storage::open(house.directory(), 1);
        REQUIRE(storage);
        before = rows_of(**storage);
        const auto set_back = (*storage)->write([](soci::session& sql) {
            for (
                const char* statement :
                {"DROP TABLE identity",
                 "ALTER TABLE session DROP COLUMN by_openid",
                 "DROP INDEX record_of_client",
                 "DROP INDEX record_of_care_worker",
                 "DROP INDEX record_of_household",
                 "ALTER TABLE record DROP COLUMN client",
                 "ALTER TABLE record DROP COLUMN starts_at",
                 "ALTER TABLE record DROP COLUMN care_worker",
                 "ALTER TABLE record DROP COLUMN household",
                 "DROP TABLE rulebook",
                 "DROP TABLE log_entry",
                 "DROP TABLE log_chain",
                 "DROP INDEX record_of_target",
                 "ALTER TABLE record DROP COLUMN target",
                 "CREATE TABLE activity (provider BIGINT, sequence BIGINT, happened_at BIGINT, account_name TEXT, role "
                 "TEXT, unit BIGINT, verb TEXT, target TEXT, revision_before BIGINT, revision_after BIGINT)",
                 "INSERT INTO activity SELECT 1, 1, 1760000000, 'anna', 'coordinator', unit, 'shift.approve', id, 1, 2 "
                 "FROM record WHERE type = 4 AND unit = 1 LIMIT 1",
                 "DROP TABLE sighting",
                 "DROP TABLE phone_session",
                 "DROP TABLE refresh_token",
                 "DROP TABLE access_token",
                 "DROP TABLE recovery_code",
                 "DROP TABLE second_factor",
                 "ALTER TABLE account DROP COLUMN second_factor",
                 "ALTER TABLE account DROP COLUMN one_time_password",
                 "ALTER TABLE account DROP COLUMN deactivated_at",
                 "DROP TABLE care_worker_access",
                 "ALTER TABLE account DROP COLUMN care_worker_number",
                 "UPDATE meta SET value = '1' WHERE name = 'schema'"}) {
                sql << statement;
            }
        });
        REQUIRE(set_back);
    }
    auto storage = Storage::open(house.directory(), 1);
    REQUIRE(storage);
    const auto after = rows_of(**storage);
    CHECK(after == before);
    CHECK(std::any_of(after.begin(), after.end(), [](const Row& row) { return row.starts_at != 0; }));
    CHECK(std::any_of(after.begin(), after.end(), [](const Row& row) { return !row.care_worker.empty(); }));
    // What was logged before there was a chain is its beginning.
    const auto health = (*storage)->read([](soci::session& sql) { return server::verify_log(sql); });
    REQUIRE(health);
    CHECK(health->rows == 1);
    CHECK_FALSE(health->first_break);
}
