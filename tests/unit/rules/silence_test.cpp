#include "rules/silence.h"

#include <chrono>

#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;
using Kind = rules::Silence::Kind;

namespace {

constexpr std::chrono::days one{1};

std::string moment(Date date, std::string_view time) {
    return domain::date_text(date) + " " + std::string(time);
}

// Of all units and clients, by day.
std::vector<rules::Silence> all(const Unit& u, const rules::SilenceSearch& search, std::string_view from,
                                std::string_view to) {
    auto found = search.of_units(day(from), day(to));
    u.facts.each_client([&](std::uint32_t client) {
        for (auto& silence : search.of_client(client, day(from), day(to))) found.push_back(std::move(silence));
    });
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
    return found;
}

// Somebody else is visited every day, so that the days of the unit are known. Mondays of October 2026: 5, 12, 19, 26.
struct Weeks {
    Unit u;
    Id other;
    Date first = day("2026-09-28"), last = day("2026-11-01");

    Weeks() {
        other = u.new_client();
        u.order(other, u.service, 30);
        for (Date date = first; date <= last; date += one) u.visit(moment(date, "12:00"), 30).of(other);
    }
    // The client's own, every Monday but those.
    void mondays(std::string_view time, const std::vector<std::string_view>& without = {}) {
        for (Date date = first; date <= last; date += 7 * one) {
            const bool left_out = std::find(without.begin(), without.end(), domain::date_text(date)) != without.end();
            if (!left_out) u.visit(moment(date, time), 30).of(u.client);
        }
    }
    void daily(std::string_view time, std::string_view until) {
        for (Date date = first; date <= day(until); date += one) u.visit(moment(date, time), 30).of(u.client);
    }
    std::vector<rules::Silence> silences(std::string_view now = "2026-11-02 09:00") const {
        const rules::SilenceSearch search(u.facts, first, at(now));
        return all(u, search, "2026-10-01", "2026-10-31");
    }
    std::vector<rules::Silence> of(Kind kind, std::string_view now = "2026-11-02 09:00") const {
        auto found = silences(now);
        std::erase_if(found, [&](const auto& s) { return s.kind != kind; });
        return found;
    }
};

}  // namespace

TEST_CASE("a visit that stands on every Monday but one is asked for, with its time, its service and what it rests on") {
    Weeks w;
    w.mondays("08:00", {"2026-10-26"});
    const auto found = w.silences();
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == Kind::habit);
    CHECK(found[0].who == w.u.client);
    CHECK(found[0].day == day("2026-10-26"));
    REQUIRE(found[0].occasions.size() == 1);
    const auto& occasion = found[0].occasions[0];
    CHECK(occasion.usual == std::chrono::hours{8});
    CHECK(occasion.service == "Dusch");
    CHECK(occasion.held == 4);
    CHECK(occasion.weeks == 4);
}

TEST_CASE("three weeks of four are a habit, two are none") {
    Weeks three;
    three.mondays("08:00", {"2026-10-05", "2026-10-26"});
    const auto found = three.silences();
    REQUIRE(found.size() == 1);
    CHECK(found[0].occasions[0].held == 3);
    CHECK(found[0].occasions[0].weeks == 4);
    Weeks two;
    two.mondays("08:00", {"2026-10-05", "2026-10-12", "2026-10-26"});
    CHECK(two.silences().empty());
}

TEST_CASE("only what is missing of a day is asked for") {
    Weeks w;
    w.mondays("08:00", {"2026-10-26"});
    w.mondays("17:30");
    const auto found = w.silences();
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].occasions.size() == 1);
    CHECK(found[0].occasions[0].usual == std::chrono::hours{8});
}

