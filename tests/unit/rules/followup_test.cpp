#include "rules/followup.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;
using rules::Cause;
using rules::LockStory;
using rules::Otherwise;
using rules::ShareReading;
using rules::Way;

namespace {

rules::Registration registration(const Unit& u, const Visit& v) {
    const auto one = rules::registration_of(u.facts, u.facts.index_of(v.id()), u.now_for(v));
    REQUIRE(one);
    return *one;
}

// A lock that told all was well on the day, unless a test says otherwise; the visit is on 20 October 2026.
struct Door {
    LockStory story;
    bool has_tag = false;
    std::optional<bool> phone_inactive{};
    rules::Settings settings{};
    Date visited = day("2026-10-20");

    Door() {
        story.history.lock.kind = "door";
        story.history.lock.mounted_at = day("2026-01-01");
        told("2026-10-20");
    }
    Door& told(std::string_view when, domain::BatteryLevel level = domain::BatteryLevel::ok) {
        domain::LockReading reading;
        reading.day = day(when);
        reading.battery_level = level;
        story.history.readings = {reading};
        return *this;
    }
    Door& fault(std::string_view reported, std::string_view done = {}) {
        story.faults.push_back({day(reported), done.empty() ? std::nullopt : std::optional(day(done))});
        return *this;
    }
    Cause cause(bool with_lock = true) const {
        rules::Registration one;
        one.manual = one.not_exempt = true;
        const LockStory* lock = &story;
        const auto locks = with_lock ? std::span(&lock, 1) : std::span<const LockStory* const>{};
        return rules::cause_of(one, visited, {locks, has_tag, phone_inactive}, settings);
    }
};

rules::DayShare of_day(Date when, std::int64_t manual, std::int64_t all) {
    rules::DayShare made{when, {}};
    made.share.visits = {manual, all};
    return made;
}

}  // namespace

TEST_CASE("a visit is by lock, by tag, mixed, or by hand as soon as one of its ends is") {
    Unit u;
    CHECK(registration(u, u.visit("2026-10-01 08:00", 30)).way == Way::lock);
    CHECK(registration(u, u.visit("2026-10-02 08:00", 30).tag()).way == Way::tag);
    const auto by_hand = registration(u, u.visit("2026-10-03 08:00", 30).manual_end());
    CHECK(by_hand.way == Way::manual);
    CHECK(by_hand.manual);
    CHECK(by_hand.not_exempt);
    CHECK(by_hand.by_lock);  // at its other end
    CHECK(by_hand.minutes == 30);
    auto mixed = u.visit("2026-10-04 08:00", 30).record();
    mixed.end_verification = domain::Verification::tag;
    u.facts.put(mixed);
    const auto one = rules::registration_of(u.facts, u.facts.index_of(mixed.id), at("2026-10-05 08:00"));
    REQUIRE(one);
    CHECK(one->way == Way::mixed);
    CHECK_FALSE(one->manual);
}

TEST_CASE("a visit that goes on is not followed up yet") {
    Unit u;
    auto v = u.visit("2026-10-01 08:00", 30);
    v.times(at("2026-10-01 08:00"), std::nullopt);
    CHECK_FALSE(rules::registration_of(u.facts, u.facts.index_of(v.id()), at("2026-10-01 08:10")));
}

TEST_CASE("an exemption covers its own end only") {
    Unit u;
    u.order(u.client, "Inköp", 60);
    const auto start = registration(u, u.visit("2026-10-01 08:00", 30).does("Inköp").manual_start());
    CHECK(start.manual);
    CHECK_FALSE(start.not_exempt);
    CHECK(registration(u, u.visit("2026-10-02 08:00", 30).does("Inköp").manual_end()).not_exempt);
}

