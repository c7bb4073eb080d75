// Visits mended and registered at the backend, by the window or by hand.
#include <doctest/doctest.h>

#include "server/commands.h"
#include "server/digest.h"
#include "support/house.h"

using namespace samordna;
using base::Id;
using domain::EditVisit;
using domain::RecordType;
using domain::RegisterVisit;
using support::at;
using support::House;

namespace {

constexpr const char* why = "Låset svarade inte, felanmält samma dag";

struct Mending {
    House house;
    base::IdSource ids{5};
    // The first visit of A1, 5 October at seven.
    Id visit = server::derived_id(unit(), "visit", support::north().visits.front().source_id);

    std::string unit() { return house.who("anna").units.front().id.text(); }
    Id client(const std::string& number) { return server::derived_id(unit(), "client", number); }

    std::string answer(const std::string& user, const Id& target, std::int64_t base, domain::Verb verb) {
        domain::Change change;
        change.key = ids.next();
        change.target = target;
        change.base = base;
        change.verb = std::move(verb);
        const base::Result<domain::Change> one = change;
        const auto outcomes = house.backend().perform(house.who(user), std::span(&one, 1));
        REQUIRE(outcomes);
        const auto& outcome = outcomes->front();
        if (const auto* refused = std::get_if<protocol::Refused>(&outcome)) return refused->findings.front().check;
        if (const auto* failed = std::get_if<protocol::Failed>(&outcome)) return failed->error.code;
        return std::holds_alternative<protocol::Accepted>(outcome) ? "accepted" : "conflict";
    }
    domain::Visit stored(const Id& id) { return std::get<domain::Visit>(house.record(RecordType::visit, id).record); }
    RegisterVisit missed() {
        return {house.shift("A1"),
                client("3001"),
                at("2026-10-05T09:00:00+02:00"),
                at("2026-10-05T09:20:00+02:00"),
                false,
                {{"Dusch"}},
                why};
    }
};

EditVisit ends(const char* end, std::string note = why) {
    EditVisit edit;
    edit.end = at(end);
    edit.note = std::move(note);
    return edit;
}

}  // namespace

TEST_CASE_FIXTURE(Mending, "what the window forbids is refused when it is sent by hand") {
    CHECK(answer("anna", visit, 1, ends("2026-10-05T07:20:00+02:00", "EL")) == "note-required");
    CHECK(answer("anna", visit, 1, ends("2026-10-05T06:20:00+02:00")) == "impossible-time");
    CHECK(answer("anna", visit, 1, ends("2026-10-25T07:20:00+02:00")) == "impossible-time");
    CHECK(answer("rune", visit, 1, ends("2026-10-05T07:20:00+02:00")) == "forbidden");
    CHECK(answer("vera", visit, 1, ends("2026-10-05T07:20:00+02:00")) == "not_found");
    CHECK(answer("anna", visit, 9, ends("2026-10-05T07:20:00+02:00")) == "conflict");
    CHECK(answer("anna", house.shift("A1"), 1, ends("2026-10-05T07:20:00+02:00")) == "not_found");
    CHECK(stored(visit).note.empty());
    CHECK(answer("anna", visit, 1, ends("2026-10-05T07:20:00+02:00")) == "accepted");
    CHECK(stored(visit).end == at("2026-10-05T07:20:00+02:00"));
    CHECK(answer("anna", house.shift("A1"), 1, domain::ApproveShift{}) == "accepted");
    CHECK(answer("anna", visit, 2, ends("2026-10-05T07:21:00+02:00")) == "shift-approved");
}

TEST_CASE_FIXTURE(Mending, "a visit moved to another shift is judged with its new care worker's") {
    EditVisit move;
    move.shift = house.shift("A2");
    move.note = why;
    CHECK(answer("anna", visit, 1, move) == "accepted");
    CHECK(stored(visit).shift == house.shift("A2"));
    CHECK(stored(visit).original_shift == house.shift("A1"));
    CHECK(answer("anna", house.shift("A1"), 1, domain::ApproveShift{}) == "accepted");
    // Nothing of it hangs on the shift that it has left.
    CHECK(answer("anna", visit, 2, ends("2026-10-05T07:20:00+02:00")) == "accepted");
    move.shift = house.shift("A1");
    CHECK(answer("anna", visit, 3, move) == "shift-approved");
    move.shift = server::derived_id("elsewhere", "shift", "A1");
    CHECK(answer("anna", visit, 3, move) == "shift-unknown");
}

TEST_CASE_FIXTURE(Mending, "a visit is registered once, in the unit of its shift, for a client of the unit") {
    const Id id = ids.next();
    CHECK(answer("vera", id, 0, missed()) == "not_found");
    CHECK(answer("rune", id, 0, missed()) == "forbidden");
    auto made = missed();
    made.client = server::derived_id("elsewhere", "client", "3001");
    CHECK(answer("anna", id, 0, made) == "client-unknown");
    CHECK(answer("anna", id, 0, missed()) == "accepted");
    CHECK(stored(id).registered_at == house.clock.now());
    CHECK(answer("anna", id, 0, missed()) == "conflict");
    // An id that means something else already, here or to others.
    CHECK(answer("anna", house.shift("A1"), 0, missed()) == "not_found");
    CHECK(answer("anna", id, 1, ends("2026-10-05T09:10:00+02:00")) == "accepted");
    house.restart();
    CHECK(stored(id).end == at("2026-10-05T09:10:00+02:00"));
}

TEST_CASE_FIXTURE(Mending, "a delivery does not undo what was mended here; what it says anew is what was registered") {
    CHECK(answer("anna", visit, 1, ends("2026-10-05T07:20:00+02:00")) == "accepted");
    const auto mended = stored(visit);
    REQUIRE(house.backend().import(support::north(), false));
    CHECK(stored(visit) == mended);
    auto package = support::north();
    auto& delivered = std::get<domain::Visit>(package.visits.front().record);
    delivered.end = at("2026-10-05T07:33:00+02:00");
    delivered.start = at("2026-10-05T07:02:00+02:00");
    REQUIRE(house.backend().import(package, false));
    CHECK(stored(visit).end == mended.end);
    CHECK(stored(visit).original_end == delivered.end);
    CHECK(stored(visit).start == delivered.start);
    CHECK_FALSE(stored(visit).original_start);
    CHECK(stored(visit).note == why);
}

TEST_CASE_FIXTURE(Mending,
                  "what was changed where it was registered is no mending of ours, and follows the deliveries") {
    auto package = support::north();
    auto& delivered = std::get<domain::Visit>(package.visits.front().record);
    delivered.original_end = delivered.end;
    delivered.end = at("2026-10-05T07:33:00+02:00");
    REQUIRE(house.backend().import(package, false));
    domain::EditVisit note;
    note.note = why;
    CHECK(answer("anna", visit, 2, note) == "accepted");
    delivered.end = at("2026-10-05T07:36:00+02:00");
    REQUIRE(house.backend().import(package, false));
    CHECK(stored(visit).end == delivered.end);
    CHECK(stored(visit).original_end == delivered.original_end);
    CHECK(stored(visit).note == why);
}
