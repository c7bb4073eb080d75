#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;

namespace {

// An ordered service at a client of Nacka, half an hour.
Visit served(Unit& u, const char* service) {
    u.order(u.client, service, 60);
    auto v = u.visit("2026-10-01 08:00", 30);
    v.does(service).note("Låset svarade inte, felanmält");
    return v;
}

}  // namespace

TEST_CASE("manual-without-note finds an end without verification and without a reason, and tells which") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.manual_end();
    CHECK(u.told(v, "manual-without-note", "ends") == "end");
    v.manual_start();
    CHECK(u.told(v, "manual-without-note", "ends") == "both");
    for (const auto* note : {"EL AK", "k.l.", " - "}) {
        v.note(note);
        CHECK(u.finds(v, "manual-without-note"));
    }
    v.note("Låset svarade inte, felanmält");
    CHECK_FALSE(u.finds(v, "manual-without-note"));
    CHECK(u.finding(v.note(""), "manual-without-note")->paragraph == "4.10");
}

TEST_CASE("manual-without-note asks for a note also where an exemption covers the end") {
    Unit u;
    u.order(u.client, "Inköp", 60);
    auto v = u.visit("2026-10-01 08:00", 30);
    v.does("Inköp").manual_start();
    CHECK(u.checks(v) == Names{"manual-without-note"});
}

TEST_CASE("manual-without-note and manual-not-exempt leave alone lock, tag and an end that is not reached yet") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.tag();
    CHECK(u.checks(v) == Names{});
    auto going_on = u.visit("2026-10-01 08:00", 30);
    going_on.manual_end().times(at("2026-10-01 08:00"), std::nullopt);
    CHECK(u.checks(going_on) == Names{});
}

TEST_CASE("manual-without-note is off in Haninge, where every manual end is manual-not-exempt") {
    Unit u("Haninge");
    u.order(u.client, "Inköp", 60);
    auto v = u.visit("2026-10-01 08:00", 30);
    v.does("Inköp").manual_start();
    CHECK(u.checks(v) == Names{"manual-not-exempt"});
    v.note("Mötte upp vid butiken");
    CHECK(u.checks(v) == Names{"manual-not-exempt"});
}

TEST_CASE("manual-not-exempt stands by an ordinary service whatever the note says") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.manual_start().note("Låset svarade inte, felanmält");
    CHECK(u.checks(v) == Names{"manual-not-exempt"});
    CHECK(u.told(v, "manual-not-exempt", "ends") == "start");
}

TEST_CASE("manual-not-exempt: services that excuse the start do not excuse the end") {
    for (const auto* service :
         {"Inköp", "Apoteksärenden", "Följeslagning", "Inköp med följe", "Stöd att följa med vid inköp",
          "Avlösning i hemmet", "Ledsagning", "Lunch", "Middag", "Stöd vid lunch/middag"}) {
        CAPTURE(service);
        Unit u;
        auto v = served(u, service);
        v.manual_start();
        CHECK_FALSE(u.finds(v, "manual-not-exempt"));
        v.manual_end();
        CHECK(u.told(v, "manual-not-exempt", "ends") == "end");
    }
}

TEST_CASE("manual-not-exempt: Tvätt and Promenad excuse either end") {
    for (const auto* service : {"Tvätt", "Promenad"}) {
        CAPTURE(service);
        Unit start, end;
        CHECK_FALSE(start.finds(served(start, service).manual_start(), "manual-not-exempt"));
        CHECK_FALSE(end.finds(served(end, service).manual_end(), "manual-not-exempt"));
    }
}

TEST_CASE("manual-not-exempt: calls, care plans and transition time have nobody at the door") {
    for (const auto* service : {"Trygghetsringning", "SIP", "Samordnad individuell plan", "Omställningstid"}) {
        CAPTURE(service);
        Unit u;
        CHECK_FALSE(u.finds(served(u, service).manual(), "manual-not-exempt"));
    }
}

TEST_CASE("manual-not-exempt: the startup of a lock is at a desk from the lock routine on, before it at the door") {
    Unit u;
    u.lock(u.client);
    auto before = u.visit("2026-06-01 08:00", 60);
    CHECK(u.finds(before.does("Uppstart smarta lås").manual(), "manual-not-exempt"));
    auto after = u.visit("2026-06-02 08:00", 60);
    CHECK_FALSE(u.finds(after.does("Uppstart smarta lås").manual(), "manual-not-exempt"));
}

TEST_CASE("manual-not-exempt: one of several services excuses its end for the visit") {
    Unit u;
    u.order(u.client, "Inköp", 30);
    auto v = u.visit("2026-10-01 08:00", 60);
    v.does("Dusch", "Inköp").manual_start().note("Mötte upp vid butiken");
    CHECK_FALSE(u.finds(v, "manual-not-exempt"));
    v.manual_end();
    CHECK(u.told(v, "manual-not-exempt", "ends") == "end");
}

TEST_CASE("manual-not-exempt: whoever supports goes where the ordinary one goes") {
    Unit u;
    u.order(u.client, "Inköp", 60, {.double_staffing = true});
    auto ordinary = u.visit("2026-10-01 08:00", 60);
    ordinary.does("Inköp");
    auto support = u.visit("2026-10-01 08:00", 60);
    support.by(u.new_worker()).supports().manual_start().note("Mötte upp vid butiken");
    CHECK(u.checks(support) == Names{});
    ordinary.does("Dusch");
    CHECK(u.finds(support, "manual-not-exempt"));
}

TEST_CASE("manual-not-exempt: those who live together have separate visits of one and the same verification") {
    Unit u;
    const Id one = u.new_client({"Sjövägen 1", "H1"});
    const Id other = u.new_client({"Sjövägen 1", "H1"});
    u.order(one, "Dusch", 60);
    u.order(other, "Dusch", 60);
    auto first = u.visit("2026-10-01 08:00", 30);
    first.of(one);
    auto second = u.visit("2026-10-01 08:35", 30);
    second.of(other).manual_start().note("Samma besök som hos maken");
    CHECK(u.checks(second) == Names{});
    second.times(at("2026-10-01 08:36"), at("2026-10-01 09:06"));
    CHECK(u.checks(second) == Names{"manual-not-exempt"});
    second.times(at("2026-10-01 08:35"), at("2026-10-01 09:05")).by(u.new_worker());
    CHECK(u.checks(second) == Names{"manual-not-exempt"});
}

TEST_CASE("tag-beside-lock finds a tag that was used where a door lock hangs that day") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.tag();
    CHECK(u.checks(v) == Names{});
    const Id entrance = u.lock(u.client, {.kind = "entrance"});
    CHECK(u.checks(v) == Names{});
    u.facts.remove(domain::RecordType::lock, entrance);
    const Id later = u.lock(u.client, {.mounted = "2026-10-02"});
    CHECK(u.checks(v) == Names{});
    u.facts.remove(domain::RecordType::lock, later);
    const Id gone = u.lock(u.client, {.removed = "2026-10-01"});
    CHECK(u.checks(v) == Names{});
    u.facts.remove(domain::RecordType::lock, gone);
    u.lock(u.client, {.removed = "2026-10-02"});
    CHECK(u.checks(v) == Names{"tag-beside-lock"});
    CHECK(u.finding(v, "tag-beside-lock")->rulebook == "nacka-trygghetslas-2026-06-02");
}

TEST_CASE("tag-beside-lock is off in Haninge, where lock and tag stand side by side") {
    Unit u("Haninge");
    u.lock(u.client);
    auto v = u.visit("2026-10-01 08:00", 30);
    CHECK(u.checks(v.tag()) == Names{});
}
