#include "base/csv.h"

#include <doctest/doctest.h>

using namespace samordna::base;

TEST_CASE("quotes, commas and line ends within a field are kept") {
    const auto table = parse_csv("a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\nplain,\r\n");
    REQUIRE(table);
    REQUIRE(table->rows.size() == 2);
    CHECK(table->rows[0].fields == std::vector<std::string>{"x, \"y\"", "two\nlines"});
    CHECK(table->rows[1].fields == std::vector<std::string>{"plain", ""});
}

TEST_CASE("a row knows its line also after a field with a line end") {
    const auto table = parse_csv("a,b\n\"1\n2\n3\",x\nlast,y\n");
    REQUIRE(table);
    CHECK(table->rows[0].line == 2);
    CHECK(table->rows[1].line == 5);
}

TEST_CASE("a byte order mark and semicolons are read as they are meant") {
    const auto table = parse_csv(
        "\xEF\xBB\xBF"
        "a;b\n1,5;2\n");
    REQUIRE(table);
    CHECK(table->header == std::vector<std::string>{"a", "b"});
    CHECK(table->rows[0].fields == std::vector<std::string>{"1,5", "2"});
}

TEST_CASE("a broken file is refused with its place") {
    CHECK(parse_csv("").error().code == "csv.no_header");
    CHECK(parse_csv("a,b\n1\n").error() == Error{"csv.field_count", {{"line", 2}, {"expected", 2}, {"found", 1}}});
    CHECK(parse_csv("a,b\n1,\"never closed\n").error() == Error{"csv.open_quote", {{"line", 2}}});
    CHECK(parse_csv("a,b\n1,x\"y\n").error() == Error{"csv.stray_quote", {{"line", 2}}});
    CHECK(parse_csv("a,b\n1,\xE5\n").error().code == "csv.not_utf8");
}

TEST_CASE("what is written is read back the same") {
    const std::vector<std::string_view> fields{"a;b", "c,d", "\"e\"", "two\r\nlines", "", "åäö"};
    std::string text;
    append_csv_row(text, {"1", "2", "3", "4", "5", "6"});
    append_csv_row(text, fields);
    const auto table = parse_csv(text);
    REQUIRE(table);
    REQUIRE(table->rows.size() == 1);
    CHECK(std::equal(fields.begin(), fields.end(), table->rows[0].fields.begin()));
}
