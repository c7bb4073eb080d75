// A unit package on disk, for tests of reading and writing one. All people are invented.
#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include <doctest/doctest.h>

#include "base/id.h"
#include "protocol/unit_package.h"

namespace support {

namespace base = samordna::base;
namespace protocol = samordna::protocol;
namespace fs = std::filesystem;

// A small package on disk, to be damaged by the tests. Gone with the object.
class Folder {
  public:
    Folder() : path_(fs::temp_directory_path() / ("samordna-package-" + base::IdSource().next().text())) {
        fs::create_directories(path_);
        write("unit.csv", "municipality,provider,provider_org_number,unit\nNacka,Exempel AB,556000-4615,Enhet Norr\n");
        write("care_workers.csv",
              "number,first_name,last_name,active,last_login\n"
              "P1,Åsa,Öberg,yes,2026-10-01T06:00:00+02:00\nP2,Samira,Haddad,no,\n");
        write("clients.csv",
              "number,first_name,last_name,person_id,address,household\n"
              "3001,Rut,Malm,19391127-TF26,Skolvägen 38,\n3002,Stig,Malm,19370203-TF11,Skolvägen 38,H1\n");
        write("orders.csv",
              "client_number,service,minutes_per_visit,double_staffing,valid_from,valid_to\n"
              "3001,Dusch,30,no,2026-01-01,2026-12-31\n3002,Dusch,45,yes,2026-01-01,\n");
        write("visits.csv", visits_header +
                                "V1,S1,P1,3001,2026-10-01T06:40:00+02:00,2026-10-01T07:05:00+02:00,lock,tag,no,,"
                                "2026-10-01T07:05:00+02:00,,,T1\n"
                                "V2,S1,P1,3002,2026-10-01T07:10:00+02:00,,manual,,yes,,,,,\n");
        write("service_lines.csv", "visit,service,minutes,extra,declined\nV1,Dusch,,no,no\nV1,Lunch,5,yes,yes\n");
        write("locks.csv",
              "lock,kind,type,client_number,mounted_at,removed_at,battery_level,battery_read_at\n"
              "L1,door,380 T4,3001,2026-01-11,,low,2026-10-01T07:05:00+02:00\nL2,entrance,380 T4,,,,unknown,\n");
        write("tags.csv", "tag,client_number,active\n04A2,3002,yes\n");
        write("phones.csv",
              "phone,label,registered,coupled,active,last_used_at\nT1,Xcover,yes,no,yes,2026-10-01T07:05:00+02:00\n");
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const fs::path& path() const { return path_; }
    void write(const std::string& file, const std::string& text) {
        texts_[file] = text;
        std::ofstream(path_ / file, std::ios::binary) << text;
    }
    void replace(const std::string& file, const std::string& from, const std::string& to) {
        std::string text = texts_.at(file);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        write(file, text.replace(at, from.size(), to));
    }
    void append(const std::string& file, const std::string& row) { write(file, texts_.at(file) + row); }
    void remove(const std::string& file) { fs::remove(path_ / file); }

    protocol::PackageReading read() const {
        auto reading = protocol::read_unit_package(path_);
        REQUIRE(reading);
        return std::move(*reading);
    }

    const std::string visits_header =
        "visit,shift,care_worker_number,client_number,start,end,start_verification,end_verification,double_staffing,"
        "note,registered_at,original_start,original_end,phone\n";

  private:
    fs::path path_;
    std::map<std::string, std::string> texts_;
};

inline protocol::PackageProblem the_problem(const protocol::PackageReading& reading) {
    REQUIRE(reading.problems.size() == 1);
    return reading.problems.front();
}

template <class R>
const R& record(const protocol::PackageRow& row) {
    return std::get<R>(row.record);
}

inline bool same(const std::vector<protocol::PackageRow>& a, const std::vector<protocol::PackageRow>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.source_id == y.source_id && x.record == y.record && x.client_number == y.client_number &&
               x.shift == y.shift && x.lock == y.lock && x.care_worker_number == y.care_worker_number;
    });
}

inline bool same(const protocol::UnitPackage& a, const protocol::UnitPackage& b) {
    return a.unit == b.unit && same(a.care_workers, b.care_workers) && same(a.clients, b.clients) &&
           same(a.orders, b.orders) && same(a.absences, b.absences) && same(a.visits, b.visits) &&
           same(a.lock_readings, b.lock_readings) && same(a.locks, b.locks) && same(a.tags, b.tags) &&
           same(a.phones, b.phones);
}

}  // namespace support
