#include "protocol/sighting.h"

#include <doctest/doctest.h>

using namespace samordna;
using protocol::SightingKind;

namespace {

std::string problem_of(SightingKind kind, const std::string& row) {
    const auto batch = protocol::parse_sightings(kind, R"({"rows":[)" + row + "]}");
    REQUIRE(batch);
    CHECK(batch->sightings.size() + batch->problems.size() == 1);
    if (batch->problems.empty()) return "none";
    CHECK(batch->problems.front().code == "sighting.malformed");
    return batch->problems.front().field;
}

}  // namespace

TEST_CASE("each kind of sighting is known by how its path ends") {
    for (const auto kind : {SightingKind::lock_reading, SightingKind::opening, SightingKind::tag, SightingKind::phone})
        CHECK(protocol::parse_sighting_kind(protocol::name_of(kind)) == kind);
    CHECK_FALSE(protocol::parse_sighting_kind("visits"));
}

TEST_CASE("what a row must say depends on its kind, and what is wrong is named") {
    const std::string start = R"({"id":"1","at":"2026-10-20T09:00:00+02:00",)";
    CHECK(problem_of(SightingKind::lock_reading, start + R"("lock":"L1","level":"low"})") == "none");
    CHECK(problem_of(SightingKind::lock_reading, start + R"("lock":"L1"})") == "level");
    CHECK(problem_of(SightingKind::lock_reading, start + R"("lock":"L1","level":"full"})") == "level");
    CHECK(problem_of(SightingKind::opening, start + R"("lock":"L1"})") == "none");
    CHECK(problem_of(SightingKind::opening, start + R"("lock":1})") == "lock");
    CHECK(problem_of(SightingKind::opening, start + R"("lock":"L1","phone":""})") == "phone");
    CHECK(problem_of(SightingKind::tag, start + R"("tag":"04"})") == "none");
    CHECK(problem_of(SightingKind::tag, start + R"("lock":"L1"})") == "tag");
    CHECK(problem_of(SightingKind::phone, start + R"("phone":"T1","undelivered":0})") == "none");
    CHECK(problem_of(SightingKind::phone, start + R"("phone":"T1","undelivered":-1})") == "undelivered");
    CHECK(problem_of(SightingKind::phone, start + R"("phone":"T1","undelivered":1.5})") == "undelivered");
    CHECK(problem_of(SightingKind::phone, start + R"("phone":"T1","undelivered":99999999999})") == "undelivered");
    CHECK(problem_of(SightingKind::phone, start + R"("care_worker":"P1"})") == "phone");
    CHECK(problem_of(SightingKind::opening, R"({"at":"2026-10-20T09:00:00+02:00","lock":"L1"})") == "id");
    CHECK(problem_of(SightingKind::opening, R"({"id":"1","at":"2026-10-20T09:00:00","lock":"L1"})") == "at");
    CHECK(problem_of(SightingKind::opening, start + R"("lock":")" + std::string(201, 'x') + R"("})") == "lock");
    CHECK(problem_of(SightingKind::opening, "7").empty());
}

TEST_CASE("bad rows are left out by their place, and a batch that is none is refused") {
    const std::string good = R"({"id":"1","at":"2026-10-20T09:00:00+02:00","lock":"L1","later":true})";
    const auto batch = protocol::parse_sightings(SightingKind::opening, R"({"rows":[)" + good + ",{}," + good + "]}");
    REQUIRE(batch);
    CHECK(batch->sightings.size() == 2);
    CHECK(batch->sightings[1].row == 2);
    CHECK(batch->problems == std::vector<protocol::SightingProblem>{{1, "id", "sighting.malformed"}});
    const auto code = [](const std::string& text) {
        const auto read = protocol::parse_sightings(SightingKind::opening, text);
        return read ? "" : read.error().code;
    };
    CHECK(code(R"({"rows":[]})").empty());
    CHECK(code(R"({"rows":7})") == "wire.malformed");
    CHECK(code(R"({"unit":"x","rows":[]})") == "wire.malformed");
    for (const char* text : {"{}", "[]", "7", "{", ""}) CHECK(code(text) == "wire.malformed");
    std::string many = R"({"rows":[{})";
    for (std::size_t i = 1; i < protocol::most_sightings; ++i) many += ",{}";
    CHECK(code(many + "]}").empty());
    CHECK(code(many + ",{}]}") == "sightings.too_many");
}
