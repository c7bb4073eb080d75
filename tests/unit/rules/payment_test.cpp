#include "rules/payment.h"

#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;
using rules::ManualShare;
using rules::ShareReading;

namespace {

// "Dusch 60: 61 -> 0 over-ordered-without-note": service, ordered, performed, paid (and pending), why.
template <class Row>
std::string written(const Row& row) {
    std::string text = row.service + ' ' + std::to_string(row.ordered) + ": " + std::to_string(row.performed) + " -> " +
                       std::to_string(row.paid);
    if (row.pending > 0) text += " + " + std::to_string(row.pending) + " pending";
    for (const auto& reason : row.reasons) text += ' ' + reason;
    return text;
}
std::string paid(const Unit& u, const Visit& v) {
    std::string text;
    for (const auto& line : u.paid(v)) text += (text.empty() ? "" : "; ") + written(line);
    return text;
}
Names basis(const Unit& u, std::string_view of) {
    Names rows;
    for (const auto& row : rules::basis_of(u.facts, month(of), u.now.value()))
        rows.push_back(std::to_string(row.visits) + " x " + written(row));
    return rows;
}

}  // namespace

TEST_CASE("performed time within the ordered is paid, and there is nothing to explain") {
    Unit u;
    CHECK(paid(u, u.visit("2026-10-01 08:00", 45)) == "Dusch 60: 45 -> 45");
    CHECK(paid(u, u.visit("2026-10-02 08:00", 60)) == "Dusch 60: 60 -> 60");
}

TEST_CASE("over the ordered time a note makes Nacka pay, and nothing is paid without") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 75);
    CHECK(paid(u, v) == "Dusch 60: 75 -> 0 over-ordered-without-note");
    CHECK(paid(u, v.note("Behövde duscha två gånger")) == "Dusch 60: 75 -> 75");
}

TEST_CASE("over the ordered time waits for the case officer in Haninge, note or not") {
    Unit u("Haninge");
    auto v = u.visit("2026-10-01 08:00", 75);
    CHECK(paid(u, v) == "Morgonhjälp 60: 75 -> 60 + 15 pending waits-for-case-officer");
    CHECK(paid(u, v.note("Behövde hjälp två gånger")) ==
          "Morgonhjälp 60: 75 -> 60 + 15 pending waits-for-case-officer");
    CHECK(paid(u, v.does(extra("Morgonhjälp"))) == "Morgonhjälp 0: 75 -> 0 + 75 pending waits-for-case-officer");
}

TEST_CASE("two lines of one order share its minutes") {
    Unit u("Haninge");
    auto v = u.visit("2026-10-01 08:00", 80);
    v.does(ServiceLine{"Morgonhjälp", 40}, ServiceLine{"Morgonhjälp", 40});
    CHECK(paid(u, v) == "Morgonhjälp 60: 40 -> 40; Morgonhjälp 20: 40 -> 20 + 20 pending waits-for-case-officer");
}

TEST_CASE("a visit's minutes fall on its services by what is given, what is ordered, or equally") {
    Unit u;
    u.order(u.client, "Städning", 30);
    auto v = u.visit("2026-10-01 08:00", 60);
    CHECK(paid(u, v.does("Dusch", "Städning")) == "Dusch 60: 40 -> 40; Städning 30: 20 -> 20");
    CHECK(paid(u, v.does(ServiceLine{"Dusch", 35}, "Städning")) == "Dusch 60: 35 -> 35; Städning 30: 25 -> 25");
    CHECK(paid(u, v.does("Dusch", extra("Fotvård")).note("Trasig tånagel")) ==
          "Dusch 60: 30 -> 30; Fotvård 0: 30 -> 30");
}

TEST_CASE("nothing is paid where something blocks, and every reason is told in the order of the checks") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    CHECK(paid(u, v.does(extra("Fotvård")).manual()) == "Fotvård 0: 30 -> 0 manual-without-note extra-without-note");
    CHECK(paid(u, v.does()) == " 0: 30 -> 0 service-missing manual-without-note");
    CHECK(paid(u, u.visit("2026-10-02 08:00", 5).does(declined("Dusch"))) == "Dusch 60: 5 -> 0 declined-used");
}

TEST_CASE("what warns is paid") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.manual().note("Låset svarade inte, felanmält");
    REQUIRE(u.checks(v) == Names{"manual-not-exempt"});
    CHECK(paid(u, v) == "Dusch 60: 30 -> 30");
}

