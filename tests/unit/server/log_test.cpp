// The activity log: what gets a row, and whether the rows are as they were written.
#include <algorithm>
#include <chrono>

#include <doctest/doctest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "server/digest.h"
#include "server/log_chain.h"
#include "support/house.h"

using namespace samordna;
using base::Id;
using domain::RecordType;
using support::House;

namespace {

base::Result<domain::Change> change_of(const Id& target, std::int64_t revision, domain::Verb verb) {
    static base::IdSource ids(31);
    domain::Change change;
    change.key = ids.next();
    change.target = target;
    change.base = revision;
    change.verb = std::move(verb);
    return change;
}

void perform(House& house, const char* user, const base::Result<domain::Change>& change) {
    REQUIRE(house.backend().perform(house.who(user), std::span(&change, 1)));
}

// A manager of Enhet Norr, with rights of her own making.
server::Principal manager(House& house) {
    auto who = house.who("anna");
    who.user = "maria";
    who.role = server::Role::manager;
    return who;
}

std::vector<domain::LogRow> rows(House& house, const domain::LogQuestion& question = {}) {
    const auto page = house.backend().log(manager(house), question);
    REQUIRE(page);
    return page->rows;
}

// Newest first; of the reading itself there is a row only after it.
domain::LogRow newest(House& house) {
    return rows(house, {.limit = 1}).front();
}

server::LogHealth health(House& house) {
    const auto answer = house.backend().verify_log();
    REQUIRE(answer);
    return *answer;
}

// By somebody who has the file.
void with_sql(House& house, const std::string& statement) {
    house.close();
    soci::session sql(soci::sqlite3, "dbname=\"" + (house.directory() / "samordna.db").string() + "\"");
    sql << statement;
    sql.close();
    house.restart();
}

}  // namespace

TEST_CASE("what is approved has a row: who, where, what, about which record, with which outcome") {
    House house;
    auto who = house.who("anna");
    who.program = "samordna/0.1.0";
    const auto change = change_of(house.shift("A1"), 1, domain::ApproveShift{});
    REQUIRE(house.backend().perform(who, std::span(&change, 1)));
    const auto row = newest(house);
    CHECK(row.user == "anna");
    CHECK(row.role == "coordinator");
    CHECK(row.unit == who.units.front().id);
    CHECK(row.verb == "shift.approve");
    CHECK(row.type == RecordType::shift);
    CHECK(row.target == house.shift("A1"));
    CHECK(row.program == "samordna/0.1.0");
    CHECK(row.recorded_at == house.clock.now());
    CHECK(row.outcome == domain::LogOutcome::done);
}

TEST_CASE("what is refused has a row that says why, and so has what is not hers") {
    House house;
    perform(house, "anna", change_of(house.shift("A4"), 1, domain::ApproveShift{}));
    auto row = newest(house);
    CHECK(row.outcome == domain::LogOutcome::refused);
    CHECK(row.detail == "rules.refused manual-without-note");
    perform(house, "anna", change_of(house.shift("A1"), 9, domain::ApproveShift{}));
    CHECK(newest(house).detail == "version.conflict");
    perform(house, "rune", change_of(house.shift("A1"), 1, domain::ApproveShift{}));
    row = newest(house);
    CHECK(row.user == "rune");
    CHECK(row.detail == "forbidden");
    perform(house, "anna", change_of(base::IdSource(3).next(), 1, domain::ApproveShift{}));
    CHECK(newest(house).detail == "not_found");
    perform(house, "anna", base::Error{"wire.malformed"});
    CHECK(newest(house).outcome == domain::LogOutcome::failed);
}

TEST_CASE("what is asked again under the same key was done once") {
    House house;
    const auto change = change_of(house.shift("A1"), 1, domain::ApproveShift{});
    perform(house, "anna", change);
    const auto before = rows(house, {.verb = "shift.approve"}).size();
    perform(house, "anna", change);
    CHECK(rows(house, {.verb = "shift.approve"}).size() == before);
}

