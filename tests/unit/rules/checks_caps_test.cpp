#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;

namespace {

Visit does(Unit& u, std::string_view start, int minutes, const char* service) {
    auto v = u.visit(start, minutes);
    v.does(service);
    return v;
}

}  // namespace

TEST_CASE("cap-introduction-talk: an hour with a new client, once, over the borders of months and years") {
    Unit u;
    auto first = does(u, "2025-11-03 10:00", 60, "Genomförandesamtal");
    CHECK(u.checks(first) == Names{});
    auto second = does(u, "2026-10-01 10:00", 30, "Genomförandesamtal");
    CHECK(u.checks(second) == Names{"cap-introduction-talk"});
    CHECK(u.told(second, "cap-introduction-talk", "reason") == "again");
    CHECK(u.told(second, "cap-introduction-talk", "other") == first.id().text());
    CHECK(u.told(second, "cap-introduction-talk", "other_date") == "2025-11-03");
    CHECK(u.checks(second.of(u.new_client())) == Names{});
    auto long_one = does(u, "2026-10-01 14:00", 75, "Genomförandesamtal");
    long_one.of(u.new_client());
    CHECK(u.told(long_one, "cap-introduction-talk", "reason") == "over");
    CHECK(u.told(long_one, "cap-introduction-talk", "over") == "15");
}

TEST_CASE("cap-introduction-talk stands at the later of two, in whatever order they come") {
    Unit u;
    auto later = does(u, "2026-10-02 10:00", 30, "Genomförandesamtal");
    CHECK(u.checks(later) == Names{});
    auto earlier = does(u, "2026-10-01 10:00", 30, "Genomförandesamtal");
    CHECK(u.checks(later) == Names{"cap-introduction-talk"});
    CHECK(u.checks(earlier) == Names{});
    u.facts.remove(domain::RecordType::visit, earlier.id());
    CHECK(u.checks(later) == Names{});
}

TEST_CASE("cap-lock-startup: no hour without a mounted lock, and no more than one hour") {
    Unit u;
    auto v = does(u, "2026-10-01 10:00", 60, "Uppstart smarta lås");
    CHECK(u.told(v, "cap-lock-startup", "reason") == "no_lock");
    const Id entrance = u.lock(u.client, {.kind = "entrance"});
    CHECK(u.told(v, "cap-lock-startup", "reason") == "no_lock");
    u.facts.remove(domain::RecordType::lock, entrance);
    const Id lock = u.lock(u.client, {.mounted = "2026-10-02"});
    CHECK(u.told(v, "cap-lock-startup", "reason") == "no_lock");
    u.facts.remove(domain::RecordType::lock, lock);
    u.lock(u.client, {.mounted = "2026-10-01"});
    CHECK(u.checks(v) == Names{});
    v.times(at("2026-10-01 10:00"), at("2026-10-01 11:20"));
    CHECK(u.told(v, "cap-lock-startup", "over") == "20");
}

TEST_CASE("cap-lock-startup: one per new client by the rules, one per mounted lock by the lock routine") {
    Unit u;
    u.lock(u.client);
    u.lock(u.client);
    auto first = does(u, "2026-05-04 10:00", 60, "Uppstart smarta lås");
    CHECK(u.checks(first) == Names{});
    auto by_the_rules = does(u, "2026-06-01 10:00", 60, "Uppstart smarta lås");
    CHECK(u.told(by_the_rules, "cap-lock-startup", "reason") == "again");
    CHECK(u.finding(by_the_rules, "cap-lock-startup")->paragraph == "4.2");
    by_the_rules.times(at("2026-06-02 10:00"), at("2026-06-02 11:00"));
    CHECK(u.checks(by_the_rules) == Names{});
    auto third = does(u, "2026-10-01 10:00", 60, "Uppstart smarta lås");
    CHECK(u.told(third, "cap-lock-startup", "reason") == "again");
    CHECK(u.finding(third, "cap-lock-startup")->paragraph == "Ersättning till anordnare för trygghetslås");
}

TEST_CASE("cap-lock-startup: an hour that was entered before there was a lock takes no hour from the lock") {
    Unit u;
    u.lock(u.client, {.mounted = "2026-10-06"});
    auto too_early = does(u, "2026-10-05 10:00", 60, "Uppstart smarta lås");
    auto rightly = does(u, "2026-10-06 10:00", 60, "Uppstart smarta lås");
    CHECK(u.told(too_early, "cap-lock-startup", "reason") == "no_lock");
    CHECK(u.checks(rightly) == Names{});
    CHECK(u.paid(rightly).front().paid == 60);
}

