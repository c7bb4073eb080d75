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
        CareWorker{id(2), id(1), "P1004", "Eva", "Åkesson", false, morning, true, "Städ & Omsorg AB",
                   "Tjänstledig till maj", "Har slutat", morning - 900h, morning + 2h, morning + 300h},
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
        Lock{id(7), id(3), "L3001", "door", "380 T4", day, day + days{9}, BatteryLevel::low, morning, morning - 200h,
             morning + 3h, "Skolvägen 38\nport 2"},
        Tag{id(8), id(3), "04A2003002", true, morning + 2h, "T101"},
        Phone{id(9), id(1), "T101", "Xcover T101", true, true, false, morning, id(2), id(2), "7.4.1", 3,
              "Glömd på bussen"},
        Rulebook{id(10), "Nacka", "nacka-4.0-2026-10-01", day, "{\n  \"version\": \"nacka-4.0-2026-10-01\"\n}\n"},
        Matrix{id(11), id(1), "nacka-4.0-2026-10-01", ";Dusch;Lunch\r\nDusch;;ja\r\n"},
        Absence{id(12), id(3), AbsenceKind::ended, morning, morning + 240h, morning - 50h, morning - 49h},
        Activity{id(13), id(6), 4, "visit.edit", "anna", morning + 26h, R"({"note":"El"})",
                 R"({"note":"Låset \"dog\""})"},
        LockReading{id(16), id(7), day, 12, BatteryLevel::critical, morning + 14h},
        LockOrder{id(17), id(1), LockOrderKind::move, LockOrderState::booked, id(3), id(7), morning + 48h,
                  "Eva Åkesson", "Sjövägen 4", "Portkod hos \"vakten\"", "anna", morning + 1h},
        Control{id(18), id(1), ControlKind::locks, day, 48, "thing,what,done\r\nL3001,no_client,Anmält\r\n",
                "Gjord med Bo", "chef", morning + 5h},
        AccountOrder{id(19), id(1), AccountOrderKind::prolong, AccountOrderState::ordered, "Eva Åkesson", true, day,
                     "Mejlat \"servicecenter\"", "chef", morning + 6h},
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
        Change{
            id(37), startup_visit_of(id(7)), 0, std::nullopt, "anna", now,
            RegisterStartup{id(7), {id(5), id(3), now - 26h, now - 25h, false, {{"Uppstart smarta lås"}}, "Nytt lås"}}},
        Change{id(38), id(7), 2, std::nullopt, "anna", now, ChangeBattery{now - 1h}},
        Change{id(39), id(7), 3, id(38), "anna", now, ChangeBattery{now, true}},
        Change{id(41), id(17), 0, std::nullopt, "anna", now,
               SetLockOrder{id(1), LockOrderKind::mount, LockOrderState::to_order, id(3)}},
        Change{id(42), id(17), 1, std::nullopt, "anna", now,
               SetLockOrder{id(1), LockOrderKind::fault, LockOrderState::booked, id(3), id(7), now + 48h, "Eva Åkesson",
                            "Skolvägen 38\nport 2", "Kläckan \"hänger sig\""}},
        Change{id(43), id(8), 4, std::nullopt, "anna", now, CoupleTag{id(3)}},
        Change{id(44), id(8), 5, std::nullopt, "anna", now, DeactivateTag{}},
        Change{id(45), id(9), 6, std::nullopt, "anna", now, DeactivatePhone{}},
        Change{id(46), id(9), 6, std::nullopt, "anna", now, DeactivatePhone{"Glömd på bussen"}},
        Change{id(47), id(9), 7, std::nullopt, "chef", now, ReactivatePhone{"Låg i en annan jacka"}},
        Change{id(48), id(9), 8, std::nullopt, "anna", now, CouplePhone{}},
        Change{id(49), id(9), 9, std::nullopt, "anna", now, EditPhone{"Xcover T101"}},
        Change{id(50), id(9), 9, std::nullopt, "anna", now, EditPhone{"Xcover T101 å", id(2)}},
        Change{id(51), id(18), 0, std::nullopt, "anna", now, SignControl{id(1), ControlKind::phones, day, 17}},
        Change{id(52), id(18), 1, std::nullopt, "anna", now,
               SignControl{id(1), ControlKind::locks, day, 48, "thing,what,done\r\nL3001,no_client,Anmält\r\n",
                           "Gjord med Bo"}},
        Change{id(53), id(2), 0, std::nullopt, "anna", now, CreateCareWorker{id(1), "00418", "Åsa", "Öst", "Städ AB"}},
        Change{id(54), id(2), 1, std::nullopt, "anna", now, EditCareWorker{"Åsa", "Öst"}},
        Change{id(55), id(2), 2, std::nullopt, "anna", now, InactivateCareWorker{"Har slutat"}},
        Change{id(56), id(2), 3, std::nullopt, "anna", now, ArchiveCareWorker{}},
        Change{id(57), id(2), 4, std::nullopt, "anna", now, ReactivateCareWorker{"Kom tillbaka efter ledigheten"}},
        Change{id(58), id(2), 5, std::nullopt, "chef", now, ExemptCareWorker{}},
        Change{id(59), id(2), 6, std::nullopt, "anna", now,
               IssueCode{"$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA", now + 336h}},
        Change{id(60), id(19), 0, std::nullopt, "chef", now,
               SetAccountOrder{id(1), AccountOrderKind::open, AccountOrderState::to_order, "Eva Åkesson"}},
        Change{id(61), id(19), 1, std::nullopt, "chef", now,
               SetAccountOrder{id(1), AccountOrderKind::end, AccountOrderState::dropped, "Eva Åkesson", true, day,
                               "Hon stannar"}},
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
