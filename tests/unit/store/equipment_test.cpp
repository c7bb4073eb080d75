// What the store tells of locks, tags and phones that have come, how it finds them, and that what cannot wait goes
// first.
#include "support/profile_place.h"

using namespace store_test;
using domain::RecordType;
using store::Fate;

namespace {

struct Told {
    bool everything, equipment;
    bool operator==(const Told&) const = default;
};
constexpr Told nothing{false, false}, only_equipment{false, true}, both{true, true};

struct Things {
    Place place;
    std::unique_ptr<store::Store> store = place.open();
    domain::Lock lock;
    domain::Tag tag;
    domain::Phone phone;
    int page = 0;

    Things() {
        lock.id = id(1);
        lock.client = id(50);
        tag.id = id(2);
        tag.client = id(51);
        phone.id = id(3);
        comes({up(shift(10), 1), up(lock, 1), up(tag, 1), up(phone, 1)});  // the first page is everything
    }
    Told comes(std::vector<store::FeedLine> lines) {
        const auto applied = take(*store, std::move(lines), "c" + std::to_string(++page));
        CHECK_FALSE(applied.overtaken);
        return {applied.everything, applied.equipment};
    }
    Told comes(domain::Record record) {
        const auto before = store->find(domain::type_of(record), domain::id_of(record));
        return comes({up(std::move(record), before ? before->revision + 1 : 1)});
    }
    void add(int key, int target, domain::Verb verb) {
        domain::Change change = approval(key, target);
        change.verb = std::move(verb);
        store->add(std::move(change), id(900 + key));
    }
    static std::vector<Id> keys(const std::vector<store::OutboxEntry>& entries) {
        std::vector<Id> all;
        for (const auto& entry : entries) all.push_back(entry.change.key);
        return all;
    }
};

domain::Visit visit_with(int n, std::vector<domain::ServiceLine> lines, bool open = false) {
    domain::Visit visit;
    visit.id = id(n);
    visit.shift = id(10);
    visit.start = at(n);
    if (!open) visit.end = at(n + 30);
    visit.service_lines = std::move(lines);
    return visit;
}

}  // namespace

TEST_CASE_FIXTURE(Things, "a lock that tells of its battery and its use changes the lists of locks and no visit") {
    lock.battery_level = domain::BatteryLevel::low;
    lock.battery_read_at = lock.last_used_at = at(5);
    CHECK(comes(lock) == only_equipment);
    lock.battery_changed_at = at(7);
    CHECK(comes(lock) == only_equipment);
    lock.address = "Sjövägen 4";
    CHECK(comes(lock) == only_equipment);
}

TEST_CASE_FIXTURE(Things, "a lock that comes, goes, is mounted, taken down or moved changes how visits are judged") {
    domain::Lock other;
    other.id = id(4);
    CHECK(comes(other) == both);
    lock.removed_at = domain::parse_date("2026-10-20").value();
    CHECK(comes(lock) == both);
    lock.client = id(52);
    CHECK(comes(lock) == both);
    CHECK(comes({protocol::Removal{RecordType::lock, id(1), 9}}) == both);
}

TEST_CASE_FIXTURE(
    Things, "a tag that is seen changes the lists of tags; a new one, a coupled one and an inactive one every visit") {
    tag.last_used_at = at(5);
    tag.last_phone = "T1";
    CHECK(comes(tag) == only_equipment);
    domain::Tag other;
    other.id = id(4);
    CHECK(comes(other) == both);
    tag.client = id(52);
    CHECK(comes(tag) == both);
    tag.active = false;
    CHECK(comes(tag) == both);
}

TEST_CASE_FIXTURE(Things,
                  "phones, readings, orders and controls are told of as equipment, and no visit is judged by them") {
    phone.last_used_at = at(5);
    CHECK(comes(phone) == only_equipment);
    domain::Phone another;
    another.id = id(4);
    CHECK(comes(another) == only_equipment);
    domain::LockReading reading;
    reading.id = domain::reading_of(id(1), {});
    reading.lock = id(1);
    CHECK(comes(reading) == only_equipment);
    domain::LockOrder order;
    order.id = id(5);
    CHECK(comes(order) == only_equipment);
    domain::Control control;
    control.id = id(6);
    CHECK(comes(control) == only_equipment);
    CHECK(comes({protocol::Removal{RecordType::phone, id(4), 9}}) == only_equipment);
}

