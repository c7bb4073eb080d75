#include "domain/change.h"

#include <doctest/doctest.h>

using namespace samordna::domain;

namespace {
const Instant noon{std::chrono::seconds{1'790'000'000}};

Change change_of(Verb verb) {
    Change change;
    change.by = "anna";
    change.verb = std::move(verb);
    return change;
}
}  // namespace

TEST_CASE("an approved shift says who approved it, when, and what goes unpaid") {
    const Id unpaid = samordna::base::IdSource{}.next();
    const Record after = apply(change_of(ApproveShift{{unpaid}}), noon, Shift{});
    const auto& shift = std::get<Shift>(after);
    CHECK(shift.approved_at == noon);
    CHECK(shift.approved_by == "anna");
    CHECK(shift.unpaid_visits == std::vector<Id>{unpaid});
}

TEST_CASE("a revoked approval leaves the shift as it was") {
    Shift before;
    before.source_id = "A1";
    const Record approved = apply(change_of(ApproveShift{}), noon, before);
    CHECK(apply(change_of(RevokeApproval{}), noon, approved) == Record{before});
}

TEST_CASE("a change is fulfilled when the shift already is so, whoever did it") {
    Shift shift;
    CHECK(is_fulfilled(change_of(RevokeApproval{}), shift));
    CHECK_FALSE(is_fulfilled(change_of(ApproveShift{}), shift));
    shift.approved_at = noon;
    shift.approved_by = "somebody else";
    CHECK(is_fulfilled(change_of(ApproveShift{}), shift));
    CHECK_FALSE(is_fulfilled(change_of(ApproveShift{{samordna::base::IdSource{}.next()}}), shift));
    CHECK_FALSE(is_fulfilled(change_of(RevokeApproval{}), shift));
}

TEST_CASE("a shift verb on another type of record is a broken invariant") {
    CHECK_THROWS_AS(std::ignore = apply(change_of(ApproveShift{}), noon, Visit{}), std::logic_error);
}

TEST_CASE("every type of record has a name that leads back to it") {
    for (const RecordType type : record_types) {
        CHECK(parse_record_type(name_of(type)) == type);
        CHECK(type_of(make_record(type)) == type);
    }
    CHECK_FALSE(parse_record_type("nothing"));
}

namespace {

struct AVisit {
    samordna::base::IdSource ids;
    Visit before;
    AVisit() {
        before.id = ids.next();
        before.shift = ids.next();
        before.start = noon;
        before.end = noon + std::chrono::minutes{30};
        before.service_lines = {{"Dusch"}};
        before.note = "Som vanligt";
    }
    static Visit edited(const Visit& visit, EditVisit edit) {
        return std::get<Visit>(apply(change_of(std::move(edit)), noon, visit));
    }
};

EditVisit starting(Instant start) {
    EditVisit edit;
    edit.start = start;
    return edit;
}
EditVisit noting(std::string note) {
    EditVisit edit;
    edit.note = std::move(note);
    return edit;
}

}  // namespace

TEST_CASE_FIXTURE(AVisit, "an edit changes what it names, and what was registered is kept for ever") {
    const Visit once = edited(before, starting(noon + std::chrono::minutes{5}));
    CHECK(once.start == noon + std::chrono::minutes{5});
    CHECK(once.original_start == noon);
    CHECK(once.end == before.end);
    CHECK_FALSE(once.original_end);
    const Visit twice = edited(once, starting(noon + std::chrono::minutes{9}));
    CHECK(twice.original_start == noon);

    EditVisit all;
    all.end = noon + std::chrono::minutes{20};
    all.double_staffing = true;
    all.service_lines.emplace();
    all.shift = ids.next();
    all.note = "Stödde en kollega";
    const Visit other = edited(before, all);
    CHECK(other.original_end == before.end);
    CHECK(other.original_double_staffing == false);
    CHECK(other.original_service_lines == before.service_lines);
    CHECK(other.original_shift == before.shift);
    CHECK(other.note == "Stödde en kollega");
    CHECK(is_fulfilled(change_of(all), other));
    CHECK_FALSE(is_fulfilled(change_of(all), before));
}

TEST_CASE_FIXTURE(AVisit, "an edit to what stands there already is none") {
    CHECK(edited(before, starting(before.start)) == before);
    CHECK(edited(before, noting(before.note)) == before);
}

TEST_CASE_FIXTURE(AVisit, "what takes an edit back gives every value back, and leaves what others did alone") {
    const EditVisit edit = starting(noon + std::chrono::minutes{5});
    Visit after = edited(before, edit);
    after.note = "Någon annans";
    const auto back = opposite(edit, before);
    REQUIRE(back);
    const Visit again = std::get<Visit>(apply(change_of(*back), noon, after));
    CHECK(again.start == noon);
    CHECK(again.note == "Någon annans");
    CHECK_FALSE(opposite(RegisterVisit{}, Visit{}));
    CHECK(opposite(ApproveShift{}, Shift{}) == Verb{RevokeApproval{}});
}

TEST_CASE_FIXTURE(AVisit, "edits collide where both changed the same to something else, and only there") {
    const auto mine = change_of(starting(noon + std::chrono::minutes{5}));
    CHECK_FALSE(collides(mine, before, before));
    CHECK_FALSE(collides(mine, before, edited(before, noting("Någon annans"))));
    CHECK(collides(mine, before, edited(before, starting(noon + std::chrono::minutes{9}))));
    CHECK_FALSE(collides(mine, before, edited(before, starting(noon + std::chrono::minutes{5}))));
    CHECK_FALSE(collides(change_of(ApproveShift{}), Shift{}, Shift{}));
    CHECK(collides(change_of(SetMatrix{}), Matrix{}, Matrix{}));
}

TEST_CASE_FIXTURE(AVisit, "a registered visit is made of what is told, at the moment when it is told") {
    RegisterVisit told;
    told.shift = before.shift;
    told.client = ids.next();
    told.start = noon;
    told.end = noon + std::chrono::minutes{30};
    told.service_lines = {{"Dusch"}};
    told.note = "Telefonen var urladdad";
    Change change = change_of(told);
    change.target = before.id;
    CHECK(creates(change.verb));
    CHECK_FALSE(creates(noting("")));
    const auto made = std::get<Visit>(apply(change, noon + std::chrono::hours{20}, Visit{}));
    CHECK(made.id == before.id);
    CHECK(made.client == told.client);
    CHECK(made.registered_at == noon + std::chrono::hours{20});
    CHECK(made.start_verification == Verification::manual);
    CHECK(is_fulfilled(change, made));
    CHECK_FALSE(is_fulfilled(change, Visit{}));
}
