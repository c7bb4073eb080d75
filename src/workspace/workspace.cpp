#include "workspace/workspace.h"

#include "base/log.h"
#include "base/text.h"
#include "rules/checks.h"
#include "store/recovery.h"
#include "sync/facts_reader.h"
#include "sync/http_remote.h"
#include "sync/round.h"
#include "sync/signed_in_remote.h"
#include "workspace/month_list.h"
#include "workspace/month_visits.h"
#include "workspace/registry.h"
#include "workspace/state.h"

namespace samordna::workspace {
namespace {

using base::Error;
using domain::Id;

std::optional<domain::Instant> moment(const std::string& seconds) {
    const auto value = base::parse_integer<std::int64_t>(seconds);
    return value ? std::optional(domain::Instant{std::chrono::seconds{*value}}) : std::nullopt;
}

SyncStatus::Phase phase_of(const Error& error) {
    if (error.code == "session.expired") return SyncStatus::Phase::session_expired;
    if (error.code == "backend.unreachable" || error.code == "backend.busy" || error.code == "cancelled") {
        return SyncStatus::Phase::offline;
    }
    return SyncStatus::Phase::failed;
}

}  // namespace

// --- Opening.

Workspace::Workspace(std::unique_ptr<State> state) : state_(std::move(state)) {}

Workspace::~Workspace() {
    stop_syncing();
}

Result<std::unique_ptr<Workspace>> Workspace::open(const Profile& profile, const base::Clock& clock, base::Post& post,
                                                   Connect connect) {
    auto key =
        store::open_key({profile.directory, profile.passphrase_file, profile.use_keyring, profile.keyring_patience});
    if (!key) return key.error();
    auto state = std::make_unique<State>(profile, clock, post, std::move(connect));
    state->keeping = key->keeping;
    state->vault = std::make_unique<store::Vault>();
    state->vault->directory = profile.directory;
    state->vault->key = key->key;
    auto opened = store::Store::open(*state->vault, store::Store::Rank::user);
    if (!opened) return opened.error();
    state->store = std::move(*opened);
    state->shelf = std::make_unique<MonthShelf>(*state->store, [raw = state.get()] { return raw->now(); });
    state->box = make_news_box(post);
    state->receiver = std::make_shared<std::function<void(const NewsBox::Content&)>>(
        [raw = state.get()](const NewsBox::Content& content) { raw->receive(content); });
    state->box->deliver_to(state->receiver);
    try {
        state->read_status();
    } catch (const store::Failure& failure) {
        return failure.error;
    }
    return std::unique_ptr<Workspace>(new Workspace(std::move(state)));
}

KeyKeeping Workspace::key_keeping() const {
    return state_->keeping == store::Keeping::keyring ? KeyKeeping::keyring : KeyKeeping::passphrase_file;
}

std::shared_ptr<protocol::Remote> Workspace::State::remote(const std::string& server, std::stop_token stop) const {
    if (connect) return connect(server);
    return std::make_shared<sync::HttpRemote>(server, sync::HttpOptions{profile.ca_file, std::move(stop)});
}

// --- Agreement with the backend.

Result<SyncSummary> Workspace::sync() {
    State& s = *state_;
    try {
        const auto who = sync::sign_in_of(*s.store);
        if (who.token.empty()) return Error{"session.expired"};
        const auto remote = s.remote(who.server, {});
        sync::SignedInRemote signed_in(*s.store, *remote, who);
        s.box->put({sync::WorkerNews::Kind::round_begins, {}, {}});
        sync::Round round(*s.store, signed_in, s.clock, who, [&](const sync::RoundNews& news) {
            s.box->put({sync::WorkerNews::Kind::data, news, {}});
        });
        auto done = round.run({});
        const auto trouble = done ? std::nullopt : std::optional(done.error());
        s.box->put({sync::WorkerNews::Kind::round_ends, {}, trouble});
        s.status.trouble = trouble;
        s.status.phase = SyncStatus::Phase::idle;
        s.read_status();
        if (!done) return done.error();
        return SyncSummary{done->received, done->accepted, done->refused, done->conflicts, done->waiting};
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

void Workspace::start_syncing() {
    State& s = *state_;
    if (s.worker) return;
    sync::Worker::Ways ways;
    ways.open_store = [vault = s.vault.get()] { return store::Store::open(*vault, store::Store::Rank::background); };
    ways.connect = [&s](const std::string& server, std::stop_token stop) { return s.remote(server, std::move(stop)); };
    s.worker = std::make_unique<sync::Worker>(std::move(ways), s.clock,
                                              [box = s.box](const sync::WorkerNews& news) { box->put(news); });
}

void Workspace::stop_syncing() {
    state_->worker.reset();
}

void Workspace::sync_now() {
    if (state_->worker) state_->worker->wake();
}

SyncStatus Workspace::status() const {
    return state_->status;
}

void Workspace::on_news(std::function<void(const News&)> listener) {
    state_->listener = std::move(listener);
}

void Workspace::State::read_status() {
    const auto counts = store->outbox_counts();
    status.waiting = counts.waiting;
    status.needs_attention = counts.needs_attention;
    status.late = counts.late;
    status.complete = store->complete();
    status.rehearsal = !store->meta("rehearsal").empty();
    status.last_synced = moment(store->meta("synced_at"));
    if (store->meta("token").empty())
        status.phase = SyncStatus::Phase::signed_out;
    else if (status.trouble)
        status.phase = phase_of(*status.trouble);
    else if (status.phase != SyncStatus::Phase::syncing)
        status.phase = SyncStatus::Phase::idle;
}

void Workspace::State::receive(const NewsBox::Content& content) {
    using Kind = sync::WorkerNews::Kind;
    status.received = content.received;
    if (content.phase == Kind::round_begins) status.phase = SyncStatus::Phase::syncing;
    if (content.phase == Kind::round_ends) {
        status.phase = SyncStatus::Phase::idle;
        status.trouble = content.error;
    }
    try {
        read_status();
    } catch (const store::Failure& failure) {
        status.trouble = failure.error;
        status.phase = SyncStatus::Phase::failed;
    }
    tell(content.news);
}

void Workspace::State::fail(const Error& error) {
    status.trouble = error;
    status.phase = SyncStatus::Phase::failed;
    tell({false, {}, false, true});
}

void Workspace::State::tell(const News& news) {
    if (status.trouble && status.trouble->code == "profile.damaged") store::mark_damaged(profile.directory);
    shelf->note(news.everything, news.shifts);
    if (news.everything) people.reset();
    // Visits tell which tags are used and which phones hold shifts.
    if (news.everything || news.equipment || !news.shifts.empty()) equipment.reset();
    if (listener) listener(news);
}

// --- Reading.

domain::Instant Workspace::State::now() const {
    return sync::backend_time(*store, clock);
}
domain::Instant Workspace::now() const {
    return state_->now();
}

std::vector<domain::Unit> Workspace::units() const {
    return state_->store->all<domain::Unit>();
}

std::vector<domain::Month> Workspace::months() const {
    return state_->store->months();
}

std::size_t Workspace::unapproved(domain::Month month, std::size_t at_most) const {
    return state_->store->unapproved(month, at_most);
}

std::optional<domain::Instant> Workspace::closing_time(domain::Month month) const {
    const auto rulebooks = sync::known_rulebooks(*state_->store);
    for (const auto& unit : units()) {
        const auto* book = rulebooks->in_force(unit.municipality, domain::last_day(month));
        if (book != nullptr) return book->closing_time(month);
    }
    return std::nullopt;
}

void Workspace::read_months_elsewhere(std::chrono::milliseconds patience) {
    State& s = *state_;
    MonthShelf::Elsewhere elsewhere;
    s.store->keep_little();
    elsewhere.open = [vault = s.vault.get()] {
        auto opened = store::Store::open(*vault, store::Store::Rank::background);
        if (opened) (*opened)->keep_little();
        return opened;
    };
    elsewhere.post = &s.post;
    elsewhere.patience = patience;
    elsewhere.tell = [&s](domain::Month month, bool read) {
        News news;
        news.reading = true;
        if (read) news.read = month;
        if (read && s.people && s.people->month() == month) s.people.reset();
        if (s.listener) s.listener(news);
    };
    elsewhere.failed = [&s](const Error& error) { s.fail(error); };
    s.shelf->read_elsewhere(std::move(elsewhere));
}

std::optional<Reading> Workspace::reading(domain::Month month) const {
    return state_->shelf->reading(month);
}

void Workspace::stop_reading(domain::Month month) {
    state_->shelf->stop_reading(month);
}

void Workspace::read_anew(domain::Month month) {
    state_->shelf->read_anew(month);
}

std::unique_ptr<ShiftList> Workspace::shifts(domain::Month month) const {
    return std::make_unique<MonthList>(*state_->store, *state_->shelf, month);
}

std::unique_ptr<VisitList> Workspace::visit_list(domain::Month month) const {
    return std::make_unique<MonthVisits>(*state_->shelf, month);
}

std::vector<ListedVisit> Workspace::visits(std::optional<domain::Month> month) const {
    store::Store& store = *state_->store;
    const auto from = month ? domain::first_day(*month) : domain::Date::min();
    const auto to = month ? domain::first_day(*month + std::chrono::months{1}) : domain::Date::max();
    const Registry registry(store);
    const auto rulebooks = sync::known_rulebooks(store);
    rules::Facts facts(*rulebooks);
    sync::FactsReader(store, facts).read_days(from, to);
    const auto at = now();
    std::vector<ListedVisit> rows;
    facts.each_shift([&](const domain::Shift& shift) {
        if (shift.date < from || shift.date >= to) return;
        const auto* worker = registry.care_worker(shift.care_worker);
        for (const auto* visit : facts.visits_of(shift.id)) {
            ListedVisit row;
            row.visit = *visit;
            row.source_id = shift.source_id;
            if (worker != nullptr) row.care_worker_number = worker->number;
            row.client_number = registry.client_number(visit->client);
            row.findings = rules::findings_of_visit(facts, visit->id, at);
            rows.push_back(std::move(row));
        }
    });
    std::sort(rows.begin(), rows.end(), [](const ListedVisit& a, const ListedVisit& b) {
        return std::tie(a.visit.start, a.visit.source_id, a.visit.id) <
               std::tie(b.visit.start, b.visit.source_id, b.visit.id);
    });
    return rows;
}

std::string Workspace::cited_sentence(const rules::Finding& finding) const {
    const auto rulebooks = sync::known_rulebooks(*state_->store);
    const auto* book = rulebooks->find(finding.rulebook);
    const auto* rule = book == nullptr ? nullptr : book->rule(finding.check);
    return rule == nullptr ? std::string{} : rule->sentence;
}

}  // namespace samordna::workspace
