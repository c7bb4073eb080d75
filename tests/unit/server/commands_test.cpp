#include "server/commands.h"

#include <doctest/doctest.h>

#include "protocol/codec.h"
#include "server/digest.h"
#include "support/house.h"

using namespace samordna;
using base::Id;
using domain::RecordType;
using protocol::Accepted;
using protocol::Conflict;
using protocol::Failed;
using protocol::Outcome;
using protocol::Refused;
using support::House;

namespace {

domain::Change change_of(const Id& shift, std::int64_t revision, domain::Verb verb) {
    static base::IdSource ids(7);
    domain::Change change;
    change.key = ids.next();
    change.target = shift;
    change.base = revision;
    change.by = "anna";
    change.at = support::at("2026-10-20T09:59:00+02:00");
    change.verb = std::move(verb);
    return change;
}
domain::Change approve(const Id& shift, std::int64_t revision) {
    return change_of(shift, revision, domain::ApproveShift{});
}
domain::Change revoke(const Id& shift, std::int64_t revision) {
    return change_of(shift, revision, domain::RevokeApproval{});
}

Outcome perform(House& house, const std::string& user, const domain::Change& change) {
    const base::Result<domain::Change> one = change;
    auto outcomes = house.backend().perform(house.who(user), std::span(&one, 1));
    REQUIRE(outcomes);
    REQUIRE(outcomes->size() == 1);
    return outcomes->front();
}

std::string failure(const Outcome& outcome) {
    const auto* failed = std::get_if<Failed>(&outcome);
    return failed == nullptr ? "" : failed->error.code;
}

domain::Shift shift(House& house, const char* name) {
    return std::get<domain::Shift>(house.record(RecordType::shift, house.shift(name)).record);
}

}  // namespace

TEST_CASE("an approval is stored under the name of whoever is signed in, at the backend's moment") {
    House house;
    auto change = approve(house.shift("A1"), 1);
    change.by = "somebody else";
    const auto outcome = perform(house, "anna", change);
    const auto& accepted = std::get<Accepted>(outcome);
    REQUIRE(accepted.changed.size() == 1);
    CHECK(accepted.changed[0] == protocol::ChangedRecord{RecordType::shift, house.shift("A1"), 2});
    CHECK(shift(house, "A1").approved_by == "anna");
    CHECK(shift(house, "A1").approved_at == house.clock.now());
    CHECK(house.record(RecordType::shift, house.shift("A1")).revision == 2);
}

TEST_CASE("the same key gives the same answer, and the effect happens once") {
    House house;
    const auto change = approve(house.shift("A1"), 1);
    const auto first = perform(house, "anna", change);
    house.clock.advance(std::chrono::hours{5});
    house.restart();
    const auto second = perform(house, "anna", change);
    CHECK(protocol::outcome_text(first) == protocol::outcome_text(second));
    CHECK(house.record(RecordType::shift, house.shift("A1")).revision == 2);
}

TEST_CASE("a conflict and a refusal are answered again as they were") {
    House house;
    const auto stale = approve(house.shift("A1"), 99);
    const auto refused = approve(house.shift("A4"), 1);
    const auto first = perform(house, "anna", stale);
    REQUIRE(std::holds_alternative<Conflict>(first));
    REQUIRE(std::holds_alternative<Refused>(perform(house, "anna", refused)));
    REQUIRE(std::holds_alternative<Accepted>(perform(house, "bo", approve(house.shift("A1"), 1))));
    CHECK(protocol::outcome_text(perform(house, "anna", stale)) == protocol::outcome_text(first));
    CHECK(std::holds_alternative<Refused>(perform(house, "anna", refused)));
}

TEST_CASE("a key that comes with another change is refused") {
    House house;
    auto change = approve(house.shift("A1"), 1);
    perform(house, "anna", change);
    change.target = house.shift("A2");
    CHECK(failure(perform(house, "anna", change)) == "key.reused");
    CHECK_FALSE(shift(house, "A2").approved_at);
}

TEST_CASE("two accounts may use the same key without seeing each other's answers") {
    House house;
    auto change = approve(house.shift("A1"), 1);
    perform(house, "anna", change);
    change.target = house.shift("A2");
    CHECK(std::holds_alternative<Accepted>(perform(house, "bo", change)));
}

