#include "workspace/equipment_reading.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "sync/facts_reader.h"
#include "workspace/folding.h"
#include "workspace/registry.h"
#include "workspace/startup_reading.h"

namespace samordna::workspace {
namespace {

using domain::Date;
using domain::Id;
using domain::Instant;
using std::chrono::days;

bool is_mounted(const domain::Lock& lock, Date day) {
    return (!lock.mounted_at || *lock.mounted_at <= day) && (!lock.removed_at || *lock.removed_at > day);
}

class EquipmentReading {
  public:
    EquipmentReading(store::Store& store, Instant now)
        : store_(store),
          now_(now),
          today_(domain::local_date(now)),
          rulebooks_(sync::known_rulebooks(store)),
          facts_(*rulebooks_),
          people_(store) {}

    std::shared_ptr<const Equipment> read() {
        read_facts();
        read_settings();
        orders_ = store_.all<domain::LockOrder>();
        read_locks();
        read_startups();
        read_tags();
        read_phones();
        read_staff(store_, people_, settings_, now_, all_);
        read_orders();
        read_controls();
        read_totals();
        return std::make_shared<const Equipment>(std::move(all_));
    }

  private:
    void read_facts() {
        auto read = workspace::read_startups(store_, facts_);
        units_ = std::move(read.units);
        locks_ = std::move(read.locks);
        for (auto& order : store_.all<domain::Order>()) facts_.put(std::move(order));
        for (const auto& absence : store_.all<domain::Absence>()) facts_.put(absence);
        tags_ = store_.all<domain::Tag>();
        for (const auto& tag : tags_) facts_.put(tag);
    }

    void read_settings() {
        for (const auto& unit : units_) {
            const auto* book = rulebooks_->in_force(unit.municipality, today_);
            if (book == nullptr) continue;
            settings_ = book->settings;
            all_.startups_paid = all_.startups_paid || rules::startup_service(*book) != nullptr;
            no_tag_beside_lock_ = no_tag_beside_lock_ || book->rule("tag-beside-lock") != nullptr;
        }
        all_.startup_per_client = settings_.lock_startup_per_client;
        all_.startup_minutes = static_cast<int>(settings_.lock_startup.count());
        all_.phone_unused_days = settings_.phone_unused_days;
        all_.battery_stale_days = settings_.battery_stale_days;
    }

    OwnerName client_name(const std::optional<Id>& id) const {
        OwnerName name;
        const auto* person = id ? people_.client(*id) : nullptr;
        if (person == nullptr) return name;
        return {person->id, people_.client_number(*id), person->name, person->rank};
    }
    OwnerName worker_name(const std::optional<Id>& id) const {
        const auto* person = id ? people_.care_worker(*id) : nullptr;
        return person == nullptr ? OwnerName{} : OwnerName{person->id, 0, person->name, person->rank};
    }
    static std::string search_of(const std::string& own, const OwnerName& whose) {
        return searchable(own + ' ' + whose.name + (whose.number > 0 ? ' ' + std::to_string(whose.number) : ""));
    }

