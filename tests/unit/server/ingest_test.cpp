#include "server/ingest.h"

#include <doctest/doctest.h>

#include "protocol/feed.h"
#include "support/collected.h"
#include "support/house.h"

using namespace samordna;
using domain::RecordType;
using server::IngestReport;
using support::Collected;
using support::House;

namespace {

IngestReport import(House& house, const protocol::UnitPackage& package, bool keep_going = false) {
    auto report = house.backend().import(package, keep_going);
    REQUIRE(report);
    return std::move(*report);
}

std::string everything(House& house, std::optional<std::string> cursor = {}) {
    const auto page =
        house.backend().page(house.who("anna"), cursor ? std::optional<std::string_view>(*cursor) : std::nullopt, 5000);
    REQUIRE(page);
    return page->text.substr(0, page->text.rfind("{\"k\":\"ckpt\""));
}

std::string cursor_now(House& house) {
    const auto page = house.backend().page(house.who("anna"), std::nullopt, 5000);
    REQUIRE(page);
    return page->last.cursor;
}

domain::Visit& visit(protocol::UnitPackage& package, std::size_t number) {
    return std::get<domain::Visit>(package.visits[number].record);
}

void approve(House& house, const char* shift) {
    static base::IdSource ids(13);
    domain::Change change;
    change.key = ids.next();
    change.target = house.shift(shift);
    change.base = house.record(RecordType::shift, house.shift(shift)).revision;
    change.verb = domain::ApproveShift{};
    const base::Result<domain::Change> one = change;
    const auto outcomes = house.backend().perform(house.who("anna"), std::span(&one, 1));
    REQUIRE(outcomes);
    REQUIRE(std::holds_alternative<protocol::Accepted>(outcomes->front()));
}

const server::IngestCount& count(const IngestReport& report, RecordType type) {
    return report.counts[static_cast<std::size_t>(type)];
}

}  // namespace

TEST_CASE("the same package imported again changes nothing") {
    House house;
    const auto before = everything(house);
    const auto cursor = cursor_now(house);
    const auto report = import(house, support::north());
    CHECK(report.stored);
    for (const auto type : domain::record_types) {
        CHECK(count(report, type).added == 0);
        CHECK(count(report, type).changed == 0);
    }
    CHECK(count(report, RecordType::visit).unchanged == 6);
    CHECK(everything(house) == before);
    CHECK(everything(house, cursor).empty());
}

TEST_CASE("the same package imported again leaves an approval alone") {
    House house;
    approve(house, "A1");
    const auto before = everything(house);
    CHECK(import(house, support::north()).stored);
    CHECK(everything(house) == before);
}

TEST_CASE("the same package gives the same ids in another database") {
    House one;
    House other;
    const support::TemporaryDirectory directory;
    const auto fresh = server::Backend::open(directory.path() / "new", one.clock);
    REQUIRE(fresh);
    REQUIRE((*fresh)->import(support::north(), false));
    REQUIRE((*fresh)->add_account(
        {"anna", server::Role::coordinator, {"Enhet Norr"}, support::password, false, server::SecondFactor::none}));
    const auto session = (*fresh)->sign_in({"anna", support::password}, support::here);
    REQUIRE(session);
    CHECK(session->units == std::vector{one.who("anna").units.front().id});
    CHECK((*fresh)->record(*(*fresh)->authenticate(session->token), RecordType::shift, other.shift("A1")));
}

TEST_CASE("a changed visit changes itself, and gives its shift a new revision") {
    House house;
    const auto cursor = cursor_now(house);
    auto package = support::north();
    visit(package, 0).note = "Låset svarade inte, ringde kontaktcenter";
    const auto report = import(house, package);
    CHECK(count(report, RecordType::visit).changed == 1);
    CHECK(count(report, RecordType::visit).unchanged == 5);
    CHECK(count(report, RecordType::shift).changed == 0);
    CHECK(house.record(RecordType::shift, house.shift("A1")).revision == 2);
    CHECK(house.record(RecordType::shift, house.shift("A2")).revision == 1);
    Collected delta;
    protocol::FeedReader reader(delta);
    REQUIRE(reader.read(house.backend().page(house.who("anna"), cursor, 5000)->text));
    CHECK(delta.order.size() == 2);
}

