#include "support/package_folder.h"

using namespace samordna;
using protocol::PackageProblem;
using protocol::PackageReading;
using support::Folder;
using support::record;
using support::same;
using support::the_problem;
namespace fs = std::filesystem;

TEST_CASE("a package in order is read with everything that stands in it") {
    const PackageReading reading = Folder().read();
    CHECK(reading.problems.empty());
    CHECK(reading.left_out == 0);
    const protocol::UnitPackage& package = reading.package;
    CHECK(package.unit.municipality == "Nacka");
    CHECK(package.unit.name == "Enhet Norr");
    REQUIRE(package.care_workers.size() == 2);
    CHECK(record<domain::CareWorker>(package.care_workers[1]).active == false);
    CHECK_FALSE(record<domain::CareWorker>(package.care_workers[1]).last_login);
    REQUIRE(package.clients.size() == 2);
    CHECK(record<domain::Client>(package.clients[1]).number == 3002);
    CHECK(record<domain::Client>(package.clients[1]).household == "H1");
    REQUIRE(package.orders.size() == 2);
    CHECK(package.orders[1].source_id == "3002/Dusch/2026-01-01/yes");
    CHECK_FALSE(record<domain::Order>(package.orders[1]).valid_to);

    REQUIRE(package.visits.size() == 2);
    const auto& first = record<domain::Visit>(package.visits[0]);
    CHECK(package.visits[0].shift == "S1");
    CHECK(package.visits[0].care_worker_number == "P1");
    CHECK(domain::instant_text(first.start) == "2026-10-01T04:40:00Z");
    CHECK(first.start_verification == domain::Verification::lock);
    CHECK(first.end_verification == domain::Verification::tag);
    REQUIRE(first.service_lines.size() == 2);
    CHECK_FALSE(first.service_lines[0].minutes);
    CHECK(first.service_lines[1] == domain::ServiceLine{"Lunch", 5, true, true});
    const auto& second = record<domain::Visit>(package.visits[1]);
    CHECK(second.double_staffing);
    CHECK_FALSE(second.end);

    CHECK(record<domain::Lock>(package.locks[0]).battery_level == domain::BatteryLevel::low);
    CHECK(package.locks[1].client_number.empty());
    CHECK(record<domain::Tag>(package.tags[0]).active);
    CHECK_FALSE(record<domain::Phone>(package.phones[0]).coupled);
}

TEST_CASE("byte order mark, semicolons, columns in another order and columns of others are taken as they are") {
    Folder folder;
    folder.write("tags.csv", "\xEF\xBB\xBF\"colour\";active; client_number ;tag\r\nred;yes;3002;04A2\r\n");
    const PackageReading reading = folder.read();
    CHECK(reading.problems.empty());
    REQUIRE(reading.package.tags.size() == 1);
    CHECK(reading.package.tags[0].source_id == "04A2");
    CHECK(reading.package.tags[0].client_number == "3002");
}

TEST_CASE("a note may hold commas, quotes and line ends, and the lines after it are still counted right") {
    Folder folder;
    folder.replace("visits.csv", "lock,tag,no,,", "lock,tag,no,\"Ringde \"\"Rut\"\";\nhon svarade, sen\r\nkom jag\",");
    folder.append("visits.csv", "V3,S2,P2,3001,not a time,,lock,lock,no,,,,,\n");
    const PackageReading reading = folder.read();
    CHECK(record<domain::Visit>(reading.package.visits[0]).note == "Ringde \"Rut\";\nhon svarade, sen\r\nkom jag");
    CHECK(the_problem(reading) == PackageProblem{"visits.csv", 6, "start", 5, "package.bad_value"});
}

