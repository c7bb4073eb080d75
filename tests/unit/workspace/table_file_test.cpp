#include "workspace/table_file.h"

#include <doctest/doctest.h>

#include "unit/workspace/made_xlsx.h"
#include "workspace/workbook.h"

using namespace samordna;
using Kind = workspace::TableCell::Kind;
using made_xlsx::number;
using made_xlsx::text;
using made_xlsx::xlsx_of;

namespace {

workspace::Table read(const std::string& bytes, std::string_view sheet = {}) {
    auto table = workspace::read_table(bytes, sheet);
    REQUIRE_MESSAGE(table, table.error().code);
    return *std::move(table);
}
// "1: Kundnr|Tid; 2: 3001|1,5"
std::string written(const workspace::Table& table) {
    std::string all;
    for (const auto& row : table.rows) {
        all += (all.empty() ? "" : "; ") + std::to_string(row.number) + ": ";
        for (std::size_t i = 0; i < row.cells.size(); ++i) all += (i == 0 ? "" : "|") + row.cells[i].text;
    }
    return all;
}
std::string refused(const std::string& bytes, std::string_view sheet = {}) {
    const auto table = workspace::read_table(bytes, sheet);
    return table ? "read" : table.error().code;
}

}  // namespace

TEST_CASE("the separator of a CSV is found though numbers have a decimal comma") {
    const std::string expected = "1: Kundnr|Tid; 2: 3001|1,5; 3: 3002|2,25";
    CHECK(written(read("Kundnr;Tid\r\n3001;1,5\r\n3002;2,25\r\n")) == expected);
    CHECK(written(read("Kundnr\tTid\n3001\t1,5\n3002\t2,25")) == expected);
    CHECK(written(read("Kundnr,Tid\n3001,\"1,5\"\n3002,\"2,25\"\n")) == expected);
    CHECK(written(read("Underlag, oktober\n\nKundnr;Tid\n3001;1,5\n")) ==
          "1: Underlag, oktober; 3: Kundnr|Tid; 4: 3001|1,5");
    CHECK(written(read("sep=|\r\nKundnr|Tid;x\r\n")) == "2: Kundnr|Tid;x");
}

TEST_CASE("a CSV is UTF-8 with or without its mark, UTF-16 with it, or else Windows-1252") {
    const std::string expected = "1: Utf\xC3\xB6rd tid|\xC3\x85; 2: 1|2";
    CHECK(written(read("Utf\xC3\xB6rd tid;\xC3\x85\n1;2\n")) == expected);
    CHECK(written(read("\xEF\xBB\xBFUtf\xC3\xB6rd tid;\xC3\x85\n1;2\n")) == expected);
    CHECK(written(read("Utf\xF6rd tid;\xC5\n1;2\n")) == expected);
    CHECK(written(read(std::string("\xFF\xFEU\0;\0\xC5\0\n\0", 10))) == "1: U|\xC3\x85");
}

TEST_CASE("an empty cell is none, and rows without anything are left out but counted") {
    const auto table = read("A; ;C\n\n;;\n1;2;3\n");
    CHECK(written(table) == "1: A||C; 4: 1|2|3");
    CHECK(table.rows[0].at(1).kind == Kind::empty);
    CHECK(table.rows[0].at(77).kind == Kind::empty);
}

