// A file in which one difference of every kind is planted, held against a month.
#include "workspace/basis_compare.h"

#include "support/desk.h"

using namespace samordna;
using workspace::ColumnCorrection;
using workspace::Comparison;

namespace {

// October of the desk, and beside it clients with a visit each, or two; everything is approved and in order unless a
// test says otherwise.
struct Here : support::Desk {
    int next = 300;

    struct As {
        bool approved = true;
        bool by_hand = false;
        std::string note{};
        std::string service = "Dusch";
        int worker = 10;
        int unit = 1;
    };
    void client(int number) {
        auto made = fake::client(number - 3000, "Prov", "Person" + std::to_string(number), "19400101-TF00");
        backend.put(made);
        for (const char* service : {"Dusch", "Städning"}) {
            auto order = fake::order(next++, number - 3000);
            order.service = service;
            backend.put(order);
        }
    }
    int visit(int number, int day, int minutes, const As& as) {
        const std::string date = "2026-10-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
        auto shift = fake::shift(next++, as.worker, date);
        shift.unit = fake::id(as.unit);
        if (as.approved) shift.approved_at = clock.now();
        backend.put(shift);
        const int hour = 9 + (number + day + as.worker) % 11;  // nobody is in two places
        auto made = fake::visit(next, next - 1, number - 3000,
                                date + "T" + (hour < 10 ? "0" : "") + std::to_string(hour) + ":00:00+02:00");
        made.end = made.registered_at = made.start + std::chrono::minutes{minutes};
        made.service_lines = {{as.service, std::nullopt, false, false}};
        made.note = as.note;
        if (as.by_hand) made.end_verification = domain::Verification::manual;
        backend.put(made);
        return next++;
    }
    int visit(int number, int day, int minutes) { return visit(number, day, minutes, As{}); }

    // A rate, from October on: 400 kronor an hour.
    void with_rate() {
        domain::Rulebook book;
        book.id = fake::id(next++);
        book.municipality = "Nacka";
        book.version = "nacka-pris";
        book.valid_from = domain::parse_date("2026-10-01").value();
        book.body = R"({"version": "nacka-pris", "municipality": "Nacka", "extends": "nacka-trygghetslas-2026-06-02",
            "valid_from": "2026-10-01", "source": {"publisher": "Nacka kommun", "title": "Priser"}, "checks": {},
            "rates": [{"valid_from": "2026-10-01", "ore_per_hour": 40000}]})";
        backend.put(book);
    }

    base::Result<Comparison> ask(const std::string& csv, std::vector<ColumnCorrection> corrections = {},
                                 const std::string& municipality = {}) {
        const auto table = workspace::read_table(csv);
        REQUIRE(table);
        workspace::ComparisonDesk compare(*ws);
        const auto columns = compare.columns(*table, corrections);
        REQUIRE_MESSAGE(columns, columns.error().code);
        return compare.compare(*table, *columns, {month, municipality});
    }
    Comparison compared(const std::string& csv, const std::string& municipality = {}) {
        sync();
        auto comparison = ask(csv, {}, municipality);
        REQUIRE_MESSAGE(comparison, comparison.error().code);
        CHECK(comparison->problems.empty());
        const auto& totals = comparison->totals;
        std::int64_t minutes = 0;
        std::int64_t ore = 0;
        for (const auto& of : totals.causes) {
            minutes += of.minutes;
            ore += of.ore;
        }
        CHECK(minutes == totals.difference());
        CHECK(ore == totals.their_ore - totals.our_ore);
        return *std::move(comparison);
    }
};

// "3102 Dusch -25 unapproved": those that differ.
std::vector<std::string> told(const Comparison& comparison) {
    std::vector<std::string> rows;
    for (const auto& row : comparison.rows) {
        if (!row.differs()) continue;
        std::string text = std::to_string(row.client_number) + ' ' + row.service;
        if (row.date) text += ' ' + domain::date_text(*row.date);
        if (!row.care_worker.empty()) text += ' ' + row.care_worker;
        text += ' ' + std::to_string(row.pair.difference());
        for (const auto& part : row.parts) text += ' ' + std::string(name_of(part.cause));
        rows.push_back(std::move(text));
    }
    return rows;
}
using Rows = std::vector<std::string>;

// What the desk itself has in October, as the municipality would have it.
const std::string of_the_desk = "3020;Dusch;90\n";

}  // namespace

