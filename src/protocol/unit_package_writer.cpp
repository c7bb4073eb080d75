#include <fstream>

#include "base/csv.h"
#include "protocol/unit_package.h"
#include "protocol/unit_package_columns.h"

namespace samordna::protocol {
namespace {

namespace columns = package_columns;

std::string yes_no(bool value) {
    return value ? "yes" : "no";
}
std::string number(std::optional<int> value) {
    return value ? std::to_string(*value) : std::string();
}
std::string moment(std::optional<domain::Instant> value) {
    return value ? domain::local_instant_text(*value) : std::string();
}
std::string day(std::optional<domain::Date> value) {
    return value ? domain::date_text(*value) : std::string();
}

class Sheet {
  public:
    explicit Sheet(const columns::Columns& header) {
        for (std::string_view name : header) {
            if (name.ends_with('?')) name.remove_suffix(1);  // it need not be there, but here it is
            views_.push_back(name);
        }
        base::append_csv_row(text_, views_);
    }

    void row(const std::vector<std::string>& cells) {
        views_.assign(cells.begin(), cells.end());
        base::append_csv_row(text_, views_);
    }

    bool write(const std::filesystem::path& path) const {
        std::ofstream out(path, std::ios::binary | std::ios::trunc);
        out.write(text_.data(), static_cast<std::streamsize>(text_.size()));
        out.close();
        return !out.fail();
    }

  private:
    std::string text_;
    std::vector<std::string_view> views_;
};

template <class R, class Cells>
Sheet sheet_of(const columns::Columns& header, const std::vector<PackageRow>& rows, Cells cells) {
    Sheet sheet(header);
    for (const PackageRow& row : rows) sheet.row(cells(row, std::get<R>(row.record)));
    return sheet;
}

Sheet unit_sheet(const domain::Unit& u) {
    Sheet sheet(columns::unit);
    sheet.row({u.municipality, u.provider, u.provider_org_number, u.name});
    return sheet;
}

Sheet visit_sheet(const std::vector<PackageRow>& rows) {
    using Cells = std::vector<std::string>;
    return sheet_of<domain::Visit>(columns::visits, rows, [](const PackageRow& row, const domain::Visit& v) {
        const bool goes_on = !v.end && v.end_verification == domain::Verification::manual;
        return Cells{row.source_id,
                     row.shift,
                     row.care_worker_number,
                     row.client_number,
                     moment(v.start),
                     moment(v.end),
                     std::string(name_of(v.start_verification)),
                     goes_on ? std::string() : std::string(name_of(v.end_verification)),
                     yes_no(v.double_staffing),
                     v.note,
                     moment(v.registered_at),
                     moment(v.original_start),
                     moment(v.original_end),
                     v.phone};
    });
}

Sheet service_line_sheet(const std::vector<PackageRow>& visits) {
    Sheet sheet(columns::service_lines);
    for (const PackageRow& row : visits) {
        for (const auto& line : std::get<domain::Visit>(row.record).service_lines) {
            sheet.row({row.source_id, line.service, number(line.minutes), yes_no(line.extra), yes_no(line.declined)});
        }
    }
    return sheet;
}

}  // namespace

base::Result<> write_unit_package(const UnitPackage& package, const std::filesystem::path& folder) {
    using Cells = std::vector<std::string>;
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure) return base::Error{"package.cannot_write", {}, failure.message()};

    const auto care_workers = [](const PackageRow&, const domain::CareWorker& w) {
        return Cells{w.number, w.first_name, w.last_name, yes_no(w.active), moment(w.last_login)};
    };
    const auto clients = [](const PackageRow& row, const domain::Client& c) {
        return Cells{row.source_id, c.first_name, c.last_name, c.person_id, c.address, c.household};
    };
    const auto orders = [](const PackageRow& row, const domain::Order& o) {
        return Cells{row.client_number, o.service,       number(o.minutes_per_visit), yes_no(o.double_staffing),
                     day(o.valid_from), day(o.valid_to), number(o.minutes_per_month)};
    };
    const auto absences = [](const PackageRow& row, const domain::Absence& a) {
        return Cells{row.client_number, std::string(name_of(a.kind)), moment(a.starts_at),
                     moment(a.ends_at), moment(a.known_at),           moment(a.cancelled_at)};
    };
    const auto locks = [](const PackageRow& row, const domain::Lock& l) {
        return Cells{row.source_id,
                     l.kind,
                     l.type,
                     row.client_number,
                     day(l.mounted_at),
                     day(l.removed_at),
                     std::string(name_of(l.battery_level)),
                     moment(l.battery_read_at),
                     l.address,
                     moment(l.battery_changed_at),
                     moment(l.last_used_at)};
    };
    const auto lock_readings = [](const PackageRow& row, const domain::LockReading& r) {
        return Cells{row.lock, domain::date_text(r.day), std::to_string(r.openings),
                     std::string(name_of(r.battery_level)), moment(r.read_at)};
    };
    const auto tags = [](const PackageRow& row, const domain::Tag& t) {
        return Cells{row.source_id, row.client_number, yes_no(t.active)};
    };
    const auto phones = [](const PackageRow& row, const domain::Phone& p) {
        return Cells{row.source_id,     p.label,          yes_no(p.registered),
                     yes_no(p.coupled), yes_no(p.active), moment(p.last_used_at)};
    };
    const bool written =
        unit_sheet(package.unit).write(folder / "unit.csv") &&
        sheet_of<domain::CareWorker>(columns::care_workers, package.care_workers, care_workers)
            .write(folder / "care_workers.csv") &&
        sheet_of<domain::Client>(columns::clients, package.clients, clients).write(folder / "clients.csv") &&
        sheet_of<domain::Order>(columns::orders, package.orders, orders).write(folder / "orders.csv") &&
        sheet_of<domain::Absence>(columns::absences, package.absences, absences).write(folder / "absences.csv") &&
        visit_sheet(package.visits).write(folder / "visits.csv") &&
        service_line_sheet(package.visits).write(folder / "service_lines.csv") &&
        sheet_of<domain::Lock>(columns::locks, package.locks, locks).write(folder / "locks.csv") &&
        sheet_of<domain::LockReading>(columns::lock_readings, package.lock_readings, lock_readings)
            .write(folder / "lock_readings.csv") &&
        sheet_of<domain::Tag>(columns::tags, package.tags, tags).write(folder / "tags.csv") &&
        sheet_of<domain::Phone>(columns::phones, package.phones, phones).write(folder / "phones.csv");
    if (!written) return base::Error{"package.cannot_write"};
    return {};
}

}  // namespace samordna::protocol
