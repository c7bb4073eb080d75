// What is cleared by age, and what stays: by a moved clock, the day before, the day and the day after.
#include "server/retention.h"

#include <chrono>

#include <doctest/doctest.h>

#include "protocol/codec.h"
#include "rules/cleared_note.h"
#include "rules/notes.h"
#include "server/digest.h"
#include "support/house.h"

using namespace samordna;
using base::Id;
using domain::RecordType;
using std::chrono::days;
using support::House;

namespace {

// Sessions run out while the clock is moved: she is known from before.
struct Kept : House {
    server::Principal anna = who("anna");

    Id id_of(const char* type, const char* source_id) const {
        return server::derived_id(anna.units.front().id.text(), type, source_id);
    }
    template <class T>
    T get(RecordType type, const Id& id, std::int64_t* revision = nullptr) {
        const auto text = backend().record(anna, type, id);
        REQUIRE(text);
        if (revision != nullptr) *revision = text->revision;
        const auto from = text->text.find("\"d\":") + 4;
        const auto record = protocol::parse_record(type, id, text->text.substr(from, text->text.size() - from - 1));
        REQUIRE(record);
        return std::get<T>(*record);
    }
};

// B6, of 8 October at 7:00 to 7:30, with a note.
protocol::UnitPackage with_note(const char* note) {
    auto package = support::north();
    std::get<domain::Visit>(package.visits.back().record).note = note;
    return package;
}

void import(Kept& house, const protocol::UnitPackage& package) {
    const auto report = house.backend().import(package, false);
    REQUIRE(report);
    REQUIRE(report->stored);
}

domain::Visit visit(Kept& house) {
    return house.get<domain::Visit>(RecordType::visit, house.id_of("visit", "B6"));
}

std::int64_t revision_of(Kept& house) {
    std::int64_t revision = 0;
    house.get<domain::Visit>(RecordType::visit, house.id_of("visit", "B6"), &revision);
    return revision;
}

server::RetentionReport clear(Kept& house) {
    const auto report = house.backend().clear_by_age(false);
    REQUIRE(report);
    return *report;
}

const auto ended = support::at("2026-10-08T07:30:00+02:00");

// 3002 ends the assignment; the municipality told it on the 1st of November, at noon.
const auto cancelled = support::at("2026-11-01T12:00:00+01:00");
protocol::UnitPackage with_cancellation() {
    auto package = support::north();
    domain::Absence absence;
    absence.kind = domain::AbsenceKind::ended;
    absence.starts_at = support::at("2026-10-31T00:00:00+01:00");
    absence.known_at = absence.cancelled_at = cancelled;
    protocol::PackageRow row;
    row.source_id = "3002/ended";
    row.record = absence;
    row.client_number = "3002";
    package.absences.push_back(row);
    std::get<domain::Client>(package.clients.back().record).address = "Exempelgatan 1";
    return package;
}

domain::Client client(Kept& house) {
    return house.get<domain::Client>(RecordType::client, house.id_of("client", "3002"));
}

}  // namespace

TEST_CASE("a cleared note says nothing, and counts as it did") {
    CHECK(rules::cleared_note("") == "");
    CHECK(rules::says_why(rules::cleared_note("Brukaren var bortrest")));
    CHECK_FALSE(rules::says_why(rules::cleared_note("EL")));
    for (const char* note : {"", "EL", "Brukaren var bortrest"}) CHECK(rules::is_cleared(rules::cleared_note(note)));
    CHECK_FALSE(rules::is_cleared("Brukaren var bortrest"));
}

TEST_CASE("a note is kept for 180 days and not a day longer") {
    for (const auto& [age, is_kept] : {std::pair(179, true), std::pair(180, false), std::pair(181, false)}) {
        CAPTURE(age);
        Kept house;
        import(house, with_note("Brukaren \u00f6ppnade sj\u00e4lv"));
        const auto before = revision_of(house);
        house.clock.set(ended + days{age});
        CHECK(clear(house).notes == (is_kept ? 0 : 1));
        CHECK(visit(house).note == (is_kept ? "Brukaren \u00f6ppnade sj\u00e4lv" : "[gallrad]"));
        CHECK(revision_of(house) == before + (is_kept ? 0 : 1));
        CHECK(clear(house).notes == 0);
    }
}

