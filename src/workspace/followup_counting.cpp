#include "workspace/followup_counting.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "rules/calendar.h"
#include "rules/notes.h"
#include "workspace/folding.h"
#include "workspace/lock_stories.h"

namespace samordna::workspace {
namespace {

using domain::Date;
using domain::Id;
using rules::Cause;
using rules::Facts;
using rules::Registration;
using std::chrono::days;

constexpr int lock_months = 7;  // the month, and the half year before it

Date monday_of(Date day) {
    return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

bool at_a_door(const domain::Lock& lock, Date day) {
    return lock.kind != "entrance" && rules::is_mounted(lock, day);
}

// In force on the month's last day; nullptr: none is known.
const rules::Rulebook* book_of(const JudgedMonth& month, const std::vector<domain::Unit>& units) {
    for (const auto& unit : units) {
        const auto* book = month.rulebooks().in_force(unit.municipality, domain::last_day(month.month()));
        if (book != nullptr) return book;
    }
    return nullptr;
}

// Every ended visit that starts in the month: f(registration, number of the visit, shift).
template <class F>
void each_registration(const JudgedMonth& month, F&& f) {
    const Facts& facts = month.facts();
    const auto now = month.now();
    facts.each_shift([&](const domain::Shift& shift) {
        for (const std::uint32_t visit : facts.shift_at(facts.index_of_shift(shift.id)).visits) {
            if (!month.of_visit(visit).starts_here) continue;
            if (const auto one = rules::registration_of(facts, visit, now)) f(*one, visit, shift);
        }
    });
}

class Counting {
  public:
    Counting(store::Store& store, const JudgedMonth& month, const std::vector<domain::Unit>& units)
        : month_(month),
          facts_(month.facts()),
          stories_(store, facts_),
          today_(domain::local_date(month.now())),
          workers_(month.registry().care_workers().size()),
          clients_(month.registry().clients().size()) {
        const Date first = domain::first_day(month.month());
        const Date last = domain::last_day(month.month());
        out_.month = month.month();
        for (Date week = monday_of(first); week <= last; week += days{7}) out_.weeks.push_back(week);
        for (Date day = first; day <= last; day += days{1}) by_day_.push_back({day, {}});
        for (int back = lock_months - 1; back >= 0; --back)
            out_.lock_months.push_back(month.month() - std::chrono::months{back});
        for (const auto& unit : units) {
            unit_of_.emplace(unit.id, units_.size());
            providers_.push_back(unit.provider);
            units_.push_back(row(unit.id, unit.name, {}));
        }
        out_.all = row({}, {}, {});
        put_rule(units);
    }

    FollowUp count(const EarlierMonths& earlier) {
        each_registration(month_,
                          [&](const auto& one, std::uint32_t visit, const auto& shift) { add(one, visit, shift); });
        count_locks();
        put_people(workers_, month_.registry().care_workers(), out_.care_workers);
        put_people(clients_, month_.registry().clients(), out_.clients);
        put_providers(earlier);
        put_causes();
        for (std::size_t i = 0; i < out_.forecast.size(); ++i)
            out_.forecast[i] = rules::forecast_of(by_day_, out_.month, today_, static_cast<rules::ShareReading>(i));
        return std::move(out_);
    }

  private:
    FollowUpRow row(const Id& id, std::string name, std::string number) const {
        FollowUpRow made;
        made.id = id;
        made.name = std::move(name);
        made.number = std::move(number);
        made.weeks.resize(out_.weeks.size());
        return made;
    }

    void put_rule(const std::vector<domain::Unit>& units) {
        const auto* book = book_of(month_, units);
        if (book == nullptr) return;
        out_.binding = book->settings.manual_share_reading;
        if (book->rule("manual-share") != nullptr) out_.limit_percent = book->settings.manual_share_percent;
    }

    void add(const Registration& one, std::uint32_t number, const domain::Shift& shift) {
        const auto& fact = facts_.at(number);
        const auto week = static_cast<std::size_t>((monday_of(fact.day) - out_.weeks.front()) / days{7});
        const int ordered = month_.of_visit(number).ordered;
        const auto to = [&](FollowUpRow& sum) {
            if (sum.weeks.empty()) sum.weeks.resize(out_.weeks.size());
            sum.sum.add(one, fact.visit);
            sum.ordered += ordered;
            sum.performed += one.minutes;
            rules::add_to(sum.weeks[week], one);
        };
        to(out_.all);
        if (const auto unit = unit_of_.find(shift.unit); unit != unit_of_.end()) to(units_[unit->second]);
        const auto client = month_.registry().client_index(fact.visit.client);
        if (client != Registry::nobody) to(clients_[client]);
        const auto worker = month_.registry().care_worker_index(shift.care_worker);
        if (worker != Registry::nobody) to(workers_[worker]);
        rules::add_to(by_day_[static_cast<std::size_t>((fact.day - by_day_.front().day).count())].share, one);
        if (one.manual) add_manual(one, fact, shift, worker);
    }

    void add_manual(const Registration& one, const Facts::VisitFact& fact, const domain::Shift& shift,
                    std::uint32_t worker) {
        ManualVisit made;
        made.id = fact.visit.id;
        made.source_id = fact.visit.source_id;
        made.day = fact.day;
        made.client = fact.visit.client;
        made.care_worker = shift.care_worker;
        made.client_number = month_.registry().client_number(fact.visit.client);
        made.cause = stories_.cause_of(one, fact);
        made.has_note = rules::says_why(fact.visit.note);
        made.registration = one;
        if (worker != Registry::nobody) {
            made.care_worker_number = month_.registry().care_workers()[worker].number;
            const bool explained = made.cause < Cause::none;
            workers_[worker].explained += one.at_lock && !one.by_lock && explained ? 1 : 0;
        }
        out_.manual.push_back(std::move(made));
    }

    void count_locks() {
        for (auto& unit : units_) unit.locks.resize(lock_months);
        out_.all.locks.resize(lock_months);
        facts_.each_client([&](std::uint32_t index) {
            const auto& client = facts_.client_at(index);
            const auto unit = unit_of_.find(client.client.unit);
            for (std::size_t i = 0; i < out_.lock_months.size(); ++i) {
                const Date day = std::min(domain::last_day(out_.lock_months[i]), today_);
                const auto count =
                    static_cast<int>(std::count_if(client.locks.begin(), client.locks.end(),
                                                   [&](const domain::Lock& lock) { return at_a_door(lock, day); }));
                out_.all.locks[i] += count;
                if (unit != unit_of_.end()) units_[unit->second].locks[i] += count;
            }
        });
    }

    static void put_people(std::vector<FollowUpRow>& sums, const std::vector<Registry::Person>& people,
                           std::vector<FollowUpRow>& rows) {
        for (std::size_t i = 0; i < sums.size(); ++i) {
            if (sums[i].sum.visits == 0) continue;
            sums[i].id = people[i].id;
            sums[i].name = people[i].name;
            sums[i].number = people[i].number;
            sums[i].rank = people[i].rank;
            rows.push_back(std::move(sums[i]));
        }
        std::sort(rows.begin(), rows.end(),
                  [](const auto& a, const auto& b) { return std::tie(a.rank, a.id) < std::tie(b.rank, b.id); });
    }

    void put_providers(const EarlierMonths& earlier) {
        for (auto it = earlier.begin(); it != earlier.lower_bound(out_.month); ++it) {
            out_.earlier.push_back(it->first);
            const auto& shares = it->second->shares;
            const auto put = [&](FollowUpRow& sum) {
                const auto found = shares.find(sum.id);
                sum.earlier.push_back(found == shares.end() ? rules::ManualShare{} : found->second);
            };
            put(out_.all);
            for (auto* rows : {&units_, &out_.care_workers, &out_.clients})
                for (auto& each : *rows) put(each);
        }
        const Alphabet alphabet;
        std::map<std::string, FollowUpRow> by_name;  // by the alphabet's key
        for (std::size_t i = 0; i < units_.size(); ++i) {
            auto [it, added] = by_name.try_emplace(alphabet.key(providers_[i]) + providers_[i]);
            if (added)
                it->second = of_provider(units_[i], providers_[i]);
            else
                add_unit(it->second, units_[i]);
        }
        for (auto& [key, provider] : by_name) out_.providers.push_back(std::move(provider));
        out_.units = std::move(units_);
        std::stable_sort(out_.units.begin(), out_.units.end(),
                         [&](const auto& a, const auto& b) { return alphabet.key(a.name) < alphabet.key(b.name); });
    }

    static FollowUpRow of_provider(FollowUpRow unit, const std::string& provider) {
        unit.id = {};
        unit.name = provider;
        return unit;
    }

    static void add_unit(FollowUpRow& to, const FollowUpRow& unit) {
        to.sum.add(unit.sum);
        to.ordered += unit.ordered;
        to.performed += unit.performed;
        for (std::size_t i = 0; i < to.locks.size(); ++i) to.locks[i] += unit.locks[i];
        for (std::size_t i = 0; i < to.weeks.size(); ++i) rules::add_to(to.weeks[i], unit.weeks[i]);
        for (std::size_t i = 0; i < to.earlier.size(); ++i) rules::add_to(to.earlier[i], unit.earlier[i]);
    }

    void put_causes() {
        std::sort(out_.manual.begin(), out_.manual.end(), [](const auto& a, const auto& b) {
            return std::tie(a.cause, a.day, a.source_id, a.id) < std::tie(b.cause, b.day, b.source_id, b.id);
        });
        std::set<Id> clients;
        std::set<Id> workers;
        for (const auto& visit : out_.manual) {
            if (out_.by_cause.empty() || out_.by_cause.back().cause != visit.cause) {
                out_.by_cause.push_back({visit.cause});
                clients.clear();
                workers.clear();
            }
            CauseSum& sum = out_.by_cause.back();
            ++sum.visits;
            sum.minutes += visit.registration.minutes;
            sum.clients += clients.insert(visit.client).second ? 1 : 0;
            sum.care_workers += workers.insert(visit.care_worker).second ? 1 : 0;
        }
    }

    const JudgedMonth& month_;
    const Facts& facts_;
    LockStories stories_;
    Date today_;
    FollowUp out_;
    std::vector<FollowUpRow> workers_, clients_;  // by the registry
    std::vector<FollowUpRow> units_;
    std::vector<std::string> providers_;  // of them
    std::unordered_map<Id, std::size_t> unit_of_;
    std::vector<rules::DayShare> by_day_;
};

}  // namespace

EarlierMonth count_earlier_month(const JudgedMonth& month) {
    EarlierMonth earlier;
    each_registration(month, [&](const auto& one, std::uint32_t visit, const auto& shift) {
        for (const Id& id : {Id{}, shift.unit, shift.care_worker, month.facts().at(visit).visit.client})
            rules::add_to(earlier.shares[id], one);
    });
    return earlier;
}

FollowUp count_follow_up(store::Store& store, const JudgedMonth& month, const std::vector<domain::Unit>& units,
                         const EarlierMonths& earlier) {
    return Counting(store, month, units).count(earlier);
}

rules::ManualShare FollowUp::what_if(std::span<const Id> visits, rules::Otherwise as) const {
    const std::set<Id> chosen(visits.begin(), visits.end());
    rules::ManualShare share = all.sum.share;
    for (const auto& visit : manual) {
        if (chosen.contains(visit.id)) rules::count_otherwise(share, visit.registration, as);
    }
    return share;
}

Sample draw_sample(const JudgedMonth& month, const std::vector<domain::Unit>& units, std::uint64_t seed,
                   std::optional<int> per_provider) {
    Sample sample{month.month(), rules::sample_day(month.month()), seed};
    const auto* book = book_of(month, units);
    if (per_provider || book != nullptr)
        sample.per_provider = per_provider ? *per_provider : rules::sample_clients(*book);
    const Facts& facts = month.facts();
    std::map<std::string, std::set<Id>> candidates;  // by provider
    std::map<Id, std::vector<std::uint32_t>> visits;
    each_registration(month, [&](const Registration&, std::uint32_t visit, const domain::Shift& shift) {
        const auto& fact = facts.at(visit);
        if (fact.day != sample.day) return;
        const auto unit =
            std::find_if(units.begin(), units.end(), [&](const auto& one) { return one.id == shift.unit; });
        if (unit == units.end()) return;
        candidates[unit->provider].insert(fact.visit.client);
        visits[fact.visit.client].push_back(visit);
    });
    for (const auto& [provider, clients] : candidates) {
        const std::vector<Id> all(clients.begin(), clients.end());
        for (const Id& id : rules::drawn(all, static_cast<std::size_t>(sample.per_provider), seed)) {
            SampledClient one;
            one.provider = provider;
            one.client = id;
            one.client_number = month.registry().client_number(id);
            const auto& locks = facts.client_at(facts.index_of_client(id)).locks;
            one.has_lock = std::any_of(locks.begin(), locks.end(),
                                       [&](const domain::Lock& lock) { return at_a_door(lock, sample.day); });
            std::set<Id> without;
            for (const std::uint32_t index : visits[id]) {
                const auto& fact = facts.at(index);
                const auto used = one.has_lock ? domain::Verification::lock : domain::Verification::tag;
                const auto& shift = facts.shift_at(fact.shift).shift;
                ++one.visits;
                ++(rules::is_manual(fact.visit) ? one.by_hand : one.by_lock_or_tag);
                if (fact.visit.start_verification != used && fact.visit.end_verification != used)
                    without.insert(shift.care_worker);
            }
            one.care_workers_without = static_cast<int>(without.size());
            sample.clients.push_back(std::move(one));
        }
    }
    std::sort(sample.clients.begin(), sample.clients.end(), [](const auto& a, const auto& b) {
        return std::tie(a.provider, a.client_number, a.client) < std::tie(b.provider, b.client_number, b.client);
    });
    return sample;
}

}  // namespace samordna::workspace