TEST_CASE("a visit counts where a lock hangs, whether or not it was used; an exempt one that did not use it does not") {
    Unit u;
    CHECK_FALSE(registration(u, u.visit("2026-10-01 08:00", 30)).at_lock);
    u.lock(u.client, {.mounted = "2026-10-05", .removed = "2026-10-10"});
    u.order(u.client, "Trygghetsringning", 15);
    CHECK_FALSE(registration(u, u.visit("2026-10-04 08:00", 30)).at_lock);
    CHECK(registration(u, u.visit("2026-10-05 08:00", 30)).at_lock);
    CHECK(registration(u, u.visit("2026-10-06 08:00", 30).manual()).at_lock);
    CHECK_FALSE(registration(u, u.visit("2026-10-07 08:00", 30).does("Trygghetsringning").manual()).at_lock);
    CHECK_FALSE(registration(u, u.visit("2026-10-10 08:00", 30).manual()).at_lock);
}

TEST_CASE("late registrations and edits count with and without a note; what is as it was registered does not") {
    Unit u;
    const auto plain = registration(u, u.visit("2026-10-01 08:00", 30));
    CHECK_FALSE(plain.late);
    CHECK_FALSE(plain.edited);
    CHECK_FALSE(registration(u, u.visit("2026-10-02 08:00", 30).registered("2026-10-02 09:30")).late);
    CHECK(registration(u, u.visit("2026-10-03 08:00", 30).registered("2026-10-03 09:31")).late);
    CHECK(registration(u, u.visit("2026-10-04 08:00", 30)
                              .registered("2026-10-05 08:00")
                              .note("Telefonen var urladdad, registrerades dagen efter"))
              .late);
    CHECK(registration(u, u.visit("2026-10-06 08:00", 30).moved_from(at("2026-10-06 07:50"), std::nullopt)).edited);
    CHECK_FALSE(
        registration(u, u.visit("2026-10-07 08:00", 30).moved_from(at("2026-10-07 08:00"), std::nullopt)).edited);
}

TEST_CASE("many registrations sum to what the rules say of the share, and to as many ends as there are") {
    Unit u;
    u.order(u.client, "Inköp", 60);
    std::vector<Id> ids;
    rules::Registrations sum;
    for (int i = 0; i < 20; ++i) {
        auto v = u.visit(
            i < 9 ? "2026-10-0" + std::to_string(i + 1) + " 08:00" : "2026-10-" + std::to_string(i + 1) + " 08:00",
            10 + i);
        if (i % 3 == 0) v.manual_start();
        if (i % 5 == 0) v.does("Inköp");
        if (i % 7 == 0) v.tag();
        ids.push_back(v.id());
        sum.add(registration(u, v), v.record());
    }
    CHECK(sum.share == rules::manual_share(u.facts, ids, at("2026-11-01 08:00")));
    CHECK(sum.visits == 20);
    CHECK(sum.ends_by_way[0] + sum.ends_by_way[1] + sum.ends_by_way[2] == 40);
    CHECK(sum.by(Way::lock) + sum.by(Way::tag) + sum.by(Way::mixed) + sum.by(Way::manual) == 20);
    CHECK(sum.by(Way::manual) == sum.share.visits.manual);
}

TEST_CASE("a reported fault explains a visit from the vardag before the report until it was mended") {
    CHECK(Door{}.cause() == Cause::none);
    CHECK(Door{}.fault("2026-10-20").cause() == Cause::lock_fault);
    CHECK(Door{}.fault("2026-10-21").cause() == Cause::lock_fault);  // reported the day after
    CHECK(Door{}.fault("2026-10-22").cause() == Cause::none);
    CHECK(Door{}.fault("2026-10-12", "2026-10-20").cause() == Cause::lock_fault);
    CHECK(Door{}.fault("2026-10-12", "2026-10-19").cause() == Cause::none);
    Door friday;  // and reported on Monday
    friday.visited = day("2026-10-23");
    CHECK(friday.fault("2026-10-26").cause() == Cause::lock_fault);
}