TEST_CASE("a visit at another hour with the same service, or moved to a day near by, answers the question") {
    Weeks earlier;
    earlier.mondays("08:00", {"2026-10-26"});
    earlier.u.visit("2026-10-26 13:15", 30).of(earlier.u.client);
    CHECK(earlier.silences().empty());
    Weeks moved;
    moved.mondays("08:00", {"2026-10-26"});
    moved.u.visit("2026-10-27 10:00", 30).of(moved.u.client);
    CHECK(moved.silences().empty());
    Weeks something_else;
    something_else.mondays("08:00", {"2026-10-26"});
    something_else.u.visit("2026-10-26 13:15", 30).of(something_else.u.client).does("Städning");
    CHECK(something_else.silences().size() == 1);
}

TEST_CASE("a usual time is told in steps of five minutes") {
    Weeks w;
    w.mondays("08:13", {"2026-10-26"});
    const auto found = w.silences();
    REQUIRE(found.size() == 1);
    CHECK(found[0].occasions[0].usual == std::chrono::hours{8} + std::chrono::minutes{15});
}

TEST_CASE("starts that are spread over the day are no habit of an hour") {
    Weeks w;
    w.u.visit("2026-09-28 07:00", 30).of(w.u.client);
    w.u.visit("2026-10-05 10:00", 30).of(w.u.client);
    w.u.visit("2026-10-12 13:00", 30).of(w.u.client);
    w.u.visit("2026-10-19 16:00", 30).of(w.u.client);
    CHECK(w.silences().empty());
}

TEST_CASE("an absence, an ended order, transition time and a holiday explain it") {
    Weeks absent;
    absent.mondays("08:00", {"2026-10-26"});
    absent.u.absence(absent.u.client, "2026-10-25 12:00", {.ends = "2026-10-27 12:00"});
    CHECK(absent.silences().empty());

    Weeks ended;
    const Id living = ended.u.new_client();
    ended.u.order(living, "Dusch", 60, {.to = "2026-10-25"});
    ended.u.order(living, "Städning", 60);
    for (const auto* date : {"2026-09-28", "2026-10-05", "2026-10-12", "2026-10-19"})
        ended.u.visit(moment(day(date), "08:00"), 30).of(living);
    CHECK(ended.silences().empty());

    Weeks transition;
    transition.mondays("08:00", {"2026-10-26"});
    transition.u.visit("2026-10-26 15:00", 30).of(transition.u.client).does("Omställningstid");
    CHECK(transition.silences().empty());

    // 6 June, on a Saturday in 2026, is not among the days of the week: 1 May 2026 is, a Friday.
    Unit u;
    const Id other = u.new_client();
    u.order(other, u.service, 30);
    for (Date date = day("2026-03-30"); date <= day("2026-05-03"); date += one)
        u.visit(moment(date, "12:00"), 30).of(other);
    for (const auto* date : {"2026-04-10", "2026-04-17", "2026-04-24"}) u.visit(moment(day(date), "08:00"), 30);
    const rules::SilenceSearch search(u.facts, day("2026-03-30"), at("2026-05-03 09:00"));
    CHECK(all(u, search, "2026-05-01", "2026-05-01").empty());
}

TEST_CASE("nothing is asked for before its time has passed") {
    Weeks w;
    w.mondays("08:00", {"2026-10-26"});
    w.last = day("2026-10-26");
    CHECK(w.of(Kind::habit, "2026-10-26 10:20").empty());
    CHECK(w.of(Kind::habit, "2026-10-26 10:30").size() == 1);
}

TEST_CASE("a client with a visit every day and then none is asked for once, from the first day without") {
    Weeks w;
    w.daily("08:00", "2026-10-20");
    const auto found = w.silences();
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == Kind::gap);
    CHECK(found[0].day == day("2026-10-21"));
    CHECK(found[0].until == day("2026-11-01"));
    CHECK(found[0].last == day("2026-10-20"));
    CHECK(found[0].usual_days == 1);
    CHECK(found[0].longest_days == 1);
    // A gap that is over stands there too, and the days in it are not asked for one by one.
    w.u.visit("2026-10-25 08:00", 30).of(w.u.client);
    const auto over = w.of(Kind::gap);
    REQUIRE(over.size() >= 1);
    CHECK(over[0].until == day("2026-10-24"));
}

