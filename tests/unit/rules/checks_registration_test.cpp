#include <doctest/doctest.h>

#include "rules/notes.h"
#include "support/made_up_unit.h"

using namespace made_up;
using namespace std::chrono;

TEST_CASE("a visit in order has no findings, in either municipality") {
    for (const auto* municipality : {"Nacka", "Haninge"}) {
        Unit u(municipality);
        CHECK(u.checks(u.visit("2026-10-01 08:00", 30)) == Names{});
    }
}

TEST_CASE("impossible-time: a visit ends after its start, within a day, and not in the future") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    const Instant start = at("2026-10-01 08:00");
    u.now = at("2026-10-03 08:00");
    v.times(start, start - 15min);
    CHECK(u.told(v, "impossible-time", "reason") == "end_before_start");
    CHECK(rules::performed_minutes(v.record()) == 0min);
    v.times(start, start);
    CHECK(u.told(v, "impossible-time", "reason") == "end_before_start");
    v.times(start, start + 24h + 1s);
    CHECK(u.told(v, "impossible-time", "reason") == "over_24_hours");
    CHECK(rules::performed_minutes(v.record()) == 0min);
    v.times(start, start + 24h);
    CHECK_FALSE(u.finds(v, "impossible-time"));
    CHECK(rules::performed_minutes(v.record()) == 24h);
    u.now = start + 23h;
    CHECK(u.told(v, "impossible-time", "reason") == "in_future");
    u.now = start + 24h;
    CHECK_FALSE(u.finds(v, "impossible-time"));
    u.now = start - 1s;
    v.times(start, std::nullopt);
    CHECK(u.told(v, "impossible-time", "reason") == "in_future");
}

TEST_CASE("impossible-time leaves alone a visit that goes on") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.times(at("2026-10-01 08:00"), std::nullopt);
    CHECK(u.checks(v) == Names{});
}

TEST_CASE("after-closing finds what was registered past the closing time, and what was not approved when it passed") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    u.now = at("2026-11-04 23:59:59");  // the third vardag of November
    CHECK(u.checks(v) == Names{});
    *u.now += 1s;
    CHECK(u.told(v, "after-closing", "reason") == "unapproved");
    u.approve(v, "2026-10-02 08:00");
    CHECK_FALSE(u.finds(v, "after-closing"));
    v.registered("2026-11-05 00:00").note("Telefonen var borta i en vecka");
    CHECK(u.told(v, "after-closing", "reason") == "registered");
    v.registered("2026-11-04 23:59");
    CHECK_FALSE(u.finds(v, "after-closing"));
    CHECK(u.finding(u.visit("2026-09-30 08:00", 30), "after-closing")->paragraph == "4.13");
}

TEST_CASE("after-closing goes by the month in which the visit starts in Sweden, also at midnight") {
    Unit u;
    u.now = at("2026-11-10 08:00");
    CHECK(u.finds(u.visit("2026-10-31 23:45", 30), "after-closing"));
    CHECK_FALSE(u.finds(u.visit("2026-11-01 00:00", 30), "after-closing"));  // 23:00 of October in UTC
}

TEST_CASE("edited-without-note tells which end was moved and by how much, and a reason takes it away") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.moved_from(at("2026-10-01 07:50"), std::nullopt);
    CHECK(u.told(v, "edited-without-note", "ends") == "start");
    CHECK(u.told(v, "edited-without-note", "start_moved") == "10");
    v.moved_from(at("2026-10-01 08:05"), at("2026-10-01 08:50"));
    CHECK(u.told(v, "edited-without-note", "ends") == "both");
    CHECK(u.told(v, "edited-without-note", "start_moved") == "-5");
    CHECK(u.told(v, "edited-without-note", "end_moved") == "-20");
    v.moved_from(std::nullopt, at("2026-10-01 08:50"));
    CHECK(u.told(v, "edited-without-note", "ends") == "end");
    v.note("EL AK");
    CHECK(u.finds(v, "edited-without-note"));
    v.note("Telefonen dog innan avslut");
    CHECK(u.checks(v) == Names{});
}

TEST_CASE("edited-without-note leaves alone a time that is what it was") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.moved_from(at("2026-10-01 08:00"), at("2026-10-01 08:30"));
    CHECK(u.checks(v) == Names{});
}

TEST_CASE("edited-without-note stands in Haninge whatever the note says, and warns") {
    Unit u("Haninge");
    auto v = u.visit("2026-10-01 08:00", 30);
    v.moved_from(at("2026-10-01 07:50"), std::nullopt).note("Telefonen dog innan avslut");
    REQUIRE(u.finds(v, "edited-without-note"));
    CHECK(u.finding(v, "edited-without-note")->severity == rules::Severity::warns);
}

TEST_CASE("late-registration finds what was entered more than an hour after the end, and a note makes it information") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.registered("2026-10-01 09:30");
    CHECK(u.checks(v) == Names{});
    v.registered("2026-10-01 09:31");
    CHECK(u.finding(v, "late-registration")->severity == rules::Severity::warns);
    CHECK(u.told(v, "late-registration", "note") == "no");
    v.registered("2026-10-03 09:30").note("Appen var inte tillgänglig");
    CHECK(u.finding(v, "late-registration")->severity == rules::Severity::informs);
    CHECK(u.told(v, "late-registration", "hours") == "49");
}

TEST_CASE("late-registration stays a warning in Haninge, note or not") {
    Unit u("Haninge");
    auto v = u.visit("2026-10-01 08:00", 30);
    v.registered("2026-10-02 09:31").note("Appen var inte tillgänglig");
    CHECK(u.finding(v, "late-registration")->severity == rules::Severity::warns);
}

TEST_CASE("late-registration leaves alone what nobody orders, and a visit that nobody knows when it ended") {
    Unit u;
    auto talk = u.visit("2026-10-01 08:00", 30);
    talk.does("SIP").registered("2026-10-05 08:00");
    CHECK(u.checks(talk) == Names{});
    auto impossible = u.visit("2026-10-01 10:00", 30);
    impossible.times(at("2026-10-01 10:00"), at("2026-10-01 09:00")).registered("2026-10-05 08:00");
    CHECK(u.checks(impossible) == Names{"impossible-time"});
}

TEST_CASE("blanks, punctuation, symbols and initials are no note") {
    for (const std::string note : {"",           "  ",    "\t\n", "\xC2\xA0", "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0",
                                   ".",          " - ",   "?!",   "....",     "-----",
                                   "————",       "……",    "„“”»", "××××",     "✓✓✓✓",
                                   "👍👍👍👍👍", "EL",    "E.L.", "k.l.",     "K.L",
                                   "å ö",        "Å.Ö.",  "AB",   "EL AK",    "el/ak",
                                   "E L A K",    "El Ak", "123",  "12:30",    "2026-10-01"}) {
        CAPTURE(note);
        CHECK_FALSE(rules::says_why(note));
    }
}

TEST_CASE("a note that says something is one, however short") {
    for (const std::string note : {"Låset trasigt", "tom mobil", "glömde", "ÅÄÖÅ", "ur led", "fel på lås", "SJUK",
                                   "EL: låset svarade inte", "ej hemma", "Éclair", "лифт сломан"}) {
        CAPTURE(note);
        CHECK(rules::says_why(note));
    }
}
