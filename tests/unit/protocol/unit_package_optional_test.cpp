// What a package need not have: absences, granted months, what locks told.
#include "support/package_folder.h"

using namespace samordna;
using support::Folder;
using support::record;
using support::same;
using support::the_problem;

TEST_CASE("absences and granted months are read where they are told, and come back as they were written") {
    Folder folder;
    CHECK(folder.read().package.absences.empty());
    CHECK_FALSE(record<domain::Order>(folder.read().package.orders[0]).minutes_per_month);
    folder.write("orders.csv",
                 "client_number,service,minutes_per_visit,double_staffing,valid_from,valid_to,minutes_per_month\n"
                 "3001,Dusch,30,no,2026-01-01,2026-12-31,1800\n3002,Dusch,45,yes,2026-01-01,,\n");
    folder.write("absences.csv",
                 "client_number,kind,starts_at,ends_at,known_at,cancelled_at\n"
                 "03001,away,2026-10-05T08:00:00+02:00,2026-10-09T12:00:00+02:00,2026-10-05T06:30:00+02:00,\n"
                 "3002,ended,2026-10-12T00:00:00+02:00,,,2026-10-01T10:00:00+02:00\n");
    const auto reading = folder.read();
    REQUIRE(reading.problems.empty());
    const auto& package = reading.package;
    CHECK(record<domain::Order>(package.orders[0]).minutes_per_month == 1800);
    CHECK_FALSE(record<domain::Order>(package.orders[1]).minutes_per_month);
    REQUIRE(package.absences.size() == 2);
    CHECK(package.absences[0].source_id == "3001/2026-10-05T06:00:00Z");
    const auto& away = record<domain::Absence>(package.absences[0]);
    CHECK(away.kind == domain::AbsenceKind::away);
    CHECK(away.known_at == domain::parse_instant("2026-10-05T04:30:00Z"));
    CHECK_FALSE(away.cancelled_at);
    CHECK(record<domain::Absence>(package.absences[1]).kind == domain::AbsenceKind::ended);
    Folder other;
    REQUIRE(protocol::write_unit_package(package, other.path()));
    CHECK(same(package, other.read().package));
}

TEST_CASE("where a lock is mounted, and when its battery was changed and it was used, are read where they are told") {
    Folder folder;
    CHECK(record<domain::Lock>(folder.read().package.locks[0]).address.empty());
    folder.write(
        "locks.csv",
        "lock,kind,type,client_number,mounted_at,removed_at,battery_level,battery_read_at,address,"
        "battery_changed_at,last_used_at\n"
        "L1,door,380 T4,3001,2026-01-11,,low,,Skolvägen 40,2026-09-01T13:00:00+02:00,2026-10-01T07:05:00+02:00\n"
        "L2,door,380 T4,3002,2026-01-11,,low,,,,\n");
    const auto reading = folder.read();
    REQUIRE(reading.problems.empty());
    const auto& lock = record<domain::Lock>(reading.package.locks[0]);
    CHECK(lock.address == "Skolvägen 40");
    CHECK(lock.battery_changed_at == domain::parse_instant("2026-09-01T11:00:00Z"));
    CHECK(lock.last_used_at == domain::parse_instant("2026-10-01T05:05:00Z"));
    CHECK_FALSE(record<domain::Lock>(reading.package.locks[1]).last_used_at);
    Folder other;
    REQUIRE(protocol::write_unit_package(reading.package, other.path()));
    CHECK(same(reading.package, other.read().package));
}

TEST_CASE("what locks told is read where it is told, by lock and day, and comes back as it was written") {
    Folder folder;
    CHECK(folder.read().package.lock_readings.empty());
    const std::string header = "lock,day,openings,battery_level,read_at\n";
    folder.write("lock_readings.csv", header +
                                          "L1,2026-10-01,7,low,2026-10-01T07:05:00+02:00\n"
                                          "L1,2026-10-02,0,unknown,\nL2,2026-10-01,3,ok,\n");
    const auto reading = folder.read();
    REQUIRE(reading.problems.empty());
    REQUIRE(reading.package.lock_readings.size() == 3);
    const auto& first = record<domain::LockReading>(reading.package.lock_readings[0]);
    CHECK(first.openings == 7);
    CHECK(first.battery_level == domain::BatteryLevel::low);
    CHECK(first.read_at == domain::parse_instant("2026-10-01T05:05:00Z"));
    CHECK(reading.package.lock_readings[0].lock == "L1");
    Folder other;
    REQUIRE(protocol::write_unit_package(reading.package, other.path()));
    CHECK(same(reading.package, other.read().package));

    const auto problem = [&](const std::string& row) {
        folder.write("lock_readings.csv", header + "L1,2026-10-01,7,low,\n" + row);
        const auto found = the_problem(folder.read());
        return found.code + " " + std::to_string(found.line) + " " + found.column;
    };
    CHECK(problem("L3,2026-10-01,7,low,\n") == "package.unknown_reference 3 lock");
    CHECK(problem("L1,2026-10-01,8,low,\n") == "package.duplicate 3 day");
    CHECK(problem("L1,2026-10-02,-1,low,\n") == "package.bad_value 3 openings");
    CHECK(problem("L1,2026-10-02,1,full,\n") == "package.bad_value 3 battery_level");
}

TEST_CASE("an absence of nobody, of no kind or told twice is a problem with its place") {
    const std::string header = "client_number,kind,starts_at,ends_at,known_at,cancelled_at\n";
    const auto problem = [&](const std::string& rows) {
        Folder folder;
        folder.write("absences.csv", header + rows);
        const auto found = the_problem(folder.read());
        CHECK(found.file == "absences.csv");
        return found.code + " " + std::to_string(found.line) + " " + found.column;
    };
    const std::string good = "3001,away,2026-10-05T08:00:00+02:00,,,\n";
    CHECK(problem("4000,away,2026-10-05T08:00:00+02:00,,,\n") == "package.unknown_reference 2 client_number");
    CHECK(problem(good + "3001,gone,2026-10-06T08:00:00+02:00,,,\n") == "package.bad_value 3 kind");
    CHECK(problem(good + "3001,away,2026-10-06,,,\n") == "package.bad_value 3 starts_at");
    CHECK(problem(good + good) == "package.duplicate 3 starts_at");
    Folder folder;
    folder.write("orders.csv",
                 "client_number,service,minutes_per_visit,double_staffing,valid_from,valid_to,minutes_per_month\n"
                 "3001,Dusch,30,no,2026-01-01,,many\n");
    CHECK(the_problem(folder.read()).column == "minutes_per_month");
}