TEST_CASE("a bad cell is named by file, line, column and the column's number in that file") {
    struct Case {
        std::string file, from, to;
        PackageProblem problem;
    };
    const std::vector<Case> cases{
        {"care_workers.csv",
         "P2,Samira,Haddad,no,",
         "P2,Samira,Haddad,nej,",
         {"care_workers.csv", 3, "active", 4, "package.bad_value"}},
        {"care_workers.csv",
         "2026-10-01T06:00:00+02:00",
         "2026-10-01 06:00",
         {"care_workers.csv", 2, "last_login", 5, "package.bad_value"}},
        {"clients.csv", "3002,Stig", ",Stig", {"clients.csv", 3, "number", 1, "package.empty"}},
        {"clients.csv", "3002,Stig", "A2,Stig", {"clients.csv", 3, "number", 1, "package.bad_value"}},
        {"orders.csv", "Dusch,30", "Dusch,-1", {"orders.csv", 2, "minutes_per_visit", 3, "package.bad_value"}},
        {"orders.csv", "2026-12-31", "2026-02-30", {"orders.csv", 2, "valid_to", 6, "package.bad_value"}},
        {"visits.csv", "lock,tag", "lock,key", {"visits.csv", 2, "end_verification", 8, "package.bad_value"}},
        {"visits.csv", "lock,tag", "lock,", {"visits.csv", 2, "end_verification", 8, "package.empty"}},
        {"visits.csv", "V1,S1", "V1,", {"visits.csv", 2, "shift", 2, "package.empty"}},
        {"service_lines.csv", "Lunch,5", "Lunch,fem", {"service_lines.csv", 3, "minutes", 3, "package.bad_value"}},
        {"locks.csv", "low", "half", {"locks.csv", 2, "battery_level", 7, "package.bad_value"}},
        {"locks.csv", "entrance", "window", {"locks.csv", 3, "kind", 2, "package.bad_value"}},
        {"phones.csv", "T1,", " ,", {"phones.csv", 2, "phone", 1, "package.empty"}},
        {"unit.csv", "Nacka,", ",", {"unit.csv", 2, "municipality", 1, "package.empty"}},
    };
    for (const Case& c : cases) {
        Folder folder;
        folder.replace(c.file, c.from, c.to);
        const PackageReading reading = folder.read();
        CAPTURE(c.to);
        REQUIRE_FALSE(reading.problems.empty());
        CHECK(reading.problems.front() == c.problem);
        CHECK(reading.left_out > 0);
    }
}

TEST_CASE("what stands twice is found, and the first one is kept") {
    Folder folder;
    folder.append("visits.csv", "V1,S9,P1,3002,2026-10-02T06:40:00+02:00,,lock,,no,,,,,\n");
    folder.append("clients.csv", "03001,Annan,Person,,,\n");
    folder.append("orders.csv", "3001,Dusch,60,no,2026-01-01,\n");
    folder.append("tags.csv", "04A2,,no\n");
    const PackageReading reading = folder.read();
    CHECK(reading.problems == std::vector<PackageProblem>{{"clients.csv", 4, "number", 1, "package.duplicate"},
                                                          {"orders.csv", 4, "service", 2, "package.duplicate"},
                                                          {"visits.csv", 4, "visit", 1, "package.duplicate"},
                                                          {"tags.csv", 3, "tag", 1, "package.duplicate"}});
    CHECK(same(reading.package, Folder().read().package));
}

TEST_CASE("a row that names somebody unknown is found") {
    Folder folder;
    folder.append("visits.csv", "V3,S2,P9,3009,2026-10-02T06:40:00+02:00,,lock,,no,,,,,\n");
    folder.append("orders.csv", "3009,Dusch,30,no,2026-01-01,\n");
    folder.append("service_lines.csv", "V9,Dusch,,no,no\n");
    folder.append("locks.csv", "L9,door,380 T4,3009,,,ok,\n");
    const PackageReading reading = folder.read();
    const auto unknown = [](std::string file, int line, std::string column, int number) {
        return PackageProblem{std::move(file), line, std::move(column), number, "package.unknown_reference"};
    };
    CHECK(reading.problems == std::vector<PackageProblem>{unknown("orders.csv", 4, "client_number", 1),
                                                          unknown("visits.csv", 4, "care_worker_number", 3),
                                                          unknown("visits.csv", 4, "client_number", 4),
                                                          unknown("service_lines.csv", 4, "visit", 1),
                                                          unknown("locks.csv", 4, "client_number", 4)});
}

TEST_CASE("two care workers in one shift are found") {
    Folder folder;
    folder.append("visits.csv", "V3,S1,P2,3001,2026-10-01T09:40:00+02:00,,lock,,no,,,,,\n");
    CHECK(the_problem(folder.read()) ==
          PackageProblem{"visits.csv", 4, "care_worker_number", 3, "package.mixed_shift"});
}

TEST_CASE("what leans on a faulty row is left out with it, and only the fault itself is told") {
    Folder folder;
    folder.replace("care_workers.csv", "P1,Åsa,Öberg,yes", "P1,Åsa,Öberg,ja");
    const PackageReading reading = folder.read();
    CHECK(the_problem(reading) == PackageProblem{"care_workers.csv", 2, "active", 4, "package.bad_value"});
    CHECK(reading.package.care_workers.size() == 1);
    CHECK(reading.package.visits.empty());
    CHECK(reading.left_out == 5);  // the care worker, two visits, their two service lines
}

TEST_CASE("bytes that are not UTF-8 are found where they stand") {
    Folder folder;
    folder.replace("phones.csv", "Xcover", "X\xE5");
    CHECK(the_problem(folder.read()) == PackageProblem{"phones.csv", 2, "label", 2, "csv.not_utf8"});
}