TEST_CASE_FIXTURE(Things, "a shift or an ordinary visit says nothing of locks, tags and phones") {
    CHECK(comes(shift(11)) == nothing);
    auto visit = visit_with(20, {{"Dusch"}});
    visit.start_verification = visit.end_verification = domain::Verification::lock;
    CHECK(comes(visit) == nothing);
    visit.end_verification = domain::Verification::manual;
    CHECK(comes(visit) == nothing);
    visit.start_verification = domain::Verification::manual;
    visit.phone = "T1";
    CHECK(comes(visit) == nothing);
}

TEST_CASE_FIXTURE(Things, "a visit that was entered at a desk may be a lock's hour, and is told of as equipment too") {
    CHECK(comes(visit_with(20, {{"Uppstart smarta lås"}})) == only_equipment);
}

TEST_CASE_FIXTURE(Things, "a lock's readings are found by day, and only its own") {
    std::vector<store::FeedLine> lines;
    for (const int day : {3, 1, 2}) {
        for (const int of : {1, 4}) {
            domain::LockReading reading;
            reading.lock = id(of);
            reading.day = domain::Date{std::chrono::days{20000 + day}};
            reading.id = domain::reading_of(reading.lock, reading.day);
            reading.openings = day * of;
            lines.push_back(up(reading, 1));
        }
    }
    comes(std::move(lines));
    std::vector<int> openings;
    for (const auto& reading : store->readings_of(id(1))) openings.push_back(reading.openings);
    CHECK(openings == std::vector{1, 2, 3});
    CHECK(store->readings_of(id(9)).empty());
}

TEST_CASE_FIXTURE(Things, "visits are found by their service, not by a longer one that begins like it, and once each") {
    comes({up(visit_with(20, {{"Uppstart smarta lås"}}), 1), up(visit_with(21, {{"Dusch"}}), 1),
           up(visit_with(22, {{"Dusch"}, {"Uppstart smarta lås", 60, false, false}, {"Fönsterputs"}}), 1),
           up(visit_with(23, {{"Uppstart smarta lås i hus B"}}), 1)});
    const auto ids = [&](std::vector<std::string> services) {
        std::vector<Id> found;
        for (const auto& visit : store->visits_with(services)) found.push_back(visit.id);
        std::sort(found.begin(), found.end());
        return found;
    };
    CHECK(ids({"Uppstart smarta lås"}) == std::vector{id(20), id(22)});
    CHECK(ids({"Uppstart smarta lås", "Fönsterputs"}) == std::vector{id(20), id(22)});
    CHECK(ids({"Lunch"}).empty());
    CHECK(ids({}).empty());
}

TEST_CASE_FIXTURE(Things, "visits that have no end are found") {
    comes({up(visit_with(20, {{"Dusch"}}, true), 1), up(visit_with(21, {{"Dusch"}}), 1)});
    const auto open = store->open_visits();
    REQUIRE(open.size() == 1);
    CHECK(open.front().id == id(20));
}

TEST_CASE_FIXTURE(Things, "only what cannot wait is taken before the others, and is marked as sent") {
    add(1, 10, domain::ApproveShift{});
    add(2, 2, domain::DeactivateTag{});
    CHECK(store->take_urgent().empty());
    add(3, 3, domain::DeactivatePhone{"Stulen"});
    CHECK(keys(store->take_urgent()) == std::vector{id(5003)});
    CHECK(store->entry(id(5003))->fate == Fate::sent);
    CHECK(store->entry(id(5001))->fate == Fate::waiting);
    CHECK(keys(store->take_urgent()) == std::vector{id(5003)});  // until it is answered
    store->settle(id(5003), {Fate::accepted, 2, false, {}, std::nullopt, at(9)});
    CHECK(store->take_urgent().empty());
    CHECK(keys(store->take_for_sending(0, 10)) == std::vector{id(5001), id(5002)});
}

TEST_CASE_FIXTURE(Things, "what cannot wait rests on nothing that waits, and what follows rests on it") {
    add(1, 3, domain::EditPhone{"Reserv", {}});
    add(2, 3, domain::DeactivatePhone{"Stulen"});
    add(3, 3, domain::ReactivatePhone{"Låg i en annan jacka"});
    CHECK_FALSE(store->entry(id(5002))->change.depends_on);
    CHECK(store->entry(id(5003))->change.depends_on == id(5002));
    const auto shown_phone = [&] { return std::get<domain::Phone>(store->find(RecordType::phone, id(3))->record); };
    CHECK(shown_phone().label == "Reserv");
    CHECK(shown_phone().active);
    CHECK(store->broken_invariants().empty());
}
