// Locks, tags and phones: hours of startup that nobody registers twice, and a lost phone that goes first.
#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "scenario/world.h"

using namespace scenario;
using rules::StartupState;
using workspace::Fate;
using workspace::StartupRow;

namespace {

constexpr const char* why = "Låset monterades och provades";
constexpr const char* service = "Uppstart smarta lås";

struct Locks : AtWorkTogether {
    Id last = latest(shifts);  // of the clean shifts: most locks are mounted by then
    domain::Date day = anna.shift(last).date;

    Id latest(const std::vector<Id>& of) {
        return *std::max_element(of.begin(), of.end(), [&](const Id& a, const Id& b) {
            return std::pair(anna.shift(a).date, a) < std::pair(anna.shift(b).date, b);
        });
    }
    // Locks without an hour, that were mounted by that day.
    std::vector<Id> missing(Coordinator& whose) const {
        std::vector<Id> locks;
        for (const auto& row : whose->equipment()->startups) {
            if (row.startup.state == StartupState::missing && row.mounted_at <= day) locks.push_back(*row.startup.lock);
        }
        return locks;
    }
    static std::vector<StartupRow> rows_of(Coordinator& whose, const Id& lock) {
        std::vector<StartupRow> rows;
        for (const auto& row : whose->equipment()->startups) {
            if (row.startup.lock == lock) rows.push_back(row);
        }
        return rows;
    }
    static std::size_t in_state(Coordinator& whose, StartupState state) {
        const auto& all = whose->equipment()->startups;
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [&](const auto& row) { return row.startup.state == state; }));
    }
    static std::vector<domain::Visit> hours(Coordinator& whose) {
        std::vector<domain::Visit> found;
        for (const auto& row : whose->visits(std::nullopt)) {
            if (!row.visit.service_lines.empty() && row.visit.service_lines.front().service == service)
                found.push_back(row.visit);
        }
        return found;
    }
    int paid(Coordinator& whose) const {
        int minutes = 0;
        for (const auto& line : whose->basis(world.month())) {
            if (line.row.service == service) minutes += line.row.paid;
        }
        return minutes;
    }
    static std::vector<std::string> refusals(const workspace::Approval& done) {
        std::vector<std::string> codes;
        for (const auto& refusal : done.refused) codes.push_back(refusal.findings.front().check);
        return codes;
    }
    Id phone(Coordinator& whose) {
        for (const auto& row : whose->equipment()->phones) {
            if (row.phone.active) return row.phone.id;
        }
        FAIL("no phone is in use");
        return {};
    }
    static std::string answer(const base::Result<rules::Verdict>& verdict) {
        REQUIRE(verdict);
        const auto* refused = std::get_if<rules::Refused>(&*verdict);
        return refused == nullptr ? "accepted" : refused->findings.front().check;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Locks,
                  "all missing hours are registered in one stroke: real visits, approved, an hour each in the basis") {
    const auto locks = missing(anna);
    REQUIRE(locks.size() >= 3);
    const auto later = in_state(anna, StartupState::missing) - locks.size();
    const int before = paid(anna);
    const auto entered = hours(anna).size();
    const auto done = anna->register_startups(locks, last, why);
    CHECK_FALSE(done.trouble);
    CHECK(refusals(done) == std::vector<std::string>{});
    CHECK(done.approved == locks);
    CHECK(missing(anna).empty());
    CHECK(in_state(anna, StartupState::missing) == later);
    for (const Id& lock : locks) {
        const auto rows = rows_of(anna, lock);
        REQUIRE(rows.size() == 1);
        CHECK(rows.front().startup.state == StartupState::stands);
        CHECK(rows.front().startup.minutes == 60);
        CHECK(rows.front().startup.visit == domain::startup_visit_of(lock));
        CHECK(rows.front().shift == anna.shift(last).source_id);
        CHECK(anna->equipment()->lock(lock)->has_hour);
    }
    CHECK(hours(anna).size() == entered + locks.size());
    for (const auto& row : anna->visits(world.month())) {
        if (std::none_of(locks.begin(), locks.end(),
                         [&](const Id& lock) { return row.visit.id == domain::startup_visit_of(lock); }))
            continue;
        CHECK_FALSE(rules::any_blocks(row.findings));
        CHECK(row.visit.shift == last);
        CHECK(row.visit.note == why);
    }
    CHECK(paid(anna) == before + 60 * static_cast<int>(locks.size()));

    CHECK(anna.sync().accepted == static_cast<int>(locks.size()));
    CHECK(anna.approves(last));
    anna.sync();
    bo.sync();
    CHECK(missing(bo).empty());
    CHECK(hours(bo) == hours(anna));
    CHECK(paid(bo) == before + 60 * static_cast<int>(locks.size()));
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Locks, "chosen locks get their hours, the others wait; done twice it is refused") {
    const auto locks = missing(anna);
    REQUIRE(locks.size() >= 3);
    const std::vector<Id> chosen{locks[0], locks[2]};
    CHECK(anna->register_startups(chosen, last, why).approved == chosen);
    CHECK(missing(anna).size() == locks.size() - 2);
    auto again = anna->register_startups(std::vector{locks[0], locks[1]}, last, why);
    CHECK(again.approved == std::vector{locks[1]});
    CHECK(refusals(again) == std::vector<std::string>{"startup-exists"});
    CHECK(again.refused.front().shift == locks[0]);
    anna.sync();
    again = anna->register_startups(std::vector{locks[0]}, shift, why);
    CHECK(refusals(again) == std::vector<std::string>{"startup-exists"});
    CHECK(anna->outbox().size() == 3);
}

