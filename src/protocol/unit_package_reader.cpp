#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "protocol/package_sheet.h"
#include "protocol/unit_package.h"

namespace samordna::protocol {
namespace {

namespace columns = package_columns;
using domain::Record;

constexpr int minutes_of_a_day = 24 * 60;
constexpr int minutes_of_a_month = 31 * minutes_of_a_day;
constexpr int most_openings = 10'000;  // of a day
constexpr int most_client_number = 999'999'999;

// The ids of one file: those that are in order, and all that stand there, so that what leans on a faulty row is left
// out with it and not blamed for it.
struct Known {
    bool complete = true;                       // false: the whole file cannot be read
    std::unordered_map<std::string, bool> ids;  // true: in order
};

// 03001 is 3001.
std::string canonical_number(std::string text) {
    const auto number = base::parse_integer<int>(text);
    return number ? std::to_string(*number) : text;
}

class Reader {
  public:
    Reader(const std::filesystem::path& folder, PackageReading& reading)
        : folder_(folder), reading_(reading), package_(reading.package) {}

    void read() {
        read_unit();
        read_care_workers();
        read_clients();
        read_orders();
        read_absences();
        read_visits();
        read_service_lines();
        read_locks();
        read_lock_readings();
        read_tags();
        read_phones();
        drop_broken_visits();
    }

  private:
    void read_unit() {
        PackageSheet sheet(folder_, "unit.csv", columns::unit, reading_);
        const bool told = reading_.problem_count > 0;
        if (sheet.rows().empty() && !told) sheet.problem("package.empty", 0);
        for (const auto& row : sheet.rows()) {
            PackageCells cells(sheet, row);
            if (&row != &sheet.rows().front()) cells.fail("package.duplicate", "unit");
            domain::Unit unit;
            unit.municipality = cells.required("municipality");
            unit.provider = cells.required("provider");
            unit.provider_org_number = cells.optional("provider_org_number");
            unit.name = cells.required("unit");
            if (cells.ok())
                package_.unit = std::move(unit);
            else
                ++reading_.left_out;
        }
    }

    void read_care_workers() {
        care_workers_.complete = rows("care_workers.csv", columns::care_workers, package_.care_workers,
                                      [&](PackageCells& cells, PackageRow& row) {
                                          domain::CareWorker worker;
                                          worker.number = row.source_id = fresh(cells, "number", care_workers_);
                                          worker.first_name = cells.optional("first_name");
                                          worker.last_name = cells.optional("last_name");
                                          worker.active = cells.yes_no("active");
                                          worker.last_login = cells.optional_instant("last_login");
                                          return keep(cells, row, std::move(worker), care_workers_);
                                      });
    }

    void read_clients() {
        clients_.complete =
            rows("clients.csv", columns::clients, package_.clients, [&](PackageCells& cells, PackageRow& row) {
                domain::Client client;
                client.number = cells.whole_number("number", 1, most_client_number);
                row.source_id = std::to_string(client.number);
                if (cells.ok() && !clients_.ids.emplace(row.source_id, false).second)
                    cells.fail("package.duplicate", "number");
                client.first_name = cells.optional("first_name");
                client.last_name = cells.optional("last_name");
                client.person_id = cells.optional("person_id");
                client.address = cells.optional("address");
                client.household = cells.optional("household");
                return keep(cells, row, std::move(client), clients_);
            });
    }

    void read_orders() {
        rows("orders.csv", columns::orders, package_.orders, [&](PackageCells& cells, PackageRow& row) {
            domain::Order order;
            row.client_number = refer(cells, "client_number", clients_, true);
            order.service = cells.required("service");
            order.minutes_per_visit = cells.whole_number("minutes_per_visit", 0, minutes_of_a_day);
            order.double_staffing = cells.yes_no("double_staffing");
            order.valid_from = cells.date("valid_from");
            order.valid_to = cells.optional_date("valid_to");
            order.minutes_per_month = cells.optional_number("minutes_per_month?", 0, minutes_of_a_month);
            if (cells.ok()) {
                row.source_id = row.client_number + "/" + order.service + "/" + domain::date_text(order.valid_from) +
                                "/" + (order.double_staffing ? "yes" : "no");
                if (!orders_.ids.emplace(row.source_id, false).second) cells.fail("package.duplicate", "service");
            }
            return keep(cells, row, std::move(order), orders_);
        });
    }

