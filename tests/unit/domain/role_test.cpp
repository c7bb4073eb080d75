#include "domain/role.h"

#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace samordna::domain;

namespace {

template <std::size_t... I>
std::vector<Verb> every_verb(std::index_sequence<I...>) {
    return {Verb{std::in_place_index<I>}...};
}

const std::vector<Verb> verbs = every_verb(std::make_index_sequence<std::variant_size_v<Verb>>{});

}  // namespace

TEST_CASE(
    "every verb is somebody's, a manager may do all that a coordinator may, and a reviewer or a service changes "
    "nothing") {
    for (const auto& verb : verbs) {
        CAPTURE(name_of(verb));
        CHECK(may(Role::manager, verb));
        CHECK_FALSE(may(Role::reviewer, verb));
        CHECK_FALSE(may(Role::service, verb));
    }
    CHECK(may(Role::coordinator, Verb{ApproveShift{}}));
    CHECK_FALSE(may(Role::coordinator, Verb{SetMatrix{}}));
    CHECK_FALSE(may(Role::coordinator, Verb{ReactivatePhone{}}));
    CHECK(may_change(Role::coordinator));
    CHECK_FALSE(may_change(Role::reviewer));
}

TEST_CASE("persons read, other systems tell, and the log is for managers and reviewers") {
    for (const Role role : {Role::coordinator, Role::manager, Role::reviewer}) {
        CHECK(may(role, Deed::read_records));
        CHECK(may(role, Deed::tell_readings));
        CHECK_FALSE(may(role, Deed::tell_sightings));
        CHECK(may(role, Deed::read_log) == (role != Role::coordinator));
        CHECK(may(role, Deed::check_log) == (role != Role::coordinator));
    }
    CHECK(may(Role::service, Deed::tell_sightings));
    CHECK_FALSE(may(Role::service, Deed::read_records));
    CHECK_FALSE(may(Role::service, Deed::tell_readings));
    CHECK_FALSE(may(Role::service, Deed::read_log));
}
