#include "server/demo.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "base/id.h"
#include "domain/person_id.h"
#include "rules/checks.h"
#include "rules/notes.h"

using namespace samordna;
using namespace std::chrono;
using domain::Instant;
using domain::Visit;
using protocol::PackageRow;
using server::DemoUnit;
using server::DemoWish;
namespace fs = std::filesystem;

namespace {

const domain::Month october = year{2026} / October;

Instant at(const char* text) {
    return *domain::parse_instant(text);
}
const Visit& visit_of(const PackageRow& row) {
    return std::get<Visit>(row.record);
}

const DemoUnit& an_october() {
    static const DemoUnit unit = server::demo_unit({.month = october});
    return unit;
}

struct Folder {
    fs::path path = fs::temp_directory_path() / ("samordna-demo-" + base::IdSource().next().text());
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

std::string bytes_of(const protocol::UnitPackage& package) {
    const Folder folder;
    REQUIRE(protocol::write_unit_package(package, folder.path));
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder.path)) files.insert(entry.path());
    std::string all;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
}

using Shifts = std::map<std::string, std::vector<const PackageRow*>>;

Shifts shifts_of(const protocol::UnitPackage& package) {
    Shifts shifts;
    for (const PackageRow& row : package.visits) shifts[row.shift].push_back(&row);
    return shifts;
}

std::set<std::string> planted(const DemoUnit& unit, const std::string& check) {
    const auto it = unit.planted.find(check);
    return it == unit.planted.end() ? std::set<std::string>{}
                                    : std::set<std::string>{it->second.begin(), it->second.end()};
}

struct Orders {
    explicit Orders(const protocol::UnitPackage& package) {
        for (const PackageRow& row : package.orders)
            of[row.client_number].push_back(&std::get<domain::Order>(row.record));
    }
    // Ordered minutes of the visit's services on its day; nothing where one that is not extra has no order.
    std::optional<int> minutes(const PackageRow& row) const {
        const domain::Date day = domain::local_date(visit_of(row).start);
        int sum = 0;
        for (const auto& line : visit_of(row).service_lines) {
            if (line.extra) continue;
            const auto it = of.find(row.client_number);
            if (it == of.end()) return std::nullopt;
            const auto order = std::find_if(it->second.begin(), it->second.end(), [&](const domain::Order* o) {
                return o->service == line.service && o->valid_from <= day && (!o->valid_to || day <= *o->valid_to);
            });
            if (order == it->second.end()) return std::nullopt;
            sum += (*order)->minutes_per_visit;
        }
        return sum;
    }
    std::map<std::string, std::vector<const domain::Order*>> of;
};

bool needs_no_order(const Visit& visit) {
    const std::set<std::string> provider{"Genomförandesamtal", "Uppstart smarta lås", "Fönsterputs",
                                         "Brandförebyggande", "Omställningstid"};
    return !visit.service_lines.empty() && provider.contains(visit.service_lines.front().service);
}

}  // namespace

TEST_CASE("the same wish gives the same bytes, another seed gives others") {
    const DemoWish wish{.month = october, .clients = 40, .care_workers = 6};
    const std::string once = bytes_of(server::demo_package(wish));
    CHECK(once == bytes_of(server::demo_package(wish)));
    DemoWish other = wish;
    other.seed = 2;
    CHECK(once != bytes_of(server::demo_package(other)));
}

TEST_CASE("a demo package is written and read back without a problem") {
    const Folder folder;
    REQUIRE(protocol::write_unit_package(an_october().package, folder.path));
    const auto reading = protocol::read_unit_package(folder.path);
    REQUIRE(reading);
    CHECK(reading->problems.empty());
    const auto same = [](const std::vector<PackageRow>& a, const std::vector<PackageRow>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const PackageRow& x, const PackageRow& y) {
            return x.source_id == y.source_id && x.record == y.record && x.client_number == y.client_number &&
                   x.shift == y.shift && x.lock == y.lock && x.care_worker_number == y.care_worker_number;
        });
    };
    const auto& a = an_october().package;
    const auto& b = reading->package;
    CHECK(a.unit == b.unit);
    CHECK(same(a.care_workers, b.care_workers));
    CHECK(same(a.clients, b.clients));
    CHECK(same(a.orders, b.orders));
    CHECK(same(a.visits, b.visits));
    CHECK(same(a.locks, b.locks));
    CHECK(same(a.lock_readings, b.lock_readings));
    CHECK(same(a.tags, b.tags));
    CHECK(same(a.phones, b.phones));
}