    void read_locks() {
        std::unordered_map<Id, std::vector<domain::LockReading>> readings;
        for (auto& reading : store_.all<domain::LockReading>()) readings[reading.lock].push_back(reading);
        std::vector<rules::LockHistory> histories;
        for (const auto& lock : locks_) {
            auto& own = readings[lock.id];
            std::sort(own.begin(), own.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
            histories.push_back({lock, std::move(own)});
        }
        all_.battery_life = rules::battery_life(histories);
        for (const auto& history : histories) {
            LockRow row;
            row.lock = history.lock;
            row.client = client_name(row.lock.client);
            row.battery = rules::battery_of(history, all_.battery_life, now_, settings_);
            row.removed = row.lock.removed_at && *row.lock.removed_at <= today_;
            row.faults = static_cast<int>(std::count_if(orders_.begin(), orders_.end(), [&](const auto& order) {
                return order.kind == domain::LockOrderKind::fault && order.lock == row.lock.id &&
                       order.state != domain::LockOrderState::done && order.state != domain::LockOrderState::dropped;
            }));
            if (no_tag_beside_lock_ && row.lock.client && !row.removed && row.lock.kind != "entrance") {
                for (const auto& tag : tags_) {
                    if (tag.active && tag.client == row.lock.client) row.tags.push_back(tag.source_id);
                }
            }
            row.search = search_of(row.lock.source_id + ' ' + row.lock.type, row.client);
            all_.locks.push_back(std::move(row));
        }
        std::sort(all_.locks.begin(), all_.locks.end(), [](const LockRow& a, const LockRow& b) {
            return std::tie(a.client.number, a.lock.source_id, a.lock.id) <
                   std::tie(b.client.number, b.lock.source_id, b.lock.id);
        });
    }

    void read_startups() {
        std::unordered_map<Id, LockRow*> by_id;
        for (auto& row : all_.locks) by_id.emplace(row.lock.id, &row);
        facts_.each_client([&](std::uint32_t client) {
            for (const auto& startup : rules::startups_of(facts_, client, today_)) {
                StartupRow row;
                row.startup = startup;
                row.client = client_name(startup.client);
                if (const auto lock = startup.lock ? by_id.find(*startup.lock) : by_id.end(); lock != by_id.end()) {
                    row.lock = lock->second->lock.source_id;
                    row.mounted_at = lock->second->lock.mounted_at;
                    lock->second->has_hour = startup.visit.has_value();
                }
                if (const auto* visit = startup.visit ? facts_.visit(*startup.visit) : nullptr) {
                    row.start = visit->start;
                    if (const auto* shift = facts_.shift(visit->shift)) row.shift = shift->source_id;
                }
                row.search = search_of(row.lock, row.client);
                all_.startups.push_back(std::move(row));
            }
        });
        std::sort(all_.startups.begin(), all_.startups.end(), [](const StartupRow& a, const StartupRow& b) {
            return std::tuple(a.startup.state, a.client.number, a.lock, a.id()) <
                   std::tuple(b.startup.state, b.client.number, b.lock, b.id());
        });
    }

    void read_tags() {
        for (const auto& tag : tags_) {
            TagRow row;
            row.tag = tag;
            row.client = client_name(tag.client);
            row.unknown = tag.active && !tag.client;
            if (tag.active && tag.client) {
                const auto& locks = facts_.client_at(facts_.index_of_client(*tag.client)).locks;
                row.beside_lock = no_tag_beside_lock_ && std::any_of(locks.begin(), locks.end(), [&](const auto& lock) {
                                      return lock.kind != "entrance" && is_mounted(lock, today_);
                                  });
                const Instant since = now_ - days{settings_.tag_unused_days};
                row.unused = (!tag.last_used_at || *tag.last_used_at < since) &&
                             !store_.visits_of_client(*tag.client, since, now_).empty() &&
                             !was_used(*tag.client, since);
            }
            row.search = search_of(tag.source_id, row.client);
            all_.tags.push_back(std::move(row));
        }
        std::sort(all_.tags.begin(), all_.tags.end(), [](const TagRow& a, const TagRow& b) {
            return std::tie(a.client.number, a.tag.source_id) < std::tie(b.client.number, b.tag.source_id);
        });
    }

    // What phones have not told of is seen by the visits that were verified by it.
    bool was_used(const Id& client, Instant since) {
        const auto visits = store_.visits_of_client(client, since, now_);
        return std::any_of(visits.begin(), visits.end(), [](const domain::Visit& visit) {
            return visit.start_verification == domain::Verification::tag ||
                   visit.end_verification == domain::Verification::tag;
        });
    }

    void read_phones() {
        std::map<std::string, std::vector<std::string>> open;
        for (const auto& visit : store_.open_visits()) {
            const auto shift = store_.find(domain::RecordType::shift, visit.shift);
            if (visit.phone.empty() || !shift) continue;
            auto& shifts = open[visit.phone];
            const std::string& id = std::get<domain::Shift>(shift->record).source_id;
            if (std::find(shifts.begin(), shifts.end(), id) == shifts.end()) shifts.push_back(id);
        }
        for (const auto& phone : store_.all<domain::Phone>()) {
            PhoneRow row;
            row.phone = phone;
            row.holder = worker_name(phone.holder);
            row.last_used_by = worker_name(phone.last_used_by);
            row.deviations = rules::deviations_of(phone, now_, settings_.phone_unused_days);
            row.unused = std::find(row.deviations.begin(), row.deviations.end(), "unused") != row.deviations.end();
            if (const auto found = open.find(phone.source_id); found != open.end()) row.open_shifts = found->second;
            row.search =
                searchable(phone.source_id + ' ' + phone.label + ' ' + row.holder.name + ' ' + row.last_used_by.name);
            all_.phones.push_back(std::move(row));
        }
        std::sort(all_.phones.begin(), all_.phones.end(),
                  [](const PhoneRow& a, const PhoneRow& b) { return a.phone.source_id < b.phone.source_id; });
    }

    void read_orders() {
        const auto add = [&](LockOrderRow row) {
            row.client = client_name(row.order.client);
            if (row.order.lock) {
                const auto is_it = [&](const domain::Lock& lock) { return lock.id == *row.order.lock; };
                const auto lock = std::find_if(locks_.begin(), locks_.end(), is_it);
                if (lock != locks_.end()) row.lock = lock->source_id;
            }
            row.search = search_of(row.lock, row.client);
            all_.lock_orders.push_back(std::move(row));
        };
        facts_.each_client([&](std::uint32_t index) {
            const auto& client = facts_.client_at(index).client;
            for (const auto& need : rules::lock_orders_needed(facts_, index, orders_, today_)) {
                LockOrderRow row;
                row.why = need.why;
                row.since = need.since;
                row.order.unit = client.unit;
                row.order.kind = need.kind;
                row.order.client = need.client;
                row.order.lock = need.lock;
                row.order.address = client.address;
                // The same need is the same row, also after it has been read anew, and the same order, whoever makes
                // it.
                row.order.id = domain::lock_order_of(need.lock.value_or(need.client), need.kind, count_of(need));
                add(std::move(row));
            }
        });
        for (const auto& order : orders_) {
            LockOrderRow row;
            row.order = order;
            add(std::move(row));
        }
        std::sort(all_.lock_orders.begin(), all_.lock_orders.end(), [](const LockOrderRow& a, const LockOrderRow& b) {
            return std::tuple(a.order.state, a.order.kind, a.client.number, a.order.id) <
                   std::tuple(b.order.state, b.order.kind, b.client.number, b.order.id);
        });
    }

    // How many of the kind there have been already for that lock, or for the client where there is none: what is done
    // to another lock of the client's makes no other need of this one.
    int count_of(const rules::LockOrderNeed& need) const {
        return static_cast<int>(std::count_if(orders_.begin(), orders_.end(), [&](const auto& order) {
            return order.kind == need.kind && (need.lock ? order.lock == need.lock : order.client == need.client);
        }));
    }

    // What the month's control would find now.
    domain::Control to_sign(const domain::Unit& unit, domain::ControlKind kind, Date month) const {
        domain::Control control;
        control.unit = unit.id;
        control.kind = kind;
        control.month = month;
        control.id = domain::control_of(unit.id, kind, month);
        std::vector<rules::Deviation> found;
        if (kind == domain::ControlKind::phones) {
            for (const auto& row : all_.phones) {
                if (row.phone.unit != unit.id || !row.phone.active) continue;
                ++control.checked;
                for (const auto& what : row.deviations) found.push_back({row.phone.source_id, what, ""});
            }
        } else {
            for (const auto& row : all_.locks) {
                const auto* client = row.lock.client ? facts_.client(*row.lock.client) : nullptr;
                if (row.removed || (client != nullptr && client->unit != unit.id)) continue;
                ++control.checked;
                for (const auto& what : rules::deviations_of(row.lock, today_))
                    found.push_back({row.lock.source_id, what, ""});
            }
        }
        control.deviations = rules::deviations_text(found);
        return control;
    }

    void read_controls() {
        const auto controls = store_.all<domain::Control>();
        for (const auto& control : controls) all_.controls.push_back({control, true, false});
        const auto month = domain::month_of(today_);
        for (const auto& unit : units_) {
            for (const auto kind : {domain::ControlKind::phones, domain::ControlKind::locks}) {
                for (const auto when : {month, month - std::chrono::months{1}}) {
                    const auto id = domain::control_of(unit.id, kind, domain::first_day(when));
                    const auto is_it = [&](const domain::Control& control) { return control.id == id; };
                    if (std::any_of(controls.begin(), controls.end(), is_it)) continue;
                    all_.controls.push_back({to_sign(unit, kind, domain::first_day(when)), false, true});
                }
            }
        }
        std::sort(all_.controls.begin(), all_.controls.end(), [](const ControlRow& a, const ControlRow& b) {
            return std::tuple(-a.control.month.time_since_epoch().count(), a.control.kind, a.control.unit) <
                   std::tuple(-b.control.month.time_since_epoch().count(), b.control.kind, b.control.unit);
        });
    }

    void read_totals() {
        constexpr int ended_months = 6;
        auto& totals = all_.totals;
        for (const auto& lock : locks_) {
            if (!lock.client || !is_mounted(lock, today_)) continue;
            ++(lock.kind == "entrance" ? totals.entrances : totals.doors);
        }
        int mounted = 0;
        int dismounted = 0;
        const auto current = domain::month_of(today_);
        for (int back = ended_months; back >= 0; --back) {
            LockTotals::Month month{current - std::chrono::months{back}};
            const auto is_of = [&](const std::optional<Date>& date) {
                return date && domain::month_of(*date) == month.month;
            };
            for (const auto& lock : locks_) {
                month.mounted += is_of(lock.mounted_at) ? 1 : 0;
                month.dismounted += is_of(lock.removed_at) ? 1 : 0;
            }
            if (back > 0) {
                mounted += month.mounted;
                dismounted += month.dismounted;
            }
            totals.months.push_back(month);
        }
        totals.mounted_tenths = (mounted * 10 + ended_months / 2) / ended_months;
        totals.dismounted_tenths = (dismounted * 10 + ended_months / 2) / ended_months;
    }

    store::Store& store_;
    Instant now_;
    Date today_;
    std::shared_ptr<const rules::Rulebooks> rulebooks_;
    rules::Facts facts_;
    Registry people_;
    rules::Settings settings_;
    bool no_tag_beside_lock_ = false;  // Haninge has a tag at every door
    std::vector<domain::Unit> units_;
    std::vector<domain::Lock> locks_;
    std::vector<domain::Tag> tags_;
    std::vector<domain::LockOrder> orders_;
    Equipment all_;
};

}  // namespace

std::shared_ptr<const Equipment> read_equipment(store::Store& store, domain::Instant now) {
    return EquipmentReading(store, now).read();
}

}  // namespace samordna::workspace