TEST_CASE("a battery explains a visit by what the lock had told until then, unless it was changed since") {
    using domain::BatteryLevel;
    CHECK(Door{}.told("2026-10-19", BatteryLevel::empty).cause() == Cause::battery);
    CHECK(Door{}.told("2026-10-19", BatteryLevel::critical).cause() == Cause::battery);
    CHECK(Door{}.told("2026-10-19", BatteryLevel::low).cause() == Cause::none);
    CHECK(Door{}.told("2026-10-21", BatteryLevel::empty).cause() == Cause::none);  // told afterwards
    Door changed;
    changed.told("2026-10-18", BatteryLevel::empty);
    changed.story.history.lock.battery_changed_at = at("2026-10-19 08:00");
    CHECK(changed.cause() == Cause::none);
    changed.visited = day("2026-10-18");
    CHECK(changed.cause() == Cause::battery);
}

TEST_CASE("a lock is silent when it has told nothing for longer than a reading is good, and nothing since") {
    CHECK(Door{}.told("2026-10-06").cause() == Cause::none);  // 14 days
    CHECK(Door{}.told("2026-10-05").cause() == Cause::lock_silent);
    Door later;
    later.told("2026-10-25");
    CHECK(later.cause() == Cause::none);  // it tells again
    Door never;
    never.story.history.readings.clear();
    CHECK(never.cause() == Cause::lock_silent);
    never.story.history.lock.mounted_at = day("2026-10-12");
    CHECK(never.cause() == Cause::none);  // it is new
}

TEST_CASE(
    "an inactivated phone, and a client without lock and tag, explain a visit; what the rules exempt needs none") {
    Door phone;
    phone.phone_inactive = true;
    CHECK(phone.cause() == Cause::phone_inactive);
    phone.phone_inactive = false;
    CHECK(phone.cause() == Cause::none);
    Door bare;
    CHECK(bare.cause(false) == Cause::no_equipment);
    bare.has_tag = true;
    CHECK(bare.cause(false) == Cause::none);
    Door removed;
    removed.story.history.lock.removed_at = day("2026-10-20");
    CHECK(removed.cause() == Cause::no_equipment);
    Door entrance;
    entrance.story.history.lock.kind = "entrance";
    CHECK(entrance.cause() == Cause::no_equipment);
    rules::Registration exempt;
    exempt.manual = true;
    CHECK(rules::cause_of(exempt, day("2026-10-20"), {}, {}) == Cause::exempt);
}

TEST_CASE("a cause is found by its name") {
    for (std::size_t i = 0; i < rules::causes; ++i) {
        const auto cause = static_cast<Cause>(i);
        CHECK(rules::parse_cause(rules::name_of(cause)) == cause);
    }
    CHECK_FALSE(rules::parse_cause("weather"));
}

TEST_CASE("counted as exempt a visit leaves two readings, accepted all four, and one that was not by hand none") {
    rules::ManualShare share;
    rules::Registration by_hand;
    by_hand.manual = by_hand.not_exempt = true;
    by_hand.minutes = 30;
    rules::Registration exempt = by_hand;
    exempt.not_exempt = false;
    rules::Registration by_lock;
    by_lock.minutes = 40;
    for (const auto& one : {by_hand, exempt, by_lock}) rules::add_to(share, one);
    auto otherwise = share;
    rules::count_otherwise(otherwise, by_hand, Otherwise::exempt);
    CHECK(otherwise.visits == share.visits);
    CHECK(otherwise.visits_not_exempt.manual == 0);
    CHECK(otherwise.minutes_not_exempt.manual == 0);
    CHECK(otherwise.visits_not_exempt.all == 3);
    otherwise = share;
    rules::count_otherwise(otherwise, by_hand, Otherwise::accepted);
    CHECK(otherwise.visits.manual == 1);
    CHECK(otherwise.minutes.manual == 30);
    otherwise = share;
    rules::count_otherwise(otherwise, by_lock, Otherwise::accepted);
    CHECK(otherwise == share);
}

