#include "workspace/equipment.h"

#include "support/equipment_desk.h"

using namespace samordna;
using Here = support::EquipmentDesk;
using domain::BatteryLevel;
using rules::BatteryNeed;
using rules::StartupState;
using std::chrono::days;

namespace {

constexpr const char* why = "Låset monterades och provades";

}  // namespace

// --- Locks.

TEST_CASE("a lock stands with its client, its battery and what is to be done, by client and number") {
    Here h;
    auto spare = h.lock(72, 0);
    auto low = h.lock(71, 20);
    low.battery_level = BatteryLevel::low;
    const auto all = h.with(spare, low);
    REQUIRE(all->locks.size() == 3);
    CHECK(all->locks[0].lock.source_id == "L3");
    CHECK_FALSE(all->locks[0].client.id);
    CHECK(all->locks[1].lock.source_id == "L1");
    CHECK(all->locks[1].client.number == 3020);
    CHECK(all->locks[1].client.name.find("Östlund") != std::string::npos);
    CHECK(all->locks[1].battery.need == BatteryNeed::fine);
    CHECK(all->locks[1].battery.age_days == 0);
    CHECK_FALSE(all->locks[1].needs_someone());
    CHECK(all->locks[2].battery.need == BatteryNeed::now);
    CHECK(all->locks[2].needs_someone());
    CHECK(all->locks[1].search.find("3020") != std::string::npos);
    CHECK(all->lock(fake::id(99)) == nullptr);
}

TEST_CASE("a level is as fresh as its reading, and the same rows are old the next fortnight") {
    Here h;
    const auto before = h.ws->equipment();
    CHECK(before == h.ws->equipment());
    h.moves_to("2026-11-04T09:00:00+01:00");
    const auto after = h.ws->equipment();
    CHECK(after != before);
    CHECK(after->lock(fake::id(70))->battery.need == BatteryNeed::stale);
    CHECK(after->lock(fake::id(70))->needs_someone());
}

TEST_CASE("a removed lock needs nobody, and a tag beside a lock does") {
    Here h;
    auto removed = h.lock(71, 21);
    removed.removed_at = h.today;
    removed.battery_level = BatteryLevel::empty;
    auto all = h.with(removed, h.tag(81, 20), h.tag(82, 20, false), h.tag(83, 21));
    CHECK(all->lock(fake::id(71))->removed);
    CHECK_FALSE(all->lock(fake::id(71))->needs_someone());
    CHECK(all->lock(fake::id(71))->tags.empty());
    CHECK(all->lock(fake::id(70))->tags == std::vector<std::string>{"04A81"});
    CHECK(all->lock(fake::id(70))->needs_someone());
    CHECK(all->tag(fake::id(81))->beside_lock);
    CHECK(all->tag(fake::id(81))->needs_someone());
    CHECK_FALSE(all->tag(fake::id(82))->needs_someone());
    CHECK_FALSE(all->tag(fake::id(83))->needs_someone());
    CHECK(h.answer(fake::id(81), domain::DeactivateTag{}) == "accepted");
    CHECK_FALSE(h.ws->equipment()->lock(fake::id(70))->needs_someone());
}

TEST_CASE("what wore out three batteries tells when the next ones will be") {
    Here h;
    int number = 0;
    const auto reading = [&](int lock, domain::Date day, int openings, BatteryLevel level) {
        domain::LockReading made;
        made.id = fake::id(600 + ++number);
        made.lock = fake::id(lock);
        made.day = day;
        made.openings = openings;
        made.battery_level = level;
        h.backend.put(made);
    };
    for (int n = 71; n < 74; ++n) {
        auto worn = h.lock(n, 21, "2026-08-01");
        worn.battery_level = BatteryLevel::low;
        h.backend.put(worn);
        reading(n, *worn.mounted_at, 300, BatteryLevel::ok);
        reading(n, *worn.mounted_at + days{30}, 5, BatteryLevel::low);
    }
    // L1 since 35 days: 7 a day.
    for (int back = 35; back >= 0; --back) reading(70, h.today - days{back}, 7, BatteryLevel::ok);
    const auto all = h.with(h.lock(70, 20));
    REQUIRE(all->battery_life);
    CHECK(all->battery_life->openings == 300);
    CHECK(all->battery_life->seen == 3);
    const auto& battery = all->lock(fake::id(70))->battery;
    CHECK(battery.openings_per_week == 49);
    CHECK(battery.low_on == h.today + days{(300 - 36 * 7) * 7 / 49});
    CHECK(battery.need == BatteryNeed::soon);
    CHECK(h.ws->lock_view(fake::id(70)).readings.size() == 36);
    CHECK(h.ws->lock_view(fake::id(70)).orders.size() == 1);
    // A registered change updates the forecast at once.
    CHECK(h.answer(fake::id(70), domain::ChangeBattery{h.clock.now()}) == "accepted");
    CHECK(h.ws->equipment()->lock(fake::id(70))->battery.need == BatteryNeed::fine);
}

