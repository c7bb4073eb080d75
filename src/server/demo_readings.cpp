// What the locks of the demo unit have told: of each day how often they were opened, and the level of the battery. The
// days of the month are as its visits were; before it, weeks were as those of the month.
#include <algorithm>
#include <numeric>

#include "server/demo_names.h"
#include "server/demo_parts.h"

namespace samordna::server::demo {
namespace {

using namespace std::chrono;
using domain::BatteryLevel;
using domain::LockReading;

constexpr days history{56};
constexpr days longest_life{400};
// What a battery lasts here. Nobody has told what it lasts anywhere else.
constexpr int life = 900;
constexpr int first_client = 3001;
// A unit of a hundred thousand visits is for measuring: it does not need more history than others have.
constexpr std::size_t most_locks = 200;

struct Use {
    int openings = 0;
    Instant last{};
};
using Uses = std::map<Date, Use>;  // by day, of the month

class Readings {
  public:
    Readings(const Unit& unit, const std::vector<Route>& routes, protocol::UnitPackage& package)
        : unit_(unit),
          package_(package),
          dice_(unit.wish.seed, 7),
          latest_(unit.until),
          today_(domain::local_date(latest_)) {
        for (const Route& route : routes) {
            for (const Stop& s : route.stops) {
                const Visit& v = s.visit;
                if (v.start_verification == domain::Verification::lock) note(s.resident, v.start);
                if (v.end && *v.end > v.start && v.end_verification == domain::Verification::lock)
                    note(s.resident, *v.end);
            }
        }
    }

    void make() {
        some_have_moved();
        tell_of_batteries();
        std::size_t told = 0;
        for (auto& row : package_.locks) {
            if (row.client_number.empty() || ++told > most_locks) continue;
            tell(row.source_id, std::get<domain::Lock>(row.record), uses_of(row));
        }
    }

  private:
    void note(int resident, Instant at) {
        if (at > latest_) return;
        Use& use = used_[resident][domain::local_date(at)];
        ++use.openings;
        use.last = std::max(use.last, at);
    }

    const Uses& uses_of(const protocol::PackageRow& row) const {
        static const Uses none;
        const auto found = used_.find(std::stoi(row.client_number) - first_client);
        return found == used_.end() ? none : found->second;
    }

    static bool is_told(const domain::Lock& lock) { return lock.battery_level != BatteryLevel::unknown; }

    // They took their things with them, and the lock is still on their old door.
    void some_have_moved() {
        int many = 1 + unit_.wish.clients / 60;
        for (auto& row : package_.locks) {
            auto& lock = std::get<domain::Lock>(row.record);
            const bool stays = row.client_number.empty() || lock.removed_at || lock.kind != "door";
            if (stays || many == 0 || !dice_.chance(60)) continue;
            --many;
            lock.address = std::string(dice_.pick(streets)) + " " + std::to_string(dice_.between(41, 80));
        }
    }