TEST_CASE("a change of a visit is about its client") {
    House house;
    const auto unit = house.who("anna").units.front().id.text();
    const Id visit = server::derived_id(unit, "visit", "B6");
    perform(house, "anna", change_of(visit, 1, domain::EditVisit{.note = "Brukaren \u00f6ppnade sj\u00e4lv"}));
    const auto row = newest(house);
    CHECK(row.verb == "visit.edit");
    CHECK(row.client == server::derived_id(unit, "client", "3002"));
}

TEST_CASE("one client's record that is read has a row about that client; one that is not there is a refusal") {
    House house;
    const Id client = server::derived_id(house.who("anna").units.front().id.text(), "client", "3001");
    REQUIRE(house.backend().record(house.who("anna"), RecordType::client, client));
    auto row = newest(house);
    CHECK(row.verb == "record.read");
    CHECK(row.client == client);
    CHECK_FALSE(house.backend().record(house.who("anna"), RecordType::client, base::IdSource(3).next()));
    row = newest(house);
    CHECK(row.outcome == domain::LogOutcome::refused);
    CHECK(row.detail == "not_found");
}

TEST_CASE("a download has one row, however many records, and none where there is nothing new") {
    House house;
    const auto who = house.who("anna");
    const auto first = house.backend().page(who, std::nullopt, 5);
    REQUIRE(first);
    REQUIRE(house.backend().next_page(who, first->last.cursor, 1000));
    CHECK(rows(house, {.verb = "sync.snapshot"}).size() == 1);
    const auto whole = house.backend().page(who, std::nullopt, 1000);
    REQUIRE(whole);
    REQUIRE(house.backend().page(who, whole->last.cursor, 1000));
    CHECK(rows(house, {.verb = "sync.pull"}).empty());
    perform(house, "anna", change_of(house.shift("A1"), 1, domain::ApproveShift{}));
    REQUIRE(house.backend().page(who, whole->last.cursor, 1000));
    CHECK(rows(house, {.verb = "sync.pull"}).size() == 1);
}

TEST_CASE("signing in and out have rows; a failure has the name only where there is such an account") {
    House house;
    const auto session = house.backend().sign_in({"anna", support::password}, {"127.0.0.1", true, "samordna/0.1.0"});
    REQUIRE(session);
    CHECK(newest(house).verb == "session.begin");
    const auto who = house.backend().authenticate(session->token);
    REQUIRE(who);
    REQUIRE(house.backend().sign_out(*who));
    CHECK(newest(house).verb == "session.end");
    CHECK_FALSE(house.backend().sign_in({"anna", "wrong"}, {"127.0.0.1", true}));
    const auto row = newest(house);
    CHECK(row.user == "anna");
    CHECK(row.detail == "sign_in.refused");
    const auto before = health(house).rows;
    CHECK_FALSE(house.backend().sign_in({"nobody of ours", "wrong"}, {"127.0.0.1", true}));
    CHECK(newest(house).verb == "log.read");  // it is nobody's, and stands in the chain of no provider
    CHECK(health(house).rows == before + 2);
}

TEST_CASE("reading the log is itself a row, and only managers and reviewers read it") {
    House house;
    rows(house);
    CHECK(newest(house).verb == "log.read");
    CHECK(newest(house).user == "maria");
    const auto refused = house.backend().log(house.who("anna"), {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "forbidden");
    CHECK(newest(house).detail == "forbidden");
    CHECK(house.backend().log(house.who("rune"), {}));
}

TEST_CASE("nobody reads a row of another provider") {
    House house;
    auto vera = house.who("vera");
    vera.role = server::Role::manager;
    perform(house, "anna", change_of(house.shift("A1"), 1, domain::ApproveShift{}));
    const auto page = house.backend().log(vera, {.limit = 1000});
    REQUIRE(page);
    for (const auto& row : page->rows) CHECK(row.unit == vera.units.front().id);
    const auto ours = newest(house).row;
    const auto checked = house.backend().check_log(vera, {base::IdSource(5).next(), {ours}, "Genomg\u00e5ngen"});
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == "not_found");
}