TEST_CASE("a note that was mended is as old as the mending, and goes out of the history too") {
    Kept house;
    import(house, with_note("EL"));
    domain::Change change;
    change.key = base::IdSource(9).next();
    change.target = house.id_of("visit", "B6");
    change.base = revision_of(house);
    change.verb = domain::EditVisit{.note = "Brukaren \u00f6ppnade sj\u00e4lv"};
    const base::Result<domain::Change> one = change;
    const auto mended_at = house.clock.now();
    const auto outcomes = house.backend().perform(house.anna, std::span(&one, 1));
    REQUIRE(outcomes);
    REQUIRE(std::holds_alternative<protocol::Accepted>(outcomes->front()));
    house.clock.set(ended + days{181});
    CHECK(clear(house).notes == 0);
    house.clock.set(mended_at + days{180});
    CHECK(clear(house).notes == 2);
    CHECK(visit(house).note == "[gallrad]");
    const auto activity = house.get<domain::Activity>(
        RecordType::activity, server::derived_id(house.anna.account, "activity", change.key.text()));
    CHECK(activity.before == R"({"note":"[-]"})");
    CHECK(activity.after.find("ppnade") == std::string::npos);
    // Delivered again as it was, it does not come back.
    const auto again = house.backend().import(with_note("EL"), false);
    REQUIRE(again);
    CHECK(visit(house).note == "[gallrad]");
}

TEST_CASE("only looking clears nothing") {
    Kept house;
    import(house, with_note("Brukaren \u00f6ppnade sj\u00e4lv"));
    house.clock.set(ended + days{400});
    const auto report = house.backend().clear_by_age(true);
    REQUIRE(report);
    CHECK(report->notes == 1);
    CHECK(visit(house).note == "Brukaren \u00f6ppnade sj\u00e4lv");
}

TEST_CASE("who a client was is cleared 14 days after the cancellation; the number stays, and what was paid by") {
    for (const auto& [age, is_kept] : {std::pair(13, true), std::pair(14, false), std::pair(15, false)}) {
        CAPTURE(age);
        Kept house;
        import(house, with_cancellation());
        house.clock.set(cancelled + days{age});
        CHECK(clear(house).clients == (is_kept ? 0 : 1));
        const auto found = client(house);
        CHECK(found.number == 3002);
        CHECK(found.first_name == (is_kept ? "Oskar" : ""));
        CHECK(found.last_name.empty() == !is_kept);
        CHECK(found.person_id.empty() == !is_kept);
        CHECK(found.address.empty() == !is_kept);
        CHECK(clear(house).clients == 0);
    }
}

TEST_CASE("a client whose month has not closed, who has a lock, an order for it, or has come back, is not cleared") {
    const auto far = cancelled + days{30};
    const auto is_cleared = [&](Kept& house, const protocol::UnitPackage& package) {
        import(house, package);
        house.clock.set(far);
        return clear(house).clients == 1;
    };
    {
        Kept house;
        CHECK(is_cleared(house, with_cancellation()));
    }
    {
        Kept house;  // visited in November, which closes in December
        auto package = with_cancellation();
        std::get<domain::Visit>(package.visits.back().record).start = support::at("2026-11-02T07:00:00+01:00");
        std::get<domain::Visit>(package.visits.back().record).end = support::at("2026-11-02T07:30:00+01:00");
        CHECK_FALSE(is_cleared(house, package));
    }
    {
        Kept house;
        auto package = with_cancellation();
        domain::Lock lock;
        lock.source_id = "L1";
        lock.mounted_at = domain::parse_date("2026-01-01");
        protocol::PackageRow row;
        row.source_id = "L1";
        row.record = lock;
        row.client_number = "3002";
        package.locks.push_back(row);
        CHECK_FALSE(is_cleared(house, package));
        std::get<domain::Lock>(package.locks.back().record).removed_at = domain::parse_date("2026-11-05");
        import(house, package);
        CHECK(clear(house).clients == 1);
    }
    {
        Kept house;
        auto package = with_cancellation();
        auto order = package.orders.back();
        order.source_id = "3002/Dusch/2026-11-20/no";
        std::get<domain::Order>(order.record).valid_from = domain::parse_date("2026-11-20").value();
        package.orders.push_back(order);
        CHECK_FALSE(is_cleared(house, package));
    }
}

