// Locks, tags and phones changed at the backend, and delivered again.
#include <doctest/doctest.h>

#include "support/equipped_house.h"

using namespace samordna;
using base::Id;
using domain::BatteryLevel;
using domain::RecordType;
using domain::RegisterStartup;
using support::at;
using support::EquippedHouse;

namespace {

struct Equipment : EquippedHouse {
    Id lock_id = id(RecordType::lock, "L3001");
    Id hour = domain::startup_visit_of(lock_id);
    Id phone = id(RecordType::phone, "T101");
    Id tag = id(RecordType::tag, "04A1");

    RegisterStartup startup() {
        return {lock_id,
                {house.shift("A1"),
                 id(RecordType::client, "3001"),
                 at("2026-10-05T10:00:00+02:00"),
                 at("2026-10-05T11:00:00+02:00"),
                 false,
                 {{"Uppstart smarta lås"}},
                 "Låset monterat och provat"}};
    }
    std::int64_t revision(RecordType type, const Id& of) { return house.record(type, of).revision; }
    template <class R>
    static R& row(std::vector<protocol::PackageRow>& rows, const char* name) {
        for (auto& row : rows) {
            if (row.source_id == name) return std::get<R>(row.record);
        }
        throw std::logic_error("no such row");
    }
    void deliver(const protocol::UnitPackage& package) { REQUIRE(house.backend().import(package, false)); }
};

}  // namespace

TEST_CASE_FIXTURE(Equipment, "a lock gets its hour once, whoever registers it, and the second one is told which") {
    CHECK(answer("anna", hour, 0, startup()) == "accepted");
    auto second = startup();
    second.visit.start = at("2026-10-05T11:00:00+02:00");
    second.visit.end = at("2026-10-05T12:00:00+02:00");
    CHECK(answer("bo", hour, 0, second) == "conflict");
    CHECK(get<domain::Visit>(hour).start == startup().visit.start);
    CHECK(revision(RecordType::visit, hour) == 1);
    // Nor under another id.
    CHECK(answer("bo", base::IdSource(13).next(), 0, second) == "lock-unknown");
}

TEST_CASE_FIXTURE(Equipment, "an hour that the rules do not give is refused when it is sent by hand") {
    auto made = startup();
    made.visit.end = at("2026-10-05T11:01:00+02:00");
    CHECK(answer("anna", hour, 0, made) == "startup-too-long");
    made = startup();
    made.visit.service_lines = {{"Dusch"}};
    CHECK(answer("anna", hour, 0, made) == "startup-service");
    made = startup();
    made.visit.client = id(RecordType::client, "3002");
    CHECK(answer("anna", hour, 0, made) == "lock-unknown");
    made = startup();
    made.lock = phone;
    CHECK(answer("anna", domain::startup_visit_of(phone), 0, made) == "lock-unknown");
    CHECK(answer("rune", hour, 0, startup()) == "forbidden");
    CHECK(answer("vera", hour, 0, startup()) == "not_found");
    auto package = equipped();
    row<domain::Lock>(package.locks, "L3001").mounted_at = domain::parse_date("2026-10-06");
    deliver(package);
    CHECK(answer("anna", hour, 0, startup()) == "lock-not-mounted");
    CHECK_FALSE(house.backend().record(house.who("anna"), RecordType::visit, hour));
    deliver(equipped());
    CHECK(answer("anna", hour, 0, startup()) == "accepted");
}

TEST_CASE_FIXTURE(Equipment,
                  "a lost phone is inactivated whatever has been done to its record since; nothing else is") {
    CHECK(answer("bo", phone, 1, domain::EditPhone{"Ny etikett"}) == "accepted");
    CHECK(answer("anna", phone, 1, domain::EditPhone{"En annan"}) == "conflict");
    CHECK(answer("anna", phone, 1, domain::DeactivatePhone{"Stulen"}) == "accepted");
    CHECK_FALSE(get<domain::Phone>(phone).active);
    CHECK(get<domain::Phone>(phone).label == "Ny etikett");
    CHECK(revision(RecordType::phone, phone) == 3);
    CHECK(answer("bo", phone, 1, domain::DeactivatePhone{"Stulen"}) == "phone-inactive");
    CHECK(answer("anna", phone, 3, domain::ReactivatePhone{"Den låg i bilen"}) == "forbidden");
    CHECK(answer("eva", phone, 3, domain::ReactivatePhone{""}) == "note-required");
    CHECK(answer("eva", phone, 3, domain::ReactivatePhone{"Den låg i bilen"}) == "accepted");
}

