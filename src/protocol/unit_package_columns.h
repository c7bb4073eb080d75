// The files of a unit package and the columns that each must have, in the order in which they are written. A column
// with a question mark need not be there, nor need absences.csv and lock_readings.csv. For unit_package_reader.cpp and
// unit_package_writer.cpp.
#pragma once
#include <string_view>
#include <vector>

namespace samordna::protocol::package_columns {

using Columns = std::vector<std::string_view>;

inline const Columns unit{"municipality", "provider", "provider_org_number", "unit"};
inline const Columns care_workers{"number", "first_name", "last_name", "active", "last_login"};
inline const Columns clients{"number", "first_name", "last_name", "person_id", "address", "household"};
inline const Columns orders{"client_number", "service",  "minutes_per_visit", "double_staffing",
                            "valid_from",    "valid_to", "minutes_per_month?"};
inline const Columns visits{"visit",           "shift", "care_worker_number", "client_number",
                            "start",           "end",   "start_verification", "end_verification",
                            "double_staffing", "note",  "registered_at",      "original_start",
                            "original_end",    "phone"};
inline const Columns service_lines{"visit", "service", "minutes", "extra", "declined"};
inline const Columns locks{"lock",          "kind",
                           "type",          "client_number",
                           "mounted_at",    "removed_at",
                           "battery_level", "battery_read_at",
                           "address?",      "battery_changed_at?",
                           "last_used_at?"};
inline const Columns lock_readings{"lock", "day", "openings", "battery_level", "read_at"};
inline const Columns tags{"tag", "client_number", "active"};
inline const Columns absences{"client_number", "kind", "starts_at", "ends_at", "known_at", "cancelled_at"};
inline const Columns phones{"phone", "label", "registered", "coupled", "active", "last_used_at"};

}  // namespace samordna::protocol::package_columns
