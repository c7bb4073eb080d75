#include "rules/matrix_csv.h"

#include <doctest/doctest.h>

#include "rules/judge.h"

using namespace samordna;
using rules::Combination;

namespace {

// "code line column", or empty where it can be read.
std::string fault(std::string_view csv) {
    const auto matrix = rules::parse_matrix(csv);
    if (matrix) return {};
    const auto& parameters = matrix.error().parameters;
    const auto number = [&](const char* name) {
        return " " + std::to_string(std::get<std::int64_t>(parameters.find(name)->second));
    };
    return matrix.error().code + number("line") + number("column");
}

}  // namespace

TEST_CASE("a matrix is read from a sheet with the services in its first row and first column") {
    const auto matrix = rules::parse_matrix(
        "\xEF\xBB\xBFInsatser;Dusch;Inköp;Städning\r\n"
        "Dusch;;ja;NEJ\r\n"
        "Inköp;ja;;Individuell bedömning\r\n"
        "Städning;;;\r\n");
    REQUIRE(matrix);
    CHECK(matrix->services() == std::vector<std::string>{"Dusch", "Inköp", "Städning"});
    CHECK(matrix->at("Dusch", "Inköp") == Combination::allowed);
    CHECK(matrix->at("Städning", "Dusch") == Combination::forbidden);
    CHECK(matrix->at("Städning", "Inköp") == Combination::individual);
    CHECK(matrix->at("Dusch", "Ledsagning") == Combination::not_given);
}

TEST_CASE("a sheet written by the program is read as the same matrix, and written the same again") {
    rules::Matrix matrix({"Dusch", "Inköp; med följe", "Annan \"insats\""});
    matrix.set("Dusch", "Inköp; med följe", Combination::forbidden);
    matrix.set("Annan \"insats\"", "Dusch", Combination::individual);
    const std::string text = rules::matrix_text(matrix);
    const auto again = rules::parse_matrix(text);
    REQUIRE(again);
    CHECK(*again == matrix);
    CHECK(rules::matrix_text(*again) == text);
    CHECK(text.starts_with("Insatser;Dusch;"));
}

TEST_CASE("a sheet that cannot be read is refused with its row and column") {
    CHECK(fault(";Dusch;Bad\nDusch;;ja\n").empty());
    CHECK(fault("") == "matrix.malformed 1 1");
    CHECK(fault("Insatser\n") == "matrix.malformed 1 1");
    CHECK(fault(";Dusch;;Bad\n") == "matrix.malformed 1 3");
    CHECK(fault(";Dusch;dusch\n") == "matrix.duplicate 1 3");
    CHECK(fault(";Dusch;Bad\nDusch;;ja\nInköp;;\n") == "matrix.unknown_service 3 1");
    CHECK(fault(";Dusch;Bad\nDusch;;kanske\n") == "matrix.bad_cell 2 3");
    CHECK(fault(";Dusch;Bad\nDusch;;ja\nBad;nej;\n") == "matrix.contradiction 3 2");
    CHECK(fault(";Dusch;Bad\nDusch;\"ja\n").starts_with("matrix.malformed 2"));
}

TEST_CASE("a matrix that can be read may be set, an empty text too; another is refused with where it is wrong") {
    const rules::Facts facts(rules::Rulebooks::built_in());
    const auto verdict = [&](std::string cells) {
        domain::Change change;
        change.verb = domain::SetMatrix{std::move(cells)};
        return rules::judge(change, facts, {});
    };
    CHECK(std::holds_alternative<rules::Accepted>(verdict("")));
    CHECK(std::holds_alternative<rules::Accepted>(verdict(";Dusch;Bad\nDusch;;ja\n")));
    const auto refused = verdict(";Dusch;Bad\nDusch;;kanske\n");
    REQUIRE(std::holds_alternative<rules::Refused>(refused));
    const auto& finding = std::get<rules::Refused>(refused).findings.front();
    CHECK(finding.check == "matrix-unreadable");
    CHECK(std::get<std::string>(finding.parameters.find("reason")->second) == "matrix.bad_cell");
    CHECK(std::get<std::string>(finding.parameters.find("text")->second) == "kanske");
}
