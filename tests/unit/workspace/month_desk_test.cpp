#include "workspace/month_desk.h"

#include <map>
#include <set>

#include "rules/payment.h"
#include "support/equipment_desk.h"

using namespace samordna;
using workspace::CheckedItem;
using workspace::CloseItem;
using workspace::MonthStatus;
using workspace::Standing;

namespace {

// A desk with October's visits in every standing. The desk's own: 30 and 32 (by hand, no note), 33 goes on.
struct Month : support::EquipmentDesk {
    workspace::MonthDesk desk{*ws};

    Month() {
        backend.put(fake::care_worker(13, "Bo", "Alm"));
        // 36: a note is missing, and a visit with no service beside it. 37: approved. 38: what nothing saves.
        backend.put(fake::shift(36, 13, "2026-10-08"));
        auto by_hand = fake::visit(50, 36, 21, "2026-10-08T08:00:00+02:00");
        by_hand.start_verification = domain::Verification::manual;
        backend.put(by_hand);
        auto without = fake::visit(51, 36, 20, "2026-10-08T10:00:00+02:00");
        without.service_lines.clear();
        backend.put(without);
        auto approved = fake::shift(37, 13, "2026-10-09");
        approved.approved_at = fake::moment("2026-10-10T08:00:00+02:00");
        approved.approved_by = "anna";
        backend.put(approved);
        backend.put(fake::visit(52, 37, 21, "2026-10-09T08:00:00+02:00"));
        sync();
    }
    MonthStatus status() {
        auto read = desk.status(month);
        REQUIRE(read);
        return *read;
    }
    const CheckedItem& item(const MonthStatus& status, CloseItem which) const {
        for (const auto& one : status.checklist) {
            if (one.item == which) return one;
        }
        FAIL("not on the list");
        throw 0;
    }
    // Everything that the backend has, judged without the workspace.
    rules::Facts facts() {
        rules::Facts all(rules::Rulebooks::built_in());
        for (const auto& [id, row] : backend.rows) all.put(row.record);
        return all;
    }
};

}  // namespace

TEST_CASE("the month's hours stand where the rules say, counted visit by visit") {
    Month h;
    const auto status = h.status();
    const auto risk = rules::risk_of(h.facts(), h.month, h.clock.now());
    CHECK(status.of(Standing::approved).minutes == risk.approved);
    CHECK(status.of(Standing::ready).minutes == risk.ready);
    CHECK(status.of(Standing::needs_note).minutes == risk.needs_note);
    CHECK(status.of(Standing::needs_edit).minutes == risk.needs_edit);
    CHECK(status.of(Standing::cannot_be_saved).minutes == risk.cannot_be_saved);
    CHECK(risk.approved > 0);
    CHECK(risk.needs_note > 0);
    CHECK(risk.needs_edit > 0);
    int visits = 0;
    for (const auto& [id, row] : h.backend.rows) {
        const auto* visit = std::get_if<domain::Visit>(&row.record);
        visits += visit != nullptr && domain::month_of(domain::local_date(visit->start)) == h.month ? 1 : 0;
    }
    int counted = 0;
    for (const auto& sum : status.standing) counted += sum.visits;
    CHECK(counted == visits);
    for (const auto& sum : status.standing) CHECK_FALSE(sum.ore);  // no rate is set
}

TEST_CASE("a shift counts once, under the worst of its visits; one that goes on not yet, an empty one never") {
    Month h;
    const auto status = h.status();
    CHECK(status.of(Standing::approved).shifts == 1);  // 37
    CHECK(status.of(Standing::needs_edit).shifts >= 1);
    CHECK(status.open_shifts == 1);  // 33
    int shifts = status.open_shifts;
    for (const auto& sum : status.standing) shifts += sum.shifts;
    int with_visits = 0;
    for (const auto& [id, row] : h.backend.rows) {
        const auto* shift = std::get_if<domain::Shift>(&row.record);
        if (shift == nullptr || domain::month_of(shift->date) != h.month) continue;
        with_visits += std::any_of(h.backend.rows.begin(), h.backend.rows.end(), [&](const auto& other) {
            const auto* visit = std::get_if<domain::Visit>(&other.second.record);
            return visit != nullptr && visit->shift == shift->id;
        });
    }
    CHECK(shifts == with_visits);
    CHECK(status.of(Standing::needs_edit).queue == workspace::ShiftFilter::needs_action);
    CHECK(status.of(Standing::ready).queue == workspace::ShiftFilter::ready);
    REQUIRE_FALSE(status.of(Standing::needs_edit).checks.empty());
    CHECK(status.of(Standing::ready).checks.empty());
}

TEST_CASE("what is open is told by care worker and by client, most minutes first; what is approved is not") {
    Month h;
    const auto status = h.status();
    std::map<domain::Id, std::pair<std::int64_t, std::set<domain::Id>>> expected;
    const auto facts = h.facts();
    for (const auto& [id, row] : h.backend.rows) {
        const auto* visit = std::get_if<domain::Visit>(&row.record);
        if (visit == nullptr || domain::month_of(domain::local_date(visit->start)) != h.month) continue;
        if (facts.shift(visit->shift)->approved_at) continue;
        const auto minutes = visit->end ? (*visit->end - visit->start).count() / 60 : 0;
        for (const auto& whose : {visit->client, facts.shift(visit->shift)->care_worker}) {
            expected[whose].first += minutes;
            expected[whose].second.insert(visit->shift);
        }
    }
    CHECK(status.care_workers.size() + status.clients.size() == expected.size());
    for (const auto* people : {&status.care_workers, &status.clients}) {
        std::int64_t before = INT64_MAX;
        for (const auto& one : *people) {
            CHECK(one.minutes == expected[one.id].first);
            CHECK(one.shifts == static_cast<int>(expected[one.id].second.size()));
            CHECK(one.minutes <= before);
            before = one.minutes;
            CHECK_FALSE(one.name.empty());
        }
    }
}

