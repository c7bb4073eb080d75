#include "workspace/basis_file.h"

#include <doctest/doctest.h>

#include "unit/workspace/made_xlsx.h"

using namespace samordna;
using workspace::ColumnCorrection;
using workspace::TheirField;

namespace {

constexpr domain::Month october = std::chrono::year{2026} / std::chrono::October;

workspace::Table table_of(const std::string& csv) {
    auto table = workspace::read_table(csv);
    REQUIRE(table);
    return *std::move(table);
}

// "client=A service=B paid=D(h)", or the error.
std::string told(const base::Result<workspace::TheirColumns>& columns) {
    if (!columns) return columns.error().code;
    std::string text;
    for (const auto& [field, column] : columns->of) {
        text += (text.empty() ? "" : " ") + std::string(name_of(field)) + '=' +
                workspace::column_letters(column.column) + (column.unit == workspace::TimeUnit::hours ? "(h)" : "");
    }
    return text;
}
std::string guess(const std::string& csv, std::vector<ColumnCorrection> corrections = {}) {
    return told(columns_of(table_of(csv), corrections));
}

// "2: 3001 Dusch 2026-10-05 o=60.00 p=.. x=30.00 kr=.."; then "!4 C basis.bad_time".
std::string rows_of(const workspace::Table& table, std::vector<ColumnCorrection> corrections = {}) {
    const auto columns = columns_of(table, corrections);
    REQUIRE_MESSAGE(columns, columns.error().code);
    const auto file = read_basis_file(table, *columns, october);
    std::string text;
    const auto add = [&](const char* name, const std::optional<std::int64_t>& value) {
        if (value) text += std::string(" ") + name + '=' + std::to_string(*value);
    };
    for (const auto& row : file.rows) {
        text += (text.empty() ? "" : "; ") + std::to_string(row.line) + ": " + std::to_string(row.client) + ' ' +
                row.service;
        if (row.date) text += ' ' + domain::date_text(*row.date);
        add("ordered", row.ordered);
        add("performed", row.performed);
        add("paid", row.paid);
        add("ore", row.ore);
    }
    for (const auto& problem : file.problems)
        text += " !" + std::to_string(problem.line) + problem.column + ' ' + problem.code;
    if (file.passed_over > 0) text += " ~" + std::to_string(file.passed_over);
    if (file.of_other_months > 0) text += " ^" + std::to_string(file.of_other_months);
    return text;
}
std::string rows_of(const std::string& csv, std::vector<ColumnCorrection> corrections = {}) {
    return rows_of(table_of(csv), std::move(corrections));
}

}  // namespace

TEST_CASE("columns are guessed from the headings of the field") {
    CHECK(guess("Kundnr;Insats;Beviljad tid (min);Utförd tid (min);Ersatt tid (min);Belopp\n") ==
          "client=A service=B ordered=C performed=D paid=E amount=F");
    CHECK(guess("Kundnummer;Namn;Utförd insats;Besöksdatum;Personalnr;Utförda timmar\n") ==
          "client=A service=C date=D care_worker=E performed=F(h)");
    CHECK(guess("Brukare;Brukarens namn;Tjänst;Beställd tid;Timmar;Ersättning (kr)\n3001;;Dusch;1,5;1,25;500\n") ==
          "client=A service=C ordered=D(h) paid=E(h) amount=F");
    CHECK(guess("Personnr;Kund-id;Kundens namn;Insatskod;Insats;Datum;Starttid;Sluttid;Registrerad tid;Pris\n") ==
          "client=B service=E date=F performed=I");
    CHECK(guess("client_number,service,paid_minutes\n") == "client=A service=B paid=C");
    CHECK(guess("Kundnr;Insats;Debiterbar tid;Antal besök\n3001;Dusch;45;2\n") == "client=A service=B paid=C");
}

TEST_CASE("a heading is looked for under titles, and what is missing is said") {
    CHECK(guess("Nacka kommun;;\nUnderlag oktober 2026;;\n\nKundnr;Insats;Ersatt tid\n") ==
          "client=A service=B paid=C");
    CHECK(guess("3001;Dusch;45\n3002;Lunch;30\n") == "basis.no_heading_row");
    CHECK(guess("Brukarens namn;Insats;Ersatt tid\n") == "basis.no_client_column");
    CHECK(guess("Kundnr;Namn;Ersatt tid\n") == "basis.no_service_column");
    CHECK(guess("Kundnr;Insats;Namn\n") == "basis.no_time_column");
    CHECK(guess("Kundnr;Insats;Beviljad tid\n") == "basis.no_time_column");  // nothing that is paid by
}