TEST_CASE("a visit with a faulty service line is left out as a whole") {
    Folder folder;
    folder.replace("service_lines.csv", "V1,Lunch,5,yes", "V1,Lunch,5,kanske");
    const PackageReading reading = folder.read();
    CHECK(the_problem(reading) == PackageProblem{"service_lines.csv", 3, "extra", 4, "package.bad_value"});
    REQUIRE(reading.package.visits.size() == 1);
    CHECK(reading.package.visits[0].source_id == "V2");
    CHECK(reading.left_out == 2);
}

TEST_CASE("a missing file, column or unit is found") {
    SUBCASE("file") {
        Folder folder;
        folder.remove("clients.csv");
        CHECK(the_problem(folder.read()) == PackageProblem{"clients.csv", 0, "", 0, "package.missing_file"});
    }
    SUBCASE("column") {
        Folder folder;
        folder.replace("visits.csv", ",note,", ",remark,");
        CHECK(the_problem(folder.read()) == PackageProblem{"visits.csv", 1, "note", 0, "package.missing_column"});
    }
    SUBCASE("column twice") {
        Folder folder;
        folder.write("tags.csv", "tag,client_number,active,tag\n1,,yes,2\n");
        CHECK(the_problem(folder.read()) == PackageProblem{"tags.csv", 1, "tag", 1, "package.duplicate"});
    }
    SUBCASE("an empty file") {
        Folder folder;
        folder.write("phones.csv", "");
        CHECK(the_problem(folder.read()) == PackageProblem{"phones.csv", 1, "", 0, "package.empty"});
    }
    SUBCASE("no unit") {
        Folder folder;
        folder.write("unit.csv", "municipality,provider,provider_org_number,unit\n");
        CHECK(the_problem(folder.read()) == PackageProblem{"unit.csv", 0, "", 0, "package.empty"});
    }
    SUBCASE("no visits is no fault") {
        Folder folder;
        folder.write("visits.csv", folder.visits_header);
        folder.write("service_lines.csv", "visit,service,minutes,extra,declined\n");
        CHECK(folder.read().problems.empty());
    }
    SUBCASE("no folder") {
        const auto reading = protocol::read_unit_package(fs::temp_directory_path() / "samordna-no-such-folder");
        REQUIRE_FALSE(reading);
        CHECK(reading.error().code == "package.not_a_folder");
    }
}

TEST_CASE("a row that is no CSV is found, and the rows after it are read") {
    Folder folder;
    folder.append("visits.csv", "V3,S2,P1\nV4,S2,P1,30\"01,,,lock,lock,no,,,,,\nV5,S2,P1,3001,x,,lock,lock,no,,,,,\n");
    CHECK(folder.read().problems ==
          std::vector<PackageProblem>{{"visits.csv", 4, "", 0, "csv.field_count"},
                                      {"visits.csv", 5, "client_number", 4, "csv.stray_quote"},
                                      {"visits.csv", 6, "start", 5, "package.bad_value"}});
}

TEST_CASE("a quote that is never closed costs its own row only") {
    Folder folder;
    folder.append("tags.csv", "1,3001,\"yes\n2,3001,no\n");
    const PackageReading reading = folder.read();
    CHECK(the_problem(reading) == PackageProblem{"tags.csv", 3, "active", 3, "csv.open_quote"});
    CHECK(reading.package.tags.size() == 2);
}

TEST_CASE("all problems are counted, the first thousand are kept") {
    Folder folder;
    std::string rows;
    for (int i = 0; i < 1500; ++i) rows += "X" + std::to_string(i) + ",3001,maybe\n";
    folder.append("tags.csv", rows);
    const PackageReading reading = folder.read();
    CHECK(reading.problems.size() == protocol::most_package_problems);
    CHECK(reading.problem_count == 1500);
    CHECK(reading.left_out == 1500);
}

TEST_CASE("what is written is read back the same") {
    Folder folder;
    folder.replace("visits.csv", "lock,tag,no,,", "lock,tag,no,\" - \"\"å\"\",\r\n;slut \",");
    const PackageReading before = folder.read();
    const fs::path copy = folder.path() / "copy" / "of it";
    REQUIRE(protocol::write_unit_package(before.package, copy));
    const auto after = protocol::read_unit_package(copy);
    REQUIRE(after);
    CHECK(after->problems.empty());
    CHECK(same(before.package, after->package));
}

TEST_CASE("a package that cannot be written says so") {
    Folder folder;
    const auto written = protocol::write_unit_package(folder.read().package, folder.path() / "unit.csv");
    REQUIRE_FALSE(written);
    CHECK(written.error().code == "package.cannot_write");
}