TEST_CASE("the program reminds from three vardagar before the closing day, not a day earlier, and not afterwards") {
    Month h;  // October 2026 closes on Wednesday 4 November: Tuesday, Monday, Friday 30 October
    CHECK_FALSE(h.status().is_near);
    h.moves_to("2026-10-29T23:30:00+01:00");
    CHECK_FALSE(h.status().is_near);
    CHECK(h.status().vardagar_left == 4);
    h.moves_to("2026-10-30T00:30:00+01:00");
    CHECK(h.status().is_near);
    CHECK(h.status().vardagar_left == 3);
    CHECK_FALSE(h.status().is_closed);
    h.moves_to("2026-11-05T08:00:00+01:00");
    const auto late = h.status();
    CHECK(late.is_closed);
    CHECK_FALSE(late.is_near);
    CHECK(late.vardagar_left == 0);
    // What was not approved is lost, and nothing is to be mended any longer.
    CHECK(late.of(Standing::ready).minutes == 0);
    CHECK(late.of(Standing::needs_note).minutes == 0);
    CHECK(late.of(Standing::cannot_be_saved).minutes > 0);
    CHECK(h.item(late, CloseItem::findings_mended).state == CheckedItem::State::done);
    CHECK(h.item(late, CloseItem::shifts_approved).state == CheckedItem::State::open);
}

TEST_CASE("the list fills itself: what is done is done there, and what comes again is to do again") {
    Month h;
    auto status = h.status();
    CHECK(h.item(status, CloseItem::closing_time_known).state == CheckedItem::State::open);  // a proposal
    CHECK_FALSE(status.is_published);
    CHECK(h.item(status, CloseItem::findings_mended).count ==
          status.of(Standing::needs_note).shifts + status.of(Standing::needs_edit).shifts);
    CHECK(h.item(status, CloseItem::startups_registered).count == 1);  // L1
    CHECK(status.startups.locks == 1);
    CHECK(h.item(status, CloseItem::controls_signed).count == 2);
    CHECK(h.item(status, CloseItem::everything_sent).state == CheckedItem::State::done);
    CHECK(h.item(status, CloseItem::silences_seen).state == CheckedItem::State::unknown);
    CHECK(status.needs_someone());

    // Approved here, not sent yet: one less to approve, one to send.
    const int before = h.item(status, CloseItem::shifts_approved).count;
    const std::array shifts{fake::id(30)};
    REQUIRE(h.ws->approve(shifts).approved.size() == 1);
    status = h.status();
    CHECK(h.item(status, CloseItem::shifts_approved).count == before - 1);
    CHECK(h.item(status, CloseItem::everything_sent).count == 1);
    h.sync();
    status = h.status();
    CHECK(h.item(status, CloseItem::everything_sent).state == CheckedItem::State::done);
    CHECK(status.of(Standing::approved).shifts == 2);
}

TEST_CASE("startup hours are counted as the locks' own page has them, and a new one counts at once") {
    Month h;
    const auto agree = [&](const workspace::StartupStatus& counted) {
        std::map<rules::StartupState, int> rows;
        const auto all = h.ws->equipment();
        for (const auto& row : all->startups) ++rows[row.startup.state];
        CHECK(counted.missing == rows[rules::StartupState::missing]);
        CHECK(counted.stands == rows[rules::StartupState::stands]);
        CHECK(counted.over == rows[rules::StartupState::over]);
        CHECK(counted.again == rows[rules::StartupState::again]);
        CHECK(counted.without_lock == rows[rules::StartupState::without_lock]);
        CHECK(counted.locks == all->totals.doors);
        CHECK(counted.paid == all->startups_paid);
    };
    h.with(h.lock(71, 21), h.lock(72, 0));
    auto status = h.status();
    CHECK(status.startups.missing == 2);
    agree(status.startups);
    const std::array locks{fake::id(70)};
    REQUIRE(h.ws->register_startups(locks, fake::id(30), "Låset monterades och provades").approved.size() == 1);
    status = h.status();
    CHECK(status.startups.missing == 1);
    CHECK(status.startups.stands == 1);
    agree(status.startups);
}

TEST_CASE("a signed control is off the list, and none is asked for of months long past") {
    Month h;
    domain::Control control;
    control.unit = fake::id(1);
    control.month = domain::first_day(h.month);
    control.id = domain::control_of(control.unit, control.kind, control.month);
    h.backend.put(control);
    h.sync();
    CHECK(h.item(h.status(), CloseItem::controls_signed).count == 1);
    const auto march = h.desk.status(std::chrono::year{2026} / std::chrono::March);
    REQUIRE(march);
    CHECK(h.item(*march, CloseItem::controls_signed).state == CheckedItem::State::done);
}

TEST_CASE("silences are looked at when she says so, until there is another") {
    Month h;
    const auto silences = h.ws->silences(h.month);
    auto status = h.status();
    REQUIRE(status.silences);
    CHECK(*status.silences == static_cast<int>(silences.size()));
    h.desk.note_silences_seen(h.month);
    CHECK(h.item(h.status(), CloseItem::silences_seen).state == CheckedItem::State::done);
}

TEST_CASE("a month that nobody has worked in has nothing open, and no closing is hidden") {
    Month h;
    const auto status = h.desk.status(std::chrono::year{2026} / std::chrono::December);
    REQUIRE(status);
    CHECK(status->care_workers.empty());
    CHECK(status->clients.empty());
    CHECK(h.item(*status, CloseItem::shifts_approved).state == CheckedItem::State::done);
    CHECK(status->closing_time);
}