TEST_CASE("a visit that goes on, one with impossible times and one that was let go are not paid, and it is said why") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.times(at("2026-10-01 08:00"), std::nullopt);
    CHECK(paid(u, v) == "Dusch 60: 0 -> 0 going-on");
    v.times(at("2026-10-01 08:00"), at("2026-10-01 07:00"));
    CHECK(paid(u, v) == "Dusch 60: 0 -> 0 impossible-time");
    v.times(at("2026-10-01 08:00"), at("2026-10-01 08:30"));
    u.approve(v, "2026-10-02 08:00", {v.id()});
    CHECK(paid(u, v) == "Dusch 60: 30 -> 0 let-unpaid");
}

TEST_CASE("a meal that was fetched on the way is paid within what was granted") {
    Unit u;
    u.order(u.client, "Lunch", 30);
    auto v = u.visit("2026-10-01 11:00", 40);
    v.does("Lunch").manual_start().note("Hämtade matlåda på Skolvägen");
    CHECK(paid(u, v) == "Lunch 30: 40 -> 30 meal-pickup-over-granted");
}

TEST_CASE("double staffing that stands is a line of its own, as far as it lies within the ordinary visit") {
    Unit u;
    u.order(u.client, "Dusch", 90, {.double_staffing = true});
    auto ordinary = u.visit("2026-10-01 09:00", 60);
    auto support = u.visit("2026-10-01 09:00", 60);
    support.by(u.new_worker()).supports();
    CHECK(paid(u, ordinary) == "Dusch 90: 60 -> 60");
    CHECK(paid(u, support) == "Dubbelbemanning 90: 60 -> 60");
    support.times(at("2026-10-01 08:50"), at("2026-10-01 09:40"));
    CHECK(paid(u, support) == "Dubbelbemanning 90: 50 -> 40 double-outside");
    ordinary.times(at("2026-10-01 12:00"), at("2026-10-01 13:00"));
    CHECK(paid(u, support) == "Dubbelbemanning 0: 50 -> 0 double-alone");
}

TEST_CASE("double staffing that nobody ordered is paid in Nacka with a reason, else not") {
    Unit u;
    u.visit("2026-10-01 09:00", 60);
    auto support = u.visit("2026-10-01 09:00", 60);
    support.by(u.new_worker()).supports();
    CHECK(paid(u, support) == "Dubbelbemanning 0: 60 -> 0 double-unordered-without-note");
    CHECK(paid(u, support.note("Behövde två vid lyftet")) == "Dubbelbemanning 0: 60 -> 60");
}

TEST_CASE("double staffing in Haninge: the half without a service is the line of its own, whoever pressed") {
    Unit u("Haninge");
    u.order(u.client, "Morgonhjälp", 90, {.double_staffing = true});
    auto one = u.visit("2026-10-01 09:00", 60);
    auto other = u.visit("2026-10-01 09:00", 60);
    other.by(u.new_worker()).does();
    one.presses();
    CHECK(paid(u, one) == "Morgonhjälp 90: 60 -> 60");
    CHECK(paid(u, other) == "Dubbelbemanning 90: 60 -> 60");
}

TEST_CASE("what is capped is paid up to its cap, the first ones first") {
    Unit u;
    u.order(u.client, "Städning", 60);
    u.lock(u.client);
    const auto paid_for = [&](const char* start, int minutes, const char* service) {
        return paid(u, u.visit(start, minutes).does(service));
    };
    CHECK(paid_for("2026-03-02 10:00", 40, "Fönsterputs") == "Fönsterputs 0: 40 -> 40");
    CHECK(paid_for("2026-10-01 10:00", 30, "Fönsterputs") == "Fönsterputs 0: 30 -> 20 cap-window-cleaning");
    CHECK(paid_for("2026-10-02 10:00", 30, "Fönsterputs") == "Fönsterputs 0: 30 -> 0 cap-window-cleaning");
    CHECK(paid_for("2027-01-02 10:00", 30, "Fönsterputs") == "Fönsterputs 0: 30 -> 30");
    CHECK(paid_for("2026-10-01 13:00", 75, "Genomförandesamtal") ==
          "Genomförandesamtal 0: 75 -> 60 cap-introduction-talk");
    CHECK(paid_for("2026-10-03 13:00", 30, "Genomförandesamtal") ==
          "Genomförandesamtal 0: 30 -> 0 cap-introduction-talk");
    CHECK(paid_for("2026-10-01 15:00", 60, "Uppstart smarta lås") == "Uppstart smarta lås 0: 60 -> 60");
    CHECK(paid_for("2026-10-03 15:00", 60, "Uppstart smarta lås") == "Uppstart smarta lås 0: 60 -> 0 cap-lock-startup");
    CHECK(paid_for("2026-10-01 17:00", 70, "Brandförebyggande") == "Brandförebyggande 0: 70 -> 60 cap-fire-prevention");
    CHECK(paid_for("2026-10-01 19:00", 200, "SIP") == "SIP 0: 200 -> 200");
    for (const auto* day : {"2026-11-01 08:00", "2026-11-02 08:00", "2026-11-03 08:00", "2026-11-04 08:00"})
        CHECK(paid_for(day, 30, "Omställningstid") == "Omställningstid 0: 30 -> 30");
    CHECK(paid_for("2026-11-05 08:00", 30, "Omställningstid") == "Omställningstid 0: 30 -> 0 transition-days");
}

