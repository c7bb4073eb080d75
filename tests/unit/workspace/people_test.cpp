#include "support/desk.h"
#include "workspace/people_list.h"

using namespace samordna;
using Kind = workspace::DayEntry::Kind;
using workspace::PersonColumn;
using workspace::PersonFilter;

namespace {

// A desk with a client (22, orders of 30 minutes, 900 a month) whose month is counted by hand in the tests:
//   7 Oct 08:00 by lock, 30 min · 8 Oct 08:00 by hand with a note, 45 min · 8 Oct 08:40 by the same care worker, 20 min
struct Unit : support::Desk {
    Unit() {
        backend.put(fake::client(22, "Zara", "Ek", "19391002-TF20"));
        auto order = fake::order(62, 22);
        order.minutes_per_visit = 30;
        order.minutes_per_month = 900;
        backend.put(order);
        auto cleaning = fake::order(63, 22);
        cleaning.service = "Städning";
        backend.put(cleaning);
        backend.put(fake::care_worker(13, "Bo", "Alm"));
        backend.put(fake::shift(36, 13, "2026-10-07"));
        backend.put(fake::shift(37, 13, "2026-10-08"));
        backend.put(fake::visit(50, 36, 22, "2026-10-07T08:00:00+02:00"));
        auto by_hand = fake::visit(51, 37, 22, "2026-10-08T08:00:00+02:00");
        by_hand.end = by_hand.registered_at = by_hand.start + std::chrono::minutes{45};
        by_hand.start_verification = by_hand.end_verification = domain::Verification::manual;
        by_hand.note = "Låset svarade inte, ringde kundtjänst och fick hjälp";
        backend.put(by_hand);
        auto after = fake::visit(52, 37, 22, "2026-10-08T08:40:00+02:00");
        after.end = after.registered_at = after.start + std::chrono::minutes{20};
        after.service_lines = {{"Fönsterputs", std::nullopt, false, false}};
        backend.put(after);
        sync();
    }
    const workspace::ClientRow& client_row(int n) {
        for (const auto& row : ws->people(month)->clients()) {
            if (row.id == fake::id(n)) return row;
        }
        FAIL("no such client");
        throw 0;
    }
};

}  // namespace

TEST_CASE("a client's row sums up the visits of the month") {
    Unit h;
    const auto& row = h.client_row(22);
    CHECK(row.name == "Zara Ek");
    CHECK(row.client_number == 3022);
    CHECK(row.visits == 3);
    CHECK(row.performed_minutes == 30 + 45 + 20);
    CHECK(row.ordered_minutes == 30 + 30);
    CHECK(row.manual_visits == 1);
    CHECK(row.has_order);
    CHECK(row.last_visit == fake::moment("2026-10-08T08:40:00+02:00"));
    // September's is not the month's.
    CHECK(h.client_row(21).visits == 2);
}

TEST_CASE(
    "a client's own view: what was ordered against what was performed, by service, and what is used of the caps") {
    Unit h;
    const auto view = h.ws->people(h.month)->client(fake::id(22));
    REQUIRE(view);
    REQUIRE(view->visits.size() == 3);
    CHECK(view->visits[0].other == "Bo Alm");
    REQUIRE(view->services.size() == 3);
    CHECK(view->services[0].service == "Dusch");
    CHECK(view->services[0].visits == 2);
    CHECK(view->services[0].ordered_minutes == 60);
    CHECK(view->services[0].performed_minutes == 75);
    REQUIRE(view->services[0].order);
    CHECK(view->services[0].order->minutes_per_month == 900);
    CHECK(view->services[1].service == "Städning");
    CHECK(view->services[1].visits == 0);
    CHECK(view->services[2].service == "Fönsterputs");
    CHECK_FALSE(view->services[2].order);
    CHECK(view->services[2].performed_minutes == 20);

    CHECK(view->by_hand.share.visits.manual == 1);
    CHECK(view->by_hand.share.visits.all == 3);
    CHECK(view->by_hand.share.minutes.manual == 45);
    CHECK(view->by_hand.share.minutes.all == 95);
    CHECK(view->by_hand.binding == rules::ShareReading::visits);
    CHECK(view->by_hand.limit_percent == 10);

    const auto cap = [&](rules::Special special) {
        for (const auto& each : view->caps) {
            if (each.special == special) return each;
        }
        return rules::CapUse{};
    };
    CHECK(cap(rules::Special::window_cleaning).used == 20);
    CHECK(cap(rules::Special::window_cleaning).allowed == 60);
    CHECK(cap(rules::Special::introduction_talk).used == 0);
    CHECK(cap(rules::Special::introduction_talk).allowed == 60);
}