    void read_absences() {
        std::error_code ignored;
        if (!std::filesystem::exists(folder_ / "absences.csv", ignored)) return;
        rows("absences.csv", columns::absences, package_.absences, [&](PackageCells& cells, PackageRow& row) {
            domain::Absence absence;
            row.client_number = refer(cells, "client_number", clients_, true);
            absence.kind = cells.one_of("kind", domain::parse_absence_kind);
            absence.starts_at = cells.instant("starts_at");
            absence.ends_at = cells.optional_instant("ends_at");
            absence.known_at = cells.optional_instant("known_at");
            absence.cancelled_at = cells.optional_instant("cancelled_at");
            if (cells.ok()) {
                row.source_id = row.client_number + "/" + domain::instant_text(absence.starts_at);
                if (!absences_.ids.emplace(row.source_id, false).second) cells.fail("package.duplicate", "starts_at");
            }
            return keep(cells, row, std::move(absence), absences_);
        });
    }

    void read_visits() {
        std::unordered_map<std::string, std::string> worker_of_shift;
        visits_.complete =
            rows("visits.csv", columns::visits, package_.visits, [&](PackageCells& cells, PackageRow& row) {
                domain::Visit visit;
                visit.source_id = row.source_id = fresh(cells, "visit", visits_);
                row.shift = cells.required("shift");
                row.care_worker_number = refer(cells, "care_worker_number", care_workers_, true);
                row.client_number = refer(cells, "client_number", clients_, true);
                visit.start = cells.instant("start");
                visit.end = cells.optional_instant("end");
                visit.start_verification = cells.one_of("start_verification", domain::parse_verification);
                // A visit that still goes on has no verification of its end.
                const bool goes_on = !visit.end && cells.optional("end_verification").empty();
                if (!goes_on) visit.end_verification = cells.one_of("end_verification", domain::parse_verification);
                visit.double_staffing = cells.yes_no("double_staffing");
                visit.note = cells.text("note");
                visit.registered_at = cells.optional_instant("registered_at");
                visit.original_start = cells.optional_instant("original_start");
                visit.original_end = cells.optional_instant("original_end");
                visit.phone = cells.optional("phone");
                if (!row.shift.empty() && !row.care_worker_number.empty()) {
                    const auto& worker = worker_of_shift.emplace(row.shift, row.care_worker_number).first->second;
                    if (worker != row.care_worker_number) cells.fail("package.mixed_shift", "care_worker_number");
                }
                return keep(cells, row, std::move(visit), visits_);
            });
    }

    // A visit whose services are not all in order would be judged by too little: it is left out with them.
    void read_service_lines() {
        std::unordered_map<std::string_view, domain::Visit*> visit_of;
        visit_of.reserve(package_.visits.size());
        for (PackageRow& row : package_.visits) visit_of.emplace(row.source_id, &std::get<domain::Visit>(row.record));
        std::vector<PackageRow> none;
        rows("service_lines.csv", columns::service_lines, none, [&](PackageCells& cells, PackageRow&) {
            const std::string id = refer(cells, "visit", visits_, true);
            domain::ServiceLine line;
            line.service = cells.required("service");
            line.minutes = cells.optional_number("minutes", 0, minutes_of_a_day);
            line.extra = cells.yes_no("extra");
            line.declined = cells.yes_no("declined");
            const auto it = visit_of.find(id);
            if (cells.ok() && it != visit_of.end())
                it->second->service_lines.push_back(std::move(line));
            else
                broken_visits_.insert(id);
            return cells.ok();
        });
    }

    void read_locks() {
        rows("locks.csv", columns::locks, package_.locks, [&](PackageCells& cells, PackageRow& row) {
            domain::Lock lock;
            lock.source_id = row.source_id = fresh(cells, "lock", locks_);
            lock.kind = cells.required("kind");
            if (!lock.kind.empty() && lock.kind != "door" && lock.kind != "entrance") cells.bad("kind");
            lock.type = cells.optional("type");
            row.client_number = refer(cells, "client_number", clients_, false);
            lock.mounted_at = cells.optional_date("mounted_at");
            lock.removed_at = cells.optional_date("removed_at");
            lock.battery_level = cells.one_of("battery_level", domain::parse_battery_level);
            lock.battery_read_at = cells.optional_instant("battery_read_at");
            lock.address = cells.optional("address?");
            lock.battery_changed_at = cells.optional_instant("battery_changed_at?");
            lock.last_used_at = cells.optional_instant("last_used_at?");
            return keep(cells, row, std::move(lock), locks_);
        });
    }

