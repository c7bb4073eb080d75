// Changes and records of locks, tags and phones on the wire.
#include <doctest/doctest.h>

#include "protocol/codec.h"
#include "support/samples.h"

using namespace samordna;
using namespace samordna::domain;
using namespace std::chrono_literals;

namespace {

const Instant now = parse_instant("2026-10-20T08:00:00Z").value();
const Date day = parse_date("2026-10-20").value();

}  // namespace

TEST_CASE("every change of locks, tags and phones is read back, full and bare") {
    using samples::id;
    const RegisterVisit hour{id(5), id(3), now - 26h, now - 25h, false, {{"Uppstart smarta lås"}}, "Monterat"};
    for (const Verb& verb : std::vector<Verb>{
             RegisterStartup{id(7), hour}, ChangeBattery{now, true}, ChangeBattery{now},
             SetLockOrder{id(1), LockOrderKind::fault, LockOrderState::booked, id(3), id(7), now, "Nils",
                          "Skolvägen 38", "Svarar inte"},
             SetLockOrder{id(1)}, CoupleTag{id(3)}, DeactivateTag{}, DeactivatePhone{"Stulen"}, DeactivatePhone{},
             ReactivatePhone{"Den låg i bilen"}, CouplePhone{}, EditPhone{"Xcover 6", id(2)}, EditPhone{"Xcover 6"},
             SignControl{id(1), ControlKind::locks, day, 12, "thing,what,done\r\nL1,battery,Bytt\r\n", "Klart"},
             SignControl{id(1), ControlKind::phones, day}}) {
        const Change change{id(30), id(9), 7, std::nullopt, "anna", now, verb};
        const auto text = protocol::change_text(change);
        CAPTURE(text);
        auto read = protocol::parse_change(text);
        REQUIRE(read);
        read->key = change.key;  // alone, the key goes beside the body
        CHECK(*read == change);
    }
}

TEST_CASE("what a change must say is demanded") {
    const auto is_read = [](const std::string& verb, const std::string& more) {
        const std::string start = R"({"id":"01000000-0000-7000-8000-000000000001","base":1,"by":"anna",)"
                                  R"("at":"2026-10-20T08:00:00Z","verb":")";
        return protocol::parse_change(start + verb + "\"" + more + "}").operator bool();
    };
    CHECK(is_read("phone.deactivate", R"(,"reason":"")"));
    CHECK_FALSE(is_read("phone.deactivate", ""));
    CHECK_FALSE(is_read("phone.deactivate", R"(,"reason":")" + std::string(4001, 'x') + "\""));
    CHECK(is_read("lock.battery_changed", R"(,"changed_at":"2026-10-20T08:00:00Z")"));
    CHECK_FALSE(is_read("lock.battery_changed", R"(,"changed_at":"today")"));
    CHECK_FALSE(is_read("tag.couple", ""));
    CHECK_FALSE(
        is_read("lock_order.set", R"(,"unit":"01000000-0000-7000-8000-000000000001","kind":"paint","state":"done")"));
    CHECK_FALSE(
        is_read("control.sign",
                R"(,"unit":"01000000-0000-7000-8000-000000000001","kind":"locks","month":"2026-10","checked":1)"));
    CHECK_FALSE(is_read("lock.startup", R"(,"lock":"01000000-0000-7000-8000-000000000001")"));
}

TEST_CASE("records of locks, tags and phones are read back, full and bare") {
    using samples::id;
    Lock lock;
    lock.id = id(7);
    lock.kind = "door";
    lock.battery_changed_at = now;
    lock.last_used_at = now + 1h;
    lock.address = "Skolvägen 38";
    Phone phone;
    phone.id = id(9);
    phone.unit = id(1);
    phone.holder = id(2);
    phone.last_used_by = id(2);
    phone.app_version = "8.1";
    phone.undelivered = 0;
    phone.reason = "Stulen";
    for (const Record& record : std::vector<Record>{
             lock, phone, Tag{id(8), std::nullopt, "04A2", true, now, "T101"},
             LockReading{id(10), id(7), day, 7, BatteryLevel::critical, now},
             LockReading{id(10), id(7), day, 0, BatteryLevel::unknown, std::nullopt},
             LockOrder{id(11), id(1), LockOrderKind::move, LockOrderState::ordered, id(3), id(7), now, "Nils",
                       "Skolvägen 38", "Bor nu på annan plats", "anna", now},
             Control{id(12), id(1), ControlKind::phones, day, 5, "thing,what,done\r\n", "Klart", "anna", now}}) {
        const std::string text = protocol::record_text(record);
        CAPTURE(text);
        const auto read = protocol::parse_record(type_of(record), id_of(record), text);
        REQUIRE(read);
        CHECK(*read == record);
    }
}
