#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;

namespace {

// Nacka's rules with some cells of the matrix filled in.
rules::Rulebooks with_matrix() {
    rules::Rulebook book = *rules::Rulebooks::built_in().find("nacka-trygghetslas-2026-06-02");
    book.matrix.set("Dusch", "Städning", rules::Combination::forbidden);
    book.matrix.set("Dusch", "Ledsagning", rules::Combination::individual);
    book.matrix.set("Dusch", "Morgon", rules::Combination::allowed);
    return rules::Rulebooks({book});
}

// Two versions, each with a matrix of its own that says the same.
rules::Rulebooks with_two_matrices() {
    std::vector<rules::Rulebook> books;
    for (const auto* version : {"nacka-3.0-2025-10-15", "nacka-3.0-2026-03-25"}) {
        books.push_back(*rules::Rulebooks::built_in().find(version));
        books.back().matrix.set("Dusch", "Städning", rules::Combination::forbidden);
    }
    return rules::Rulebooks(books);
}

}  // namespace

TEST_CASE("service-missing finds a visit without a service, unless it is the supporting half of double staffing") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.does();
    CHECK(u.checks(v) == Names{"service-missing"});
    CHECK(u.finding(v, "service-missing")->severity == rules::Severity::blocks);
    v.presses();
    CHECK_FALSE(u.finds(v, "service-missing"));
}

TEST_CASE("service-missing: in Haninge's way the half that did not press need not have chosen a service either") {
    Unit u("Haninge");
    auto v = u.visit("2026-10-01 08:00", 30);
    v.does();
    CHECK(u.checks(v) == Names{"service-missing"});
    auto other = u.visit("2026-10-01 08:00", 30);
    other.by(u.new_worker()).presses();
    CHECK_FALSE(u.finds(v, "service-missing"));
}

TEST_CASE("extra-without-note finds an extra service without a reason and leaves one with a reason alone") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.does(extra("Städning"));
    CHECK(u.checks(v) == Names{"extra-without-note"});
    CHECK(u.told(v, "extra-without-note", "service") == "Städning");
    CHECK(u.checks(v.note("Spillde ut gröten på golvet")) == Names{});
}

TEST_CASE("no-order finds a service that nobody ordered for that day") {
    Unit u;
    u.order(u.client, "Städning", 60, {.from = "2026-10-02", .to = "2026-10-03"});
    auto v = u.visit("2026-10-01 08:00", 30);
    CHECK(u.checks(v.does("Städning")) == Names{"no-order"});
    CHECK(u.told(v, "no-order", "service") == "Städning");
    CHECK(u.checks(u.visit("2026-10-02 08:00", 30).does("Städning")) == Names{});
    CHECK(u.checks(u.visit("2026-10-03 08:00", 30).does("städning")) == Names{});
    CHECK(u.checks(u.visit("2026-10-04 08:00", 30).does("Städning")) == Names{"no-order"});
}

TEST_CASE(
    "no-order leaves alone what the provider starts itself, an alias of what is ordered, and what is marked extra") {
    Unit u;
    u.order(u.client, "Inköp med följe", 60);
    for (const auto* service : {"Genomförandesamtal", "SIP", "Omställningstid", "Brandförebyggande"}) {
        CAPTURE(service);
        CHECK_FALSE(u.finds(u.visit("2026-10-01 08:00", 30).does(service), "no-order"));
    }
    CHECK_FALSE(u.finds(u.visit("2026-10-01 08:00", 30).does("Stöd att följa med vid inköp"), "no-order"));
    CHECK_FALSE(u.finds(u.visit("2026-10-01 08:00", 30).does(extra("Städning")), "no-order"));
    CHECK(u.finds(u.visit("2026-10-01 08:00", 30).does("Sånglektion"), "no-order"));
}

TEST_CASE("no-order goes by the day on which the visit starts in Sweden") {
    Unit u;
    u.order(u.client, "Natt", 120, {.from = "2026-10-01", .to = "2026-10-01"});
    CHECK(u.finds(u.visit("2026-09-30 23:59", 30).does("Natt"), "no-order"));
    CHECK_FALSE(u.finds(u.visit("2026-10-01 00:00", 30).does("Natt"), "no-order"));
    CHECK_FALSE(u.finds(u.visit("2026-10-01 23:59", 30).does("Natt"), "no-order"));
}

TEST_CASE("over-ordered-without-note tells how many minutes are over, and a reason takes it away") {
    Unit u;
    CHECK(u.checks(u.visit("2026-10-01 06:00", 60)) == Names{});
    auto v = u.visit("2026-10-01 08:00", 61);
    CHECK(u.checks(v) == Names{"over-ordered-without-note"});
    CHECK(u.told(v, "over-ordered-without-note", "over") == "1");
    CHECK(u.told(v, "over-ordered-without-note", "ordered") == "60");
    CHECK(u.checks(v.note("Behövde duscha två gånger")) == Names{});
}

