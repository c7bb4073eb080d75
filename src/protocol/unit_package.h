// A unit package: a folder of CSV files with a unit's base data, planned or performed visits
// (resources/unit-package.md). Ids are the delivering system's own. Blocking file access; any thread.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/record.h"

namespace samordna::protocol {

// Where something is wrong: `line` from 1 with the header, `column` by name and by number from 1; 0: the file or the
// row as such.
struct PackageProblem {
    std::string file;
    int line = 0;
    std::string column;
    int column_number = 0;
    std::string code;  // csv.*, package.missing_file, package.cannot_read, package.missing_column, package.bad_value,
                       // package.unknown_reference, package.duplicate, package.empty (a file without its row, a cell
                       // that must not be empty), package.mixed_shift (two care workers in one shift)
    bool operator==(const PackageProblem&) const = default;
};

// Problems beyond these are counted, not kept.
inline constexpr std::size_t most_package_problems = 1000;

// Rows as records whose ids are still nil and whose references are by source id.
struct PackageRow {
    int line = 0;
    std::string source_id;      // unique within its file; orders: client_number/service/valid_from/double; absences:
                                // client_number/starts_at; lock_readings: lock/day
    domain::Record record;      // fields filled in, ids nil
    std::string client_number;  // visits, orders, absences, locks, tags: whose; empty: nobody's
    std::string shift;          // visits
    std::string lock;           // lock_readings
    std::string care_worker_number;  // visits: decides the shift's care worker
};

struct UnitPackage {
    domain::Unit unit;  // id nil
    std::vector<PackageRow> care_workers, clients, orders, absences, visits, locks, lock_readings, tags, phones;
};

struct PackageReading {
    UnitPackage package;                   // the rows that are in order, and whatever they lean on is there too
    std::vector<PackageProblem> problems;  // by file and line; empty: all is well
    std::int64_t problem_count = 0;        // of all, also of those beyond most_package_problems
    std::int64_t left_out = 0;  // rows that are not in the package: the faulty ones and those that lean on them
};

// Errors only where nothing can be read at all (package.not_a_folder). Everything else is a problem with its place.
base::Result<PackageReading> read_unit_package(const std::filesystem::path& folder);
// Errors: package.cannot_write.
base::Result<> write_unit_package(const UnitPackage& package, const std::filesystem::path& folder);

}  // namespace samordna::protocol