TEST_CASE("cap-window-cleaning: an hour in the year, over months, for a client who has cleaning") {
    Unit u;
    auto v = does(u, "2026-03-02 10:00", 40, "Fönsterputs");
    CHECK(u.told(v, "cap-window-cleaning", "reason") == "no_cleaning");
    u.order(u.client, "Städning", 60, {.from = "2026-03-02"});
    CHECK(u.checks(v) == Names{});
    auto rest = does(u, "2026-10-01 10:00", 20, "Fönsterputs");
    CHECK(u.checks(rest) == Names{});
    rest.times(at("2026-10-01 10:00"), at("2026-10-01 10:25"));
    CHECK(u.told(rest, "cap-window-cleaning", "over") == "5");
    auto next_year = does(u, "2027-01-01 00:00", 60, "Fönsterputs");  // the old year still in UTC
    CHECK(u.checks(next_year) == Names{});
    auto last_year = does(u, "2025-12-31 23:30", 60, "Fönsterputs");
    CHECK(u.told(last_year, "cap-window-cleaning", "reason") == "no_cleaning");
    CHECK(u.told(rest, "cap-window-cleaning", "over") == "5");
}

TEST_CASE("cap-window-cleaning counts of an earlier visit only the minutes that fall on it") {
    Unit u;
    u.order(u.client, "Städning", 60);
    auto both = u.visit("2026-03-02 10:00", 80);
    both.does("Städning", "Fönsterputs");
    CHECK(u.checks(both) == Names{});
    auto rest = does(u, "2026-10-01 10:00", 20, "Fönsterputs");
    CHECK(u.checks(rest) == Names{});
    both.does("Städning", ServiceLine{"Fönsterputs", 50});
    CHECK(u.told(rest, "cap-window-cleaning", "over") == "10");
}

TEST_CASE("cap-fire-prevention: an hour, at one occasion for the client") {
    Unit u;
    auto first = does(u, "2025-12-30 10:00", 61, "Brandförebyggande");
    CHECK(u.told(first, "cap-fire-prevention", "over") == "1");
    CHECK(u.checks(first.times(at("2025-12-30 10:00"), at("2025-12-30 11:00"))) == Names{});
    auto second = does(u, "2026-10-01 10:00", 10, "Brandförebyggande insats");
    CHECK(u.told(second, "cap-fire-prevention", "reason") == "again");
}

TEST_CASE(
    "the caps are off in Haninge: cap-introduction-talk, cap-lock-startup, cap-window-cleaning, cap-fire-prevention") {
    Unit u("Haninge");
    for (const auto* service : {"Genomförandesamtal", "Uppstart smarta lås", "Fönsterputs", "Brandförebyggande"}) {
        u.order(u.client, service, 120);
        CHECK(u.checks(does(u, "2026-10-01 10:00", 90, service)) == Names{});
        CHECK(u.checks(does(u, "2026-10-02 10:00", 90, service)) == Names{});
    }
}

TEST_CASE("transition-days: four days in Nacka from when it was known, counted over the border of a month") {
    Unit u;
    std::vector<Visit> visits;
    for (const auto* start : {"2026-09-29 08:00", "2026-09-29 18:00", "2026-09-30 08:00", "2026-10-02 08:00"})
        visits.push_back(does(u, start, 30, "Omställningstid"));
    for (const auto& v : visits) CHECK(u.checks(v) == Names{});
    auto fifth = does(u, "2026-10-03 08:00", 30, "Omställningstid");
    CHECK(u.checks(fifth) == Names{"transition-days"});
    CHECK(u.told(fifth, "transition-days", "day") == "5");
    CHECK(u.told(fifth, "transition-days", "days") == "4");
    CHECK(u.told(fifth, "transition-days", "first") == "2026-09-29");
    auto another_time = does(u, "2026-10-20 08:00", 30, "Omställningstid");
    CHECK(u.checks(another_time) == Names{});
}

TEST_CASE("transition-days: two calendar days in Haninge") {
    Unit u("Haninge");
    CHECK(u.checks(does(u, "2026-10-01 08:00", 30, "Omställningstid")) == Names{});
    CHECK(u.checks(does(u, "2026-10-02 23:30", 60, "Oplanerad frånvaro")) == Names{});
    auto third = does(u, "2026-10-03 00:00", 30, "Omställningstid");
    CHECK(u.checks(third) == Names{"transition-days"});
    CHECK(u.told(third, "transition-days", "days") == "2");
}