    // Of the locks that are used the most, three have come to the end of their battery, three are close to it, and some
    // had it changed lately.
    void tell_of_batteries() {
        std::vector<std::pair<int, domain::Lock*>> by_use;
        std::map<const domain::Lock*, const Uses*> uses;
        for (auto& row : package_.locks) {
            auto& lock = std::get<domain::Lock>(row.record);
            if (row.client_number.empty() || lock.removed_at || lock.kind != "door" || !is_told(lock)) continue;
            if (lock.mounted_at && *lock.mounted_at >= domain::first_day(unit_.wish.month)) continue;
            const Uses& use = uses_of(row);
            const int openings = std::accumulate(use.begin(), use.end(), 0,
                                                 [](int sum, const auto& day) { return sum + day.second.openings; });
            if (openings == 0) continue;
            by_use.emplace_back(openings, &lock);
            uses.emplace(&lock, &use);
        }
        std::stable_sort(by_use.begin(), by_use.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        int close = 0;
        for (std::size_t i = 0; i < by_use.size(); ++i) {
            domain::Lock& lock = *by_use[i].second;
            if (i < 3 && lock.battery_level == BatteryLevel::ok) lock.battery_level = BatteryLevel::low;
            if (lock.battery_level != BatteryLevel::ok)
                change(lock, day_before(*uses[&lock], low_on(lock), life + dice_.between(-20, 20)));
            else if (++close <= 3)
                change(lock, day_before(*uses[&lock], today_, life * dice_.between(92, 97) / 100));
            else if (dice_.chance(300))
                change(lock, today_ - days{dice_.between(5, 50)});
        }
    }

    static void change(domain::Lock& lock, std::optional<Date> day) {
        if (!day) return;
        lock.battery_changed_at = domain::from_local(*day, hours{13});
        // It had its first battery for some time.
        if (lock.mounted_at && *lock.mounted_at > *day - days{60}) lock.mounted_at = *day - days{90};
    }

    // The day so many openings ago; nothing where that is too long ago for anybody to know.
    std::optional<Date> day_before(const Uses& uses, Date end, int openings) const {
        for (Date day = end - days{1}; day > end - longest_life; day -= days{1}) {
            if ((openings -= use_of(uses, day).openings) <= 0) return day;
        }
        return std::nullopt;
    }

    // A day of the month as it was; one before it as the same weekday in the month.
    Use use_of(const Uses& uses, Date day) const {
        const Date first = domain::first_day(unit_.wish.month);
        Date as = day;
        if (day < first) as = first + days{6 - (first - day - days{1}).count() % 7};
        const auto found = uses.find(as);
        if (found == uses.end()) return {};
        return {found->second.openings, domain::from_local(domain::local_time(found->second.last) - (as - day))};
    }

    Date low_on(const domain::Lock& lock) const {
        const int worse = lock.battery_level == BatteryLevel::low     ? 0
                          : lock.battery_level == BatteryLevel::empty ? 2
                                                                      : 1;
        return domain::local_date(lock.battery_read_at.value_or(latest_)) - days{4 + 5 * worse};
    }

    // From ok to what it is now.
    BatteryLevel level_on(const domain::Lock& lock, Date day) const {
        if (lock.battery_level == BatteryLevel::ok || lock.battery_level == BatteryLevel::unknown)
            return lock.battery_level;
        const auto since = (day - low_on(lock)).count();
        if (since < 0) return BatteryLevel::ok;
        if (since < 5 || lock.battery_level == BatteryLevel::low) return BatteryLevel::low;
        if (since < 10 || lock.battery_level == BatteryLevel::critical) return BatteryLevel::critical;
        return BatteryLevel::empty;
    }

    void tell(const std::string& name, domain::Lock& lock, const Uses& uses) {
        Date from = today_ - history;
        if (lock.battery_changed_at) from = std::min(from, domain::local_date(*lock.battery_changed_at));
        if (lock.mounted_at) from = std::max(from, *lock.mounted_at);
        const Date to = lock.removed_at ? std::min(*lock.removed_at, today_ + days{1}) : today_ + days{1};
        for (Date day = from; day < to; day += days{1}) {
            const Use use = use_of(uses, day);
            if (use.openings == 0) continue;
            LockReading reading;
            reading.day = day;
            reading.openings = use.openings;
            reading.battery_level = level_on(lock, day);
            if (is_told(lock)) reading.read_at = use.last;
            if (!lock.last_used_at || *lock.last_used_at < use.last) lock.last_used_at = use.last;
            protocol::PackageRow row;
            row.source_id = name + "/" + domain::date_text(day);
            row.lock = name;
            row.record = reading;
            package_.lock_readings.push_back(std::move(row));
        }
        if (!lock.last_used_at) lock.last_used_at = lock.battery_read_at;
    }

    const Unit& unit_;
    protocol::UnitPackage& package_;
    Dice dice_;
    const Instant latest_;
    const Date today_;
    std::map<int, Uses> used_;  // by resident
};

}  // namespace

void make_readings(const Unit& unit, const std::vector<Route>& routes, protocol::UnitPackage& package) {
    Readings(unit, routes, package).make();
}

}  // namespace samordna::server::demo
