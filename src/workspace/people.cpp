#include "workspace/people.h"

#include <algorithm>
#include <unordered_map>

#include "store/store.h"
#include "workspace/judged_month.h"
#include "workspace/silence_watch.h"

namespace samordna::workspace {
namespace {

using domain::Date;
using domain::Id;
using domain::Instant;
using Kind = DayEntry::Kind;

// A row while it is counted: its checks as a set.
struct Sum {
    PersonRow* row;
    CheckSet checks = 0;
    // `settled`: its shift is approved, or its month has closed.
    void add(const JudgedMonth::OfVisit& visit, bool settled) {
        ++row->visits;
        row->blocking_visits += visit.blocks() && !settled ? 1 : 0;
        row->manual_visits += visit.manual ? 1 : 0;
        row->ordered_minutes += visit.ordered;
        row->performed_minutes += visit.performed;
        checks |= visit.checks;
    }
};

template <class Row>
std::vector<Sum> sums_of(std::vector<Row>& rows) {
    std::vector<Sum> sums;
    for (Row& row : rows) sums.push_back({&row});
    return sums;
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
    std::shared_ptr<JudgedMonth> judged;
    Date from = domain::first_day(judged->month()), to = domain::last_day(judged->month());
    std::vector<domain::CareWorker> care_workers;
    SilenceWatch watch;
    std::uint64_t seen = judged->version();
    std::uint64_t version = 0;
    bool counted = false;
    std::vector<ClientRow> clients{};
    std::vector<WorkerRow> workers{};  // by the registry
    std::vector<WorkerRow> listed{};   // without those who have left and did nothing that month

    State(store::Store& store, std::shared_ptr<JudgedMonth> month)
        : judged(std::move(month)),
          care_workers(store.all<domain::CareWorker>()),
          watch(*judged, store.all<domain::Unit>()) {}
    const rules::Facts& facts() const { return judged->facts(); }
    const Registry& registry() const { return judged->registry(); }
    bool is_here(Date day) const { return from <= day && day <= to; }
    void changed() {
        counted = false;
        ++version;
    }
    void count();
    void begin_clients();
    void begin_workers();
    PersonVisit line_of(const rules::Facts::VisitFact& fact, bool of_client) const;
    HandShare share_of(const std::vector<PersonVisit>& visits, std::string_view municipality) const;
};

People::People(store::Store& store, std::shared_ptr<JudgedMonth> month)
    : state_(std::make_unique<State>(store, std::move(month))) {}
People::~People() = default;

domain::Month People::month() const {
    return state_->judged->month();
}

std::uint64_t People::version() const {
    return state_->version;
}

void People::catch_up() {
    State& s = *state_;
    s.judged->catch_up();
    if (s.judged->version() != s.seen) s.changed();
    s.seen = s.judged->version();
    s.watch.catch_up();
}

bool People::look_further() {
    State& s = *state_;
    if (s.watch.is_done() || s.watch.work()) return !s.watch.is_done();
    s.changed();
    return false;
}

bool People::has_looked() const {
    return state_->watch.is_done();
}

const std::optional<std::vector<SilenceRow>>& People::silences() const {
    return state_->watch.rows();
}

void People::State::begin_clients() {
    const auto now = judged->now();
    const auto& people = registry().clients();
    clients.assign(people.size(), {});
    for (std::size_t i = 0; i < people.size(); ++i) {
        ClientRow& row = clients[i];
        name_row(row, people[i]);
        row.client_number = registry().client_number_at(static_cast<std::uint32_t>(i));
        const std::uint32_t client = facts().index_of_client(people[i].id);
        if (client == rules::Facts::nobody) continue;
        const auto& orders = facts().client_at(client).orders;
        row.has_order =
            std::any_of(orders.begin(), orders.end(), [&](const auto& order) { return in_force(order, from, to); });
        const auto visits = facts().all_of_client(client);
        for (auto place = visits.rbegin(); place != visits.rend() && !row.last_visit; ++place) {
            if (place->start <= now) row.last_visit = place->start;
        }
    }
    if (const auto& silences = watch.rows()) {
        for (const SilenceRow& silence : *silences) {
            const auto index = registry().client_index(silence.silence.who);
            if (index != Registry::nobody) clients[index].silences.push_back(silence.silence);
        }
    }
}

void People::State::begin_workers() {
    const auto& colleagues = registry().care_workers();
    workers.assign(colleagues.size(), {});
    for (std::size_t i = 0; i < colleagues.size(); ++i) name_row(workers[i], colleagues[i]);
    for (const auto& worker : care_workers) {
        const auto index = registry().care_worker_index(worker.id);
        if (index == Registry::nobody) continue;
        workers[index].active = worker.active;
        workers[index].last_login = worker.last_login;
    }
}

// A visit is of the month in which it starts; its shift may begin the day before.
void People::State::count() {
    if (std::exchange(counted, true)) return;
    begin_clients();
    begin_workers();
    auto of_clients = sums_of(clients);
    auto of_workers = sums_of(workers);
    std::vector<std::uint32_t> places;  // of clients, by the facts
    facts().each_client([&](std::uint32_t client) {
        places.resize(client + 1, Registry::nobody);
        places[client] = registry().client_index(facts().client_at(client).client.id);
    });
    facts().each_shift([&](const domain::Shift& shift) {
        if (!is_here(shift.date) && !is_here(shift.date + std::chrono::days{1})) return;
        const std::uint32_t number = facts().index_of_shift(shift.id);
        const auto worker = registry().care_worker_index(shift.care_worker);
        const auto of_shift = judged->of_shift(number);
        if (worker != Registry::nobody && is_here(shift.date)) {
            ++workers[worker].shifts;
            workers[worker].open += of_shift.state == rules::ShiftState::open ? 1 : 0;
            workers[worker].to_review += of_shift.state == rules::ShiftState::to_review ? 1 : 0;
            workers[worker].approved += of_shift.state == rules::ShiftState::approved ? 1 : 0;
        }
        const bool settled = of_shift.state == rules::ShiftState::approved || of_shift.closed;
        for (const std::uint32_t index : facts().shift_at(number).visits) {
            const auto visit = judged->of_visit(index);
            if (!visit.starts_here) continue;
            const auto client = visit.client < places.size() ? places[visit.client] : Registry::nobody;
            if (client != Registry::nobody) of_clients[client].add(visit, settled);
            if (worker != Registry::nobody) of_workers[worker].add(visit, settled);
        }
    });
    for (const Sum& sum : of_clients) append_checks(sum.checks, sum.row->checks);
    for (const Sum& sum : of_workers) append_checks(sum.checks, sum.row->checks);
    std::vector<bool> has_left(workers.size());
    for (const auto& worker : care_workers) {
        const auto index = registry().care_worker_index(worker.id);
        if (index != Registry::nobody) has_left[index] = worker.archived && workers[index].shifts == 0;
    }
    listed.clear();
    for (std::size_t i = 0; i < workers.size(); ++i) {
        if (!has_left[i]) listed.push_back(workers[i]);
    }
}

const std::vector<ClientRow>& People::clients() {
    state_->count();
    return state_->clients;
}

const std::vector<WorkerRow>& People::workers() {
    state_->count();
    return state_->listed;
}

PersonVisit People::State::line_of(const rules::Facts::VisitFact& fact, bool of_client) const {
    PersonVisit line;
    line.visit = fact.visit;
    line.day = fact.day;
    const auto* other = of_client ? registry().care_worker(facts().shift_at(fact.shift).shift.care_worker)
                                  : registry().client(fact.visit.client);
    if (other != nullptr) {
        line.other = other->name;
        line.other_number = other->number;
    }
    auto report = judged->report(facts().index_of(fact.visit.id));
    line.ordered_minutes = report.ordered;
    line.performed_minutes = report.performed;
    line.findings = std::move(report.findings);
    return line;
}

HandShare People::State::share_of(const std::vector<PersonVisit>& visits, std::string_view municipality) const {
    std::vector<Id> ids;
    for (const auto& line : visits) ids.push_back(line.visit.id);
    HandShare by_hand{rules::manual_share(facts(), ids, judged->now())};
    if (const auto* book = judged->rulebooks().in_force(municipality, to)) {
        by_hand.binding = book->settings.manual_share_reading;
        if (book->rule("manual-share") != nullptr) by_hand.limit_percent = book->settings.manual_share_percent;
    }
    return by_hand;
}

std::optional<ClientView> People::client(const Id& id) {
    State& s = *state_;
    const auto now = s.judged->now();
    const auto& rows = clients();
    const auto place = s.registry().client_index(id);
    const auto index = s.facts().index_of_client(id);
    if (place == Registry::nobody || index == rules::Facts::nobody) return std::nullopt;
    ClientView view;
    view.row = rows[place];
    s.judged->read_years_of(id);
    const auto& client = s.facts().client_at(index);
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
    for (const auto& each : s.facts().all_of_client(index)) {
        const auto& fact = s.facts().at(each.visit);
        if (!s.is_here(fact.day)) continue;
        view.visits.push_back(s.line_of(fact, true));
        for (const auto& line : rules::paid_lines(s.facts(), fact.visit.id, now)) {
            auto use = std::find_if(view.services.begin(), view.services.end(),
                                    [&](const OrderUse& u) { return u.service == line.service; });
            if (use == view.services.end()) use = view.services.insert(use, {line.service, std::nullopt});
            ++use->visits;
            use->ordered_minutes += line.ordered;
            use->performed_minutes += line.performed;
        }
    }
    std::sort(view.services.begin() + ordered, view.services.end(), by_name);
    const auto municipality = s.facts().municipality_of_unit(client.client.unit);
    view.by_hand = s.share_of(view.visits, municipality);
    view.caps = rules::caps_of(s.facts(), index, std::min(s.to, domain::local_date(now)), now);
    return view;
}

std::optional<WorkerView> People::worker(const Id& id) {
    State& s = *state_;
    const auto now = s.judged->now();
    s.count();
    const auto place = s.registry().care_worker_index(id);
    if (place == Registry::nobody) return std::nullopt;
    WorkerView view;
    view.row = s.workers[place];
    Id unit;
    s.facts().each_shift([&](const domain::Shift& shift) {
        if (shift.care_worker != id || !s.is_here(shift.date)) return;
        unit = shift.unit;
        WorkerShift made{shift.id, shift.source_id, shift.date};
        made.state = rules::state_of(s.facts(), shift, now);
        for (const auto* visit : s.facts().visits_of(shift.id)) {
            view.visits.push_back(s.line_of(s.facts().at(s.facts().index_of(visit->id)), false));
            const auto& line = view.visits.back();
            ++made.visits;
            made.performed_minutes += line.performed_minutes;
            made.blocking_visits += rules::any_blocks(line.findings) ? 1 : 0;
            if (!made.start) made.start = visit->start;
            if (visit->end) made.end = std::max(made.end.value_or(*visit->end), *visit->end);
            for (const auto& paid : rules::paid_lines(s.facts(), visit->id, now)) {
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
    view.by_hand = s.share_of(view.visits, s.facts().municipality_of_unit(unit));
    return view;
}

}  // namespace samordna::workspace