TEST_CASE("the log is found by client, lock, user, verb and time, page by page") {
    House house;
    const Id client = server::derived_id(house.who("anna").units.front().id.text(), "client", "3002");
    perform(house, "anna", change_of(house.shift("A1"), 1, domain::ApproveShift{}));
    perform(house, "bo", change_of(house.shift("A3"), 1, domain::ApproveShift{}));
    const auto of_client = rows(house, {.client = client, .verb = "shift.approve"});
    REQUIRE(of_client.size() == 1);  // she was visited in A1, not in A3
    CHECK(of_client.front().target == house.shift("A1"));
    CHECK(rows(house, {.user = "bo", .verb = "shift.approve"}).size() == 1);
    CHECK(rows(house, {.lock = client}).empty());
    CHECK(rows(house, {.verb = "shift.approve", .to = house.clock.now()}).empty());
    CHECK(rows(house, {.verb = "shift.approve", .from = house.clock.now()}).size() == 2);
    const auto first = house.backend().log(manager(house), {.verb = "shift.approve", .limit = 1});
    REQUIRE(first);
    REQUIRE_FALSE(first->cursor.empty());
    const auto second =
        house.backend().log(manager(house), {.verb = "shift.approve", .cursor = first->cursor, .limit = 1});
    REQUIRE(second);
    REQUIRE(second->rows.size() == 1);
    CHECK(second->rows.front().row != first->rows.front().row);
    CHECK(second->cursor.empty());
    CHECK_FALSE(house.backend().log(manager(house), {.cursor = "1.x"}));
}

TEST_CASE("what a client tells afterwards is kept once, at its own moment; what is not hers is left out") {
    House house;
    const Id client = server::derived_id(house.who("anna").units.front().id.text(), "client", "3001");
    const Id other = server::derived_id(house.who("vera").units.front().id.text(), "client", "3001");
    base::IdSource ids(77);
    const auto at = house.clock.now() - std::chrono::hours{2};
    const std::vector<domain::NotedReading> readings{
        {ids.next(), at, domain::ReadingVerb::client_read, RecordType::client, client},
        {ids.next(), at, domain::ReadingVerb::printed, RecordType::client, other},
        {ids.next(), house.clock.now() + std::chrono::hours{5}, domain::ReadingVerb::search_opened, RecordType::client,
         client}};
    const auto told = house.backend().tell_readings(house.who("anna"), readings);
    REQUIRE(told);
    CHECK(told->stored == 2);
    CHECK(told->left_out == std::vector{readings[1].id});
    const auto kept = rows(house, {.client = client, .verb = "client.read"});
    REQUIRE(kept.size() == 1);
    CHECK(kept.front().happened_at == at);
    CHECK(kept.front().recorded_at == house.clock.now());
    CHECK(rows(house, {.verb = "search.opened"}).front().happened_at == house.clock.now());
    const auto again = house.backend().tell_readings(house.who("anna"), readings);
    REQUIRE(again);
    CHECK(again->known == 2);
    CHECK(rows(house, {.client = client, .verb = "client.read"}).size() == 1);
    auto phone = house.who("anna");
    phone.role = server::Role::service;
    CHECK_FALSE(house.backend().tell_readings(phone, readings));
}

TEST_CASE("a check is kept with its note and its rows, once") {
    House house;
    const auto sample = rows(house, {.limit = 2, .purpose = domain::LogPurpose::sample});
    REQUIRE(sample.size() == 2);
    const domain::LogCheck check{base::IdSource(5).next(), {sample[0].row, sample[1].row}, "Inget att anm\u00e4rka"};
    REQUIRE(house.backend().check_log(manager(house), check));
    REQUIRE(house.backend().check_log(manager(house), check));
    const auto kept = rows(house, {.verb = "log.check"});
    REQUIRE(kept.size() == 1);
    CHECK(kept.front().detail == "Inget att anm\u00e4rka [" + sample[0].row + " " + sample[1].row + "]");
    CHECK(kept.front().user == "maria");
    CHECK_FALSE(house.backend().check_log(manager(house), {base::IdSource(6).next(), {sample[0].row}, "  "}));
    CHECK_FALSE(house.backend().check_log(manager(house), {base::IdSource(7).next(), {"9.9"}, "Inget"}));
}