TEST_CASE_FIXTURE(Here, "a difference of every kind is found, and named by its cause; the sums agree") {
    for (int number = 3101; number <= 3109; ++number) client(number);
    visit(3101, 1, 30);
    visit(3102, 2, 30);
    visit(3102, 3, 25, {.approved = false});
    visit(3103, 2, 20, {.by_hand = true});
    visit(3104, 3, 77, {.note = "Behövde duscha två gånger"});
    visit(3105, 4, 33);
    visit(3105, 5, 43);
    visit(3106, 6, 30);
    visit(3108, 8, 30);
    visit(3109, 9, 30);
    const auto comparison = compared("Kundnr;Insats;Ersatt tid (min)\n" + of_the_desk +
                                     "3101;Dusch;30\n3102;Dusch;30\n3103;Dusch;20\n3104;dusch;45\n3105;Dusch;80\n"
                                     "3106;Städning;30\n3107;Dusch;40\n3109;Dusch;37\nSumma;;402\n");
    CHECK(told(comparison) ==
          Rows{"3102 Dusch -25 unapproved", "3103 Dusch 20 missing-verification", "3104 Dusch -32 over-ordered",
               "3105 Dusch 4 rounding", "3106 Dusch -30 other-service", "3106 Städning 30 other-service",
               "3107 Dusch 40 not-in-ours", "3108 Dusch -30 not-in-theirs", "3109 Dusch 7 unknown"});
    CHECK(comparison.totals.theirs == 402);
    CHECK(comparison.totals.difference() == -16);
    CHECK(comparison.totals.differing == 9);
    CHECK(comparison.passed_over == 1);
    CHECK(comparison.municipalities == Rows{"Nacka"});
    CHECK_FALSE(comparison.with_ore);
    const auto& other = comparison.rows[7];
    CHECK(other.service == "Dusch");
    CHECK(other.other_service == "Städning");
    CHECK(other.visits.size() == 1);
    CHECK(other.client_name == "Prov Person3106");
}

TEST_CASE_FIXTURE(Here, "a file that says what we say is equal") {
    client(3101);
    visit(3101, 1, 30);
    visit(3101, 2, 45, {.approved = false});
    const auto comparison =
        compared("Kundnr;Insats;Ersatta timmar\n" + std::string("3020;Dusch;1,5\n3101;Dusch;1,25\n"));
    CHECK(told(comparison).empty());
    CHECK(comparison.is_equal());
    CHECK(comparison.totals.theirs == 165);
    CHECK(comparison.totals.ours == 165);
}

TEST_CASE_FIXTURE(Here, "performed time is compared where the file has no paid") {
    client(3101);
    visit(3101, 1, 20, {.by_hand = true});  // stopped, but performed
    const auto comparison = compared("Kundnr;Insats;Utförd tid\n3020;Dusch;90\n3021;Dusch;30\n3101;Dusch;20\n");
    CHECK(comparison.measure == rules::BasisMeasure::performed);
    CHECK(told(comparison).empty());
}

TEST_CASE_FIXTURE(Here, "by day and care worker where the file has them, by her number or her name") {
    client(3101);
    visit(3101, 12, 30);
    visit(3101, 12, 35, {.service = "Städning", .worker = 12});
    visit(3101, 13, 30);
    const std::string desk =
        "3020;Dusch;2026-10-05;P10;30\n3020;Dusch;2026-10-06;Östen Lund;30\n"
        "3020;Dusch;2026-10-07;P11;30\n";
    const std::string heading = "Kundnr;Insats;Datum;Personal;Ersatt tid\n";
    const auto comparison = compared(heading + desk +
                                     "3101;Dusch;2026-10-12;P10;30\n3101;Städning;2026-10-12;P12;30\n"
                                     "3101;Dusch;2026-10-14;p10;30\n3101;Dusch;2026-09-14;P10;30\n");
    CHECK(comparison.by_day);
    CHECK(comparison.by_care_worker);
    CHECK(told(comparison) == Rows{"3101 Städning 2026-10-12 P12 -5 rounding",
                                   "3101 Dusch 2026-10-13 P10 -30 not-in-theirs",
                                   "3101 Dusch 2026-10-14 P10 30 not-in-ours"});
    CHECK(comparison.of_other_months == 1);
    // Somebody nobody knows: then by day alone.
    const auto unknown = compared(heading + desk +
                                  "3101;Dusch;2026-10-12;P99;30\n3101;Städning;2026-10-12;P12;35\n"
                                  "3101;Dusch;2026-10-13;P10;30\n");
    CHECK_FALSE(unknown.by_care_worker);
    CHECK(told(unknown).empty());
}