TEST_CASE("a lock that will not open is looked at in the order that finds why") {
    Here h;
    h.with(h.phone(90, "T1"));
    auto looks = h.ws->looks_at(fake::id(70), fake::id(90), fake::id(10));
    REQUIRE(looks.size() == 4);
    for (const auto& look : looks) CHECK(look.answer == rules::FaultAnswer::in_order);
    CHECK(h.answer(fake::id(90), domain::DeactivatePhone{"Glömd"}) == "accepted");
    looks = h.ws->looks_at(fake::id(70), fake::id(90), std::nullopt);
    CHECK(looks[2].answer == rules::FaultAnswer::cause);
    CHECK(looks[3].answer == rules::FaultAnswer::unknown);
    h.backend.remove(fake::id(60));
    h.sync();
    CHECK(h.ws->looks_at(fake::id(70), {}, {})[0].answer == rules::FaultAnswer::cause);
    CHECK(h.ws->looks_at(fake::id(99), {}, {}).empty());
}

TEST_CASE("totals are what sits at clients now, and mounted and dismounted by month with the average of half a year") {
    Here h;
    auto entrance = h.lock(71, 20, "2026-10-02");
    entrance.kind = "entrance";
    auto moved_out = h.lock(72, 21, "2026-05-10");
    moved_out.removed_at = domain::parse_date("2026-08-03").value();
    auto spare = h.lock(73, 0, "2026-04-30");
    auto old = h.lock(74, 21, "2026-03-31");  // before the half year
    auto coming = h.lock(75, 21, "2026-10-21");
    const auto all = h.with(entrance, moved_out, spare, old, coming);
    const auto& totals = all->totals;
    CHECK(totals.doors == 2);
    CHECK(totals.entrances == 1);
    REQUIRE(totals.months.size() == 7);
    CHECK(domain::month_text(totals.months.front().month) == "2026-04");
    CHECK(domain::month_text(totals.months.back().month) == "2026-10");
    CHECK(totals.months[0].mounted == 1);
    CHECK(totals.months[1].mounted == 1);
    CHECK(totals.months[5].mounted == 1);  // L1 in September
    CHECK(totals.months[4].dismounted == 1);
    CHECK(totals.months[6].mounted == 2);
    CHECK(totals.mounted_tenths == 5);  // three in the six months that have ended
    CHECK(totals.dismounted_tenths == 2);
}

// --- Startup.

TEST_CASE(
    "a mounted lock without its hour is proposed, and registered it is a visit in that shift, judged and counted") {
    Here h;
    auto all = h.ws->equipment();
    CHECK(all->startups_paid);
    REQUIRE(all->startups.size() == 1);
    CHECK(all->startups.front().startup.state == StartupState::missing);
    CHECK(all->startups.front().lock == "L1");
    CHECK(all->startups.front().client.number == 3020);
    CHECK_FALSE(all->lock(fake::id(70))->has_hour);

    h.news.clear();
    const auto done = h.ws->register_startups(std::vector{fake::id(70)}, fake::id(31), why);
    CHECK(done.approved == std::vector{fake::id(70)});
    REQUIRE(h.news.size() == 1);
    CHECK(h.news.front().equipment);
    CHECK_FALSE(h.news.front().everything);
    CHECK(h.news.front().shifts == std::vector{fake::id(31)});
    all = h.ws->equipment();
    REQUIRE(all->startups.size() == 1);
    CHECK(all->startups.front().startup.state == StartupState::stands);
    CHECK(all->startups.front().shift == "A31");
    CHECK(all->startups.front().start == fake::moment("2026-10-06T08:00:00+02:00"));
    CHECK(all->lock(fake::id(70))->has_hour);
    const auto visit = h.ws->visit(domain::startup_visit_of(fake::id(70)));
    REQUIRE(visit);
    CHECK(visit->end == fake::moment("2026-10-06T09:00:00+02:00"));
    CHECK(h.ws->approve(std::vector{fake::id(31)}).refused.empty());
    int paid = 0;
    for (const auto& line : h.ws->basis(h.month)) {
        if (line.row.service == "Uppstart smarta lås") paid += line.row.paid;
    }
    CHECK(paid == 60);
}

