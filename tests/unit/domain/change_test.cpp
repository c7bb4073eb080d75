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