TEST_CASE("what a cap has been used for in earlier months counts too") {
    Unit h;
    h.backend.put(fake::shift(38, 13, "2026-02-03"));
    auto talk = fake::visit(53, 38, 22, "2026-02-03T10:00:00+01:00");
    talk.service_lines = {{"Genomförandesamtal", std::nullopt, false, false}};
    h.backend.put(talk);
    auto windows = fake::visit(54, 38, 22, "2026-02-03T11:00:00+01:00");
    windows.service_lines = {{"Fönsterputs", std::nullopt, false, false}};
    h.backend.put(windows);
    h.sync();
    const auto view = h.ws->people(h.month)->client(fake::id(22));
    REQUIRE(view);
    CHECK(view->visits.size() == 3);
    for (const auto& cap : view->caps) {
        if (cap.special == rules::Special::introduction_talk) CHECK(cap.used == 30);
        if (cap.special == rules::Special::window_cleaning) CHECK(cap.used == 50);
    }
}

TEST_CASE("a care worker's own view: shifts with their state, and the day with what overlaps") {
    Unit h;
    REQUIRE(h.ws->approve(std::vector{fake::id(36)}).approved.size() == 1);
    const auto people = h.ws->people(h.month);
    const auto view = people->worker(fake::id(13));
    REQUIRE(view);
    CHECK(view->row.shifts == 2);
    CHECK(view->row.approved == 1);
    CHECK(view->row.to_review == 1);
    CHECK(view->row.performed_minutes == 95);
    REQUIRE(view->shifts.size() == 2);
    CHECK(view->shifts[0].state == rules::ShiftState::approved);
    CHECK(view->shifts[1].visits == 2);
    CHECK(view->shifts[1].end == fake::moment("2026-10-08T09:00:00+02:00"));
    REQUIRE(view->services.size() == 2);
    CHECK(view->services[0].service == "Dusch");
    CHECK(view->services[0].performed_minutes == 75);

    const auto day = domain::parse_date("2026-10-08").value();
    const auto entries = workspace::entries_of(view->visits, {}, day, true);
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].kind == Kind::visit);
    CHECK(entries[1].kind == Kind::overlap);
    CHECK(entries[1].start == fake::moment("2026-10-08T08:40:00+02:00"));
    CHECK(entries[1].end == fake::moment("2026-10-08T08:45:00+02:00"));
    CHECK(entries[2].kind == Kind::visit);
    CHECK(workspace::entries_of(view->visits, {}, day, false).size() == 2);
}

TEST_CASE(
    "between two visits of a care worker there is a gap, and a visit that is missing stands on the client's day") {
    const auto day = domain::parse_date("2026-10-08").value();
    std::vector<workspace::PersonVisit> visits(2);
    visits[0].visit = fake::visit(1, 2, 3, "2026-10-08T08:00:00+02:00");
    visits[1].visit = fake::visit(4, 2, 3, "2026-10-08T08:42:00+02:00");
    visits[0].day = visits[1].day = day;
    const auto entries = workspace::entries_of(visits, {}, day, true);
    REQUIRE(entries.size() == 3);
    CHECK(entries[1].kind == Kind::gap);
    CHECK(*entries[1].end - entries[1].start == std::chrono::minutes{12});

    rules::Silence silence;
    silence.day = silence.until = day;
    silence.occasions = {{std::chrono::minutes{450}, "Dusch", 3, 4, std::chrono::minutes{30}}};
    const auto with = workspace::entries_of(visits, {silence}, day, false);
    REQUIRE(with.size() == 3);
    CHECK(with[0].kind == Kind::missing);
    CHECK(with[0].start == fake::moment("2026-10-08T07:30:00+02:00"));
    CHECK(with[0].service == "Dusch");
}

TEST_CASE("the list of clients is searched by name, number and person id, and sorted as Swedish is") {
    Unit h;
    workspace::ClientList list;
    list.show(h.ws->people(h.month)->clients());
    REQUIRE(list.size() == 3);
    list.sort_by(PersonColumn::name, true);
    CHECK(list.at(0).name == "André Öberg");
    CHECK(list.at(1).name == "Ingrid Östlund");
    CHECK(list.at(2).name == "Zara Ek");
    list.set_search("zara");
    CHECK(list.size() == 1);
    list.set_search("391002-TF20");
    CHECK(list.size() == 1);
    list.set_search("");
    list.set_filter(PersonFilter::manual);
    CHECK(list.size() == list.count(PersonFilter::manual));
    CHECK(list.find(fake::id(22)));
    CHECK_FALSE(list.find(fake::id(20)));
    list.keep(fake::id(20));
    CHECK(list.find(fake::id(20)));
    list.set_filter(PersonFilter::all);
    list.sort_by(PersonColumn::performed, false);
    CHECK(list.at(0).id == fake::id(22));
}