TEST_CASE("a sheet has shared, inline and rich texts, numbers, days and hours, and formulas the value that was found") {
    const auto table = read(xlsx_of(
        {{"Underlag",
          R"(<row r="3"><c r="B3" t="s"><v>0</v></c><c r="D3" t="s"><v>1</v></c><c r="E3" t="inlineStr"><is><t>Datum</t></is></c></row>)"
          R"(<row r="5"><c r="B5"><v>3001</v></c><c r="C5" s="2"><v>1.0625</v></c><c r="D5" s="3"><v>0.3125</v></c>)"
          R"(<c r="E5" s="1"><v>46300</v></c><c r="F5" s="4"><f>B5*2</f><v>7.58</v></c><c r="G5" t="str"><f>A1</f><v>Dusch</v></c>)"
          R"(<c r="H5"><f>SUM(A1)</f></c></row>)"}},
        "<si><t>Kundnr</t></si><si><r><t>Utf\xC3\xB6rd</t></r><r><t xml:space=\"preserve\"> </t></r><r><t>tid</t></r>"
        "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>"));
    CHECK(table.sheet == "Underlag");
    CHECK(written(table) == "3: |Kundnr||Utf\xC3\xB6rd tid|Datum; 5: |3001|1.0625|0.3125|46300|7.58|Dusch|=");
    const auto& row = table.rows[1];
    CHECK(row.at(1).kind == Kind::number);
    CHECK(row.at(2).kind == Kind::duration);
    CHECK(row.at(3).kind == Kind::duration);
    CHECK(row.at(4).kind == Kind::moment);
    CHECK(row.at(5).kind == Kind::number);
    CHECK(row.at(5).number == doctest::Approx(7.58));
    CHECK(row.at(6).kind == Kind::text);
    CHECK(row.at(7).kind == Kind::text);  // nobody has worked it out
}

TEST_CASE("the days of a calendar from 1904 are the same days") {
    auto parts = made_xlsx::parts_of({{"A", "<row>" + number("44838", 1) + "</row>"}});
    for (auto& [name, content] : parts) {
        if (name == "xl/workbook.xml") content.insert(content.find("<sheets>"), R"(<workbookPr date1904="1"/>)");
    }
    CHECK(read(made_xlsx::zip_of(parts)).rows[0].at(0).number == 46300);
}

TEST_CASE("a sheet is chosen by name, whatever the case; without one the first that is not hidden") {
    const auto bytes = xlsx_of({{"Dold", "<row>" + text("a") + "</row>", "hidden"},
                                {"Oktober", "<row>" + text("b") + "</row>"},
                                {"\xC3\x85terb\xC3\xA4ring", "<row>" + text("c") + "</row>"}});
    CHECK(written(read(bytes)) == "1: b");
    CHECK(written(read(bytes, "dold")) == "1: a");
    CHECK(written(read(bytes, "\xC3\xA5terb\xC3\xA4ring")) == "1: c");
    const auto none = workspace::read_table(bytes, "November");
    REQUIRE_FALSE(none);
    CHECK(none.error().code == "table.no_sheet");
    CHECK(std::get<std::string>(none.error().parameters.at("known")) == "Dold, Oktober, \xC3\x85terb\xC3\xA4ring");
}

TEST_CASE("elements with a prefix are the same elements") {
    auto parts = made_xlsx::parts_of({{"A", ""}});
    for (auto& [name, content] : parts) {
        if (name == "xl/worksheets/sheet1.xml")
            content =
                "<x:worksheet xmlns:x=\"y\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is><x:t>Hej</x:t></x:is></x:c>"
                "</x:row></x:sheetData></x:worksheet>";
    }
    CHECK(written(read(made_xlsx::zip_of(parts))) == "1: Hej");
}

TEST_CASE("what a number format makes of a number") {
    using workspace::kind_of_format;
    for (const char* code : {"yyyy-mm-dd", "d/m/yy h:mm", "[$-41D]d mmmm yyyy", "mmm", "yyyy\\-mm\\-dd;@"})
        CHECK_MESSAGE(kind_of_format(code) == Kind::moment, code);
    for (const char* code : {"[h]:mm", "h:mm", "hh:mm:ss", "[mm]:ss", "[Red][h]:mm", "h:mm AM/PM"})
        CHECK_MESSAGE(kind_of_format(code) == Kind::duration, code);
    for (const char* code : {"General", "0.00", "#,##0.00 \"kr\"", "#,##0.00\\ \"dygn\"", "[Red]0", "0.00E+00", "@", "",
                             "0;[h]:mm", "_d0", "\"oavslutad"})
        CHECK_MESSAGE(kind_of_format(code) == Kind::number, code);
}

TEST_CASE("columns have letters") {
    CHECK(workspace::column_letters(0) == "A");
    CHECK(workspace::column_letters(26) == "AA");
    CHECK(workspace::column_of_letters("aa") == 26);
    CHECK(workspace::column_of_letters("XFD") == 16383);
    CHECK_FALSE(workspace::column_of_letters(""));
    CHECK_FALSE(workspace::column_of_letters("A1"));
}