TEST_CASE("over-ordered-without-note warns in Haninge, note or not: the case officer decides") {
    Unit u("Haninge");
    auto v = u.visit("2026-10-01 08:00", 75);
    v.note("Behövde duscha två gånger");
    REQUIRE(u.checks(v) == Names{"over-ordered-without-note"});
    CHECK(u.finding(v, "over-ordered-without-note")->severity == rules::Severity::warns);
}

TEST_CASE("over-ordered-without-note counts a service on two lines together, and several services each by its order") {
    Unit u;
    u.order(u.client, "Städning", 30);
    auto twice = u.visit("2026-10-01 08:00", 70);
    twice.does(ServiceLine{"Dusch", 35}, ServiceLine{"Dusch", 35});
    CHECK(u.told(twice, "over-ordered-without-note", "over") == "10");
    CHECK(u.checks(u.visit("2026-10-01 12:00", 90).does("Dusch", "Städning")) == Names{});
    auto over = u.visit("2026-10-02 12:00", 91);
    CHECK(u.finds(over.does("Dusch", "Städning"), "over-ordered-without-note"));
}

TEST_CASE("over-ordered-without-note goes by the minutes that passed on the nights when clocks change") {
    Unit u;
    u.order(u.client, "Natt", 300);
    CHECK(u.checks(u.visit("2026-03-28 23:30", 300).does("Natt")) == Names{});
    // 23:30 to 05:30 by the clocks: five hours in March, seven in October.
    auto spring = u.visit("2026-03-28 23:30", 0);
    spring.does("Natt").times(at("2026-03-28 23:30"), at("2026-03-29 05:30"));
    CHECK(rules::performed_minutes(spring.record()) == domain::Minutes{300});
    CHECK(u.checks(spring) == Names{});
    auto autumn = u.visit("2026-10-24 23:30", 0);
    autumn.does("Natt").times(at("2026-10-24 23:30"), at("2026-10-25 05:30"));
    CHECK(u.told(autumn, "over-ordered-without-note", "over") == "120");
}

TEST_CASE("meal-pickup-over-granted finds a meal fetched on the way that took more than was granted") {
    Unit u;
    u.order(u.client, "Lunch", 30);
    auto v = u.visit("2026-10-01 11:00", 40);
    v.does("Lunch").manual_start().note("Hämtade matlåda på Skolvägen");
    CHECK(u.checks(v) == Names{"meal-pickup-over-granted"});
    CHECK(u.told(v, "meal-pickup-over-granted", "over") == "10");
    CHECK(u.checks(u.visit("2026-10-01 11:00", 30).does("Lunch").manual_start().note("Hämtade matlåda")) == Names{});
}

TEST_CASE("meal-pickup-over-granted leaves alone a meal at home and other services without verification at the start") {
    Unit u;
    u.order(u.client, "Lunch", 30);
    u.order(u.client, "Inköp", 30);
    CHECK(u.checks(u.visit("2026-10-01 11:00", 40).does("Lunch").note("Åt långsamt idag")) == Names{});
    CHECK(u.checks(u.visit("2026-10-02 11:00", 40).does("Inköp").manual_start().note("Lång kö i butiken")) == Names{});
}

TEST_CASE("declined-used finds Avböjd insats, also beside a service that was performed, and is off in Haninge") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 5);
    CHECK(u.checks(v.does(declined("Dusch"))) == Names{"declined-used"});
    u.order(u.client, "Städning", 60);
    CHECK(u.told(v.does("Städning", declined("Dusch")), "declined-used", "service") == "Dusch");
    CHECK(u.checks(v.does("Dusch")) == Names{});
    Unit haninge("Haninge");
    CHECK(haninge.checks(haninge.visit("2026-10-01 08:00", 5).does(declined("Morgonhjälp"))) == Names{});
}

TEST_CASE("combination: a cell of the matrix that is not given never blocks") {
    Unit u;
    for (const auto* service : {"Städning", "Ledsagning", "Morgon", "Tillsyn"}) u.order(u.client, service, 60);
    CHECK(u.checks(u.visit("2026-10-01 08:00", 60).does("Dusch", "Städning")) == Names{});
    CHECK(u.checks(u.visit("2026-10-01 08:00", 60).does("Dusch", "Ledsagning")) == Names{});
}

