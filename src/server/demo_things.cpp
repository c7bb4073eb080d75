// Locks, tags and phones of the demo unit, and when each was last used; and which clients were away.
#include <algorithm>

#include "server/demo_stops.h"

namespace samordna::server::demo {
namespace {

using namespace std::chrono;
using domain::BatteryLevel;

class Things {
  public:
    Things(const Unit& unit, const std::vector<Route>& routes, protocol::UnitPackage& package)
        : unit_(unit),
          package_(package),
          dice_(unit.wish.seed, 5),
          latest_(std::min(unit.until, domain::end_of(unit.wish.month))) {
        for (const Route& route : routes) {
            for (const Stop& s : route.stops) {
                const Visit& v = s.visit;
                if (has_service(s, service::omstallning)) away_[s.resident].insert(domain::local_date(v.start));
                if (v.start_verification == domain::Verification::lock) later(lock_used_[s.resident], v.start);
                if (v.end && *v.end > v.start && v.end_verification == domain::Verification::lock) {
                    later(lock_used_[s.resident], *v.end);
                }
                later(phone_used_[v.phone], v.start);
            }
        }
    }

    void make(const std::set<int>& with_old_tag) {
        for (int i = 0; i < static_cast<int>(unit_.residents.size()); ++i) {
            const Resident& r = unit_.residents[static_cast<std::size_t>(i)];
            const std::string number = std::to_string(r.client.number);
            if (i % 2 == 0) add_absences(i, number);
            if (r.lock) add_locks(i, r, number);
            const bool old_tag = with_old_tag.contains(i);
            if (r.lock && !old_tag && !dice_.chance(250)) continue;
            domain::Tag tag;
            // A lock makes the tag needless: it is to be inactivated, and now and then is not.
            tag.active = !r.lock || old_tag;
            tag.source_id = chip(i);
            add(package_.tags, tag.source_id, tag, number);
        }
        for (int i = 0; i < 3; ++i) add_spare_lock(i);
        for (const Staff& s : unit_.staff) add_phone(s.phone);
        for (int i = 0; i < 2 + static_cast<int>(unit_.staff.size()) / 8; ++i) add_spare_phone(i);
    }

  private:
    static void later(Instant& known, Instant t) { known = std::max(known, t); }

    template <class R>
    void add(std::vector<protocol::PackageRow>& rows, const std::string& id, R record, const std::string& client = {}) {
        protocol::PackageRow row;
        row.source_id = id;
        row.client_number = client;
        row.record = std::move(record);
        rows.push_back(std::move(row));
    }

    std::string chip(int i) {
        constexpr char hex[] = "0123456789ABCDEF";
        std::string id = "04";
        for (int k = 0; k < 6; ++k) id += hex[dice_.below(16)];
        return id + std::to_string(10000 + i);
    }

    BatteryLevel battery() {
        const int lot = dice_.below(1000);
        if (lot < 850) return BatteryLevel::ok;
        if (lot < 925) return BatteryLevel::low;
        if (lot < 955) return BatteryLevel::critical;
        return lot < 965 ? BatteryLevel::empty : BatteryLevel::unknown;
    }

    void add_locks(int i, const Resident& r, const std::string& number) {
        domain::Lock lock;
        lock.source_id = "L" + number;
        lock.kind = "door";
        lock.type = dice_.chance(880) ? "380 T4" : "380 T3";
        lock.mounted_at = r.is_new ? r.from : domain::first_day(unit_.wish.month) - days{dice_.between(20, 500)};
        if (r.to < domain::local_date(latest_) && r.to < domain::last_day(unit_.wish.month) && dice_.chance(500)) {
            lock.removed_at = r.to + days{1};
        }
        lock.battery_level = battery();
        const auto used = lock_used_.find(i);
        if (lock.battery_level == BatteryLevel::unknown)
            lock.battery_read_at.reset();
        else if (used != lock_used_.end())
            lock.battery_read_at = used->second;
        else
            lock.battery_read_at = latest_ - days{dice_.between(9, 70)};
        // A lock that has not been opened for long tells of an old battery.
        add(package_.locks, lock.source_id, lock, number);
        if (!dice_.chance(70)) return;
        domain::Lock entrance = lock;
        entrance.source_id = "E" + number;
        entrance.kind = "entrance";
        entrance.type = "Port 560";
        entrance.battery_level = dice_.chance(900) ? BatteryLevel::ok : BatteryLevel::low;
        add(package_.locks, entrance.source_id, entrance, number);
    }

    // Of every second client it is known when the provider was told; of the others the transition time alone tells.
    void add_absences(int i, const std::string& number) {
        const auto away = away_.find(i);
        if (away == away_.end()) return;
        Date last{};
        for (const Date day : away->second) {
            const bool goes_on = day - last < days{7};
            last = day;
            if (goes_on) continue;
            domain::Absence absence;
            absence.starts_at = domain::from_local(day, domain::Minutes{30});
            absence.ends_at = absence.starts_at + days{8};
            absence.known_at = absence.starts_at;
            absence.cancelled_at = absence.starts_at + hours{9};
            add(package_.absences, number + "/" + domain::instant_text(absence.starts_at), absence, number);
        }
    }

    void add_spare_lock(int i) {
        domain::Lock lock;
        lock.source_id = "L90" + std::to_string(10 + i);
        lock.kind = "door";
        lock.type = "380 T4";
        lock.removed_at = domain::local_date(latest_) - days{dice_.between(5, 60)};
        add(package_.locks, lock.source_id, lock);
    }

    void add_phone(const std::string& id) {
        domain::Phone phone;
        phone.source_id = id;
        phone.label = (dice_.chance(700) ? "Xcover 6 Pro " : "Xcover 5 ") + id;
        phone.registered = !dice_.chance(30);
        phone.coupled = phone.registered && !dice_.chance(40);
        if (const auto used = phone_used_.find(id); used != phone_used_.end())
            phone.last_used_at = used->second;
        else
            phone.last_used_at = latest_ - days{dice_.between(2, 60)};
        add(package_.phones, id, phone);
    }

    // Lost, worn out, or waiting in a drawer.
    void add_spare_phone(int i) {
        domain::Phone phone;
        phone.source_id = "T9" + std::to_string(10 + i);
        phone.label = std::string(i % 2 == 0 ? "Xcover 4s " : "Xcover 5 reserv ") + phone.source_id;
        phone.registered = true;
        phone.coupled = i % 3 == 0;
        phone.active = i % 2 == 1;
        phone.last_used_at = latest_ - days{dice_.between(15, 220)};
        add(package_.phones, phone.source_id, phone);
    }

    const Unit& unit_;
    protocol::UnitPackage& package_;
    Dice dice_;
    Instant latest_;
    std::map<int, std::set<Date>> away_;
    std::map<int, Instant> lock_used_;
    std::map<std::string, Instant> phone_used_;
};

}  // namespace

void make_things(const Unit& unit, const std::vector<Route>& routes, const std::set<int>& with_old_tag,
                 protocol::UnitPackage& package) {
    Things(unit, routes, package).make(with_old_tag);
}

}  // namespace samordna::server::demo