TEST_CASE("what is guessed can be corrected by heading or by letters, its unit too, or taken away") {
    const std::string file = "Kundnr;Insats;Tid A;Tid B;Belopp\n3001;Dusch;30;31;1\n";
    CHECK(guess(file, {{"paid", "tid b"}}) == "client=A service=B paid=D amount=E");
    CHECK(guess(file, {{"paid.hours", "D"}, {"amount", ""}}) == "client=A service=B paid=D(h)");
    CHECK(guess("x;y;z\nNr;Vad;Antal\n3001;Dusch;30\n",
                {{"heading_row", "2"}, {"client", "Nr"}, {"service", "Vad"}, {"paid.minutes", "Antal"}}) ==
          "client=A service=B paid=C");
    CHECK(guess("Nr;Vad;Antal\n3001;Dusch;30\n", {{"client", "Nr"}, {"service", "Vad"}, {"paid", "Antal"}}) ==
          "client=A service=B paid=C");
    CHECK(guess(file, {{"paid", "Ersatt"}}) == "basis.unknown_column");
    CHECK(guess(file, {{"price", "E"}}) == "basis.unknown_field");
    CHECK(guess(file, {{"client.hours", "A"}}) == "basis.unknown_field");
    CHECK(guess(file, {{"heading_row", "77"}}) == "basis.no_heading_row");
    CHECK(guess(file, {{"client", ""}}) == "basis.no_client_column");
}

TEST_CASE(
    "columns are remembered by the set of headings, in whatever order they come, and no heading can be read there") {
    const auto table = table_of("Kundnr;Insats;Tid A;Tid B\n3001;Dusch;30;31\n");
    const std::vector<ColumnCorrection> corrections{{"paid.hours", "Tid B"}};
    const auto columns = columns_of(table, corrections);
    REQUIRE(columns);
    const auto kept = remembered_text(table, *columns);
    const auto layout = layout_of(table, columns->heading);
    CHECK(kept.find("Kund") == std::string::npos);
    CHECK(layout.size() == 16);
    const auto memory = [&](const std::string& asked) { return asked == layout ? kept : std::string{}; };
    CHECK(told(columns_of(table, {}, memory)) == "client=A service=B paid=D(h)");
    CHECK(told(columns_of(table_of("Underlag\nTID B;Insats;Kundnr;Tid A\n"), {}, memory)) ==
          "client=C service=B paid=A(h)");
    // Headings that say nothing by themselves are found again too.
    const auto strange = table_of("Rapport 7;Kund;Tid\nx;y;z\n3001;Dusch;30\n");
    const std::vector<ColumnCorrection> said{{"heading_row", "2"}, {"client", "x"}, {"service", "y"}, {"paid", "z"}};
    const auto of_strange = columns_of(strange, said);
    REQUIRE(of_strange);
    const auto other_memory = [&](const std::string& asked) {
        return asked == layout_of(strange, 1) ? remembered_text(strange, *of_strange) : std::string{};
    };
    CHECK(columns_of(strange, {}, other_memory)->of == of_strange->of);
    CHECK(columns_of(strange, {}, other_memory)->heading == 1);
    CHECK(told(columns_of(table_of("Kundnr;Insats;Tid A;Tid C\n"), {}, memory)) == "client=A service=B paid=C");
    CHECK(told(columns_of(table, std::vector<ColumnCorrection>{{"paid", "Tid A"}}, memory)) ==
          "client=A service=B paid=C");
}

TEST_CASE("times are minutes or hours, with a comma, a point or a colon, in hundredths of a minute") {
    const auto paid = [](const std::string& heading, const std::string& value) {
        const std::string all = rows_of("Kundnr;Insats;" + heading + "\n3001;Dusch;" + value + "\n");
        const std::string who = "2: 3001 Dusch";
        return all.starts_with(who) ? all.substr(who.size()) : all;
    };
    CHECK(paid("Ersatt tid (min)", "45") == " paid=4500");
    CHECK(paid("Ersatta timmar", "7,58") == " paid=45480");
    CHECK(paid("Ersatta timmar", "7.58") == " paid=45480");
    CHECK(paid("Ersatta timmar", "1 234,5") == " paid=7407000");
    CHECK(paid("Ersatta timmar",
               "1\xC2\xA0"
               "234,5 h") == " paid=7407000");
    CHECK(paid("Ersatt tid (min)", "1.234,5") == " paid=123450");
    CHECK(paid("Ersatta timmar", "45 min") == " paid=4500");
    CHECK(paid("Ersatt tid", "26:30") == " paid=159000");
    CHECK(paid("Ersatt tid", "0:45:30") == " paid=4550");
    CHECK(paid("Ersatt tid", "-0:45") == " paid=-4500");
    CHECK(paid("Ersatt tid",
               "\xE2\x88\x92"
               "45") == " paid=-4500");
    CHECK(paid("Ersatt tid", "").empty());
    for (const char* bad : {"sju", "7:5", "7:61", "1,2,3", "#N/A", "=", "-", "12345678901234567890"})
        CHECK_MESSAGE(paid("Ersatt tid", bad).find("!2C basis.bad_time") != std::string::npos, bad);
}

