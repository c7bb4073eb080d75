#include "cli/json_output.h"

#include <doctest/doctest.h>

using namespace samordna;
using namespace samordna::cli;

namespace {

domain::Id id(std::uint8_t last) {
    domain::Id made;
    made.bytes[15] = last;
    return made;
}

domain::Instant moment(const char* text) {
    return domain::parse_instant(text).value();
}

}  // namespace

TEST_CASE("a visit has the agreed keys, Swedish time and null where there is nothing") {
    workspace::ListedVisit row;
    row.visit.id = id(1);
    row.visit.shift = id(2);
    row.visit.source_id = "B1";
    row.visit.start = moment("2026-10-25T00:30:00Z");
    row.visit.service_lines = {{"Dusch", std::nullopt, false, false}, {"Promenad", 15, true, false}};
    row.care_worker_number = "P1";
    row.client_number = 3001;
    CHECK(
        object_text(json_of(row)) ==
        R"({"id":"00000000-0000-0000-0000-000000000001","source_id":"B1","shift_id":"00000000-0000-0000-0000-000000000002",)"
        R"("care_worker_number":"P1","client_number":3001,"start":"2026-10-25T02:30:00+02:00","end":null,)"
        R"("start_verification":"manual","end_verification":"manual","double_staffing":false,"note":"",)"
        R"("service_lines":[{"service":"Dusch","minutes":null,"extra":false,"declined":false},)"
        R"({"service":"Promenad","minutes":15,"extra":true,"declined":false}]})"
        "\n");
}

TEST_CASE("a finding names its visit by both ids and keeps its parameters") {
    const rules::Finding finding{"manual-without-note", rules::Severity::blocks, "nacka-3.0", "4.10", id(1),
                                 {{"minutes", 12}}};
    CHECK(json_of(finding, {{id(1), "B1"}}).dump() ==
          R"({"visit_id":"00000000-0000-0000-0000-000000000001","source_id":"B1","check":"manual-without-note",)"
          R"("severity":"blocks","rulebook":"nacka-3.0","paragraph":"4.10","parameters":{"minutes":12}})");
}

TEST_CASE("a finding about the shift itself names no visit, rulebook or paragraph") {
    const rules::Finding finding{"already-approved", rules::Severity::blocks, "", "", std::nullopt, {}};
    CHECK(json_of(finding, {}).dump() ==
          R"({"visit_id":null,"source_id":null,"check":"already-approved","severity":"blocks","rulebook":null,)"
          R"("paragraph":null,"parameters":{}})");
}

TEST_CASE("a shift has the agreed keys, with its visits counted") {
    workspace::ShiftRow row;
    row.id = id(3);
    row.source_id = "A1";
    row.care_worker_number = "P1";
    row.date = domain::parse_date("2026-10-05").value();
    row.state = rules::ShiftState::to_review;
    row.visits = 2;
    CHECK(
        json_of(row, {}, {}).dump() ==
        R"({"id":"00000000-0000-0000-0000-000000000003","source_id":"A1","care_worker_number":"P1","date":"2026-10-05",)"
        R"("state":"to_review","closed":false,"visits":2,"findings":[]})");
}

TEST_CASE("a list is an array with one object a line") {
    CHECK(array_text({}) == "[]\n");
    CHECK(array_text({{{"a", 1}}, {{"b", "ö"}}}) == "[\n{\"a\":1},\n{\"b\":\"ö\"}\n]\n");
}