TEST_CASE("a change made on an older revision is a conflict that shows the current record") {
    House house;
    perform(house, "bo", approve(house.shift("A1"), 1));
    const auto outcome = perform(house, "anna", revoke(house.shift("A1"), 1));
    const auto& conflict = std::get<Conflict>(outcome);
    CHECK(conflict.revision == 2);
    CHECK(std::get<domain::Shift>(conflict.current).approved_by == "bo");
}

TEST_CASE("a change of an unanswered change builds on what that one made") {
    House house;
    const auto first = approve(house.shift("A1"), 1);
    auto second = revoke(house.shift("A1"), 1);
    second.depends_on = first.key;
    auto third = approve(house.shift("A1"), 1);
    third.depends_on = second.key;
    const std::vector<base::Result<domain::Change>> batch{first, second, third};
    const auto outcomes = house.backend().perform(house.who("anna"), batch);
    REQUIRE(outcomes);
    for (const auto& outcome : *outcomes) CHECK(std::holds_alternative<Accepted>(outcome));
    CHECK(house.record(RecordType::shift, house.shift("A1")).revision == 4);
}

TEST_CASE("a change of a refused change fails, and one of an unknown change is malformed") {
    House house;
    const auto refused = approve(house.shift("A4"), 1);
    perform(house, "anna", refused);
    auto next = revoke(house.shift("A4"), 1);
    next.depends_on = refused.key;
    CHECK(failure(perform(house, "anna", next)) == "depends_on.refused");
    auto after_that = approve(house.shift("A4"), 1);
    after_that.depends_on = next.key;
    CHECK(failure(perform(house, "anna", after_that)) == "depends_on.refused");
    auto lost = approve(house.shift("A1"), 1);
    lost.depends_on = approve(house.shift("A1"), 1).key;
    CHECK(failure(perform(house, "anna", lost)) == "request.malformed");
}

TEST_CASE("a change that depends on a change of another shift is malformed") {
    House house;
    const auto first = approve(house.shift("A1"), 1);
    perform(house, "anna", first);
    auto second = approve(house.shift("A2"), 1);
    second.depends_on = first.key;
    CHECK(failure(perform(house, "anna", second)) == "request.malformed");
}

TEST_CASE("somebody who changed it in between makes a dependent change a conflict") {
    House house;
    const auto first = approve(house.shift("A1"), 1);
    perform(house, "anna", first);
    perform(house, "bo", revoke(house.shift("A1"), 2));
    auto second = revoke(house.shift("A1"), 1);
    second.depends_on = first.key;
    CHECK(std::holds_alternative<Conflict>(perform(house, "anna", second)));
}

TEST_CASE("a refused item does not stop the next one, nor does one that cannot be read") {
    House house;
    const std::vector<base::Result<domain::Change>> batch{
        approve(house.shift("A4"), 1), base::Error{"wire.malformed", {{"field", std::string("verb")}}},
        approve(house.shift("A1"), 1)};
    const auto outcomes = house.backend().perform(house.who("anna"), batch);
    REQUIRE(outcomes);
    CHECK(std::holds_alternative<Refused>((*outcomes)[0]));
    CHECK(failure((*outcomes)[1]) == "request.malformed");
    CHECK(std::holds_alternative<Accepted>((*outcomes)[2]));
}

TEST_CASE("the rules of the backend decide, with the finding's visit and paragraph") {
    House house;
    const auto outcome = perform(house, "anna", approve(house.shift("A4"), 1));
    const auto& refused = std::get<Refused>(outcome);
    REQUIRE_FALSE(refused.findings.empty());
    CHECK(refused.findings[0].check == "manual-without-note");
    CHECK(refused.findings[0].visit.has_value());
    CHECK_FALSE(refused.findings[0].paragraph.empty());
}

