#include "rules/rulebook.h"

#include <doctest/doctest.h>

#include "rules/checks.h"

using namespace samordna::rules;
using namespace std::chrono;

TEST_CASE("a visit is judged by the rulebook in force on its day") {
    const Rulebooks& books = Rulebooks::built_in();
    CHECK(books.in_force("Nacka", Date{2026y / 3 / 24})->version == "nacka-3.0-2025-10-15");
    CHECK(books.in_force("Nacka", Date{2026y / 3 / 25})->version == "nacka-3.0-2026-03-25");
    CHECK(books.in_force("Nacka", Date{2021y / 8 / 1})->version == "nacka-3.0-2025-10-15");
    CHECK(books.in_force("Haninge", Date{2026y / 10 / 1})->revoke_window == hours{72});
    CHECK(books.in_force("Vaxholm", Date{2026y / 10 / 1}) == nullptr);
}

TEST_CASE("the same rule is cited in each text's own numbering") {
    const Rulebooks& books = Rulebooks::built_in();
    CHECK(books.find("nacka-3.0-2025-10-15")->rule("manual-without-note")->paragraph == "3.10");
    CHECK(books.find("nacka-3.0-2026-03-25")->rule("manual-without-note")->paragraph == "4.10");
}

TEST_CASE("every check that a built-in rulebook turns on can be made") {
    for (const auto* version : {"nacka-3.0-2025-10-15", "nacka-3.0-2026-03-25", "haninge-2026"}) {
        const Rulebook* book = Rulebooks::built_in().find(version);
        REQUIRE(book != nullptr);
        for (const auto& [check, rule] : book->checks) {
            if (check == "revoke-window") continue;  // a limit of a verb, not a check of a visit
            CAPTURE(check);
            const auto& known = known_checks();
            CHECK(std::find(known.begin(), known.end(), check) != known.end());
        }
    }
}

TEST_CASE("a broken rulebook is refused with its file and the reason") {
    const auto refused = [](std::string_view text) {
        const auto book = parse_rulebook(text, "test.json");
        REQUIRE_FALSE(book);
        CHECK(book.error().code == "rulebook.malformed");
        CHECK(std::get<std::string>(book.error().parameters.at("file")) == "test.json");
        return std::get<std::string>(book.error().parameters.at("reason"));
    };
    CHECK(refused("{\n\"version\": ").find("line 2") != std::string::npos);
    CHECK(refused("{}").find("version") != std::string::npos);
    const std::string head =
        R"({"version":"x","municipality":"X","source":"s","valid_from":"2026-01-01","revoke_window_hours":null,)";
    CHECK(refused(head + R"("checks":{},"closing":{"vardag":0,"time_of_day":"12:00:00"}})").find("vardag") !=
          std::string::npos);
    CHECK(refused(head + R"("checks":{},"closing":{"vardag":3,"time_of_day":"24:00:00"}})").find("time_of_day") !=
          std::string::npos);
    CHECK(
        refused(
            head +
            R"("checks":{"a":{"severity":"bad","paragraph":"","sentence":""}},"closing":{"vardag":3,"time_of_day":"12:00:00"}})")
            .find("severity") != std::string::npos);
}
