#include "workspace/people.h"

#include <algorithm>
#include <unordered_map>

#include "rules/checks.h"
#include "sync/facts_reader.h"
#include "workspace/folding.h"
#include "workspace/registry.h"
#include "workspace/state.h"

namespace samordna::workspace {
namespace {

using domain::Date;
using domain::Id;
using domain::Instant;
using Kind = DayEntry::Kind;

void add_checks(PersonRow& row, const rules::Findings& findings) {
    for (const auto& finding : findings) {
        const auto* known = rules::find_check(finding.check);  // its name lives for ever
        if (known == nullptr) continue;
        if (std::find(row.checks.begin(), row.checks.end(), known->id) == row.checks.end())
            row.checks.push_back(known->id);
    }
}

// `settled`: its shift is approved, or its month has closed.
void add(PersonRow& row, const domain::Visit& visit, const rules::VisitReport& report, bool settled) {
    ++row.visits;
    row.blocking_visits += !settled && rules::any_blocks(report.findings) ? 1 : 0;
    row.manual_visits += rules::is_manual(visit) ? 1 : 0;
    row.ordered_minutes += report.ordered;
    row.performed_minutes += report.performed;
    add_checks(row, report.findings);
}

// In the order in which findings are shown.
void put_in_order(std::vector<std::string_view>& checks) {
    std::sort(checks.begin(), checks.end(),
              [](std::string_view a, std::string_view b) { return rules::find_check(a) < rules::find_check(b); });
}

bool in_force(const domain::Order& order, Date from, Date to) {
    return order.valid_from <= to && (!order.valid_to || *order.valid_to >= from);
}

void name_row(PersonRow& row, const Registry::Person& person) {
    row.id = person.id;
    row.name = person.name;
    row.number = person.number;
    row.search = person.search;
    row.person_id = person.person_id;
    row.rank = person.rank;
}

}  // namespace

std::vector<DayEntry> entries_of(const std::vector<PersonVisit>& visits, const std::vector<rules::Silence>& silences,
                                 Date day, bool between) {
    std::vector<DayEntry> entries;
    std::optional<Instant> busy_until;
    for (std::size_t i = 0; i < visits.size(); ++i) {
        const auto& visit = visits[i].visit;
        if (visits[i].day != day) continue;
        if (between && busy_until && visit.start > *busy_until)
            entries.push_back({Kind::gap, *busy_until, visit.start});
        if (between && busy_until && visit.start < *busy_until) {
            entries.push_back(
                {Kind::overlap, visit.start, visit.end ? std::min(*busy_until, *visit.end) : *busy_until});
        }
        entries.push_back({Kind::visit, visit.start, visit.end, i});
        if (visit.end) busy_until = std::max(busy_until.value_or(*visit.end), *visit.end);
    }
    for (const auto& silence : silences) {
        if (silence.day != day) continue;
        for (const auto& occasion : silence.occasions) {
            const Instant start = domain::from_local(day, occasion.usual);
            entries.push_back({Kind::missing, start, start + occasion.length, std::nullopt, occasion.service});
        }
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const DayEntry& a, const DayEntry& b) { return a.start < b.start; });
    return entries;
}

struct People::State {
    store::Store& store;
    domain::Month month;
    Date from = domain::first_day(month), to = domain::last_day(month);
    Instant now;
    Registry registry{store};
    std::shared_ptr<const rules::Rulebooks> rulebooks = sync::known_rulebooks(store);
    rules::Facts facts{*rulebooks};
    std::vector<domain::Unit> units = store.all<domain::Unit>();
    std::optional<std::vector<SilenceRow>> silences{};
    bool counted = false;
    std::vector<ClientRow> clients{};
    std::vector<WorkerRow> workers{};

    State(store::Store& s, domain::Month m, Instant at) : store(s), month(m), now(at) {
        sync::FactsReader(store, facts).read_days(from - rules::silence_history, to + std::chrono::days{1});
    }
    bool is_here(Date day) const { return from <= day && day <= to; }
    void count();
    void count_clients();
    void count_workers();
    PersonVisit line_of(const rules::Facts::VisitFact& fact, bool of_client) const;
    HandShare share_of(const std::vector<PersonVisit>& visits, std::string_view municipality) const;
};

People::People(store::Store& store, domain::Month month, Instant now)
    : state_(std::make_unique<State>(store, month, now)) {}
People::~People() = default;

domain::Month People::month() const {
    return state_->month;
}