TEST_CASE("transition-late: registered within fourteen days of the first of them, in Nacka") {
    Unit u;
    auto v = does(u, "2026-10-01 08:00", 30, "Omställningstid");
    CHECK(u.checks(v.registered("2026-10-15 23:59")) == Names{});
    CHECK(u.told(v.registered("2026-10-16 00:00"), "transition-late", "day") == "15");
    auto second = does(u, "2026-10-03 08:00", 30, "Omställningstid");
    CHECK(u.finds(second.registered("2026-10-16 08:00"), "transition-late"));
    Unit haninge("Haninge");
    CHECK(haninge.checks(does(haninge, "2026-10-01 08:00", 30, "Omställningstid").registered("2026-10-30 08:00")) ==
          Names{});
}

TEST_CASE("transition-days: four times 24 hours from the moment when the provider knew, where it is known, in Nacka") {
    Unit u;
    u.absence(u.client, "2026-10-01 06:00", {.known = "2026-10-02 09:00"});
    CHECK(u.checks(does(u, "2026-10-01 08:00", 30, "Omställningstid")) == Names{});
    CHECK(u.checks(does(u, "2026-10-06 08:59", 30, "Omställningstid")) == Names{});
    auto fifth = does(u, "2026-10-06 09:00", 30, "Omställningstid");
    CHECK(u.told(fifth, "transition-days", "day") == "5");
    CHECK(u.told(fifth, "transition-days", "first") == "2026-10-02");
}

TEST_CASE("transition-days: an absence that has ended, or is another client's, says nothing of when it was known") {
    Unit u;
    u.absence(u.client, "2026-09-01 06:00", {.known = "2026-09-01 06:00", .ends = "2026-09-05 06:00"});
    u.absence(u.new_client(), "2026-10-01 06:00", {.known = "2026-09-20 06:00"});
    CHECK(u.checks(does(u, "2026-10-01 08:00", 30, "Omställningstid")) == Names{});
    CHECK(u.checks(does(u, "2026-10-04 08:00", 30, "Omställningstid")) == Names{});
    CHECK(u.finds(does(u, "2026-10-05 08:00", 30, "Omställningstid"), "transition-days"));
}

TEST_CASE("transition-days: two calendar days in Haninge from the day when the provider knew") {
    Unit u("Haninge");
    u.absence(u.client, "2026-10-01 18:00", {.known = "2026-10-02 22:00"});
    CHECK(u.checks(does(u, "2026-10-03 23:00", 30, "Omställningstid")) == Names{});
    CHECK(u.told(does(u, "2026-10-04 00:00", 30, "Omställningstid"), "transition-days", "day") == "3");
}

TEST_CASE("transition-days: told 48 hours before the absence begins, nothing is paid in Haninge; in Nacka it is") {
    for (const auto& [known, in_time] : {std::pair{"2026-10-03 10:00", true}, {"2026-10-03 10:01", false}}) {
        Unit u("Haninge");
        u.absence(u.client, "2026-10-05 10:00", {.known = known});
        auto v = does(u, "2026-10-05 12:00", 30, "Omställningstid");
        CHECK(u.told(v, "transition-days", "reason") == (in_time ? "told_in_time" : ""));
        CHECK(u.paid(v).front().paid == 0);
        Unit nacka;
        nacka.absence(nacka.client, "2026-10-05 10:00", {.known = known});
        CHECK(nacka.checks(does(nacka, "2026-10-05 12:00", 30, "Omställningstid")) == Names{});
    }
}

TEST_CASE("transition-days: five days in Haninge when the client ends the assignment, however early it was told") {
    Unit u("Haninge");
    u.absence(u.client, "2026-10-10 00:00", {.kind = domain::AbsenceKind::ended, .known = "2026-10-08 00:00"});
    CHECK(u.checks(does(u, "2026-10-12 08:00", 30, "Omställningstid")) == Names{});
    CHECK(u.told(does(u, "2026-10-13 08:00", 30, "Omställningstid"), "transition-days", "days") == "5");
}

TEST_CASE("transition-late: fourteen days from when the cancellation was received, where that is known") {
    Unit u;
    u.absence(u.client, "2026-10-01 06:00", {.cancelled = "2026-10-03 15:00"});
    auto v = does(u, "2026-10-01 08:00", 30, "Omställningstid");
    CHECK(u.checks(v.registered("2026-10-17 23:59")) == Names{});
    CHECK(u.told(v.registered("2026-10-18 00:00"), "transition-late", "day") == "15");
}