TEST_CASE("a lock's own hour that somebody has made into something else is not proposed: no other can be made") {
    Here h;
    auto other = fake::visit(48, 31, 20, "2026-10-06T12:00:00+02:00");
    other.id = domain::startup_visit_of(fake::id(70));
    CHECK(h.with(other)->startups.empty());
    const auto done = h.ws->register_startups(std::vector{fake::id(70)}, fake::id(31), why);
    CHECK(done.refused.at(0).findings.front().check == "startup-exists");
}

TEST_CASE("an hour cannot be entered in a shift without visits, nor by somebody who only reads") {
    Here h;
    const auto in_shift = [&](int shift) {
        return h.ws->register_startups(std::vector{fake::id(70)}, fake::id(shift), why).refused.at(0);
    };
    CHECK(in_shift(34).findings.front().check == "shift-empty");
    CHECK(in_shift(99).findings.front().check == "shift-unknown");
    h.ws->sign_out();
    CHECK(in_shift(31).findings.front().check == "not-signed-in");
}

// --- Tags.

TEST_CASE("a tag is told where nobody knows whose it is, and where it is not used though its client is visited") {
    Here h;
    auto used = h.tag(83, 21);
    used.last_used_at = h.clock.now() - days{30};
    const auto all = h.with(h.tag(81, 0), h.tag(82, 21), used, h.tag(84, 20, false));
    CHECK(all->tag(fake::id(81))->unknown);
    CHECK(all->tag(fake::id(81))->needs_someone());
    CHECK(all->tag(fake::id(82))->unused);
    CHECK_FALSE(all->tag(fake::id(82))->unknown);
    CHECK_FALSE(all->tag(fake::id(83))->unused);
    CHECK_FALSE(all->tag(fake::id(84))->unused);
    auto by_tag = fake::visit(47, 32, 21, "2026-10-07T12:00:00+02:00");
    by_tag.end_verification = domain::Verification::tag;
    CHECK_FALSE(h.with(by_tag, h.tag(82, 21))->tag(fake::id(82))->unused);
    // Of a client whom nobody visits it says nothing.
    CHECK_FALSE(h.with(fake::client(22, "Märta", "Ek", "19400102-0017"), h.tag(85, 22))->tag(fake::id(85))->unused);
}

TEST_CASE("a tag that a phone has seen is coupled to its client, not to one who has a lock") {
    Here h;
    h.with(h.tag(81, 0));
    CHECK(h.answer(fake::id(81), domain::CoupleTag{fake::id(20)}) == "client-has-lock");
    h.news.clear();
    CHECK(h.answer(fake::id(81), domain::CoupleTag{fake::id(21)}) == "accepted");
    CHECK(h.news.front().everything);  // a visit with a tag is judged otherwise
    CHECK(h.news.front().equipment);
    CHECK(h.ws->equipment()->tag(fake::id(81))->client.number == 3021);
}

// --- Phones.

TEST_CASE("a phone stands with who used it last, what deviates, and the shifts that it has not delivered") {
    Here h;
    auto open = fake::visit(46, 33, 20, "2026-10-20T08:30:00+02:00");
    open.end.reset();
    open.phone = "T1";
    auto used = h.phone(90, "T1");
    used.last_used_by = fake::id(10);
    used.holder = fake::id(11);
    used.undelivered = 3;
    auto unused = h.phone(91, "T2");
    unused.coupled = false;
    unused.last_used_at = h.clock.now() - days{15};
    auto all = h.with(open, used, unused);
    const auto* first = all->phone(fake::id(90));
    REQUIRE(first != nullptr);
    CHECK(first->last_used_by.name.find("Lund") != std::string::npos);
    CHECK(first->holder.name.find("Ärlig") != std::string::npos);
    CHECK(first->open_shifts == std::vector<std::string>{"A33"});
    CHECK_FALSE(first->needs_someone());
    const auto* second = all->phone(fake::id(91));
    CHECK(second->unused);
    CHECK(second->deviations == std::vector<std::string>{"not_coupled", "unused"});
    CHECK(second->open_shifts.empty());
    CHECK(second->needs_someone());
    h.news.clear();
    CHECK(h.answer(fake::id(91), domain::CouplePhone{}) == "accepted");
    CHECK_FALSE(h.news.front().everything);
    CHECK(h.news.front().equipment);
    CHECK(h.ws->equipment()->phone(fake::id(91))->deviations == std::vector<std::string>{"unused"});
    CHECK(h.answer(fake::id(91), domain::DeactivatePhone{}) == "accepted");
    CHECK_FALSE(h.ws->equipment()->phone(fake::id(91))->needs_someone());
    CHECK(h.answer(fake::id(91), domain::ReactivatePhone{"Kom till rätta"}) == "not-allowed");
}