TEST_CASE_FIXTURE(Locks, "a stroke of hours is taken back as one while it has not been sent, and is done again") {
    const auto locks = missing(anna);
    const auto entered = hours(anna).size();
    REQUIRE(anna->register_startups(locks, last, why).refused.empty());
    auto undone = anna->undo();
    REQUIRE(undone);
    CHECK(undone->verb == "lock.startup");
    CHECK(undone->shifts == static_cast<int>(locks.size()));
    CHECK(missing(anna) == locks);
    CHECK(hours(anna).size() == entered);
    CHECK(anna->outbox().empty());
    REQUIRE(anna->redo());
    CHECK(missing(anna).empty());
    anna.sync();
    // What was done at a client's is not deleted.
    undone = anna->undo();
    REQUIRE(undone);
    CHECK(undone->shifts == 0);
    CHECK(missing(anna).empty());
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Locks, "hours without a reason, or in a shift that is approved or unknown, are refused one by one") {
    const auto locks = missing(anna);
    CHECK(refusals(anna->register_startups(locks, last, "EL")) ==
          std::vector<std::string>(locks.size(), "note-required"));
    CHECK(refusals(anna->register_startups(locks, anna->new_id(), why)) == std::vector<std::string>{"shift-unknown"});
    CHECK(refusals(anna->register_startups(std::vector{anna->new_id()}, last, why)) ==
          std::vector<std::string>{"lock-unknown"});
    REQUIRE(anna.approves(last));
    CHECK(refusals(anna->register_startups(locks, last, why)) ==
          std::vector<std::string>(locks.size(), "shift-approved"));
    CHECK(missing(anna) == locks);
}

TEST_CASE(
    "two coordinators register the same lock's hour at once, one of them offline: always one, and both are agreed") {
    std::mt19937 dice(20261028);
    int races = 0;
    while (races < 100) {
        Locks at;
        const auto locks = at.missing(at.anna);
        REQUIRE(locks.size() >= 3);
        const bool swapped = dice() % 2 == 0;
        Coordinator& first = swapped ? at.bo : at.anna;
        Coordinator& second = swapped ? at.anna : at.bo;
        const std::size_t entered = at.hours(at.anna).size();
        second.faults().offline = true;
        // Some in the same shift, some in another; some one by one, some in one stroke.
        const auto registers = [&](Coordinator& who) {
            std::vector<Id> order = locks;
            std::shuffle(order.begin(), order.end(), dice);
            const std::size_t stroke = 1 + dice() % order.size();
            for (std::size_t i = 0; i < order.size(); i += stroke) {
                const std::vector<Id> some(
                    order.begin() + static_cast<std::ptrdiff_t>(i),
                    order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), i + stroke)));
                CHECK(who->register_startups(some, at.last, why).refused.empty());
            }
        };
        registers(first);
        registers(second);
        second.cannot_sync("backend.unreachable");
        second.faults().offline = false;
        if (dice() % 3 == 0) {
            // Neither knows of the other when they are sent: the answer to one is lost on the way.
            second.faults().pushes = {Faults::Push::reply_lost};
            second.cannot_sync("backend.unreachable");
        }
        first.sync();
        second.sync();
        first.sync();
        for (Coordinator* who : {&first, &second}) {
            CHECK(at.missing(*who).empty());
            CHECK((*who)->status().needs_attention == 0);
            CHECK((*who)->status().waiting == 0);
            CHECK(at.hours(*who).size() == entered + locks.size());
            for (const auto& row : (*who)->outbox()) CHECK(row.fate == Fate::accepted);
            for (const Id& lock : locks) {
                const auto rows = Locks::rows_of(*who, lock);
                REQUIRE(rows.size() == 1);
                CHECK(rows.front().startup.state == StartupState::stands);
            }
        }
        CHECK(at.hours(first) == at.hours(second));
        at.world.expect_agreement();
        races += static_cast<int>(locks.size());
    }
}

