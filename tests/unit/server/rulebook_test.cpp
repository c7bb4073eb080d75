#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "protocol/feed.h"
#include "server/digest.h"
#include "support/house.h"

using namespace samordna;
using domain::RecordType;
using support::House;

namespace {

const std::string newest = "nacka-trygghetslas-2026-06-02";

// Rests on what the program carries, and lets a month close on another vardag.
std::string book(const std::string& version, int vardag, const std::string& extends = newest,
                 const std::string& municipality = "Nacka") {
    return R"({"version": ")" + version + R"(", "municipality": ")" + municipality + R"(", "extends": ")" + extends +
           R"(", "valid_from": "2026-10-01", "source": {"publisher": "Nacka kommun", "title": "Regler"},
            "checks": {}, "closing": {"vardag": )" +
           std::to_string(vardag) + R"(, "time_of_day": "12:00:00"}})";
}

struct Copies final : protocol::FeedSink {
    void upsert(protocol::Upsert&& line) override {
        if (const auto* copy = std::get_if<domain::Rulebook>(&line.record)) copies.push_back(*copy);
    }
    void remove(const protocol::Removal&) override {}
    protocol::Result<> checkpoint(const protocol::Checkpoint&) override { return {}; }
    std::vector<domain::Rulebook> copies;
};

std::vector<domain::Rulebook> copies_of(House& house, const char* user, std::string* cursor = nullptr) {
    Copies sink;
    protocol::FeedReader reader(sink);
    const bool goes_on = cursor != nullptr && !cursor->empty();
    const auto page =
        house.backend().page(house.who(user), goes_on ? std::optional<std::string_view>(*cursor) : std::nullopt, 1000);
    REQUIRE(page);
    REQUIRE(page->last.consistent);
    REQUIRE(reader.read(page->text));
    if (cursor != nullptr) *cursor = page->last.cursor;
    return sink.copies;
}

std::string code(const base::Result<server::RulebookInstallation>& done) {
    return done ? "" : done.error().code;
}

protocol::Outcome approve(House& house, const server::Principal& who, const char* shift) {
    static base::IdSource ids(11);
    domain::Change change;
    change.key = ids.next();
    change.target = server::derived_id(who.units.front().id.text(), "shift", shift);
    change.base = 1;
    change.by = "anna";
    change.verb = domain::ApproveShift{};
    const base::Result<domain::Change> one = change;
    auto outcomes = house.backend().perform(who, std::span(&one, 1));
    REQUIRE(outcomes);
    return outcomes->front();
}

}  // namespace

TEST_CASE("an installed rulebook reaches every unit of its municipality by the feed") {
    House house;
    std::string anna, vera;
    CHECK(copies_of(house, "anna", &anna).empty());
    CHECK(copies_of(house, "vera", &vera).empty());
    const std::string text = book("nacka-4", 5);
    const auto done = house.backend().install_rulebook(text, "nacka-4.json");
    REQUIRE(done);
    CHECK(done->is_new);
    CHECK(done->units == 2);
    const auto mine = copies_of(house, "anna", &anna);
    const auto hers = copies_of(house, "vera", &vera);
    REQUIRE(mine.size() == 1);
    REQUIRE(hers.size() == 1);
    CHECK(mine[0].body == text);
    CHECK(mine[0].version == "nacka-4");
    CHECK(mine[0].municipality == "Nacka");
    CHECK(mine[0].valid_from == domain::parse_date("2026-10-01").value());
    CHECK(hers[0].body == text);
    CHECK(mine[0].id != hers[0].id);
    CHECK(mine[0].id == server::derived_id(house.who("anna").units.front().id.text(), "rulebook", "nacka-4"));
    CHECK(house.record(RecordType::rulebook, mine[0].id).revision == 1);
}

TEST_CASE("the same rulebook again changes nothing, however it is laid out") {
    House house;
    REQUIRE(house.backend().install_rulebook(book("nacka-4", 5), "a"));
    std::string cursor;
    copies_of(house, "anna", &cursor);
    std::string same = book("nacka-4", 5);
    same.insert(1, "\r\n   ");
    const auto again = house.backend().install_rulebook(same, "a");
    REQUIRE(again);
    CHECK_FALSE(again->is_new);
    CHECK(copies_of(house, "anna", &cursor).empty());
    CHECK(copies_of(house, "anna").size() == 1);
}