const std::vector<SilenceRow>& People::silences() {
    State& s = *state_;
    if (!s.silences) s.silences = silences_in(s.facts, s.registry, s.units, s.month, s.now);
    return *s.silences;
}

void People::State::count_clients() {
    const auto& people = registry.clients();
    clients.resize(people.size());
    for (std::size_t i = 0; i < people.size(); ++i) {
        ClientRow& row = clients[i];
        name_row(row, people[i]);
        row.client_number = registry.client_number(people[i].id);
        const std::uint32_t client = facts.index_of_client(people[i].id);
        if (client == rules::Facts::nobody) continue;
        const auto& orders = facts.client_at(client).orders;
        row.has_order =
            std::any_of(orders.begin(), orders.end(), [&](const auto& order) { return in_force(order, from, to); });
        const auto visits = facts.all_of_client(client);
        for (auto place = visits.rbegin(); place != visits.rend() && !row.last_visit; ++place) {
            if (place->start <= now) row.last_visit = place->start;
        }
    }
}

void People::State::count_workers() {
    const auto& people = registry.care_workers();
    workers.resize(people.size());
    for (std::size_t i = 0; i < people.size(); ++i) name_row(workers[i], people[i]);
    for (const auto& worker : store.all<domain::CareWorker>()) {
        const auto index = registry.care_worker_index(worker.id);
        if (index == Registry::nobody) continue;
        workers[index].active = worker.active;
        workers[index].last_login = worker.last_login;
    }
    facts.each_shift([&](const domain::Shift& shift) {
        const auto index = registry.care_worker_index(shift.care_worker);
        if (index == Registry::nobody || !is_here(shift.date)) return;
        WorkerRow& row = workers[index];
        ++row.shifts;
        switch (rules::state_of(facts, shift, now)) {
            case rules::ShiftState::open:
                ++row.open;
                break;
            case rules::ShiftState::to_review:
                ++row.to_review;
                break;
            case rules::ShiftState::approved:
                ++row.approved;
                break;
        }
    });
}

void People::State::count() {
    if (counted) return;
    counted = true;
    count_clients();
    count_workers();
    facts.each_visit([&](std::uint32_t index) {
        const auto& fact = facts.at(index);
        if (!is_here(fact.day)) return;
        const auto report = rules::report_of_visit(facts, index, now);
        const auto& shift = facts.shift_at(fact.shift).shift;
        const auto closing = rules::closing_time_of(shift, facts.municipality_of(shift), *rulebooks);
        const bool settled = shift.approved_at.has_value() || (closing && now > *closing);
        if (const auto client = registry.client_index(fact.visit.client); client != Registry::nobody)
            add(clients[client], fact.visit, report, settled);
        const auto worker = registry.care_worker_index(shift.care_worker);
        if (worker != Registry::nobody) add(workers[worker], fact.visit, report, settled);
    });
    for (auto& row : clients) put_in_order(row.checks);
    for (auto& row : workers) put_in_order(row.checks);
}

const std::vector<ClientRow>& People::clients() {
    State& s = *state_;
    const bool fresh = !s.counted;
    s.count();
    if (fresh) {
        for (const SilenceRow& silence : silences()) {
            const auto index = s.registry.client_index(silence.silence.who);
            if (index != Registry::nobody) s.clients[index].silences.push_back(silence.silence);
        }
    }
    return s.clients;
}

const std::vector<WorkerRow>& People::workers() {
    clients();  // both are counted in one go
    return state_->workers;
}

PersonVisit People::State::line_of(const rules::Facts::VisitFact& fact, bool of_client) const {
    PersonVisit line;
    line.visit = fact.visit;
    line.day = fact.day;
    const auto* other = of_client ? registry.care_worker(facts.shift_at(fact.shift).shift.care_worker)
                                  : registry.client(fact.visit.client);
    if (other != nullptr) {
        line.other = other->name;
        line.other_number = other->number;
    }
    auto report = rules::report_of_visit(facts, fact.visit.id, now);
    line.ordered_minutes = report.ordered;
    line.performed_minutes = report.performed;
    line.findings = std::move(report.findings);
    return line;
}

HandShare People::State::share_of(const std::vector<PersonVisit>& visits, std::string_view municipality) const {
    std::vector<Id> ids;
    for (const auto& line : visits) ids.push_back(line.visit.id);
    HandShare by_hand{rules::manual_share(facts, ids, now)};
    if (const auto* book = rulebooks->in_force(municipality, to)) {
        by_hand.binding = book->settings.manual_share_reading;
        if (book->rule("manual-share") != nullptr) by_hand.limit_percent = book->settings.manual_share_percent;
    }
    return by_hand;
}

