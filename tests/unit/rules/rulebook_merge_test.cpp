// What a municipality has published, laid over what the program carries.
#include <doctest/doctest.h>

#include "rules/rulebook.h"

using namespace samordna;
using rules::Rulebooks;

namespace {

std::string book(const std::string& version, const std::string& extends, const std::string& day,
                 const std::string& more = "") {
    return R"({"version": ")" + version + R"(", "municipality": "Nacka", "extends": ")" + extends +
           R"(", "valid_from": ")" + day +
           R"(", "source": {"publisher": "Nacka kommun", "title": "Regler"}, "checks": {})" + more + "}";
}

const std::string carried = "nacka-3.0-2026-03-25";
const std::string resting_on_it = "nacka-trygghetslas-2026-06-02";

domain::Date day(const char* text) {
    return *domain::parse_date(text);
}

}  // namespace

TEST_CASE("a published rulebook is in force from its day on, with all that it does not say") {
    const auto merged = Rulebooks::built_in().with({book("nacka-5", resting_on_it, "2026-11-01")});
    CHECK(merged.in_force("Nacka", day("2026-10-31"))->version == resting_on_it);
    const auto* published = merged.in_force("Nacka", day("2026-11-01"));
    REQUIRE(published != nullptr);
    CHECK(published->version == "nacka-5");
    CHECK(published->rule("no-order") != nullptr);
    CHECK(merged.all().size() == Rulebooks::built_in().all().size() + 1);
}

TEST_CASE("what is published in two steps is read in whatever order it comes") {
    const std::string first = book("nacka-5", resting_on_it, "2026-11-01", R"(, "revoke_window_hours": 24)");
    const std::string second = book("nacka-6", "nacka-5", "2026-12-01");
    for (const auto& texts : {std::vector{first, second}, std::vector{second, first}}) {
        const auto merged = Rulebooks::built_in().with(texts);
        REQUIRE(merged.find("nacka-6") != nullptr);
        CHECK(merged.find("nacka-6")->revoke_window == std::chrono::hours{24});
    }
}

TEST_CASE("a published rulebook wins over the carried one of its version, and so in what rests on it") {
    const auto merged = Rulebooks::built_in().with(
        {book(carried, "nacka-3.0-2025-10-15", "2026-03-25", R"(, "revoke_window_hours": 24)")});
    CHECK(merged.find(carried)->revoke_window == std::chrono::hours{24});
    CHECK(merged.find(resting_on_it)->revoke_window == std::chrono::hours{24});
    CHECK(merged.all().size() == Rulebooks::built_in().all().size());
}

TEST_CASE("a text that cannot be used is told of and takes nothing else with it") {
    std::vector<base::Error> faults;
    std::string of_another = book("haninge-2026", "", "2026-01-01");
    of_another.replace(of_another.find(R"("extends": "",)"), 14,
                       R"("closing": {"vardag": 3, "time_of_day": "23:59:59"},)");
    const auto merged = Rulebooks::built_in().with(
        {"{", book("nacka-5", "nowhere", "2026-11-01"), book("nacka-6", "nacka-7", "2026-11-01"),
         book("nacka-7", "nacka-6", "2026-11-01"), book(carried, "nacka-3.0-2025-10-15", "someday"),
         book("nacka-8", resting_on_it, "2026-12-01"), of_another},
        &faults);
    CHECK(merged.all().size() == Rulebooks::built_in().all().size() + 1);
    CHECK(merged.find("nacka-8") != nullptr);
    CHECK(merged.find(carried)->valid_from == day("2026-03-25"));
    CHECK(merged.find(resting_on_it) != nullptr);
    CHECK(merged.find("haninge-2026")->municipality == "Haninge");
    std::map<std::string, std::string> codes;
    for (const auto& fault : faults) codes[std::get<std::string>(fault.parameters.at("version"))] = fault.code;
    CHECK(codes == std::map<std::string, std::string>{{"", "rulebook.malformed"},
                                                      {carried, "rulebook.malformed"},
                                                      {"haninge-2026", "rulebook.version_taken"},
                                                      {"nacka-5", "rulebook.base_unknown"},
                                                      {"nacka-6", "rulebook.base_unknown"},
                                                      {"nacka-7", "rulebook.base_unknown"}});
}