TEST_CASE("the backend's clock decides whether a month is closed") {
    House house;
    auto change = approve(house.shift("A1"), 1);
    change.at = support::at("2026-10-30T12:00:00+01:00");
    house.clock.set(support::at("2026-11-20T12:00:00+01:00"));
    // Her session is too old by then; she is still who she was.
    const auto outcome = [&] {
        house.clock.set(support::at("2026-10-20T10:00:00+02:00"));
        const auto who = house.who("anna");
        house.clock.set(support::at("2026-11-20T12:00:00+01:00"));
        const base::Result<domain::Change> one = change;
        return house.backend().perform(who, std::span(&one, 1));
    }();
    REQUIRE(outcome);
    const auto* refused = std::get_if<Refused>(&outcome->front());
    REQUIRE(refused != nullptr);
    CHECK(refused->findings[0].check == "after-closing");
}

TEST_CASE("a visit can be let go unpaid, but only one of the shift's own") {
    House house;
    const auto units = house.who("anna").units;
    auto partly = approve(house.shift("A4"), 1);
    partly.verb = domain::ApproveShift{{base::IdSource(3).next()}};
    CHECK(failure(perform(house, "anna", partly)) == "request.malformed");
    const auto refusal = perform(house, "anna", approve(house.shift("A4"), 1));
    auto letting_go = approve(house.shift("A4"), 1);
    letting_go.verb = domain::ApproveShift{{*std::get<Refused>(refusal).findings[0].visit}};
    CHECK(std::holds_alternative<Accepted>(perform(house, "anna", letting_go)));
    CHECK(shift(house, "A4").unpaid_visits.size() == 1);
}

TEST_CASE("a shift of another provider does not exist for her") {
    House house;
    CHECK(failure(perform(house, "vera", approve(house.shift("A1"), 1))) == "not_found");
    CHECK_FALSE(shift(house, "A1").approved_at);
    CHECK(failure(perform(house, "anna", approve(base::IdSource(5).next(), 1))) == "not_found");
}

TEST_CASE("the matrix is filled in by a manager of the unit, and by nobody else") {
    House house;
    const auto unit = house.record(RecordType::shift, house.shift("A1"));
    const Id matrix =
        server::derived_id(std::get<domain::Shift>(unit.record).unit.text(), "matrix", "nacka-3.0-2026-03-25");
    const std::string cells = ";Dusch;Lunch\nDusch;;nej\n";
    const auto set = change_of(matrix, 1, domain::SetMatrix{cells});
    for (const char* user : {"anna", "rune"}) CHECK(failure(perform(house, user, set)) == "forbidden");
    CHECK(failure(perform(house, "vera", set)) == "forbidden");
    REQUIRE(house.backend().add_account(
        {"chef", server::Role::manager, {"Enhet Norr"}, support::password, false, server::SecondFactor::none}));
    REQUIRE(house.backend().add_account(
        {"viola", server::Role::manager, {"Enhet Väst"}, support::password, false, server::SecondFactor::none}));
    const auto by = [&](const std::string& user, const domain::Change& change) {
        const auto session = house.backend().sign_in({user, support::password}, support::here);
        REQUIRE(session);
        const auto who = house.backend().authenticate(session->token);
        REQUIRE(who);
        const base::Result<domain::Change> one = change;
        const auto outcomes = house.backend().perform(*who, std::span(&one, 1));
        REQUIRE(outcomes);
        return outcomes->front();
    };
    CHECK(failure(by("viola", change_of(matrix, 1, domain::SetMatrix{cells}))) == "not_found");
    CHECK(std::holds_alternative<Accepted>(by("chef", change_of(matrix, 1, domain::SetMatrix{cells}))));
    CHECK(std::get<domain::Matrix>(house.record(RecordType::matrix, matrix).record).cells == cells);
    CHECK(std::holds_alternative<Refused>(by("chef", change_of(matrix, 2, domain::SetMatrix{"?"}))));
    CHECK(std::holds_alternative<Conflict>(by("chef", change_of(matrix, 1, domain::SetMatrix{""}))));
}

TEST_CASE("a reviewer changes nothing") {
    House house;
    CHECK(failure(perform(house, "rune", approve(house.shift("A1"), 1))) == "forbidden");
    CHECK_FALSE(shift(house, "A1").approved_at);
}

TEST_CASE("a change without a key is malformed") {
    House house;
    auto change = approve(house.shift("A1"), 1);
    change.key = {};
    CHECK(failure(perform(house, "anna", change)) == "request.malformed");
}
