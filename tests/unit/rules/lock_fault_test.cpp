#include "rules/lock_fault.h"

#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;
using rules::FaultAnswer;
using rules::FaultStep;

namespace {

const Date today = day("2026-10-20");

struct Door {
    domain::Lock lock;
    std::vector<domain::Order> orders{granted("2026-01-01")};
    rules::BeforeTheDoor who;
    Door() {
        lock.battery_level = domain::BatteryLevel::ok;
        lock.battery_read_at = at("2026-10-19 12:00");
        who.phone.emplace();
        who.phone->registered = who.phone->coupled = true;
        who.worker.emplace();
        who.worker->active = true;
    }
    static domain::Order granted(std::string_view from, std::string_view to = {}) {
        domain::Order order;
        order.valid_from = day(from);
        if (!to.empty()) order.valid_to = day(to);
        return order;
    }
    FaultAnswer answer(FaultStep step) const {
        const auto looks = rules::looks_at(lock, orders, who, today);
        REQUIRE(looks.size() == 4);
        for (std::size_t i = 0; i < looks.size(); ++i) CHECK(looks[i].step == static_cast<FaultStep>(i));
        return looks[static_cast<std::size_t>(step)].answer;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Door, "where all is as it should be every look says so, in the order that finds the cause") {
    for (const auto step : {FaultStep::decision, FaultStep::battery, FaultStep::phone, FaultStep::worker})
        CHECK(answer(step) == FaultAnswer::in_order);
    CHECK(rules::name_of(FaultStep::decision) == "decision");
    CHECK(rules::name_of(FaultStep::worker) == "worker");
    CHECK(rules::name_of(FaultAnswer::cause) == "cause");
}

TEST_CASE_FIXTURE(Door, "a decision that has ended, or not begun, is the cause; one that goes on beside it is enough") {
    orders = {granted("2026-01-01", "2026-10-19")};
    CHECK(answer(FaultStep::decision) == FaultAnswer::cause);
    orders.push_back(granted("2026-10-21"));
    CHECK(answer(FaultStep::decision) == FaultAnswer::cause);
    orders.push_back(granted("2026-10-20", "2026-10-20"));
    CHECK(answer(FaultStep::decision) == FaultAnswer::in_order);
    orders.clear();
    CHECK(answer(FaultStep::decision) == FaultAnswer::cause);
}

TEST_CASE_FIXTURE(
    Door, "a battery opens while it is low, not when it is critical or empty; unread or changed it is not known") {
    using enum domain::BatteryLevel;
    const auto with = [&](domain::BatteryLevel level) {
        lock.battery_level = level;
        return answer(FaultStep::battery);
    };
    CHECK(with(low) == FaultAnswer::in_order);
    CHECK(with(critical) == FaultAnswer::cause);
    CHECK(with(empty) == FaultAnswer::cause);
    CHECK(with(unknown) == FaultAnswer::unknown);
    lock.battery_changed_at = at("2026-10-19 12:01");
    CHECK(with(empty) == FaultAnswer::unknown);
    lock.battery_changed_at = at("2026-10-19 11:59");
    CHECK(with(empty) == FaultAnswer::cause);
    lock.battery_read_at.reset();
    lock.battery_changed_at.reset();
    CHECK(with(ok) == FaultAnswer::unknown);
}

TEST_CASE_FIXTURE(Door,
                  "a phone that is inactivated, unregistered or not coupled is the cause; nobody's is not known") {
    for (bool domain::Phone::*word : {&domain::Phone::active, &domain::Phone::registered, &domain::Phone::coupled}) {
        Door other;
        (*other.who.phone).*word = false;
        CHECK(other.answer(FaultStep::phone) == FaultAnswer::cause);
    }
    who.phone.reset();
    CHECK(answer(FaultStep::phone) == FaultAnswer::unknown);
}

TEST_CASE_FIXTURE(Door, "a care worker who is inactive is the cause; nobody is not known") {
    who.worker->active = false;
    CHECK(answer(FaultStep::worker) == FaultAnswer::cause);
    who.worker.reset();
    CHECK(answer(FaultStep::worker) == FaultAnswer::unknown);
}