TEST_CASE("unordered services and unexplained overtime are exactly the planted ones") {
    const DemoUnit& unit = an_october();
    const Orders orders(unit.package);
    std::set<std::string> without_order, over;
    for (const PackageRow& row : unit.package.visits) {
        const Visit& v = visit_of(row);
        if (needs_no_order(v) || v.service_lines.empty()) continue;
        const auto ordered = orders.minutes(row);
        if (!ordered)
            without_order.insert(row.source_id);
        else if (rules::performed_minutes(v).count() > *ordered && !rules::says_why(v.note))
            over.insert(row.source_id);
    }
    CHECK(without_order == planted(unit, "no-order"));
    CHECK(over == planted(unit, "over-ordered-without-note"));
}

TEST_CASE("a care worker is at one place at a time and needs time to travel, but for what was planted") {
    const DemoUnit& unit = an_october();
    std::map<std::string, std::string> address;
    for (const PackageRow& row : unit.package.clients)
        address[row.source_id] = std::get<domain::Client>(row.record).address;
    std::set<std::string> overlapping, without_gap;
    const auto joint = planted(unit, "joint-not-split");
    const auto impossible = planted(unit, "impossible-time");
    for (const auto& [shift, rows] : shifts_of(unit.package)) {
        const PackageRow* before = nullptr;
        for (const PackageRow* row : rows) {
            if (impossible.contains(row->source_id)) continue;
            if (before != nullptr) {
                CHECK(visit_of(*before).start <= visit_of(*row).start);
                const Instant left = *visit_of(*before).end;
                const bool elsewhere = address[before->client_number] != address[row->client_number];
                if (visit_of(*row).start < left && !joint.contains(row->source_id)) overlapping.insert(row->source_id);
                if (visit_of(*row).start == left && elsewhere) without_gap.insert(row->source_id);
            }
            before = row;
        }
    }
    CHECK(overlapping == planted(unit, "overlap"));
    CHECK(without_gap == planted(unit, "no-travel-gap"));
}

TEST_CASE("a supporting visit lies within somebody else's visit with a service, but for what was planted") {
    const DemoUnit& unit = an_october();
    std::map<std::string, std::vector<const PackageRow*>> of_client;
    for (const PackageRow& row : unit.package.visits) of_client[row.client_number].push_back(&row);
    std::set<std::string> alone, outside, with_service;
    int supporting = 0;
    for (const PackageRow& row : unit.package.visits) {
        const Visit& v = visit_of(row);
        if (!v.double_staffing) continue;
        ++supporting;
        if (!v.service_lines.empty()) with_service.insert(row.source_id);
        const PackageRow* with = nullptr;
        for (const PackageRow* other : of_client[row.client_number]) {
            const Visit& o = visit_of(*other);
            if (!o.double_staffing && !o.service_lines.empty() && o.start < *v.end && v.start < *o.end) with = other;
        }
        if (with == nullptr)
            alone.insert(row.source_id);
        else if (v.start < visit_of(*with).start || *v.end > *visit_of(*with).end)
            outside.insert(row.source_id);
    }
    CHECK(supporting > 50);
    CHECK(alone == planted(unit, "double-alone"));
    CHECK(outside == planted(unit, "double-outside"));
    CHECK(with_service == planted(unit, "double-with-service"));
}

TEST_CASE("most shifts can be approved as they are, and some cannot") {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const DemoUnit unit = server::demo_unit({.month = october, .seed = seed});
        std::set<std::string> to_mend;
        for (const auto& [check, ids] : unit.planted) {
            // With a note it is within the tenth that the municipality accepts.
            if (check != "manual-not-exempt") to_mend.insert(ids.begin(), ids.end());
        }
        const Shifts shifts = shifts_of(unit.package);
        const auto clean = std::count_if(shifts.begin(), shifts.end(), [&](const auto& shift) {
            return std::none_of(shift.second.begin(), shift.second.end(),
                                [&](const PackageRow* row) { return to_mend.contains(row->source_id); });
        });
        const double share = static_cast<double>(clean) / static_cast<double>(shifts.size());
        CHECK(share >= 0.70);
        CHECK(share <= 0.80);
    }
}