TEST_CASE("clearing has rows of its own in the log, which are about no more than numbers") {
    Kept house;
    import(house, with_cancellation());
    house.clock.set(cancelled + days{30});
    clear(house);
    auto manager = house.anna;
    manager.role = server::Role::manager;
    const auto page = house.backend().log(manager, {.verb = "retention"});
    REQUIRE(page);
    REQUIRE(page->rows.size() == 1);
    CHECK(page->rows.front().client == house.id_of("client", "3002"));
    CHECK(page->rows.front().detail == "clients 1");
}

TEST_CASE("the log is kept for five years, and holds after that") {
    Kept house;
    house.clock.set(support::at("2031-10-19T12:00:00+02:00"));
    CHECK(clear(house).log_rows == 0);
    house.clock.set(support::at("2031-10-21T12:00:00+02:00"));
    CHECK(clear(house).log_rows > 0);
    const auto health = house.backend().verify_log();
    REQUIRE(health);
    CHECK_FALSE(health->first_break);
}

// --- Care workers' accounts.

namespace {

// P1 signed in last on the 20th of April 2026, at noon.
protocol::UnitPackage with_sign_in(const char* last_name = "Lund") {
    auto package = support::north();
    auto& worker = std::get<domain::CareWorker>(package.care_workers.front().record);
    worker.last_login = support::at("2026-04-20T12:00:00+02:00");
    worker.last_name = last_name;
    return package;
}

domain::CareWorker worker(Kept& house) {
    return house.get<domain::CareWorker>(RecordType::care_worker, house.id_of("care_worker", "P1"));
}

}  // namespace

TEST_CASE("an account is inactivated 18 months after the last sign-in, and who it was is gone after 24") {
    Kept house;
    import(house, with_sign_in());
    house.clock.set(support::at("2027-10-19T23:59:00+02:00"));
    CHECK(clear(house).accounts == 0);
    CHECK(worker(house).active);
    house.clock.set(support::at("2027-10-20T00:01:00+02:00"));
    CHECK(house.backend().clear_by_age(true)->accounts == 1);
    CHECK(worker(house).active);
    CHECK(clear(house).accounts == 1);
    CHECK_FALSE(worker(house).active);
    CHECK(worker(house).last_name == "Lund");
    CHECK(clear(house).accounts == 0);
    // Delivered again as it was, it is not let in again.
    import(house, with_sign_in("Lundin"));
    CHECK_FALSE(worker(house).active);
    CHECK(worker(house).last_name == "Lundin");
    house.clock.set(support::at("2028-04-19T23:59:00+02:00"));
    CHECK(clear(house).accounts == 0);
    house.clock.set(support::at("2028-04-20T00:01:00+02:00"));
    CHECK(clear(house).accounts == 1);
    CHECK(worker(house).number == "P1");
    CHECK(worker(house).last_name.empty());
    CHECK(worker(house).first_name.empty());
    import(house, with_sign_in());
    CHECK(worker(house).last_name.empty());
    CHECK(clear(house).accounts == 0);
}

TEST_CASE("an account on the exception list is left alone, and one that nobody is known to have signed in to") {
    Kept house;
    import(house, with_sign_in());
    auto manager = house.anna;
    manager.role = server::Role::manager;
    domain::Change change;
    change.key = base::IdSource(9).next();
    change.target = house.id_of("care_worker", "P1");
    change.base = 2;
    change.verb = domain::ExemptCareWorker{"Tjänstledig till 2029"};
    const base::Result<domain::Change> one = change;
    const auto outcomes = house.backend().perform(manager, std::span(&one, 1));
    REQUIRE(outcomes);
    REQUIRE(std::holds_alternative<protocol::Accepted>(outcomes->front()));
    house.clock.set(support::at("2029-01-01T12:00:00+01:00"));
    CHECK(clear(house).accounts == 0);  // of P2 nothing is known
    CHECK(worker(house).last_name == "Lund");
}
