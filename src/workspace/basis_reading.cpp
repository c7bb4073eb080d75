#include "workspace/basis_reading.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "domain/person_id.h"
#include "rules/judge.h"
#include "rules/payment.h"
#include "store/digest.h"
#include "sync/facts_reader.h"

namespace samordna::workspace {
namespace {

using domain::Date;
using domain::Id;
using domain::Instant;
using rules::Facts;

std::string full_name(const auto& person) {
    return person.first_name + (person.first_name.empty() || person.last_name.empty() ? "" : " ") + person.last_name;
}

// The day that the number begins with: "19391002-TF20". A coordination number has 60 added to its day.
std::optional<Date> born(std::string_view person_id) {
    const auto parsed = domain::parse_person_id(person_id);
    if (parsed.scheme == domain::PersonIdScheme::other || parsed.value.size() < 8) return std::nullopt;
    int number = 0;
    const auto* end = parsed.value.data() + 8;
    if (std::from_chars(parsed.value.data(), end, number).ptr != end) return std::nullopt;
    int day = number % 100;
    if (parsed.scheme == domain::PersonIdScheme::coordination && day > 60) day -= 60;
    const std::chrono::year_month_day date{std::chrono::year{number / 10000},
                                           std::chrono::month{static_cast<unsigned>(number / 100 % 100)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() ? std::optional(Date{date}) : std::nullopt;
}

void add_reason(std::vector<std::string>& reasons, std::string_view reason) {
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.emplace_back(reason);
}

class Reading {
  public:
    Reading(store::Store& store, const BasisQuestion& question, const std::function<void(std::size_t)>& told)
        : store_(store),
          question_(question),
          told_(told),
          rulebooks_(sync::known_rulebooks(store)),
          facts_(*rulebooks_) {}

    std::optional<Basis> read() {
        const auto* book = rulebooks_->in_force(question_.unit.municipality, domain::last_day(question_.month));
        if (book == nullptr) return std::nullopt;
        basis_.unit = question_.unit;
        basis_.month = question_.month;
        basis_.final = question_.final;
        basis_.closing_time = book->closing_time(question_.month);
        basis_.as_of = question_.final ? basis_.closing_time : question_.now;
        // What was not approved when the month closed is found by whoever looks a moment later.
        at_ = question_.final ? basis_.closing_time + std::chrono::seconds{1} : question_.now;
        used_.insert(book);
        read_facts();
        read_people();
        read_visits();
        read_startups();
        put_in_order();
        return std::move(basis_);
    }

  private:
    void read_facts() {
        sync::FactsReader(store_, facts_)
            .read_days(domain::first_day(question_.month), domain::first_day(question_.month + std::chrono::months{1}),
                       told_);
        // What comes into a month that is still open after this one has closed changes nothing in this one.
        if (!question_.final) return;
        forget([&](const Facts::VisitFact& fact) {
            return domain::month_of(facts_.shift_at(fact.shift).shift.date) > question_.month &&
                   (!fact.visit.registered_at || *fact.visit.registered_at > basis_.closing_time);
        });
    }

    template <class Which>
    void forget(Which which) {
        std::vector<Id> later;
        facts_.each_visit([&](std::uint32_t visit) {
            if (which(facts_.at(visit))) later.push_back(facts_.at(visit).visit.id);
        });
        for (const Id& visit : later) facts_.remove(domain::RecordType::visit, visit);
    }

    void read_people() {
        for (auto& client : store_.all<domain::Client>())
            basis_.clients.push_back(
                {client.id, client.number, client.first_name, client.last_name, born(client.person_id)});
        std::sort(basis_.clients.begin(), basis_.clients.end(),
                  [](const auto& a, const auto& b) { return std::tie(a.number, a.id) < std::tie(b.number, b.id); });
        for (std::uint32_t i = 0; i < basis_.clients.size(); ++i) client_[basis_.clients[i].id] = i;
        for (auto& worker : store_.all<domain::CareWorker>()) workers_.emplace(worker.id, std::move(worker));
    }

    void read_visits() {
        std::vector<Id> visits;
        facts_.each_visit([&](std::uint32_t index) {
            const auto& fact = facts_.at(index);
            if (domain::month_of(fact.day) != question_.month) return;
            if (facts_.shift_at(fact.shift).shift.unit != question_.unit.id) return;
            read_visit(fact);
            visits.push_back(fact.visit.id);
            if (told_) told_(visits.size());
        });
        basis_.visits = static_cast<int>(visits.size());
        basis_.manual = rules::manual_share(facts_, visits, at_);
    }

    void read_visit(const Facts::VisitFact& fact) {
        const auto& visit = fact.visit;
        const auto known = client_.find(visit.client);
        if (known == client_.end()) return;
        const std::uint32_t shift = shift_place(facts_.shift_at(fact.shift).shift);
        BasisShift& of_shift = basis_.shifts[shift];
        const auto& record = facts_.shift_at(fact.shift).shift;
        const auto* book = facts_.in_force(record, fact.day).book;
        if (book != nullptr) used_.insert(book);

        BasisDetail detail;
        detail.client = known->second;
        detail.shift = shift;
        detail.visit = visit.id;
        detail.source_id = visit.source_id;
        detail.day = fact.day;
        detail.start = visit.start;
        detail.end = visit.end;
        detail.manual_start = visit.start_verification == domain::Verification::manual;
        detail.manual_end = visit.end && visit.end_verification == domain::Verification::manual;
        detail.edited = visit.original_start || visit.original_end || visit.original_service_lines ||
                        visit.original_double_staffing || visit.original_shift;
        detail.note = !visit.note.empty();
        if (book != nullptr) detail.ore_per_hour = rules::rate_on(*book, fact.day);
        basis_.has_rates = basis_.has_rates || detail.ore_per_hour.has_value();

        ++of_shift.visits;
        std::size_t number = 0;
        for (auto& line : rules::paid_lines(facts_, visit.id, at_)) {
            BasisDetail one = detail;
            const auto* service = book == nullptr ? nullptr : book->services.find(line.service);
            one.service = service == nullptr ? line.service : service->name;
            one.extra = number < visit.service_lines.size() && visit.service_lines[number].extra;
            ++number;
            one.minutes = {line.ordered, line.performed, 0, line.paid, line.pending};
            one.reasons = std::move(line.reasons);
            if (of_shift.approval == BasisApproval::approved) {
                one.minutes.paid = line.paid;
            } else {
                // Too late is as not at all.
                if (of_shift.closed) {
                    one.minutes.payable = one.minutes.pending = 0;
                    one.reasons = {"after-closing"};
                }
                if (one.reasons.empty() && one.minutes.performed > 0) one.reasons = {"not-approved"};
            }
            of_shift.minutes += one.minutes;
            basis_.details.push_back(std::move(one));
        }
        read_findings(detail, of_shift);
        if (!visit.end && of_shift.approval == BasisApproval::missing) add_reason(of_shift.reasons, "going-on");
    }

    void read_findings(const BasisDetail& detail, BasisShift& of_shift) {
        for (auto& finding : rules::findings_of_visit(facts_, detail.visit, at_)) {
            if (finding.severity == rules::Severity::blocks && of_shift.approval == BasisApproval::missing)
                add_reason(of_shift.reasons, finding.check);
            basis_.deviations.push_back({detail.client, detail.shift, detail.source_id, detail.day,
                                         std::move(finding.check), std::move(finding.paragraph),
                                         std::move(finding.rulebook), finding.severity, detail.note});
        }
    }

    std::uint32_t shift_place(const domain::Shift& shift) {
        const auto [it, is_new] = shift_.try_emplace(shift.id, static_cast<std::uint32_t>(basis_.shifts.size()));
        if (!is_new) return it->second;
        BasisShift made;
        made.id = shift.id;
        made.source_id = shift.source_id;
        made.date = shift.date;
        if (const auto worker = workers_.find(shift.care_worker); worker != workers_.end()) {
            made.care_worker = worker->second.number;
            made.care_worker_name = full_name(worker->second);
        }
        made.approved_at = shift.approved_at;
        made.approved_by = shift.approved_by;
        const auto closing = rules::closing_time_of(shift, question_.unit.municipality, *rulebooks_);
        made.closed = closing && at_ > *closing;
        if (shift.approved_at) {
            made.approval =
                closing && *shift.approved_at > *closing ? BasisApproval::too_late : BasisApproval::approved;
        }
        if (made.closed && made.approval != BasisApproval::approved) made.reasons = {"after-closing"};
        basis_.shifts.push_back(std::move(made));
        return it->second;
    }

    // All hours that were ever registered against the locks that hang on the month's last day.
    void read_startups() {
        const Instant end = domain::end_of(question_.month);
        if (question_.final) forget([&](const auto& fact) { return fact.visit.start >= end; });
        const auto put = [&](domain::Visit&& visit) {
            if (facts_.visit(visit.id) != nullptr || (question_.final && visit.start >= end)) return;
            if (const auto shift = store_.find(domain::RecordType::shift, visit.shift)) facts_.put(shift->record);
            facts_.put(std::move(visit));
        };
        std::vector<std::string> services;
        for (const auto& book : rulebooks_->all()) {
            const auto* service = rules::startup_service(book);
            if (service != nullptr) add_reason(services, service->name);
        }
        for (auto& visit : store_.visits_with(services)) put(std::move(visit));
        const auto locks = store_.all<domain::Lock>();
        std::unordered_map<Id, const domain::Lock*> lock_of;
        for (const auto& lock : locks) {
            lock_of.emplace(lock.id, &lock);
            // A lock's own hour whose service somebody has changed since.
            if (auto visit = store_.find(domain::RecordType::visit, domain::startup_visit_of(lock.id)))
                put(std::get<domain::Visit>(std::move(visit->record)));
        }
        const Date today = domain::local_date(basis_.as_of);
        const Date day = std::min(domain::last_day(question_.month), today);
        facts_.each_client([&](std::uint32_t index) {
            const auto& client = facts_.client_at(index).client;
            const auto known = client_.find(client.id);
            if (client.unit != question_.unit.id || known == client_.end()) return;
            for (const auto& startup : rules::startups_of(facts_, index, day)) {
                BasisStartup row{startup.state, known->second, {}, {}, {}, startup.minutes};
                if (const auto lock = startup.lock ? lock_of.find(*startup.lock) : lock_of.end();
                    lock != lock_of.end()) {
                    row.lock = lock->second->source_id;
                    row.mounted_at = lock->second->mounted_at;
                }
                if (const auto* visit = startup.visit ? facts_.visit(*startup.visit) : nullptr)
                    row.day = domain::local_date(visit->start);
                basis_.startups.push_back(std::move(row));
            }
        });
    }

    void put_in_order() {
        auto& b = basis_;
        std::vector<std::uint32_t> order(b.shifts.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
            return std::tie(b.shifts[x].date, b.shifts[x].source_id, b.shifts[x].id) <
                   std::tie(b.shifts[y].date, b.shifts[y].source_id, b.shifts[y].id);
        });
        std::vector<BasisShift> shifts;
        std::vector<std::uint32_t> place(order.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            place[order[i]] = i;
            shifts.push_back(std::move(b.shifts[order[i]]));
            if (shifts.back().approval == BasisApproval::approved) continue;
            if (shifts.back().reasons.empty()) shifts.back().reasons = {"not-approved"};
            b.unpaid.push_back(i);
        }
        b.shifts = std::move(shifts);
        for (auto& detail : b.details) detail.shift = place[detail.shift];
        for (auto& deviation : b.deviations) deviation.shift = place[*deviation.shift];
        // The lines of one visit stay as they were registered.
        std::stable_sort(b.details.begin(), b.details.end(), [](const auto& x, const auto& y) {
            return std::tie(x.client, x.start, x.source_id, x.visit) <
                   std::tie(y.client, y.start, y.source_id, y.visit);
        });
        std::stable_sort(b.deviations.begin(), b.deviations.end(), [](const auto& x, const auto& y) {
            return std::tie(x.day, x.source_id, x.shift, x.client) < std::tie(y.day, y.source_id, y.shift, y.client);
        });
        std::sort(b.startups.begin(), b.startups.end(), [](const auto& x, const auto& y) {
            return std::tie(x.client, x.lock, x.day, x.state) < std::tie(y.client, y.lock, y.day, y.state);
        });
        for (const auto* book : used_)
            b.rulebooks.push_back({book->version, book->valid_from, book->source.publisher, book->source.title});
        std::sort(b.rulebooks.begin(), b.rulebooks.end(), [](const auto& x, const auto& y) {
            return std::tie(x.valid_from, x.version) < std::tie(y.valid_from, y.version);
        });
        add_up(b);
        b.checksum = store::sha256_of(text_of(b));
    }

    static void add_up(Basis& basis);

    store::Store& store_;
    const BasisQuestion& question_;
    const std::function<void(std::size_t)>& told_;
    std::shared_ptr<const rules::Rulebooks> rulebooks_;
    Facts facts_;
    Instant at_{};
    Basis basis_;
    std::set<const rules::Rulebook*> used_;
    std::unordered_map<Id, std::uint32_t> client_, shift_;
    std::unordered_map<Id, domain::CareWorker> workers_;
};

void Reading::add_up(Basis& basis) {
    using Key = std::tuple<std::uint32_t, std::string, std::int64_t>;
    const auto gather = [&](bool by_client) {
        std::map<Key, BasisSum> lines;
        std::map<Key, const Id*> last;  // visit: one with several lines of a service is one visit
        for (const auto& detail : basis.details) {
            const Key key{by_client ? detail.client : 0, detail.service, detail.ore_per_hour.value_or(-1)};
            BasisSum& line = lines[key];
            line.client = by_client ? detail.client : 0;
            line.service = detail.service;
            line.ore_per_hour = detail.ore_per_hour;
            line.minutes += detail.minutes;
            const Id*& before = last[key];
            if (before == nullptr || *before != detail.visit) ++line.visits;
            before = &detail.visit;
            for (const auto& reason : detail.reasons) add_reason(line.reasons, reason);
        }
        std::vector<BasisSum> all;
        for (auto& [key, line] : lines) {
            std::sort(line.reasons.begin(), line.reasons.end());
            all.push_back(std::move(line));
        }
        return all;
    };
    basis.lines = gather(true);
    basis.services = gather(false);
    const auto sum = [](const auto& rows) {
        BasisMinutes total;
        for (const auto& row : rows) total += row.minutes;
        return total;
    };
    basis.total = sum(basis.details);
    basis.adds_up =
        sum(basis.lines) == basis.total && sum(basis.services) == basis.total && sum(basis.shifts) == basis.total;
}

}  // namespace

std::optional<Basis> read_basis(store::Store& store, const BasisQuestion& question,
                                const std::function<void(std::size_t)>& told) {
    return Reading(store, question, told).read();
}

}  // namespace samordna::workspace
