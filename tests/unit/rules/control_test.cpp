#include "rules/control.h"

#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;
using rules::Deviation;

namespace {

const Instant now = at("2026-10-20 09:00");
const Date today = domain::local_date(now);

domain::Phone phone_in_order() {
    domain::Phone phone;
    phone.registered = phone.coupled = true;
    phone.last_used_at = now;
    return phone;
}
domain::Lock lock_in_order() {
    domain::Lock lock;
    lock.client = Id{};
    lock.mounted_at = today;
    lock.battery_level = domain::BatteryLevel::critical;
    lock.battery_read_at = now;
    return lock;
}

}  // namespace

TEST_CASE("deviations are written as CSV and read back, whatever stands in them") {
    const std::vector<Deviation> all{{"T1", "not_coupled", "Kopplad om, \"nu rätt\"\när det"}, {"L1,2", "unused", ""}};
    const auto text = rules::deviations_text(all);
    CHECK(text.starts_with("thing,what,done\r\n"));
    CHECK(rules::parse_deviations(text) == all);
}

TEST_CASE("no deviations are no text, and no text is no deviations") {
    CHECK(rules::deviations_text({}).empty());
    const auto none = rules::parse_deviations("");
    REQUIRE(none);
    CHECK(none->empty());
}

TEST_CASE("what is not such a list is not read") {
    CHECK_FALSE(rules::parse_deviations("T1 är borta"));
    CHECK_FALSE(rules::parse_deviations("thing,what\r\nT1,unused\r\n"));
    CHECK_FALSE(rules::parse_deviations("thing,what,done\r\nT1,unused\r\n"));
    CHECK_FALSE(rules::parse_deviations("thing,what,done\r\n\"T1,unused,x\r\n"));
    CHECK(rules::parse_deviations("thing,what,done\r\nT1,unused,x\r\n"));
}

TEST_CASE("a phone is to be registered, coupled and used; one that is inactivated is not looked at") {
    const auto told = [](domain::Phone phone) { return rules::deviations_of(phone, now, 14); };
    auto phone = phone_in_order();
    CHECK(told(phone).empty());
    phone.last_used_at = now - std::chrono::days{14};
    CHECK(told(phone).empty());
    *phone.last_used_at -= std::chrono::seconds{1};
    CHECK(told(phone) == Names{"unused"});
    phone = phone_in_order();
    phone.registered = false;
    CHECK(told(phone) == Names{"not_registered"});
    phone = phone_in_order();
    phone.coupled = false;
    CHECK(told(phone) == Names{"not_coupled"});
    phone.registered = false;
    phone.last_used_at.reset();
    CHECK(told(phone) == Names{"not_registered", "not_coupled", "unused"});
    phone.active = false;
    CHECK(told(phone).empty());
}

TEST_CASE(
    "a lock is to be somebody's, mounted on a known day, and to have told of its battery; a removed one is not looked "
    "at") {
    const auto told = [](const domain::Lock& lock) { return rules::deviations_of(lock, today); };
    auto lock = lock_in_order();
    CHECK(told(lock).empty());
    lock.client.reset();
    CHECK(told(lock) == Names{"no_client"});
    lock = lock_in_order();
    lock.mounted_at.reset();
    CHECK(told(lock) == Names{"no_mounting_date"});
    lock = lock_in_order();
    lock.battery_level = domain::BatteryLevel::unknown;
    CHECK(told(lock) == Names{"never_read"});
    lock = lock_in_order();
    lock.battery_read_at.reset();
    CHECK(told(lock) == Names{"never_read"});
    lock.removed_at = today + std::chrono::days{1};
    CHECK(told(lock) == Names{"never_read"});
    lock.removed_at = today;
    CHECK(told(lock).empty());
}
