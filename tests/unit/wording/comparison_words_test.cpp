#include "wording/comparison_words.h"

#include <doctest/doctest.h>

#include "wording/catalog.h"

using namespace samordna;
using wording::set_language;
using Language = wording::Language;

namespace {

workspace::Comparison small() {
    workspace::Comparison made;
    made.month = std::chrono::year{2026} / std::chrono::October;
    made.municipalities = {"Nacka"};
    workspace::ComparedRow row;
    row.client_number = 3001;
    row.client_name = "Greta Grissla";
    row.service = "=HYPERLINK(\"x\")";
    row.lines = {2, 7};
    row.visits.resize(3);
    row.pair.own = {{30, 30, 30, true, false, false, 40'000}};
    row.pair.theirs = rules::TheirTimes{std::nullopt, std::nullopt, 25, 16'667};
    row.pair.with_ore = true;
    row.parts = {{rules::BasisCause::unapproved, -10, -6'667}, {rules::BasisCause::rounding, 5, 3'334}};
    made.rows.push_back(row);
    return made;
}

}  // namespace

TEST_CASE("every cause and every column has a name and every cause a help in both languages") {
    for (const auto cause : rules::all_basis_causes()) {
        for (const auto& say : {+[](rules::BasisCause c) { return wording::name_of(c); }, +wording::help_of}) {
            set_language(Language::en);
            const auto english = say(cause);
            set_language(Language::sv);
            CHECK(english != say(cause));
            CHECK_FALSE(say(cause).empty());
        }
    }
    for (const auto field : workspace::all_their_fields()) {
        set_language(Language::en);
        const auto english = wording::name_of(field);
        set_language(Language::sv);
        CHECK(english != wording::name_of(field));
    }
}

TEST_CASE("a comparison as CSV names the client by number alone, and no text is taken for a formula") {
    set_language(Language::en);
    const auto csv = wording::csv_of(small());
    CHECK(csv.find("Grissla") == std::string::npos);
    CHECK(csv.find("\r\n2026-10;3001;\"'=HYPERLINK(\"\"x\"\")\";;;2 7;3;25;30;-5;16667;20000;-3333;") !=
          std::string::npos);
    for (const char* begins : {"+1", "-1", "@x", "\tx", "\rx", "'x"}) {
        auto comparison = small();
        comparison.rows[0].service = begins;
        CHECK(wording::csv_of(comparison).find("'" + std::string(begins)) != std::string::npos);
    }
    auto comparison = small();
    comparison.rows[0].service = "Dusch + hår";
    CHECK(wording::csv_of(comparison).find(";Dusch + hår;") != std::string::npos);
}

TEST_CASE("a row's causes are told with the minutes of each where there are two") {
    set_language(Language::en);
    auto row = small().rows[0];
    CHECK(wording::causes_of(row) ==
          "Not approved by us \xE2\x88\x92"
          "10\xC2\xA0min, Rounding +5\xC2\xA0min");
    row.parts = {{rules::BasisCause::other_service, -5, 0}};
    row.other_service = "Lunch";
    CHECK(wording::causes_of(row) == "Other service (Lunch)");
    row.parts.clear();
    CHECK(wording::causes_of(row).empty());
}

TEST_CASE("a problem says where it is, in the file's own rows and columns, and never what stands there") {
    set_language(Language::sv);
    CHECK(wording::problem_text({4, "C", "basis.bad_client"}).starts_with("Rad 4, kolumn C: "));
    CHECK(wording::problem_text({101, "", "basis.too_many_problems"}).starts_with("Rad 101: "));
}

TEST_CASE("the summary says what was held against what, and what was left out") {
    set_language(Language::en);
    auto comparison = small();
    comparison.of_other_months = 2;
    comparison.passed_over = 1;
    comparison.totals.rows = comparison.totals.differing = 1;
    const auto lines = wording::summary_of(comparison);
    REQUIRE(lines.size() == 6);
    CHECK(lines[0] == "Paid time in October 2026 for Nacka, the municipality's against ours");
    CHECK(lines[3] == "1 row differs");
    CHECK(lines[4].starts_with("2 rows of the file are of other months"));
}