TEST_CASE_FIXTURE(Locks, "an hour that another has registered is news of equipment, and the list is read anew") {
    const auto locks = missing(bo);
    const auto seen = bo->equipment();
    std::vector<workspace::News> news;
    bo->on_news([&](const workspace::News& n) { news.push_back(n); });
    REQUIRE(anna->register_startups(std::span(locks).first(1), last, why).refused.empty());
    anna.sync();
    bo.sync();
    CHECK(std::any_of(news.begin(), news.end(), [](const auto& n) { return n.equipment; }));
    CHECK(bo->equipment() != seen);
    CHECK(missing(bo).size() == locks.size() - 1);
    CHECK(bo->equipment() == bo->equipment());
}

TEST_CASE_FIXTURE(Locks,
                  "a phone that is lost while she is offline is inactivated at once here, and first of all there") {
    const Id lost = phone(anna);
    anna.faults().offline = true;
    CHECK(anna->approve(shifts).refused.empty());
    CHECK(answer(anna->change(lost, domain::DeactivatePhone{"Glömd på bussen"})) == "accepted");
    CHECK_FALSE(anna->equipment()->phone(lost)->phone.active);
    CHECK(answer(anna->change(lost, domain::DeactivatePhone{"Glömd på bussen"})) == "phone-inactive");
    anna.restart();
    CHECK_FALSE(anna->equipment()->phone(lost)->phone.active);
    // The line holds for one command.
    anna.faults().offline = false;
    anna.faults().pushes = {Faults::Push::none, Faults::Push::fault_before};
    anna.cannot_sync("backend.fault");
    CHECK(anna.faults().pushed == 1);
    CHECK_FALSE(std::get<domain::Phone>(world.truth(lost, domain::RecordType::phone).record).active);
    CHECK_FALSE(std::get<domain::Shift>(world.truth(shift).record).approved_at);
    anna.sync();
    CHECK(std::get<domain::Shift>(world.truth(shift).record).approved_at);
    bo.sync();
    CHECK(bo->equipment()->phone(lost)->phone.reason == "Glömd på bussen");
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Locks, "two who inactivate the same lost phone agree; only the manager takes it into use again") {
    const Id lost = phone(anna);
    bo.faults().offline = true;
    CHECK(answer(anna->change(lost, domain::DeactivatePhone{"Glömd på bussen"})) == "accepted");
    CHECK(answer(bo->change(lost, domain::DeactivatePhone{"Stulen"})) == "accepted");
    anna.sync();
    bo.faults().offline = false;
    bo.sync();
    CHECK(bo->status().needs_attention == 0);
    CHECK(bo->equipment()->phone(lost)->phone.reason == "Glömd på bussen");
    CHECK(answer(bo->change(lost, domain::ReactivatePhone{"Låg i en annan jacka"})) == "not-allowed");
    auto& chef = world.coordinator("chef");
    chef.sync();
    CHECK(answer(chef->change(lost, domain::ReactivatePhone{"EL"})) == "note-required");
    CHECK(answer(chef->change(lost, domain::ReactivatePhone{"Låg i en annan jacka"})) == "accepted");
    chef.sync();
    bo.sync();
    CHECK(bo->equipment()->phone(lost)->phone.active);
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Locks, "an inactivation that was not sent is taken back; one that was stays") {
    const Id lost = phone(anna);
    CHECK(answer(anna->change(lost, domain::DeactivatePhone{"Glömd på bussen"})) == "accepted");
    REQUIRE(anna->undo());
    CHECK(anna->equipment()->phone(lost)->phone.active);
    CHECK(answer(anna->change(lost, domain::DeactivatePhone{"Glömd på bussen"})) == "accepted");
    anna.sync();
    REQUIRE(anna->undo());
    anna.sync();
    CHECK_FALSE(anna->equipment()->phone(lost)->phone.active);
}