TEST_CASE("a client who comes and goes is left alone, and so is one who is away or whose orders have ended") {
    Weeks irregular;
    for (const auto* date : {"2026-09-28", "2026-09-30", "2026-10-04", "2026-10-05", "2026-10-09", "2026-10-15",
                             "2026-10-17", "2026-10-25"})
        irregular.u.visit(moment(day(date), "09:00"), 30).of(irregular.u.client);
    CHECK(irregular.silences().empty());

    Weeks away;
    away.daily("08:00", "2026-10-20");
    away.u.absence(away.u.client, "2026-10-21 06:00", {});
    CHECK(away.silences().empty());

    Weeks ended;
    const Id client = ended.u.new_client();
    ended.u.order(client, "Dusch", 30, {.to = "2026-10-20"});
    for (Date date = ended.first; date <= day("2026-10-20"); date += one)
        ended.u.visit(moment(date, "08:00"), 30).of(client);
    CHECK(ended.silences().empty());
}

TEST_CASE("a day of a unit with far fewer visits than usual is asked for once, and its clients are not") {
    Unit u;
    std::vector<Id> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(u.new_client());
        u.order(clients.back(), u.service, 30);
    }
    for (Date date = day("2026-09-28"); date <= day("2026-10-28"); date += one) {
        for (std::size_t i = 0; i < clients.size(); ++i) {
            if (date == day("2026-10-26") && i >= 3) break;
            const int minute = static_cast<int>(i) * 30 + 6 * 60;
            const auto start = domain::from_local(date, domain::Minutes{minute});
            u.visit(moment(date, "08:00"), 20).of(clients[i]).times(start, start + domain::Minutes{20});
        }
    }
    const rules::SilenceSearch search(u.facts, day("2026-09-28"), at("2026-10-29 07:00"));
    const auto found = all(u, search, "2026-10-01", "2026-10-31");
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == Kind::unit);
    CHECK(found[0].who == u.id);
    CHECK(found[0].day == day("2026-10-26"));
    CHECK(found[0].visits == 3);
    CHECK(found[0].usual_visits == 20);
    CHECK(found[0].days_compared == 4);
    CHECK(found[0].same_weekday);
    // Nothing comes any more: one silence that goes on.
    const rules::SilenceSearch later(u.facts, day("2026-09-28"), at("2026-11-01 09:00"));
    const auto units = later.of_units(day("2026-10-01"), day("2026-10-31"));
    REQUIRE(units.size() == 2);
    CHECK(units[1].day == day("2026-10-29"));
    CHECK(units[1].until == day("2026-10-31"));
    CHECK(units[1].visits == 0);
}

TEST_CASE("with a week of data only a day with next to nothing is asked for, against the quietest day before it") {
    Unit u;
    u.order(u.client, u.service, 30);
    for (int i = 0; i < 8; ++i) {
        const Date date = day("2026-10-01") + i * one;
        const int visits = i == 3 ? 12 : i == 7 ? 4 : 40;  // the Sunday is quiet, and 4 of 12 is not far fewer
        for (int n = 0; n < visits; ++n) {
            const auto start = domain::from_local(date, domain::Minutes{6 * 60 + n * 15});
            u.visit(moment(date, "08:00"), 10).times(start, start + domain::Minutes{10});
        }
    }
    CHECK(rules::SilenceSearch(u.facts, day("2026-10-01"), at("2026-10-09 09:00"))
              .of_units(day("2026-10-01"), day("2026-10-31"))
              .empty());
    const auto found = rules::SilenceSearch(u.facts, day("2026-10-02"), at("2026-10-10 09:00"))
                           .of_units(day("2026-10-01"), day("2026-10-31"));
    CHECK(found.empty());  // the quietest day has 4: too few to say anything of
}