std::optional<ClientView> People::client(const Id& id) {
    State& s = *state_;
    const auto& rows = clients();
    const auto place = s.registry.client_index(id);
    const auto index = s.facts.index_of_client(id);
    if (place == Registry::nobody || index == rules::Facts::nobody) return std::nullopt;
    ClientView view;
    view.row = rows[place];
    sync::FactsReader(s.store, s.facts).read_years_of(id);
    const auto& client = s.facts.client_at(index);
    view.client = client.client;
    view.absences = client.absences;
    std::sort(view.absences.begin(), view.absences.end(),
              [](const auto& a, const auto& b) { return a.starts_at < b.starts_at; });
    for (const auto& order : client.orders) {
        if (!in_force(order, s.from, s.to)) continue;
        const auto same = std::find_if(view.services.begin(), view.services.end(),
                                       [&](const OrderUse& use) { return use.service == order.service; });
        if (same == view.services.end())
            view.services.push_back({order.service, order});
        else if (order.valid_from > same->order->valid_from)
            same->order = order;
    }
    const auto by_name = [](const OrderUse& a, const OrderUse& b) { return a.service < b.service; };
    std::sort(view.services.begin(), view.services.end(), by_name);
    const auto ordered = static_cast<std::ptrdiff_t>(view.services.size());
    for (const auto& each : s.facts.all_of_client(index)) {
        const auto& fact = s.facts.at(each.visit);
        if (!s.is_here(fact.day)) continue;
        view.visits.push_back(s.line_of(fact, true));
        for (const auto& line : rules::paid_lines(s.facts, fact.visit.id, s.now)) {
            auto use = std::find_if(view.services.begin(), view.services.end(),
                                    [&](const OrderUse& u) { return u.service == line.service; });
            if (use == view.services.end()) use = view.services.insert(use, {line.service, std::nullopt});
            ++use->visits;
            use->ordered_minutes += line.ordered;
            use->performed_minutes += line.performed;
        }
    }
    std::sort(view.services.begin() + ordered, view.services.end(), by_name);
    const auto municipality = s.facts.municipality_of_unit(client.client.unit);
    view.by_hand = s.share_of(view.visits, municipality);
    view.caps = rules::caps_of(s.facts, index, std::min(s.to, domain::local_date(s.now)), s.now);
    return view;
}

std::optional<WorkerView> People::worker(const Id& id) {
    State& s = *state_;
    const auto& rows = workers();
    const auto place = s.registry.care_worker_index(id);
    if (place == Registry::nobody) return std::nullopt;
    WorkerView view;
    view.row = rows[place];
    Id unit;
    s.facts.each_shift([&](const domain::Shift& shift) {
        if (shift.care_worker != id || !s.is_here(shift.date)) return;
        unit = shift.unit;
        WorkerShift made{shift.id, shift.source_id, shift.date};
        made.state = rules::state_of(s.facts, shift, s.now);
        for (const auto* visit : s.facts.visits_of(shift.id)) {
            view.visits.push_back(s.line_of(s.facts.at(s.facts.index_of(visit->id)), false));
            const auto& line = view.visits.back();
            ++made.visits;
            made.performed_minutes += line.performed_minutes;
            made.blocking_visits += rules::any_blocks(line.findings) ? 1 : 0;
            if (!made.start) made.start = visit->start;
            if (visit->end) made.end = std::max(made.end.value_or(*visit->end), *visit->end);
            for (const auto& paid : rules::paid_lines(s.facts, visit->id, s.now)) {
                auto use = std::find_if(view.services.begin(), view.services.end(),
                                        [&](const ServiceUse& u) { return u.service == paid.service; });
                if (use == view.services.end()) use = view.services.insert(use, {paid.service});
                ++use->visits;
                use->performed_minutes += paid.performed;
            }
        }
        view.shifts.push_back(std::move(made));
    });
    std::sort(view.shifts.begin(), view.shifts.end(),
              [](const auto& a, const auto& b) { return std::tie(a.date, a.start) < std::tie(b.date, b.start); });
    std::sort(view.visits.begin(), view.visits.end(),
              [](const auto& a, const auto& b) { return a.visit.start < b.visit.start; });
    std::sort(view.services.begin(), view.services.end(), [](const auto& a, const auto& b) {
        return std::tie(b.performed_minutes, a.service) < std::tie(a.performed_minutes, b.service);
    });
    view.by_hand = s.share_of(view.visits, s.facts.municipality_of_unit(unit));
    return view;
}

}  // namespace samordna::workspace