    void read_lock_readings() {
        std::error_code ignored;
        if (!std::filesystem::exists(folder_ / "lock_readings.csv", ignored)) return;
        rows("lock_readings.csv", columns::lock_readings, package_.lock_readings,
             [&](PackageCells& cells, PackageRow& row) {
                 domain::LockReading reading;
                 row.lock = refer(cells, "lock", locks_, true);
                 reading.day = cells.date("day");
                 reading.openings = cells.whole_number("openings", 0, most_openings);
                 reading.battery_level = cells.one_of("battery_level", domain::parse_battery_level);
                 reading.read_at = cells.optional_instant("read_at");
                 if (cells.ok()) {
                     row.source_id = row.lock + "/" + domain::date_text(reading.day);
                     if (!readings_.ids.emplace(row.source_id, false).second) cells.fail("package.duplicate", "day");
                 }
                 return keep(cells, row, std::move(reading), readings_);
             });
    }

    void read_tags() {
        rows("tags.csv", columns::tags, package_.tags, [&](PackageCells& cells, PackageRow& row) {
            domain::Tag tag;
            tag.source_id = row.source_id = fresh(cells, "tag", tags_);
            row.client_number = refer(cells, "client_number", clients_, false);
            tag.active = cells.yes_no("active");
            return keep(cells, row, std::move(tag), tags_);
        });
    }

    void read_phones() {
        rows("phones.csv", columns::phones, package_.phones, [&](PackageCells& cells, PackageRow& row) {
            domain::Phone phone;
            phone.source_id = row.source_id = fresh(cells, "phone", phones_);
            phone.label = cells.optional("label");
            phone.registered = cells.yes_no("registered");
            phone.coupled = cells.yes_no("coupled");
            phone.active = cells.yes_no("active");
            phone.last_used_at = cells.optional_instant("last_used_at");
            return keep(cells, row, std::move(phone), phones_);
        });
    }

    void drop_broken_visits() {
        reading_.left_out += static_cast<std::int64_t>(std::erase_if(
            package_.visits, [&](const PackageRow& row) { return broken_visits_.contains(row.source_id); }));
    }

    template <class ReadRow>
    bool rows(std::string file, const columns::Columns& wanted, std::vector<PackageRow>& out, ReadRow read_row) {
        PackageSheet sheet(folder_, std::move(file), wanted, reading_);
        out.reserve(sheet.rows().size());
        for (const auto& csv_row : sheet.rows()) {
            PackageCells cells(sheet, csv_row);
            PackageRow row;
            row.line = csv_row.line;
            if (!read_row(cells, row))
                ++reading_.left_out;
            else if (!row.source_id.empty())
                out.push_back(std::move(row));
        }
        return sheet.complete();
    }

    template <class R>
    static bool keep(PackageCells& cells, PackageRow& row, R record, Known& known) {
        if (!cells.ok()) return false;
        known.ids[row.source_id] = true;
        row.record = std::move(record);
        return true;
    }

    // An id that no earlier row of its file has.
    static std::string fresh(PackageCells& cells, std::string_view column, Known& known) {
        std::string id = cells.required(column);
        if (!id.empty() && !known.ids.emplace(id, false).second) cells.fail("package.duplicate", column);
        return id;
    }

    // An id of another file's row.
    static std::string refer(PackageCells& cells, std::string_view column, const Known& known, bool required) {
        std::string id = required ? cells.required(column) : cells.optional(column);
        if (column == "client_number") id = canonical_number(std::move(id));
        const auto it = known.ids.find(id);
        if (id.empty() || (it != known.ids.end() && it->second)) return id;
        if (!known.complete || it != known.ids.end())
            cells.leave_out();
        else
            cells.fail("package.unknown_reference", column);
        return id;
    }

    const std::filesystem::path& folder_;
    PackageReading& reading_;
    UnitPackage& package_;
    Known care_workers_, clients_, orders_, absences_, visits_, locks_, readings_, tags_, phones_;
    std::unordered_set<std::string> broken_visits_;
};

}  // namespace

base::Result<PackageReading> read_unit_package(const std::filesystem::path& folder) {
    std::error_code failure;
    if (!std::filesystem::is_directory(folder, failure)) return base::Error{"package.not_a_folder"};
    PackageReading reading;
    Reader(folder, reading).read();
    return reading;
}

}  // namespace samordna::protocol