TEST_CASE("a log that nobody has touched holds, in every chain") {
    House house;
    perform(house, "anna", change_of(house.shift("A1"), 1, domain::ApproveShift{}));
    CHECK_FALSE(house.backend().sign_in({"nobody of ours", "wrong"}, {"127.0.0.1", true}));
    const auto found = health(house);
    CHECK(found.chains == 3);  // of two providers, and of none
    CHECK(found.rows > 6);
    CHECK_FALSE(found.first_break);
}

TEST_CASE("a row that is changed, taken out, put in or moved is found, and where") {
    const std::string last = "(SELECT length FROM log_chain WHERE number = 1)";
    const std::vector<std::pair<std::string, long long>> attacks{
        {"UPDATE log_entry SET account_name = 'bo' WHERE chain = 1 AND position = 3", 3},
        {"UPDATE log_entry SET recorded_at = recorded_at + 1 WHERE chain = 1 AND position = 2", 2},
        {"UPDATE log_entry SET hash = lower(hex(randomblob(32))) WHERE chain = 1 AND position = 4", 4},
        {"DELETE FROM log_entry WHERE chain = 1 AND position = 3", 3},
        {"DELETE FROM log_entry WHERE chain = 1 AND position = 1", 1},
        {"INSERT INTO log_entry SELECT chain, 1000, recorded_at, happened_at, account_name, role, unit, verb, "
         "target_type, target, "
         "client, lock, program, phone, outcome, detail, told, hash FROM log_entry WHERE chain = 1 AND position = 3",
         0},
        {"UPDATE log_entry SET position = CASE position WHEN 2 THEN -3 ELSE -2 END WHERE chain = 1 AND position IN (2, "
         "3)",
         0},
        {"UPDATE log_chain SET length = length - 1 WHERE number = 1", 0},
        {"UPDATE log_chain SET cut_position = 2, cut_hash = (SELECT hash FROM log_entry WHERE chain = 1 AND position = "
         "2) WHERE number = 1",
         2},
    };
    for (const auto& [statement, position] : attacks) {
        CAPTURE(statement);
        House house;
        with_sql(house, statement);
        if (statement.find("-3") != std::string::npos)
            with_sql(house, "UPDATE log_entry SET position = -position WHERE position < 0");
        const auto found = health(house);
        REQUIRE(found.first_break);
        CHECK(found.first_break->chain == 1);
        if (position > 0) CHECK(found.first_break->position == position);
        CHECK(found.chains == 1);  // the other provider's
    }
    // The last row, which no other one leans on.
    House house;
    with_sql(house, "DELETE FROM log_entry WHERE chain = 1 AND position = " + last);
    CHECK(health(house).first_break);
}

TEST_CASE("what retention cuts off leaves a chain that holds, and a row that says where; nobody else's cut does") {
    House house;
    house.clock.advance(std::chrono::hours{2});
    perform(house, "anna", change_of(house.shift("A1"), 1, domain::ApproveShift{}));
    const auto before = health(house);
    house.close();
    {
        const auto storage = server::Storage::open(house.directory(), 1);
        REQUIRE(storage);
        const auto cut = (*storage)->write(
            [&](soci::session& sql) { return server::cut_log(sql, house.clock.now(), house.clock.now()); });
        REQUIRE(cut);
        CHECK(*cut > 0);
        const auto again = (*storage)->write(
            [&](soci::session& sql) { return server::cut_log(sql, house.clock.now(), house.clock.now()); });
        CHECK(*again == 0);
        CHECK(server::Result<server::LogHealth>((*storage)->read([](soci::session& sql) {
                  return server::verify_log(sql);
              }))->rows == before.rows - *cut + 2);
    }
    house.restart();
    CHECK_FALSE(health(house).first_break);
    CHECK(rows(house, {.verb = "shift.approve"}).size() == 1);
    CHECK(rows(house, {.verb = "log.cut"}).size() == 1);
    CHECK(rows(house, {.verb = "package.import"}).empty());
    with_sql(house, "UPDATE log_entry SET detail = '1 x' WHERE verb = 'log.cut' AND chain = 1");
    CHECK(health(house).first_break);
}
