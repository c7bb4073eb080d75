#include "workspace/followup.h"

#include <map>
#include <set>

#include "support/equipment_desk.h"
#include "workspace/followup_desk.h"

using namespace samordna;
using domain::Verification;
using rules::Cause;
using workspace::FollowUp;
using workspace::FollowUpRow;

namespace {

// Beside the desk's own: another provider's unit (2) with a client (24) and a care worker (14); client 20 has a lock,
// 22 neither lock nor tag. All of October's visits are ended but one.
struct Month : support::EquipmentDesk {
    workspace::FollowUpDesk desk{*ws};

    Month() {
        auto west = fake::unit();
        west.id = fake::id(2);
        west.name = "Enhet Väst";
        west.provider = "Annan Omsorg AB";
        backend.put(west);
        backend.put(fake::care_worker(13, "Bo", "Alm"));
        auto other = fake::care_worker(14, "Cecilia", "Ek");
        other.unit = fake::id(2);
        backend.put(other);
        backend.put(fake::client(22, "Zara", "Ek", "19391002-TF20"));
        auto theirs = fake::client(24, "Olle", "Borg", "19391002-TF21");
        theirs.unit = fake::id(2);
        backend.put(theirs);
        for (const int client : {22, 24}) backend.put(fake::order(60 + client, client));
        backend.put(fake::shift(36, 13, "2026-10-15"));
        add(50, 36, 20, "2026-10-15T08:00:00+02:00", Verification::manual);
        add(51, 36, 22, "2026-10-15T10:00:00+02:00", Verification::manual);
        add(52, 36, 21, "2026-10-15T12:00:00+02:00", Verification::tag);
        auto theirs_shift = fake::shift(37, 14, "2026-10-15");
        theirs_shift.unit = fake::id(2);
        backend.put(theirs_shift);
        add(53, 37, 24, "2026-10-15T09:00:00+02:00", Verification::tag);
        add(54, 37, 24, "2026-10-15T18:00:00+02:00", Verification::manual);
        // The lock L1 told of itself before the visit.
        auto told = lock(70, 20);
        told.battery_read_at = fake::moment("2026-10-14T12:00:00+02:00");
        backend.put(told);
        sync();
    }
    void add(int n, int shift, int client, std::string_view start, Verification how) {
        auto visit = fake::visit(n, shift, client, start);
        visit.start_verification = visit.end_verification = how;
        backend.put(visit);
    }
    FollowUp read() {
        auto made = desk.read(month);
        REQUIRE(made);
        return *made;
    }
    static const FollowUpRow& row(const std::vector<FollowUpRow>& rows, int n) {
        for (const auto& one : rows) {
            if (one.id == fake::id(n)) return one;
        }
        FAIL("no such row");
        throw 0;
    }
};

// By the backend's records alone: ended visits of October, and those with an end by hand, by whatever `whose` says.
struct Plain {
    int all = 0, manual = 0;
    std::int64_t minutes = 0;
};
template <class Whose>
std::map<domain::Id, Plain> counted(const Month& h, Whose&& whose) {
    std::map<domain::Id, domain::Shift> shifts;
    for (const auto& [id, row] : h.backend.rows) {
        if (const auto* shift = std::get_if<domain::Shift>(&row.record)) shifts[id] = *shift;
    }
    std::map<domain::Id, Plain> sums;
    for (const auto& [id, row] : h.backend.rows) {
        const auto* visit = std::get_if<domain::Visit>(&row.record);
        if (visit == nullptr || !visit->end) continue;
        if (domain::month_of(domain::local_date(visit->start)) != h.month) continue;
        Plain& sum = sums[whose(*visit, shifts.at(visit->shift))];
        ++sum.all;
        sum.minutes += (*visit->end - visit->start).count() / 60;
        sum.manual +=
            visit->start_verification == Verification::manual || visit->end_verification == Verification::manual;
    }
    return sums;
}

template <class Whose>
void agree(const Month& h, const std::vector<FollowUpRow>& rows, Whose&& whose) {
    const auto expected = counted(h, whose);
    std::size_t with_visits = 0;
    for (const auto& row : rows) {
        if (row.sum.visits == 0) continue;
        ++with_visits;
        REQUIRE(expected.contains(row.id));
        CHECK(row.sum.visits == expected.at(row.id).all);
        CHECK(row.sum.share.visits.manual == expected.at(row.id).manual);
        CHECK(row.sum.share.minutes.all == expected.at(row.id).minutes);
        CHECK(row.performed == expected.at(row.id).minutes);
        rules::ManualShare weeks;
        for (const auto& week : row.weeks) rules::add_to(weeks, week);
        CHECK(weeks == row.sum.share);
    }
    CHECK(with_visits == expected.size());
}

}  // namespace