TEST_CASE_FIXTURE(Here, "amounts are held against the rate, and their causes sum up too") {
    with_rate();
    client(3101);
    client(3102);
    visit(3101, 1, 30);
    visit(3102, 2, 30, {.approved = false});
    visit(3102, 3, 33);
    const auto comparison = compared(
        "Kundnr;Insats;Ersatt tid;Belopp\n3020;Dusch;90;600,00\n3101;Dusch;30;190,00\n"
        "3102;Dusch;35;233,33\n");
    CHECK(comparison.with_ore);
    CHECK(told(comparison) == Rows{"3101 Dusch 0 unknown", "3102 Dusch -28 unapproved rounding"});
    CHECK(comparison.totals.their_ore == 102'333);
    CHECK(comparison.totals.our_ore == 60'000 + 20'000 + 42'000);
    CHECK(comparison.totals.causes[0].ore == -20'000);
    CHECK(comparison.totals.without_ore == 0);
}

TEST_CASE_FIXTURE(Here, "where no rate is set amounts are not compared, not even of what is not ours") {
    const auto comparison = compared("Kundnr;Insats;Ersatt tid;Belopp\n3020;Dusch;90;1,00\n3999;Dusch;30;200,00\n");
    CHECK_FALSE(comparison.with_ore);
    CHECK(told(comparison) == Rows{"3999 Dusch 30 not-in-ours"});
    CHECK(comparison.totals.their_ore == 0);
}

TEST_CASE_FIXTURE(Here, "a municipality's file is held against its own visits alone") {
    auto haninge = fake::unit();
    haninge.id = fake::id(2);
    haninge.municipality = "Haninge";
    haninge.name = "Enhet Söder";
    backend.put(haninge);
    auto there = fake::client(150, "Prov", "Person", "19400101-TF00");
    there.unit = fake::id(2);
    backend.put(there);
    backend.put(fake::order(next++, 150));
    visit(3150, 14, 30, {.unit = 2});
    const auto comparison = compared("Kundnr;Insats;Ersatt tid\n" + of_the_desk);
    CHECK(comparison.municipalities == Rows{"Nacka"});
    CHECK(told(comparison).empty());
    const auto asked = compared("Kundnr;Insats;Utförd tid\n" + of_the_desk, "Haninge");
    CHECK(told(asked) == Rows{"3020 Dusch 90 not-in-ours", "3150 Dusch -30 not-in-theirs"});
}

TEST_CASE_FIXTURE(Here, "columns that were corrected are known the next time, in this profile and in any order") {
    const std::string file = "Kundnr;Insats;Tid A;Tid B\n3020;Dusch;1;1,5\n";
    auto comparison = ask(file, {{"paid.hours", "Tid B"}});
    REQUIRE(comparison);
    CHECK(comparison->is_equal());
    open();
    comparison = ask("Tid B;Tid A;Insats;Kundnr\n1,5;1;Dusch;3020\n");
    REQUIRE(comparison);
    CHECK(comparison->is_equal());
}

TEST_CASE_FIXTURE(Here,
                  "a file with a row that cannot be read is not compared at all, and nothing is remembered of it") {
    const auto comparison =
        ask("Kundnr;Insats;Tid A;Tid B\n3020;Dusch;90;0\n3021;Dusch;sju;åtta\n", {{"paid", "Tid B"}});
    REQUIRE(comparison);
    REQUIRE(comparison->problems.size() == 1);
    CHECK(comparison->problems[0].line == 3);
    CHECK(comparison->problems[0].column == "D");
    CHECK(comparison->problems[0].code == "basis.bad_time");
    CHECK(comparison->rows.empty());
    CHECK(comparison->totals.rows == 0);
    CHECK_FALSE(comparison->is_equal());
    const auto again = ask("Kundnr;Insats;Tid A;Tid B\n3020;Dusch;90;0\n");
    REQUIRE(again);
    CHECK(again->is_equal());  // by the guess, which is the first
}

TEST_CASE_FIXTURE(Here, "a file of another month, or without any row, is told as that") {
    const auto other = ask("Kundnr;Insats;Datum;Ersatt tid\n3020;Dusch;2026-09-05;30\n");
    REQUIRE_FALSE(other);
    CHECK(other.error().code == "basis.other_month");
    const auto nothing = ask("Kundnr;Insats;Ersatt tid\nSumma;;0\n");
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == "basis.no_rows");
}