TEST_CASE("a file that is broken, or none, is not read in part") {
    const auto good = xlsx_of({{"A", "<row>" + text("a") + "</row>"}});
    CHECK(refused(good) == "read");
    CHECK(refused(good.substr(0, good.size() / 2)) == "table.damaged");
    CHECK(refused(good.substr(0, good.size() - 3)) == "table.damaged");
    CHECK(refused(made_xlsx::zip_of({{"hello.txt", "hello"}})) == "table.not_a_table");
    CHECK(refused(xlsx_of({{"A", "<row><c t=\"s\"><v>7</v></c></row>"}})) == "table.damaged");
    CHECK(refused(xlsx_of({{"A", "<row><c><v>seven</v></c></row>"}})) == "table.damaged");
    CHECK(refused(xlsx_of({{"A", "<row><c><v>7</v></row>"}})) == "table.damaged");
    CHECK(refused(xlsx_of({{"A", ""}})) == "table.empty");
    CHECK(refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on") == "table.old_format");
    CHECK(refused(std::string("GIF\0\0;x\n1;2\n", 13)) == "table.not_a_table");
    CHECK(refused("") == "table.empty");
    CHECK(refused(" ;;\n\n") == "table.empty");
    CHECK(refused("a;b\n1;\"2\n") == "csv.open_quote");
    CHECK(refused("a;b\n1;2\"3\n") == "csv.stray_quote");
    auto parts = made_xlsx::parts_of({{"A", "<row>" + text("a") + "</row>"}});
    std::erase_if(parts, [](const auto& part) { return part.first == "xl/worksheets/sheet1.xml"; });
    CHECK(refused(made_xlsx::zip_of(parts)) == "table.damaged");
    CHECK(workspace::read_table_file("/nowhere/at/all.csv").error().code == "table.cannot_read");
    CHECK(workspace::read_table_file(std::filesystem::temp_directory_path()).error().code == "table.cannot_read");
}

TEST_CASE("what would fill the memory is refused before it does, whatever it says of its size") {
    auto parts = made_xlsx::parts_of({{"A", "<row>" + text("a") + "</row>"}});
    parts[1].second += std::string(workspace::largest_table_part, ' ');
    auto bomb = made_xlsx::zip_of(parts);
    CHECK(bomb.size() < 1'000'000);
    CHECK(refused(bomb) == "table.too_big");
    // The size in the directory at its end is a lie.
    const std::string name = "xl/worksheets/sheet1.xml";
    const auto entry = bomb.rfind(name) - 46;
    REQUIRE(bomb.substr(entry, 4) == "PK\x01\x02");
    bomb.replace(entry + 24, 4, std::string("\x40\0\0\0", 4));
    const auto lying = refused(bomb);
    CHECK_MESSAGE((lying == "table.too_big" || lying == "table.damaged"), lying);
    // One long text in very many cells.
    const std::string once = "<si><t>" + std::string(100'000, 'x') + "</t></si>";
    std::string cells;
    for (int i = 0; i < 1000; ++i) cells += "<row><c t=\"s\"><v>0</v></c></row>";
    CHECK(refused(xlsx_of({{"A", cells}}, once)) == "table.too_big");
    CHECK(refused(std::string(workspace::largest_table_file + 1, 'x')) == "table.too_big");
    CHECK(refused(std::string(workspace::most_table_columns, ';')) == "table.too_many_columns");
    CHECK(refused(xlsx_of({{"A", "<row><c r=\"XFD1\"><v>1</v></c></row>"}})) == "table.too_many_columns");
    CHECK(refused(std::string(workspace::most_table_cells + 1, ';')) == "table.too_many_cells");
    std::string rows;
    for (std::size_t i = 0; i <= workspace::most_table_rows; ++i) rows += "1\n";
    CHECK(refused(rows) == "table.too_many_rows");
    std::string wide;
    for (int i = 0; i < 16'000; ++i) wide += "<row><c r=\"IV1\"><v>1</v></c></row>";
    CHECK(refused(xlsx_of({{"A", wide}})) == "table.too_many_cells");
}