TEST_CASE("the share of each unit, care worker and client is what a plain count of the visits gives") {
    Month h;
    const auto read = h.read();
    agree(h, read.units, [](const auto&, const auto& shift) { return shift.unit; });
    agree(h, read.care_workers, [](const auto&, const auto& shift) { return shift.care_worker; });
    agree(h, read.clients, [](const auto& visit, const auto&) { return visit.client; });
    const auto all = counted(h, [](const auto&, const auto&) { return domain::Id{}; }).at(domain::Id{});
    CHECK(read.all.sum.visits == all.all);
    CHECK(read.share() == rules::ManualShare::Part{all.manual, all.all});
    CHECK(read.limit_percent == 10);
}

TEST_CASE("whoever sees several providers sees a row for each, and one provider is everything once more") {
    Month h;
    const auto read = h.read();
    REQUIRE(read.providers.size() == 2);
    rules::Registrations sum;
    for (const auto& provider : read.providers) sum.add(provider.sum);
    CHECK(sum == read.all.sum);
    const auto other = std::find_if(read.providers.begin(), read.providers.end(),
                                    [](const auto& row) { return row.name == "Annan Omsorg AB"; });
    REQUIRE(other != read.providers.end());
    CHECK(other->sum.visits == 2);
    CHECK(other->locks.back() == 0);
    CHECK(read.all.locks.back() == 1);

    support::EquipmentDesk alone;
    workspace::FollowUpDesk desk{*alone.ws};
    const auto one = desk.read(alone.month);
    REQUIRE(one);
    REQUIRE(one->providers.size() == 1);
    CHECK(one->providers.front().sum == one->all.sum);
}

TEST_CASE("locks are counted at each month's end, from when they were mounted") {
    Month h;  // L1 since 15 September
    const auto read = h.read();
    REQUIRE(read.lock_months.size() == 7);
    CHECK(read.lock_months.back() == h.month);
    CHECK(read.all.locks == std::vector<int>{0, 0, 0, 0, 0, 1, 1});
}

TEST_CASE("what the equipment explains comes before what it does not") {
    Month h;
    auto read = h.read();
    const auto cause = [&](int visit) {
        for (const auto& one : read.manual) {
            if (one.id == fake::id(visit)) return one.cause;
        }
        FAIL("not by hand");
        throw 0;
    };
    CHECK(cause(50) == Cause::none);          // there is a lock, and it works
    CHECK(cause(51) == Cause::no_equipment);  // neither lock nor tag
    CHECK(Month::row(read.care_workers, 13).never_by_lock());
    CHECK(Month::row(read.care_workers, 13).explained == 0);
    CHECK_FALSE(Month::row(read.care_workers, 10).never_by_lock());
    int visits = 0;
    for (std::size_t i = 0; i < read.by_cause.size(); ++i) {
        if (i > 0) CHECK(read.by_cause[i - 1].cause < read.by_cause[i].cause);
        visits += read.by_cause[i].visits;
    }
    CHECK(visits == read.all.sum.by(rules::Way::manual));
    CHECK(static_cast<std::size_t>(visits) == read.manual.size());

    // A fault is reported: the same visit is now explained.
    domain::LockOrder fault;
    fault.id = fake::id(90);
    fault.unit = fake::id(1);
    fault.kind = domain::LockOrderKind::fault;
    fault.lock = fake::id(70);
    fault.client = fake::id(20);
    fault.state = domain::LockOrderState::ordered;
    fault.changed_at = fake::moment("2026-10-16T08:00:00+02:00");
    h.backend.put(fault);
    h.sync();
    read = h.read();
    CHECK(cause(50) == Cause::lock_fault);
    CHECK(Month::row(read.care_workers, 13).explained == 1);
}

TEST_CASE("a phone that is inactivated explains the visits that it registered") {
    Month h;
    auto phone = h.phone(80, "T1");
    phone.active = false;
    h.backend.put(phone);
    auto visit = fake::visit(50, 36, 20, "2026-10-15T08:00:00+02:00");
    visit.start_verification = visit.end_verification = Verification::manual;
    visit.phone = "T1";
    h.backend.put(visit);
    h.sync();
    const auto read = h.read();
    const auto found =
        std::find_if(read.manual.begin(), read.manual.end(), [](const auto& one) { return one.id == fake::id(50); });
    REQUIRE(found != read.manual.end());
    CHECK(found->cause == Cause::phone_inactive);
}