TEST_CASE("the forecast goes on as in the last seven whole days, and today's own visits are not counted twice") {
    const auto october = month("2026-10");
    std::vector<rules::DayShare> days;
    std::int64_t manual = 0;
    std::int64_t all = 0;
    for (Date each = day("2026-10-01"); each <= day("2026-10-20"); each += std::chrono::days{1}) {
        const bool late = each >= day("2026-10-13") && each < day("2026-10-20");
        days.push_back(of_day(each, late ? 20 : 5, each == day("2026-10-20") ? 40 : 100));
        manual += days.back().share.visits.manual;
        all += days.back().share.visits.all;
    }
    const auto forecast = rules::forecast_of(days, october, day("2026-10-20"), ShareReading::visits);
    REQUIRE(forecast);
    CHECK(forecast->days_seen == 7);
    CHECK(forecast->share.all == all + 12 * 100 - 40);  // 20 to 31 October
    CHECK(forecast->share.manual == manual + 12 * 20 - 5);
    CHECK(rules::room_left({manual, all}, forecast->share, 10) == forecast->share.all / 10 - manual);
    // A registration with a time that lies ahead is none of what has been.
    days.push_back(of_day(day("2026-10-25"), 50, 50));
    const auto same = rules::forecast_of(days, october, day("2026-10-20"), ShareReading::visits);
    REQUIRE(same);
    CHECK(same->share == forecast->share);
}

TEST_CASE("a month that is over is what it is; one that begins today says nothing; its second day rests on one") {
    const auto october = month("2026-10");
    const std::vector<rules::DayShare> days{of_day(day("2026-10-01"), 3, 30), of_day(day("2026-10-02"), 1, 10)};
    const auto over = rules::forecast_of(days, october, day("2026-11-03"), ShareReading::visits);
    REQUIRE(over);
    CHECK(over->share == rules::ManualShare::Part{4, 40});
    CHECK_FALSE(rules::forecast_of(days, october, day("2026-10-01"), ShareReading::visits));
    const auto second = rules::forecast_of(days, october, day("2026-10-02"), ShareReading::visits);
    REQUIRE(second);
    CHECK(second->days_seen == 1);
    CHECK(second->share == rules::ManualShare::Part{3 + 3 * 30, 30 + 30 * 30});
}

TEST_CASE("a sample has as many clients of each provider as the rulebook says, and three where it is silent") {
    const auto& books = rules::Rulebooks::built_in();
    const auto* haninge = books.in_force("Haninge", day("2026-10-31"));
    REQUIRE(haninge != nullptr);
    CHECK(rules::sample_clients(*haninge) == 3);
    rules::Rulebook other = *haninge;
    for (auto& parameter : other.parameters) {
        if (parameter.name == "sample_clients_to") parameter.value = "5";
    }
    CHECK(rules::sample_clients(other) == 5);
    CHECK(rules::sample_clients({}) == 3);
}

TEST_CASE("a seed draws the same whatever the order, another seed others, and in the long run everybody alike") {
    base::IdSource ids{7};
    std::vector<Id> all;
    for (int i = 0; i < 40; ++i) all.push_back(ids.next());
    auto backwards = all;
    std::reverse(backwards.begin(), backwards.end());
    CHECK(rules::drawn(all, 3, 1) == rules::drawn(backwards, 3, 1));
    CHECK(rules::drawn(all, 3, 1).size() == 3);
    CHECK(rules::drawn(all, 100, 1).size() == all.size());
    CHECK(rules::drawn({}, 3, 1).empty());
    std::map<Id, int> times;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        for (const Id& id : rules::drawn(all, 3, seed)) ++times[id];
    }
    CHECK(times.size() == all.size());
    for (const auto& [id, n] : times) {
        CHECK(n > 200);  // 300 are to be expected
        CHECK(n < 400);
    }
}
