#include "support/samples.h"

namespace samples {

using namespace samordna;
using namespace samordna::domain;
using namespace std::chrono;

namespace {
Instant at(std::string_view text) {
    return *parse_instant(text);
}
const Date day{2026y / October / 1};
}  // namespace

Id id(int n) {
    Id made;
    made.bytes[0] = 1;
    made.bytes[6] = 0x70;
    made.bytes[8] = 0x80;
    made.bytes[15] = static_cast<std::uint8_t>(n);
    return made;
}

std::vector<Record> full_records() {
    const Instant morning = at("2026-10-01T06:40:00+02:00");
    return {
        Unit{id(1), "Nacka", "Exempel Hemtjänst AB", "556000-4615", "Enhet Norr"},
        CareWorker{id(2), id(1), "P1004", "Eva", "Åkesson", false, morning},
        Client{id(3), id(1), 3000, "Greta", "Grissla \"Gg\"", "19391002-TF20", "Skolvägen 38\nport 2", "H1"},
        Order{id(4), id(3), "Dusch", 60, true, day, day + days{30}, 1800},
        Shift{id(5), id(1), "A01-P1004", id(2), day, at("2026-10-02T07:31:00+02:00"), "anna", {id(6)}},
        Visit{id(6),
              id(5),
              "B00001",
              id(3),
              morning,
              morning + 25min,
              Verification::lock,
              Verification::tag,
              true,
              "Låset svarade inte \\ felanmält\t",
              morning + 30min,
              morning + 3min,
              morning + 20min,
              "T101",
              {{"Dusch", 20, false, false}, {"Lunch", std::nullopt, true, true}},
              std::vector<ServiceLine>{},
              false,
              id(15)},
        Lock{id(7), id(3), "L3001", "door", "380 T4", day, day + days{9}, BatteryLevel::low, morning},
        Tag{id(8), id(3), "04A2003002", true},
        Phone{id(9), id(1), "T101", "Xcover T101", true, true, false, morning},
        Rulebook{id(10), "Nacka", "nacka-4.0-2026-10-01", day, "{\n  \"version\": \"nacka-4.0-2026-10-01\"\n}\n"},
        Matrix{id(11), id(1), "nacka-4.0-2026-10-01", ";Dusch;Lunch\r\nDusch;;ja\r\n"},
        Absence{id(12), id(3), AbsenceKind::ended, morning, morning + 240h, morning - 50h, morning - 49h},
        Activity{id(13), id(6), 4, "visit.edit", "anna", morning + 26h, R"({"note":"El"})",
                 R"({"note":"Låset \"dog\""})"},
    };
}

std::vector<Record> bare_records() {
    std::vector<Record> records;
    for (const RecordType type : record_types) {
        Record record = make_record(type);
        std::visit([&](auto& r) { r.id = id(20 + static_cast<int>(type)); }, record);
        records.push_back(record);
    }
    return records;
}

std::vector<Change> changes() {
    const Instant now = at("2026-10-02T07:31:00+02:00");
    return {
        Change{id(30), id(5), 7, std::nullopt, "anna", now, ApproveShift{}},
        Change{id(31), id(5), 7, id(30), "anna", now, ApproveShift{{id(6)}}},
        Change{id(32), id(5), 8, std::nullopt, "anna", now, RevokeApproval{}},
        Change{id(33), id(11), 1, std::nullopt, "chef", now, SetMatrix{";Dusch;Lunch\r\nDusch;;nej\r\n"}},
        Change{id(34), id(6), 3, std::nullopt, "anna", now, EditVisit{{}, {}, {}, {}, {}, "Låset svarade inte"}},
        Change{id(35), id(6), 3, id(34), "anna", now,
               EditVisit{now - 26h, now - 25h, true, {{{"Dusch", 20, true, true}, {"Lunch"}}}, id(5), ""}},
        Change{id(36), id(14), 0, std::nullopt, "anna", now,
               RegisterVisit{id(5), id(3), now - 26h, now - 25h, false, {{"Dusch"}}, "Telefonen var urladdad"}},
    };
}

std::vector<protocol::Outcome> outcomes() {
    rules::Finding finding{"manual-without-note",
                           rules::Severity::blocks,
                           "nacka-3.0-2026-03-25",
                           "4.10",
                           id(6),
                           {{"ends", std::string("both")}, {"minutes", std::int64_t{12}}}};
    return {
        protocol::Accepted{{{RecordType::shift, id(5), 8}}, 4711},
        protocol::Conflict{full_records()[4], 9},
        protocol::Refused{{finding}},
        protocol::Failed{{"not_found"}},
    };
}

}  // namespace samples