TEST_CASE("if these counted otherwise, the share is what it is without them; others change nothing") {
    Month h;
    const auto read = h.read();
    const std::array chosen{fake::id(50), fake::id(51), fake::id(52)};  // 52 is by tag
    const auto accepted = read.what_if(chosen, rules::Otherwise::accepted);
    CHECK(accepted.visits.manual == read.all.sum.share.visits.manual - 2);
    CHECK(accepted.visits.all == read.all.sum.share.visits.all);
    const auto exempt = read.what_if(chosen, rules::Otherwise::exempt);
    CHECK(exempt.visits == read.all.sum.share.visits);
    CHECK(exempt.visits_not_exempt.manual == read.all.sum.share.visits_not_exempt.manual - 2);
    CHECK(read.what_if({}, rules::Otherwise::accepted) == read.all.sum.share);
}

TEST_CASE("earlier months that are known here are held against this one, once they have been counted") {
    Month h;
    CHECK(h.read().earlier.empty());
    while (h.desk.count_earlier(h.month)) {
    }
    auto read = h.read();
    REQUIRE(read.earlier == std::vector{std::chrono::year{2026} / std::chrono::September});
    CHECK(read.all.earlier.front().visits == rules::ManualShare::Part{0, 1});
    CHECK(Month::row(read.clients, 21).earlier.front().visits.all == 1);
    CHECK(Month::row(read.clients, 20).earlier.front().visits.all == 0);
    h.desk.forget_earlier();
    CHECK(h.read().earlier.empty());
}

TEST_CASE("the sample is of the 15th, of clients visited then, as many of each provider, with the two measures") {
    Month h;
    const auto sample = h.desk.sample(h.month, 4711);
    REQUIRE(sample);
    CHECK(domain::date_text(sample->day) == "2026-10-15");
    std::map<domain::Id, workspace::SampledClient> by_client;
    for (const auto& one : sample->clients) by_client[one.client] = one;
    REQUIRE(by_client.size() == 4);  // 20, 21 and 22 of one provider, 24 of the other
    const auto& with_lock = by_client[fake::id(20)];
    CHECK(with_lock.has_lock);
    CHECK(with_lock.by_hand == 1);
    CHECK(with_lock.by_lock_or_tag == 0);
    CHECK(with_lock.care_workers_without == 1);
    const auto& by_tag = by_client[fake::id(21)];
    CHECK_FALSE(by_tag.has_lock);
    CHECK(by_tag.by_lock_or_tag == 1);
    CHECK(by_tag.care_workers_without == 0);
    const auto& theirs = by_client[fake::id(24)];
    CHECK(theirs.provider == "Annan Omsorg AB");
    CHECK(theirs.visits == 2);
    CHECK(theirs.care_workers_without == 1);  // once is enough
    const auto again = h.desk.sample(h.month, 4711);
    CHECK(again == sample);
    const auto few = h.desk.sample(h.month, 4711, 1);
    REQUIRE(few);
    CHECK(few->clients.size() == 2);
}

TEST_CASE("a sample that is kept is found again with who made it and when, through text and a restart") {
    Month h;
    const auto sample = h.desk.sample(h.month, 12, 2);
    REQUIRE(sample);
    CHECK(h.desk.kept(h.month).empty());
    h.desk.keep(*sample);
    const auto empty = h.desk.sample(std::chrono::year{2026} / std::chrono::December, 1);
    REQUIRE(empty);
    CHECK(empty->clients.empty());
    h.desk.keep(*empty);
    h.open();
    workspace::FollowUpDesk desk{*h.ws};
    const auto kept = desk.kept(h.month);
    REQUIRE(kept.size() == 1);
    CHECK(kept.front().clients == sample->clients);
    CHECK(kept.front().seed == 12);
    CHECK(kept.front().made_by == "anna");
    CHECK(kept.front().made_at == h.clock.now());
    CHECK(desk.kept(empty->month).front().clients.empty());
    CHECK(workspace::parse_samples("nonsense").empty());
    // No name of a client stands in it.
    CHECK(workspace::csv_of(kept).find("Ingrid") == std::string::npos);
}