TEST_CASE("a visit of an approved shift cannot be changed, and then nothing of the package is stored") {
    House house;
    approve(house, "A1");
    const auto before = everything(house);
    auto package = support::north();
    visit(package, 0).note = "ändrad";
    visit(package, 4).note = "ändrad";
    const auto report = import(house, package);
    CHECK_FALSE(report.stored);
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems[0].code == "package.shift_approved");
    CHECK(report.problems[0].file == "visits.csv");
    CHECK(report.problems[0].line == 2);
    CHECK(everything(house) == before);

    SUBCASE("unless it is to keep going: then the others are") {
        const auto kept = import(house, package, true);
        CHECK(kept.stored);
        CHECK(kept.problems.size() == 1);
        CHECK(count(kept, RecordType::visit).changed == 1);
        CHECK(house.record(RecordType::shift, house.shift("A3")).revision == 2);
        CHECK(house.record(RecordType::shift, house.shift("A1")).revision == 2);
        CHECK(std::get<domain::Shift>(house.record(RecordType::shift, house.shift("A1")).record).approved_by == "anna");
    }
}

TEST_CASE("a visit cannot be moved out of an approved shift, nor into one") {
    House house;
    approve(house, "A1");
    auto out = support::north();
    out.visits[0].shift = "A2";
    CHECK(import(house, out).problems.size() == 1);
    auto in = support::north();
    in.visits[4].shift = "A1";
    CHECK(import(house, in).problems.size() == 1);
    auto more = support::north();
    more.visits.push_back(more.visits[0]);
    more.visits.back().source_id = visit(more, 6).source_id = "B77";
    CHECK(import(house, more).problems.size() == 1);
}

TEST_CASE("an approved shift keeps its care worker") {
    House house;
    approve(house, "A3");
    auto package = support::north();
    package.visits[4].care_worker_number = "P2";
    const auto report = import(house, package);
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems[0].column == "care_worker_number");
    CHECK_FALSE(report.stored);
}

TEST_CASE("a shift that loses its last visit is removed, and comes back with a new one") {
    House house;
    const auto cursor = cursor_now(house);
    auto package = support::north();
    package.visits[4].shift = "A2";
    const auto report = import(house, package);
    CHECK(count(report, RecordType::shift).removed == 1);
    CHECK(house.backend().record(house.who("anna"), RecordType::shift, house.shift("A3")).error().code == "not_found");
    Collected delta;
    protocol::FeedReader reader(delta);
    REQUIRE(reader.read(house.backend().page(house.who("anna"), cursor, 5000)->text));
    CHECK(delta.removed.contains({RecordType::shift, house.shift("A3")}));
    CHECK(delta.records.contains({RecordType::shift, house.shift("A2")}));

    CHECK(import(house, support::north()).stored);
    CHECK(house.record(RecordType::shift, house.shift("A3")).revision == 3);
    Collected seen;
    protocol::FeedReader whole(seen);
    const auto page = house.backend().page(house.who("anna"), std::nullopt, 5000);
    REQUIRE(whole.read(page->text));
    CHECK(*house.backend().integrity(house.who("anna"), page->last.cursor) == seen.integrity());
}

TEST_CASE("a shift's day is that of its first visit, also of one that the package does not speak of") {
    House house;
    auto package = support::north();
    auto later = package.visits[1];  // of A1
    package.visits = {later};
    visit(package, 0).source_id = package.visits[0].source_id = "B88";
    visit(package, 0).start += std::chrono::hours{24};
    *visit(package, 0).end += std::chrono::hours{24};
    CHECK(import(house, package).stored);
    CHECK(std::get<domain::Shift>(house.record(RecordType::shift, house.shift("A1")).record).date ==
          domain::parse_date("2026-10-05").value());
}

TEST_CASE("two units may use the same numbers for different things") {
    House house;
    const auto units = house.backend().page(house.who("vera"), std::nullopt, 5000);
    REQUIRE(units);
    CHECK(units->last.records == 9);  // unit, two care workers, client, order, shift, visit, two matrices
}

TEST_CASE("a provider that has changed its name is the same provider") {
    House house;
    auto package = support::north();
    package.unit.provider = "Exempel Omsorg AB";
    const auto report = import(house, package);
    CHECK(count(report, RecordType::unit).changed == 1);
    CHECK(count(report, RecordType::visit).unchanged == 6);
}

TEST_CASE("a package without its unit cannot be imported") {
    House house;
    CHECK(house.backend().import({}, true).error().code == "package.no_unit");
}