TEST_CASE("a version that months were judged by is not given other content") {
    House house;
    REQUIRE(house.backend().install_rulebook(book("nacka-4", 5), "a"));
    const auto other = house.backend().install_rulebook(book("nacka-4", 6), "a");
    CHECK(code(other) == "rulebook.other_content");
    CHECK(copies_of(house, "anna").front().body == book("nacka-4", 5));
}

TEST_CASE("a rulebook that is broken, rests on nothing or bears another municipality's version is not installed") {
    House house;
    std::string broken = book("nacka-4", 5);
    broken.replace(broken.find("\"checks\""), 8, "\"cheks\"");
    const auto refused = house.backend().install_rulebook(broken, "nacka-4.json");
    REQUIRE(code(refused) == "rulebook.malformed");
    CHECK(std::get<std::string>(refused.error().parameters.at("file")) == "nacka-4.json");
    CHECK(std::get<std::int64_t>(refused.error().parameters.at("line")) == 2);
    CHECK(code(house.backend().install_rulebook(book("nacka-4", 5, "nowhere"), "a")) == "rulebook.base_unknown");
    CHECK(code(house.backend().install_rulebook(book("nacka-3.0-2026-03-25", 5, "haninge-2026", "Haninge"), "a")) ==
          "rulebook.version_taken");
    REQUIRE(house.backend().install_rulebook(book("four", 5), "a"));
    CHECK(code(house.backend().install_rulebook(book("four", 5, "haninge-2026", "Haninge"), "a")) ==
          "rulebook.version_taken");
    CHECK(copies_of(house, "anna").size() == 1);
}

TEST_CASE("a rulebook may rest on an installed one, and is checked without being installed") {
    House house;
    std::string second = book("nacka-5", 6, "nacka-4");
    second.replace(second.find("2026-10-01"), 10, "2026-11-01");
    CHECK_FALSE(house.backend().check_rulebook(second, "b"));
    REQUIRE(house.backend().install_rulebook(book("nacka-4", 5), "a"));
    const auto checked = house.backend().check_rulebook(second, "b");
    REQUIRE(checked);
    CHECK(checked->rule("no-order") != nullptr);
    CHECK(copies_of(house, "anna").size() == 1);
    CHECK(house.backend().install_rulebook(second, "b"));
    CHECK(copies_of(house, "anna").size() == 2);
}

TEST_CASE("a unit that comes later has its municipality's rulebooks, and no other's") {
    House house;
    REQUIRE(house.backend().install_rulebook(book("nacka-4", 5), "a"));
    REQUIRE(house.backend().install_rulebook(book("haninge-4", 5, "haninge-2026", "Haninge"), "a"));
    auto package = support::north();
    package.unit.name = "Enhet Öst";
    for (int time = 0; time < 2; ++time) {
        const auto report = house.backend().import(package, false);
        REQUIRE(report);
        const auto& count = report->counts[static_cast<std::size_t>(RecordType::rulebook)];
        CHECK(count.added == (time == 0 ? 1 : 0));
        CHECK(count.unchanged == (time == 0 ? 0 : 1));
    }
    REQUIRE(house.backend().add_account(
        {"olle", server::Role::reviewer, {"Enhet Öst"}, support::password, false, server::SecondFactor::none}));
    const auto session = house.backend().sign_in({"olle", support::password}, support::here);
    REQUIRE(session);
    const auto who = house.backend().authenticate(session->token);
    REQUIRE(who);
    const auto page = house.backend().page(*who, std::nullopt, 1000);
    REQUIRE(page);
    Copies sink;
    protocol::FeedReader reader(sink);
    REQUIRE(reader.read(page->text));
    REQUIRE(sink.copies.size() == 1);
    CHECK(sink.copies.front().version == "nacka-4");
}

TEST_CASE("the backend judges by what is installed, at once, also where another process has installed it") {
    House house;
    const auto who = house.who("anna");
    house.clock.set(support::at("2026-11-03T11:00:00+01:00"));
    // October closes on 4 November; by the installed one on 2 November at noon.
    CHECK(std::holds_alternative<protocol::Accepted>(approve(house, who, "A1")));
    auto other = server::Backend::open(house.directory(), house.clock);
    REQUIRE(other);
    REQUIRE((*other)->install_rulebook(book("nacka-4", 1), "a"));
    const auto outcome = approve(house, who, "A2");
    const auto* refused = std::get_if<protocol::Refused>(&outcome);
    REQUIRE(refused != nullptr);
    CHECK(refused->findings.front().check == "after-closing");
    house.restart();
    CHECK(std::holds_alternative<protocol::Refused>(approve(house, who, "A3")));
}