TEST_CASE("a month is as big and as manual as a real one") {
    const auto& package = an_october().package;
    CHECK(package.clients.size() == 120);
    CHECK(package.care_workers.size() == 18 + 3);  // three have left
    CHECK(package.visits.size() > 2500);
    const auto manual = std::count_if(package.visits.begin(), package.visits.end(),
                                      [](const PackageRow& row) { return rules::is_manual(visit_of(row)); });
    const double share = static_cast<double>(manual) / static_cast<double>(package.visits.size());
    CHECK(share > 0.04);
    CHECK(share < 0.10);
    int long_enough = 0;
    const Shifts shifts = shifts_of(package);
    for (const auto& [shift, rows] : shifts) {
        CHECK(rows.size() <= 14);
        long_enough += rows.size() >= 5 ? 1 : 0;
    }
    CHECK(long_enough * 10 > static_cast<int>(shifts.size()) * 9);
}

TEST_CASE("everybody is invented: TF numbers, even third character for women, each but once") {
    std::set<std::string> ids;
    for (const PackageRow& row : an_october().package.clients) {
        const std::string& id = std::get<domain::Client>(row.record).person_id;
        CHECK(domain::parse_person_id(id).scheme == domain::PersonIdScheme::tf);
        CHECK(domain::parse_person_id(id).value == id);
        CHECK(ids.insert(id).second);
    }
}

TEST_CASE("nothing is performed after now, and the shift that goes on is open") {
    const Instant now = at("2026-10-14T10:20:00+02:00");
    const DemoUnit unit = server::demo_unit({.month = october, .until = now});
    int going_on = 0;
    for (const PackageRow& row : unit.package.visits) {
        const Visit& v = visit_of(row);
        CHECK(v.start <= now);
        CHECK(v.end.value_or(now) <= now);
        CHECK(v.registered_at.value_or(now) <= now);
        if (v.end) continue;
        ++going_on;
        CHECK(row.shift.starts_with("A261014-"));
    }
    CHECK(going_on > 0);
    for (const PackageRow& row : unit.package.locks) {
        CHECK(std::get<domain::Lock>(row.record).battery_read_at.value_or(now) <= now);
    }
    for (const PackageRow& row : unit.package.phones) {
        CHECK(std::get<domain::Phone>(row.record).last_used_at.value_or(now) <= now);
    }
    for (const PackageRow& row : unit.package.care_workers) {
        CHECK(std::get<domain::CareWorker>(row.record).last_login.value_or(now) <= now);
    }
}

TEST_CASE("a month that has not begun has its people and no visits") {
    const DemoUnit unit = server::demo_unit({.month = october, .until = at("2026-09-20T12:00:00+02:00")});
    CHECK(unit.package.visits.empty());
    CHECK(unit.package.clients.size() == 120);
    CHECK(unit.planted.empty());
}

TEST_CASE("the night goes on over midnight and through the hours in which clocks are moved") {
    const auto in = [](const protocol::UnitPackage& package, Instant from, Instant to) {
        return std::count_if(package.visits.begin(), package.visits.end(), [&](const PackageRow& row) {
            return visit_of(row).start < to && visit_of(row).end > from;
        });
    };
    // 02:00-03:00 comes twice, and is skipped.
    CHECK(in(an_october().package, at("2026-10-25T00:00:00Z"), at("2026-10-25T02:00:00Z")) > 0);
    const auto march = server::demo_package({.month = year{2026} / March});
    CHECK(in(march, at("2026-03-29T00:30:00Z"), at("2026-03-29T01:30:00Z")) > 0);
    bool over_midnight = false;
    for (const auto& [shift, rows] : shifts_of(an_october().package)) {
        over_midnight = over_midnight || domain::local_date(visit_of(*rows.front()).start) !=
                                             domain::local_date(visit_of(*rows.back()).start);
    }
    CHECK(over_midnight);
}

TEST_CASE("the smallest units can be made") {
    for (const int clients : {1, 2, 7}) {
        for (const int care_workers : {1, 3}) {
            const auto unit = server::demo_unit({.month = october, .clients = clients, .care_workers = care_workers});
            CHECK(unit.package.clients.size() == static_cast<std::size_t>(clients));
            CHECK_FALSE(unit.package.visits.empty());
        }
    }
}

TEST_CASE("a unit can be wished for by its number of visits") {
    for (const int visits : {1000, 10'000, 100'000}) {
        CAPTURE(visits);
        const auto package = server::demo_package({.month = october, .visits = visits});
        const auto made = static_cast<double>(package.visits.size());
        CHECK(made > visits * 0.9);
        CHECK(made < visits * 1.1);
        std::set<std::string> ids;
        for (const PackageRow& row : package.visits) ids.insert(row.source_id);
        CHECK(ids.size() == package.visits.size());
    }
}
