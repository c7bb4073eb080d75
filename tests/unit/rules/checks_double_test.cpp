#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;

namespace {

// Two care workers at one client, nine to ten; double staffing is ordered.
struct Pair {
    Unit u;
    Visit one, other;
    explicit Pair(const char* municipality)
        : u(municipality), one(u.visit("2026-10-01 09:00", 60)), other(u.visit("2026-10-01 09:00", 60)) {
        other.by(u.new_worker());
        u.order(u.client, u.service, 90, {.double_staffing = true});
    }
    Names checks() const {
        Names all = u.checks(one);
        for (auto& check : u.checks(other)) all.push_back("other: " + check);
        return all;
    }
};

}  // namespace

TEST_CASE("double staffing in Nacka's way: one the service, the other only double staffing") {
    Pair p("Nacka");
    p.other.supports();
    CHECK(p.checks() == Names{});
}

TEST_CASE("double-alone finds a supporting visit without anybody else's service at the time") {
    Unit u;
    u.order(u.client, "Dusch", 60, {.double_staffing = true});
    auto v = u.visit("2026-10-01 09:00", 60);
    v.supports();
    CHECK(u.checks(v) == Names{"double-alone"});
    CHECK(u.told(v, "double-alone", "reason") == "nobody");
    auto own = u.visit("2026-10-01 09:00", 60);  // her own other visit is nobody else's
    CHECK(u.finds(v, "double-alone"));
    own.by(u.new_worker()).supports();
    CHECK(u.told(v, "double-alone", "reason") == "without_service");
    CHECK(u.told(v, "double-alone", "other") == own.id().text());
    CHECK(u.told(v, "double-alone", "other_hours") == "09:00–10:00");
    own.does("Dusch");
    CHECK_FALSE(u.finds(v, "double-alone"));
}

TEST_CASE("double-alone: a service before or after, or at another client, is not at the time") {
    Pair p("Nacka");
    p.other.supports();
    p.one.times(at("2026-10-01 10:00"), at("2026-10-01 11:00"));
    CHECK(p.u.finds(p.other, "double-alone"));
    p.one.times(at("2026-10-01 09:59"), at("2026-10-01 11:00"));
    CHECK_FALSE(p.u.finds(p.other, "double-alone"));
    p.one.of(p.u.new_client());
    CHECK(p.u.finds(p.other, "double-alone"));
}

TEST_CASE("double-alone over midnight, and on the night when clocks go back") {
    Pair p("Nacka");
    p.one.times(at("2026-10-24 23:30"), at("2026-10-25 04:30"));
    p.other.supports().times(at("2026-10-25 00:10"), at("2026-10-25 04:10"));
    CHECK_FALSE(p.u.finds(p.other, "double-alone"));
    CHECK_FALSE(p.u.finds(p.other, "double-outside"));
    CHECK(rules::performed_minutes(p.other.record()) == domain::Minutes{300});
}

TEST_CASE("double-outside tells how many minutes lie outside the ordinary visit") {
    Pair p("Nacka");
    p.other.supports().times(at("2026-10-01 08:50"), at("2026-10-01 10:05"));
    CHECK(p.u.checks(p.other) == Names{"double-outside"});
    CHECK(p.u.told(p.other, "double-outside", "minutes") == "15");
    p.other.times(at("2026-10-01 09:10"), at("2026-10-01 09:50"));
    CHECK(p.checks() == Names{});
}

TEST_CASE("double-outside: several ordinary visits together cover the supporting one") {
    Pair p("Nacka");
    auto next = p.u.visit("2026-10-01 10:00", 30);
    next.by(p.u.new_worker());
    p.other.supports().times(at("2026-10-01 09:30"), at("2026-10-01 10:30"));
    CHECK(p.u.checks(p.other) == Names{});
    next.times(at("2026-10-01 10:10"), at("2026-10-01 10:30"));
    CHECK(p.u.told(p.other, "double-outside", "minutes") == "10");
}