namespace {

// Somebody else is visited every day; 22 on every Thursday in September, and on 1 and 8 but not 15 October.
struct Thursdays : Unit {
    Thursdays() {
        int n = 200;
        for (auto date = domain::parse_date("2026-08-31").value(); date < domain::parse_date("2026-10-20").value();
             date += std::chrono::days{1}) {
            const std::string day = domain::date_text(date);
            backend.put(fake::shift(++n, 12, day));
            const int of = n;
            backend.put(fake::visit(++n, of, 20, day + "T14:00:00+02:00"));
            const bool thursday = std::chrono::weekday{date} == std::chrono::Thursday;
            if (thursday && date < domain::parse_date("2026-10-08").value())
                backend.put(fake::visit(++n, of, 22, day + "T08:10:00+02:00"));
        }
        sync();
    }
    void register_the_missing_one() {
        backend.put(fake::shift(190, 12, "2026-10-15"));
        backend.put(fake::visit(191, 190, 22, "2026-10-15T08:30:00+02:00"));
        sync();
    }
};

}  // namespace

TEST_CASE("silences of the month name the client, and are looked for again when something has been registered") {
    Thursdays h;
    auto rows = h.ws->silences(h.month);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].name == "Zara Ek");
    CHECK(rows[0].client_number == 3022);
    CHECK(domain::date_text(rows[0].silence.day) == "2026-10-15");
    CHECK(workspace::missing_visits(rows) == 1);
    CHECK(h.client_row(22).silences.size() == 1);
    h.register_the_missing_one();
    CHECK(h.ws->silences(h.month).empty());
}

TEST_CASE("the window shows people before it is known who is silent, and is told when that is known") {
    Thursdays h;
    bool told = false;
    h.ws->on_news([&](const workspace::News& news) { told = told || news.silences; });
    const auto people = h.ws->people(h.month);
    CHECK(people->clients().size() == 3);
    CHECK_FALSE(people->silences());
    const auto before = people->version();
    while (h.ws->look_further()) CHECK_FALSE(told);
    CHECK(told);
    CHECK(people->version() > before);
    REQUIRE(people->silences());
    CHECK(people->silences()->size() == 1);
    CHECK(h.client_row(22).silences.size() == 1);
    told = false;
    CHECK_FALSE(h.ws->look_further());
    CHECK_FALSE(told);
}

TEST_CASE("people are the same object after news, brought up to date; silences found before stay until others are") {
    Thursdays h;
    const auto people = h.ws->people(h.month);
    while (h.ws->look_further()) {
    }
    const auto before = people->version();
    CHECK(h.ws->people(h.month) == people);
    CHECK(people->version() == before);
    CHECK(h.client_row(22).visits == 4);
    h.register_the_missing_one();
    REQUIRE(h.ws->people(h.month) == people);
    CHECK(people->version() > before);
    CHECK(h.client_row(22).visits == 5);
    CHECK(people->silences()->size() == 1);
    while (h.ws->look_further()) {
    }
    CHECK(people->silences()->empty());
}

TEST_CASE("an approval counts at once and makes nobody look for silences again") {
    Thursdays h;
    const auto people = h.ws->people(h.month);
    while (h.ws->look_further()) {
    }
    const auto row = [&] {
        for (const auto& each : h.ws->people(h.month)->workers()) {
            if (each.id == fake::id(13)) return each;
        }
        return workspace::WorkerRow{};
    };
    CHECK(row().approved == 0);
    REQUIRE(h.ws->approve(std::vector{fake::id(36)}).approved.size() == 1);
    CHECK(row().approved == 1);
    CHECK(people->has_looked());
}

TEST_CASE("when ten minutes have gone, silences are looked for again: time alone makes them") {
    Thursdays h;
    const auto people = h.ws->people(h.month);
    while (h.ws->look_further()) {
    }
    h.moves_to("2026-10-20T09:09:00+02:00");
    CHECK(h.ws->people(h.month)->has_looked());
    h.moves_to("2026-10-20T09:11:00+02:00");
    CHECK_FALSE(h.ws->people(h.month)->has_looked());
    CHECK(people->silences()->size() == 1);
}

TEST_CASE("a visit after midnight counts in the month in which it starts, with what the rules say of it") {
    Unit h;
    h.backend.put(fake::shift(40, 13, "2026-09-30"));
    auto night = fake::visit(55, 40, 22, "2026-10-01T00:30:00+02:00");
    night.start_verification = night.end_verification = domain::Verification::manual;
    h.backend.put(night);
    h.backend.put(fake::visit(56, 40, 22, "2026-09-30T23:00:00+02:00"));
    h.sync();
    const auto& row = h.client_row(22);
    CHECK(row.visits == 4);
    CHECK(row.manual_visits == 2);
    CHECK(std::find(row.checks.begin(), row.checks.end(), "manual-without-note") != row.checks.end());
    const auto view = h.ws->people(h.month)->client(fake::id(22));
    REQUIRE(view);
    CHECK(view->visits.size() == 4);
}
