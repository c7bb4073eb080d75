#include "server/demo.h"

#include <algorithm>

#include "server/demo_names.h"
#include "server/demo_parts.h"

namespace samordna::server {
namespace {

using namespace demo;
using namespace std::chrono;

std::string with_zeros(std::size_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

// The month is part of the id: months of one unit stand side by side.
std::string shift_id(const std::string& month, domain::Date date, const std::string& worker) {
    return "A" + month + domain::date_text(date).substr(8) + "-" + worker;
}

class Packing {
  public:
    explicit Packing(const DemoWish& wish)
        : unit_(make_people(wish)), routes_(make_routes(unit_)), dice_(wish.seed, 6) {}

    DemoUnit pack() {
        std::set<int> with_old_tag;
        plant_deviations(unit_, routes_, with_old_tag);
        // By day and person, as the mobile system numbers them.
        std::stable_sort(routes_.begin(), routes_.end(), [](const Route& a, const Route& b) {
            return std::tie(a.date, a.staff) < std::tie(b.date, b.staff);
        });
        mark_what_follows(unit_, routes_);
        package().unit.municipality = unit_.wish.municipality;
        package().unit.provider = "Exempel Hemtjänst AB";
        package().unit.provider_org_number = "556000-4615";
        package().unit.name = unit_.haninge ? "Enhet Demo Haninge" : "Enhet Demo";
        if (unit_.haninge) speak_as_haninge();
        pack_clients();
        pack_visits();
        pack_care_workers();
        make_things(unit_, routes_, with_old_tag, package());
        make_readings(unit_, routes_, package());
        return std::move(made_);
    }

  private:
    protocol::UnitPackage& package() { return made_.package; }

    static protocol::PackageRow row(std::string id, domain::Record record) {
        protocol::PackageRow r;
        r.source_id = std::move(id);
        r.record = std::move(record);
        return r;
    }

    // Where the municipality has a word of its own for a service.
    void speak_as_haninge() {
        using Words = std::pair<std::string_view, std::string_view>;
        constexpr Words words[] = {{service::morgon, "Morgonhjälp"},
                                   {service::omvardnad, "Personlig omvårdnad"},
                                   {service::stadning, "Serviceinsatser"},
                                   {service::tillsyn, "Tillsyn vård- och omsorg"},
                                   {service::vistelse, "Tillfälligvistelse hemtjänst"}};
        const auto say = [&](std::string& name) {
            for (const auto& [theirs, ours] : words) {
                if (name == theirs) return void(name = ours);
            }
        };
        for (Resident& r : unit_.residents) {
            for (auto& order : r.orders) say(order.service);
        }
        for (Route& route : routes_) {
            for (Stop& s : route.stops) {
                for (auto& line : s.visit.service_lines) say(line.service);
            }
        }
    }

    void pack_clients() {
        for (const Resident& r : unit_.residents) {
            const std::string number = std::to_string(r.client.number);
            package().clients.push_back(row(number, r.client));
            for (const domain::Order& o : r.orders) {
                package().orders.push_back(row(number + "/" + o.service + "/" + domain::date_text(o.valid_from) + "/" +
                                                   (o.double_staffing ? "yes" : "no"),
                                               o));
                package().orders.back().client_number = number;
            }
        }
    }

    void pack_visits() {
        std::string month = domain::month_text(unit_.wish.month).substr(2);
        std::erase(month, '-');
        std::size_t count = 0;
        for (Route& route : routes_) {
            const std::string& worker = unit_.staff[static_cast<std::size_t>(route.staff)].care_worker.number;
            const std::string shift = shift_id(month, route.date, worker);
            for (Stop& s : route.stops) {
                s.visit.source_id = "B" + month + with_zeros(++count, 6);
                for (const auto check : s.planted) made_.planted[std::string(check)].push_back(s.visit.source_id);
                protocol::PackageRow r = row(s.visit.source_id, s.visit);
                r.shift = shift;
                r.care_worker_number = worker;
                r.client_number = std::to_string(unit_.residents[static_cast<std::size_t>(s.resident)].client.number);
                package().visits.push_back(std::move(r));
            }
            last_login_[route.staff] = route.stops.front().visit.start - Minutes{dice_.between(5, 15)};
        }
    }

    // Those who have gone stay in the list until somebody inactivates them.
    void pack_care_workers() {
        const Instant latest = std::min(unit_.until, domain::end_of(unit_.wish.month));
        for (std::size_t i = 0; i < unit_.staff.size(); ++i) {
            domain::CareWorker worker = unit_.staff[i].care_worker;
            const auto login = last_login_.find(static_cast<int>(i));
            worker.last_login = login != last_login_.end() ? login->second : latest - days{dice_.between(2, 40)};
            package().care_workers.push_back(row(worker.number, worker));
        }
        constexpr int gone_for_days[] = {45, 500, 700};
        for (std::size_t i = 0; i < std::size(gone_for_days); ++i) {
            domain::CareWorker worker;
            worker.number = "P" + std::to_string(901 + i);
            worker.first_name = i == 1 ? "Åke" : i == 0 ? "Hanna" : "Mehdi";
            worker.last_name = i == 1 ? "Öst" : i == 0 ? "Lindh" : "Sadeghi";
            worker.active = i != 0;
            worker.last_login = latest - days{gone_for_days[i]};
            package().care_workers.push_back(row(worker.number, worker));
        }
    }

    Unit unit_;
    std::vector<Route> routes_;
    Dice dice_;
    DemoUnit made_;
    std::map<int, Instant> last_login_;
};

}  // namespace

DemoUnit demo_unit(const DemoWish& wish) {
    return Packing(wish).pack();
}

protocol::UnitPackage demo_package(const DemoWish& wish) {
    return demo_unit(wish).package;
}

}  // namespace samordna::server