TEST_CASE_FIXTURE(Equipment,
                  "what was inactivated here stays so when it is delivered again, and when it is changed there") {
    CHECK(answer("anna", phone, 1, domain::DeactivatePhone{"Stulen"}) == "accepted");
    CHECK(answer("anna", tag, 1, domain::DeactivateTag{}) == "accepted");
    deliver(equipped());
    CHECK(revision(RecordType::phone, phone) == 2);
    CHECK(revision(RecordType::tag, tag) == 2);
    auto package = equipped();
    row<domain::Phone>(package.phones, "T101").label = "Xcover 6";
    for (auto& row : package.tags) row.client_number = "3001";
    deliver(package);
    CHECK_FALSE(get<domain::Phone>(phone).active);
    CHECK(get<domain::Phone>(phone).reason == "Stulen");
    CHECK(get<domain::Phone>(phone).label == "Xcover 6");
    CHECK_FALSE(get<domain::Tag>(tag).active);
    CHECK(get<domain::Tag>(tag).client == id(RecordType::client, "3001"));
}

TEST_CASE_FIXTURE(Equipment, "what was inactivated where it is delivered from follows the deliveries") {
    auto package = equipped();
    row<domain::Phone>(package.phones, "T101").active = false;
    row<domain::Tag>(package.tags, "04A1").active = false;
    deliver(package);
    CHECK_FALSE(get<domain::Phone>(phone).active);
    CHECK_FALSE(get<domain::Tag>(tag).active);
    deliver(equipped());
    CHECK(get<domain::Phone>(phone).active);
    CHECK(get<domain::Tag>(tag).active);
}

TEST_CASE_FIXTURE(Equipment, "a lock stays where it was mounted when its client moves, until it is mounted anew") {
    auto package = equipped();
    auto& client = row<domain::Client>(package.clients, "3001");
    client.address = "Exempelgatan 1";
    deliver(package);
    CHECK(lock().address == "Exempelgatan 1");
    client.address = "Provvägen 2";
    deliver(package);
    CHECK(get<domain::Client>(id(RecordType::client, "3001")).address == "Provvägen 2");
    CHECK(lock().address == "Exempelgatan 1");
    deliver(package);
    CHECK(lock().address == "Exempelgatan 1");
    row<domain::Lock>(package.locks, "L3001").mounted_at = domain::parse_date("2026-10-15");
    deliver(package);
    CHECK(lock().address == "Provvägen 2");
}

TEST_CASE_FIXTURE(Equipment, "an older reading never takes the place of a newer one, whoever delivers it") {
    auto package = equipped();
    auto& delivered = row<domain::Lock>(package.locks, "L3001");
    delivered.battery_level = BatteryLevel::low;
    delivered.battery_read_at = at("2026-10-11T08:00:00+02:00");
    delivered.type = "380 T4";
    deliver(package);
    CHECK(lock().type == "380 T4");
    CHECK(lock().battery_level == BatteryLevel::ok);
    delivered.battery_read_at = at("2026-10-13T08:00:00+02:00");
    deliver(package);
    CHECK(lock().battery_level == BatteryLevel::low);
    CHECK(answer("anna", lock_id, 3, domain::ChangeBattery{at("2026-10-14T08:00:00+02:00")}) == "accepted");
    delivered.type = "380 T3";
    deliver(package);
    CHECK(lock().battery_changed_at == at("2026-10-14T08:00:00+02:00"));
}