TEST_CASE("days and amounts are read as they are written") {
    const std::string heading = "Kundnr;Insats;Datum;Ersatt tid;Belopp\n";
    CHECK(rows_of(heading + "3001;Dusch;2026-10-05 07:30;45;1 234,50 kr\n") ==
          "2: 3001 Dusch 2026-10-05 paid=4500 ore=123450");
    CHECK(rows_of(heading + "3001;Dusch;20261005;45;-12.5\n") == "2: 3001 Dusch 2026-10-05 paid=4500 ore=-1250");
    CHECK(rows_of(heading + "3001;Dusch;2026/10/05;45;\n") == "2: 3001 Dusch 2026-10-05 paid=4500");
    CHECK(rows_of(heading + "3001;Dusch;5 okt;45;1\n3001;Dusch;2026-10-05;45;tolv\n") ==
          " !2C basis.bad_date !3E basis.bad_amount");
}

TEST_CASE("sums, titles and headings once more are nobody's; a row whose client cannot be read is a problem") {
    const std::string heading = "Kundnr;Insats;Ersatt tid\n";
    CHECK(rows_of(heading + "3001;Dusch;45\nSumma;;45\n;Totalt;45\nKundnr;Insats;Ersatt tid\n;utskrivet;\n") ==
          "2: 3001 Dusch paid=4500 ~4");
    CHECK(rows_of(heading + ";Dusch;45\nAnna;Dusch;45\n3001;;45\n") ==
          " !2A basis.empty !3A basis.bad_client !4B basis.empty");
    std::string many = heading;
    for (int i = 0; i < 200; ++i) many += "x;Dusch;45\n";
    CHECK(rows_of(many).ends_with(" !101A basis.bad_client !101 basis.too_many_problems"));
}

TEST_CASE("rows of another month are left out and counted") {
    CHECK(rows_of("Kundnr;Insats;Datum;Ersatt tid\n3001;Dusch;2026-10-31;45\n3001;Dusch;2026-09-30;45\n") ==
          "2: 3001 Dusch 2026-10-31 paid=4500 ^1");
}

TEST_CASE("a spreadsheet's own times and days are read") {
    using made_xlsx::number;
    using made_xlsx::text;
    const auto row = [](std::initializer_list<std::string> cells) {
        std::string all = "<row>";
        for (const auto& cell : cells) all += cell;
        return all + "</row>";
    };
    const auto heading =
        row({text("Kundnr"), text("Insats"), text("Datum"), text("Utf\xC3\xB6rd tid"), text("Ersatt tid")});
    const auto table = workspace::read_table(made_xlsx::xlsx_of(
        {{"A",
          heading +
              row({number("3001"), text("Dusch"), number("46300.3125", 1), number("1.0625", 2), number("25.5", 4)}) +
              row({text("3002"), text("Dusch"), text("2026-10-06"), number("0.031250000000000002", 3),
                   number("0.33")})}}));
    REQUIRE(table);
    CHECK(rows_of(*table) ==
          "2: 3001 Dusch 2026-10-05 performed=153000 paid=153000; "
          "3: 3002 Dusch 2026-10-06 performed=4500 paid=1980");
    const auto broken = workspace::read_table(made_xlsx::xlsx_of(
        {{"A",
          heading + row({number("3001.5"), text("Dusch"), number("46300", 1), number("1"), number("1")}) +
              row({number("3001"), text("Dusch"), text("i g\xC3\xA5r"), number("1"), number("1")}) +
              row({number("3001"), text("Dusch"), number("46300", 1), number("46300", 1), text("n\xC3\xA5got")})}}));
    REQUIRE(broken);
    CHECK(rows_of(*broken) == " !2A basis.bad_client !3C basis.bad_date !4D basis.bad_time !4E basis.bad_time");
}