TEST_CASE_FIXTURE(Locks, "every verb of locks, tags and phones arrives at the backend and at the other coordinator") {
    const auto all = anna->equipment();
    const auto lock = std::find_if(all->locks.begin(), all->locks.end(), [](const auto& row) {
        return !row.removed && row.client.id && row.lock.battery_level != domain::BatteryLevel::empty;
    });
    REQUIRE(lock != all->locks.end());
    CHECK(answer(anna->change(lock->lock.id, domain::ChangeBattery{world.clock.now()})) == "accepted");
    const auto tag = std::find_if(all->tags.begin(), all->tags.end(), [](const auto& row) { return row.tag.active; });
    REQUIRE(tag != all->tags.end());
    CHECK(answer(anna->change(tag->tag.id, domain::DeactivateTag{})) == "accepted");
    const Id used = phone(anna);
    CHECK(answer(anna->change(used, domain::EditPhone{"Reserv", {}})) == "accepted");
    domain::SetLockOrder fault{anna->units().front().id, domain::LockOrderKind::fault, domain::LockOrderState::to_order,
                               lock->client.id, lock->lock.id};
    fault.note = "Kläckan hänger sig";
    const Id order = domain::lock_order_of(lock->lock.id, fault.kind, 0);
    CHECK(answer(anna->change(order, fault)) == "accepted");
    CHECK(anna->equipment()->lock(lock->lock.id)->faults == 1);
    domain::SignControl sign{anna->units().front().id, domain::ControlKind::locks, domain::first_day(world.month()), 9};
    sign.note = "Alla sitter där de ska";
    const Id control = domain::control_of(sign.unit, sign.kind, sign.month);
    CHECK(answer(anna->change(control, sign)) == "accepted");
    CHECK(anna.sync().accepted == 5);
    bo.sync();
    const auto there = bo->equipment();
    CHECK(there->lock(lock->lock.id)->lock.battery_changed_at == world.clock.now());
    CHECK(there->lock(lock->lock.id)->faults == 1);
    CHECK_FALSE(there->tag(tag->tag.id)->tag.active);
    CHECK(there->phone(used)->phone.label == "Reserv");
    const auto signed_one = std::find_if(there->controls.begin(), there->controls.end(),
                                         [&](const auto& row) { return row.control.id == control; });
    REQUIRE(signed_one != there->controls.end());
    CHECK(signed_one->is_signed);
    CHECK(signed_one->control.signed_by == "anna");
    // Both know who did it.
    CHECK(bo->history(domain::RecordType::lock, lock->lock.id).front().by == "anna");
    world.expect_agreement();
}

TEST_CASE_FIXTURE(Locks, "two who make the same lock order agree; two who make it differently are asked") {
    domain::SetLockOrder mount{anna->units().front().id, domain::LockOrderKind::mount, domain::LockOrderState::ordered};
    const auto& locks = anna->equipment()->locks;
    const auto some =
        std::find_if(locks.begin(), locks.end(), [](const auto& row) { return row.client.id.has_value(); });
    REQUIRE(some != locks.end());
    mount.client = some->client.id;
    const Id order = domain::lock_order_of(*mount.client, mount.kind, 0);
    CHECK(answer(anna->change(order, mount)) == "accepted");
    CHECK(answer(bo->change(order, mount)) == "accepted");
    anna.sync();
    bo.sync();
    CHECK(bo->status().needs_attention == 0);
    anna.sync();
    auto hers = mount;
    hers.state = domain::LockOrderState::booked;
    hers.booked_at = world.clock.now();
    auto his = mount;
    his.state = domain::LockOrderState::done;
    CHECK(answer(anna->change(order, hers)) == "accepted");
    CHECK(answer(bo->change(order, his)) == "accepted");
    anna.sync();
    CHECK(bo.sync().conflicts == 1);
    REQUIRE(bo.with_fate(Fate::conflict).size() == 1);
    CHECK(bo.with_fate(Fate::conflict).front().current_by == "anna");
    world.expect_agreement();
}