TEST_CASE(
    "a day of transition time is the granted month divided by 30.4 in Haninge, once a day; as registered in Nacka") {
    for (const std::string municipality : {"Haninge", "Nacka"}) {
        Unit u(municipality);
        const auto grant = [&](const char* service, std::optional<int> minutes) {
            domain::Order order;
            order.id = u.order(u.client, service, 30);
            order.client = u.client;
            order.service = service;
            order.minutes_per_visit = 30;
            order.valid_from = day("2020-01-01");
            order.minutes_per_month = minutes;
            u.facts.put(domain::Record(order));
        };
        grant("Serviceinsatser", 1000);
        grant("Personlig omvårdnad", 500);
        grant("Tillsyn", std::nullopt);
        auto first = u.visit("2026-10-01 08:00", 30).does("Omställningstid");
        auto second = u.visit("2026-10-01 18:00", 45).does("Omställningstid");
        const bool by_month = municipality == "Haninge";
        CHECK(paid(u, first) ==
              (by_month ? "Omställningstid 0: 30 -> 49 transition-month-share" : "Omställningstid 0: 30 -> 30"));
        CHECK(paid(u, second) ==
              (by_month ? "Omställningstid 0: 45 -> 0 transition-month-share" : "Omställningstid 0: 45 -> 45"));
        if (by_month)
            CHECK(paid(u, u.visit("2026-10-03 08:00", 30).does("Omställningstid")) ==
                  "Omställningstid 0: 30 -> 0 transition-days");
    }
}

TEST_CASE("an hour of lock startup without a lock is not paid") {
    Unit u;
    auto v = u.visit("2026-10-01 10:00", 60);
    CHECK(paid(u, v.does("Uppstart smarta lås")) == "Uppstart smarta lås 0: 60 -> 0 cap-lock-startup");
}

TEST_CASE("the basis of a month has a row for each client and service, and the sums of its lines") {
    Unit u;
    u.now = at("2026-11-02 08:00");
    u.order(u.client, "Inköp med följe", 60);
    u.visit("2026-09-30 23:30", 60);  // September's
    u.visit("2026-10-01 08:00", 45);
    u.visit("2026-10-02 08:00", 70);
    u.visit("2026-10-03 08:00", 30).does("Inköp med följe");
    u.visit("2026-10-04 08:00", 30).does("Stöd att följa med vid inköp");
    u.visit("2026-10-31 23:30", 60).by(u.new_worker()).supports();
    CHECK(basis(u, "2026-10") == Names{"1 x Dubbelbemanning 0: 60 -> 0 double-alone double-unordered-without-note",
                                       "2 x Dusch 120: 115 -> 45 over-ordered-without-note",
                                       "2 x Inköp med följe 120: 60 -> 60"});
    CHECK(basis(u, "2026-09") == Names{"1 x Dusch 60: 60 -> 0 after-closing"});
    CHECK(basis(u, "2026-11") == Names{});
}

TEST_CASE("the basis is the sum of the lines that are paid, whatever the unit is like") {
    Unit u("Haninge");
    u.now = at("2026-11-02 08:00");
    std::int64_t performed = 0, paid = 0, pending = 0;
    std::vector<Visit> visits;
    for (int i = 0; i < 40; ++i) {
        const std::string date = "2026-10-" + std::to_string(10 + i % 20);
        visits.push_back(u.visit(date + (i % 2 == 0 ? " 08:00" : " 12:00"), 20 + 3 * i));
        if (i % 7 == 0) visits.back().does();
        if (i % 5 == 0) visits.back().does("Morgonhjälp", extra("Serviceinsatser"));
        if (i % 6 == 0) visits.back().of(u.new_client());
    }
    for (const auto& v : visits) {
        for (const auto& line : rules::paid_lines(u.facts, v.id(), *u.now)) {
            performed += line.performed, paid += line.paid, pending += line.pending;
            CHECK(line.paid + line.pending <= line.performed);
            CHECK((line.reasons.empty() == (line.paid == line.performed)));
        }
    }
    for (const auto& row : rules::basis_of(u.facts, month("2026-10"), *u.now))
        performed -= row.performed, paid -= row.paid, pending -= row.pending;
    CHECK(performed == 0);
    CHECK(paid == 0);
    CHECK(pending == 0);
}

