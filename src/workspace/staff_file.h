// A sheet of care workers (CSV: number, first_name, last_name, active, subcontractor; the last two need not be there,
// nor last_login) held against those that are known: what would be put up, changed, inactivated. Nobody who is not in
// it is touched. Pure; any thread.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "domain/change.h"
#include "workspace/staff.h"

namespace samordna::workspace {

struct StaffFile {
    struct Problem {
        int line = 0;
        std::string column;  // empty: the row as such
        std::string code;    // package.empty, package.bad_value, package.duplicate, package.missing_column, csv.*
    };
    struct Step {
        domain::Id target;
        domain::Verb verb;
    };
    std::vector<Step> steps;  // in order
    int created = 0, changed = 0, inactivated = 0, unchanged = 0;
    std::vector<Problem> problems;  // their rows are left out
};

// `known`: of the unit. One who is out is not let in by a sheet: that wants a reason.
StaffFile read_staff_file(std::string_view csv, const domain::Id& unit, std::span<const AccountRow> known,
                          base::IdSource& ids, const std::string& reason);

}  // namespace samordna::workspace