TEST_CASE("combination: the unit's own matrix takes the place of the rulebook's, for the visits of its version") {
    const auto books = with_two_matrices();
    Unit u("Nacka", books);
    u.order(u.client, "Städning", 60);
    const auto before = u.visit("2026-01-02 08:00", 60).does("Dusch", "Städning");
    const auto after = u.visit("2026-05-02 08:00", 60).does("Dusch", "Städning");
    REQUIRE(u.told(before, "combination", "reason") == "forbidden");
    REQUIRE(u.told(after, "combination", "reason") == "forbidden");
    const Id own = u.matrix("nacka-3.0-2025-10-15", "Insatser;Dusch;Städning\nDusch;;ja\nStädning;;\n");
    CHECK_FALSE(u.finds(before, "combination"));
    CHECK(u.told(after, "combination", "reason") == "forbidden");
    u.matrix("nacka-3.0-2026-03-25", ";Dusch;Städning\nDusch;;individuell\n");
    CHECK_FALSE(u.finds(before, "combination"));
    CHECK(u.told(after, "combination", "reason") == "individual");
    u.facts.remove(domain::RecordType::matrix, own);
    CHECK(u.told(before, "combination", "reason") == "forbidden");
}

TEST_CASE("combination: another unit's matrix, or an empty one, changes nothing") {
    const auto books = with_matrix();
    Unit u("Nacka", books);
    u.order(u.client, "Städning", 60);
    const auto v = u.visit("2026-07-02 08:00", 60).does("Dusch", "Städning");
    const std::string version = books.all().front().matrix_from;
    u.matrix(version, "");
    domain::Matrix elsewhere{domain::Id::parse("01000000-0000-7000-8000-0000000000aa").value(),
                             domain::Id::parse("01000000-0000-7000-8000-0000000000ab").value(), version,
                             ";Dusch;Städning\nDusch;;ja\n"};
    u.facts.put(domain::Record(elsewhere));
    CHECK(u.told(v, "combination", "reason") == "forbidden");
}

TEST_CASE("combination: the matrix forbids, leaves to judgement or allows") {
    const auto books = with_matrix();
    Unit u("Nacka", books);
    for (const auto* service : {"Städning", "Ledsagning", "Morgon", "Tillsyn"}) u.order(u.client, service, 60);
    auto v = u.visit("2026-10-01 08:00", 60);
    CHECK(u.told(v.does("Städning", "dusch"), "combination", "reason") == "forbidden");
    CHECK(u.told(v, "combination", "other_service") == "dusch");
    CHECK(u.told(v.does("Dusch", "Ledsagning"), "combination", "reason") == "individual");
    CHECK(u.checks(v.does("Dusch", "Morgon")) == Names{});
    CHECK(u.checks(v.does("Dusch", "Tillsyn")) == Names{});
    CHECK(u.checks(v.does("Dusch", "Dusch")) == Names{});
    CHECK(u.told(v.does("Dusch", "Tillsyn", "Städning"), "combination", "reason") == "forbidden");
}

TEST_CASE("combination: in Haninge tillsyn is alone, and what is outside the home is never beside what is inside") {
    Unit u("Haninge");
    for (const auto* service :
         {"Tillsyn service", "Tillsyn vård- och omsorg", "Inköp", "Promenad", "Personlig omvårdnad"})
        u.order(u.client, service, 60);
    auto v = u.visit("2026-10-01 08:00", 60);
    CHECK(u.told(v.does("Morgonhjälp", "Tillsyn"), "combination", "reason") == "alone");
    CHECK(u.told(v, "combination", "service") == "Tillsyn");
    CHECK(u.told(v.does("Tillsyn service", "Inköp"), "combination", "reason") == "alone");
    CHECK(u.told(v.does("Morgonhjälp", "Inköp"), "combination", "reason") == "outside");
    CHECK(u.checks(v.does("Inköp", "Promenad")) == Names{});
    CHECK(u.checks(v.does("Morgonhjälp", "Personlig omvårdnad")) == Names{});
    CHECK(u.checks(v.does("Tillsyn service")) == Names{});
}

TEST_CASE("temporary-stay: a visitor's visits have the service for temporary stays, while the stay lasts") {
    Unit u("Haninge");
    u.order(u.client, "Tillfälligvistelse hemtjänst", 60, {.from = "2026-10-01", .to = "2026-10-07"});
    auto v = u.visit("2026-10-01 08:00", 30);
    CHECK(u.checks(v) == Names{"temporary-stay"});
    CHECK(u.told(v, "temporary-stay", "right_service") == "Tillfälligvistelse hemtjänst");
    CHECK(u.checks(v.does("Tillfällig vistelse")) == Names{});
    CHECK(u.checks(u.visit("2026-10-08 08:00", 30)) == Names{});
    CHECK(u.checks(u.visit("2026-10-08 08:00", 30).does("Tillfällig vistelse")) == Names{"no-order"});
}