TEST_CASE("half an öre is rounded up, once, after the minutes are summed") {
    CHECK(rules::ore_for(60, 45'050) == 45'050);
    CHECK(rules::ore_for(1, 29) == 0);
    CHECK(rules::ore_for(1, 30) == 1);
    CHECK(rules::ore_for(1, 31) == 1);
    CHECK(rules::ore_for(7, 45'050) == 5'256);  // 5255.83
    CHECK(rules::ore_for(2, 30) == 1);          // not the two of 1 + 1
    CHECK(rules::ore_for(0, 45'050) == 0);
    CHECK(rules::ore_for(10'000'000, 100'000'000) == 16'666'666'666'667);
}

TEST_CASE("a rate holds from its day on, and without one there is none") {
    rules::Rulebook book;
    CHECK_FALSE(rules::rate_on(book, day("2026-10-01")));
    book.rates = {{day("2026-01-01"), 40'000}, {day("2026-10-01"), 45'050}};
    CHECK_FALSE(rules::rate_on(book, day("2025-12-31")));
    CHECK(rules::rate_on(book, day("2026-09-30")) == 40'000);
    CHECK(rules::rate_on(book, day("2026-10-01")) == 45'050);
}

TEST_CASE(
    "manual-share in its four readings: by visits and by minutes, with and without ends that an exemption covers") {
    Unit u;
    u.order(u.client, "Inköp", 60);
    std::vector<Id> ids;
    ids.push_back(u.visit("2026-10-01 08:00", 60).id());
    ids.push_back(u.visit("2026-10-02 08:00", 30).tag().id());
    ids.push_back(u.visit("2026-10-03 08:00", 20).manual_end().id());
    ids.push_back(u.visit("2026-10-04 08:00", 50).does("Inköp").manual_start().id());
    ids.push_back(u.visit("2026-10-05 08:00", 30).manual().times(at("2026-10-05 08:00"), std::nullopt).id());
    const ManualShare share = rules::manual_share(u.facts, ids, at("2026-10-05 09:00"));
    CHECK(share.by(ShareReading::visits) == ManualShare::Part{2, 4});
    CHECK(share.by(ShareReading::minutes) == ManualShare::Part{70, 160});
    CHECK(share.by(ShareReading::visits_not_exempt) == ManualShare::Part{1, 4});
    CHECK(share.by(ShareReading::minutes_not_exempt) == ManualShare::Part{20, 160});
    CHECK(share.by(ShareReading::visits).per_mille() == 500);
    CHECK(share.by(ShareReading::minutes).per_mille() == 438);  // 437.5
    CHECK(ManualShare{}.visits.per_mille() == 0);
}

TEST_CASE("manual-share: which reading binds is the rulebook's to say") {
    const auto* nacka = rules::Rulebooks::built_in().in_force("Nacka", day("2026-10-01"));
    CHECK(nacka->settings.manual_share_percent == 10);
    CHECK(nacka->settings.manual_share_reading == ShareReading::visits);
    CHECK(nacka->rule("manual-share")->paragraph == "2");
    CHECK_FALSE(rules::Rulebooks::built_in().in_force("Haninge", day("2026-10-01"))->settings.manual_share_percent);
}

TEST_CASE("minutes at risk: approved, ready, needing a note, an edit, or lost") {
    Unit u;
    u.now = at("2026-10-20 08:00");
    auto approved = u.visit("2026-10-01 08:00", 10);
    approved.does();
    u.approve(approved, "2026-10-02 08:00", {approved.id()});
    u.visit("2026-10-02 08:00", 20);
    u.visit("2026-10-03 08:00", 30).manual().note("Låset svarade inte");  // warns only
    u.visit("2026-10-04 08:00", 40).manual();
    u.visit("2026-10-05 08:00", 50).does(declined("Dusch"));
    u.visit("2026-10-06 08:00", 55).does().manual();  // the worst counts
    u.visit("2026-11-01 08:00", 60);
    CHECK(rules::risk_of(u.facts, month("2026-10"), *u.now) == rules::Risk{10, 50, 40, 105, 0});
    u.now = at("2026-11-05 00:00");
    CHECK(rules::risk_of(u.facts, month("2026-10"), *u.now) == rules::Risk{10, 0, 0, 0, 195});
}