TEST_CASE("double-unordered-without-note finds a supporting visit that nobody ordered, and a reason takes it away") {
    Unit u;
    auto ordinary = u.visit("2026-10-01 09:00", 60);
    auto support = u.visit("2026-10-01 09:00", 60);
    support.by(u.new_worker()).supports();
    CHECK(u.checks(support) == Names{"double-unordered-without-note"});
    CHECK(u.checks(ordinary) == Names{});
    CHECK(u.checks(support.note("Behövde två vid lyftet")) == Names{});
    support.note("");
    u.order(u.client, "Städning", 60, {.double_staffing = true});
    CHECK(u.finds(support, "double-unordered-without-note"));  // two are ordered for something else
    u.order(u.client, "Dusch", 60, {.double_staffing = true, .from = "2026-10-02"});
    CHECK(u.finds(support, "double-unordered-without-note"));  // from tomorrow on
    u.order(u.client, "Dusch", 70, {.double_staffing = true, .to = "2026-10-01"});
    CHECK(u.checks(support) == Names{});
}

TEST_CASE("double-with-service finds in Nacka a supporting visit that has a service too") {
    Pair p("Nacka");
    p.other.presses();
    CHECK(p.checks() == Names{"other: double-with-service"});
    CHECK(p.u.told(p.other, "double-with-service", "other") == p.one.id().text());
    p.other.supports();
    CHECK(p.checks() == Names{});
}

TEST_CASE(
    "double-pressed-twice and double-not-pressed are Haninge's: in Nacka two visits with services are two visits") {
    Pair p("Nacka");
    CHECK(p.checks() == Names{});
    p.one.supports();
    p.other.supports();
    CHECK(p.checks() == Names{"double-alone", "other: double-alone"});
}

TEST_CASE("double staffing in Haninge's way: exactly one chooses the service, exactly one presses") {
    Pair p("Haninge");
    p.other.supports();
    CHECK(p.checks() == Names{});
    Pair same("Haninge");  // the one who chose the service may be the one who pressed
    same.one.presses();
    same.other.does();
    CHECK(same.checks() == Names{});
}

TEST_CASE("double-with-service in Haninge finds two who both chose a service, where one pressed") {
    Pair p("Haninge");
    p.other.presses();
    CHECK(p.checks() == Names{"other: double-with-service"});
}

TEST_CASE("double-pressed-twice in Haninge stands at the one who has to take it back") {
    Pair p("Haninge");
    p.one.presses();
    p.other.supports();
    CHECK(p.checks() == Names{"double-pressed-twice"});
    CHECK(p.u.told(p.one, "double-pressed-twice", "other") == p.other.id().text());
    p.one.does();
    CHECK(p.checks() == Names{"double-alone", "other: double-alone", "other: double-pressed-twice"});
}

TEST_CASE("double-not-pressed in Haninge stands at the one without a service") {
    Pair p("Haninge");
    p.one.does();
    CHECK(p.checks() == Names{"double-not-pressed"});
}

TEST_CASE("double-not-pressed: two services at once are a pair only where two are ordered") {
    Pair p("Haninge");
    CHECK(p.checks() == Names{"other: double-not-pressed"});
    Unit u("Haninge");
    auto one = u.visit("2026-10-01 09:00", 60);
    auto other = u.visit("2026-10-01 09:00", 60);
    other.by(u.new_worker());
    CHECK(u.checks(one) == Names{});
    CHECK(u.checks(other) == Names{});
}

TEST_CASE(
    "double-not-pressed and double-with-service: those who share less than half of the shorter visit are no pair") {
    Pair p("Haninge");
    p.other.presses().times(at("2026-10-01 09:31"), at("2026-10-01 10:31"));
    CHECK(p.checks() == Names{});
    p.other.times(at("2026-10-01 09:30"), at("2026-10-01 10:30"));
    CHECK(p.checks() == Names{"other: double-with-service"});
}

TEST_CASE("double-alone in Haninge finds whoever pressed with nobody else there") {
    Unit u("Haninge");
    auto v = u.visit("2026-10-01 09:00", 60);
    v.presses();
    CHECK(u.checks(v) == Names{"double-alone"});
    CHECK(u.finding(v, "double-alone")->severity == rules::Severity::warns);
    auto other = u.visit("2026-10-01 09:00", 60);
    other.by(u.new_worker()).does();
    CHECK(u.checks(v) == Names{});
}
