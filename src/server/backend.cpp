#include "server/backend.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.h"
#include "server/accounts.h"
#include "server/activity_log.h"
#include "server/commands.h"
#include "server/feed.h"
#include "server/ingest.h"
#include "server/openid.h"
#include "server/problem.h"
#include "server/sightings.h"
#include "server/storage.h"

namespace samordna::server {
namespace {

constexpr std::size_t connections = 8;
constexpr std::chrono::seconds look_around{1};
constexpr std::chrono::hours clean_up{1};

// Who wants to know that something has changed.
class Bell {
  public:
    Backend::Subscription add(std::function<void()> listener) {
        auto subscription = std::make_shared<const std::function<void()>>(std::move(listener));
        const std::lock_guard lock(mutex_);
        listeners_.emplace_back(subscription);
        return subscription;
    }
    void ring() {
        std::vector<Backend::Subscription> awake;
        {
            const std::lock_guard lock(mutex_);
            std::erase_if(listeners_, [](const auto& listener) { return listener.expired(); });
            for (const auto& listener : listeners_) {
                if (auto alive = listener.lock()) awake.push_back(std::move(alive));
            }
        }
        for (const auto& listener : awake) (*listener)();
    }

  private:
    std::mutex mutex_;
    std::vector<std::weak_ptr<const std::function<void()>>> listeners_;
};

}  // namespace

struct Backend::State {
    State(std::unique_ptr<Storage> database, const std::filesystem::path& directory, const base::Clock& a_clock,
          const rules::Rulebooks& rulebooks, bool moved)
        : clock(a_clock),
          rehearsal(moved),
          storage(std::move(database)),
          accounts(*storage, clock, directory),
          care_workers(*storage, clock),
          feed(*storage, clock),
          shelf(rulebooks),
          commands(*storage, clock, shelf),
          log(*storage, clock),
          retention(*storage, clock, shelf) {}

    // The error, where she may not.
    std::optional<base::Error> refusal(const Principal& who, domain::Deed deed) {
        if (domain::may(who.role, deed)) return std::nullopt;
        return log.refuse(who, domain::name_of(deed), base::Error{"forbidden"});
    }

    Result<Big> newest() {
        return storage->read([](soci::session& sql) {
            Big sum = 0;
            sql << "SELECT COALESCE(SUM(sequence), 0) FROM provider", soci::into(sum);
            return sum;
        });
    }

    void purge() {
        for (const auto& done :
             {accounts.purge(), commands.purge(), purge_sightings(*storage, clock), retention.run_daily()}) {
            if (!done) base::log::warning("cleaning up failed: " + done.error().detail);
        }
    }

    void keep_house(const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any woken;
        Big seen = 0;
        auto next_clean_up = std::chrono::steady_clock::now();
        while (!stop.stop_requested()) {
            if (std::chrono::steady_clock::now() >= next_clean_up) {
                purge();
                next_clean_up += clean_up;
            }
            const auto now = newest();
            if (now && *now != seen) {
                seen = *now;
                bell.ring();
            }
            std::unique_lock lock(mutex);
            woken.wait_for(lock, stop, look_around, [] { return false; });
        }
    }

    const base::Clock& clock;
    const bool rehearsal;
    std::unique_ptr<Storage> storage;
    Accounts accounts;
    std::unique_ptr<OpenId> openid = std::make_unique<OpenId>();
    CareWorkerAccess care_workers;
    Feed feed;
    RulebookShelf shelf;
    Commands commands;
    ActivityLog log;
    Retention retention;
    Bell bell;
    std::jthread housekeeper;
};

Backend::Backend(std::unique_ptr<State> state) : state_(std::move(state)) {}
Backend::~Backend() = default;

Result<std::unique_ptr<Backend>> Backend::open(const std::filesystem::path& directory, const base::Clock& clock,
                                               const rules::Rulebooks& rulebooks, bool rehearsal) {
    auto storage = Storage::open(directory, connections);
    if (!storage) return storage.error();
    return std::unique_ptr<Backend>(
        new Backend(std::make_unique<State>(std::move(*storage), directory, clock, rulebooks, rehearsal)));
}

bool Backend::exists(const std::filesystem::path& directory) {
    return Storage::exists(directory);
}
void Backend::discard(const std::filesystem::path& directory) {
    Storage::discard(directory);
}

protocol::Hello Backend::hello() const {
    protocol::Hello hello;
    hello.server_time = state_->clock.now();
    hello.rehearsal = state_->rehearsal;
    return hello;
}

Result<> Backend::healthy() {
    const auto answered = state_->newest();
    if (!answered) return answered.error();
    return {};
}

Result<> Backend::add_account(const NewAccount& wish) {
    if (auto added = state_->accounts.add(wish); !added) return added;
    return state_->log.note_account(wish.user);
}
Result<std::vector<VisibleUnit>> Backend::units() {
    return state_->accounts.units();
}
Result<> Backend::deactivate_account(const std::string& user) {
    if (auto done = state_->accounts.deactivate(user); !done) return done;
    return state_->log.note_account(user);
}
Result<> Backend::reset_second_factor(const std::string& user) {
    if (auto done = state_->accounts.reset_second_factor(user); !done) return done;
    return state_->log.note_account(user);
}
Result<> Backend::link_account(const std::string& user, const Identity& identity) {
    if (auto done = state_->accounts.link(user, identity); !done) return done;
    return state_->log.note_account(user);
}
Result<> Backend::unlink_account(const std::string& user) {
    if (auto done = state_->accounts.unlink(user); !done) return done;
    return state_->log.note_account(user);
}
Result<protocol::Session> Backend::sign_in(const protocol::Credentials& shown, const Peer& from) {
    auto session = state_->accounts.sign_in(shown, from);
    // Whoever has to wait was not tried, and of whom more is wanted has not failed.
    const std::string code = session ? std::string{} : session.error().code;
    if (!session && code != "sign_in.refused" && code != "sign_in.second_factor_demanded") return session;
    const auto noted = state_->log.note_sign_in({shown.user, from.program}, session ? nullptr : &session.error());
    if (!noted) return noted.error();
    return session;
}
void Backend::trust(std::vector<OpenIdSettings> providers) {
    state_->openid = std::make_unique<OpenId>(std::move(providers));
}
std::vector<protocol::OpenIdProvider> Backend::openid_providers() const {
    return state_->openid->providers();
}
void Backend::hang_up() {
    state_->openid->hang_up();
}
Result<protocol::OpenIdQuestion> Backend::begin_openid(const protocol::OpenIdWish& wish, const Peer& from) {
    if (const auto may = state_->accounts.may_try(from); !may) return may.error();
    auto question = state_->openid->begin(wish, from);
    if (!question && !question.error().detail.empty())
        base::log::warning("OpenID: " + question.error().code + ": " + question.error().detail);
    return question;
}
Result<protocol::Session> Backend::complete_openid(const protocol::OpenIdReply& reply, const Peer& from) {
    if (const auto may = state_->accounts.may_try(from); !may) return may.error();
    const auto identity = state_->openid->complete(reply);
    auto session = identity ? state_->accounts.sign_in(*identity) : Result<protocol::Session>(identity.error());
    if (!session) base::log::warning("OpenID: " + session.error().code + ": " + session.error().detail);
    if (!session && session.error().code != "openid.refused") return session;
    if (!session) state_->accounts.note_refusal(from);
    const std::string way = identity ? "OpenID Connect " + identity->provider : std::string{};
    const auto noted = state_->log.note_sign_in({session ? session->user : std::string{}, from.program, way},
                                                session ? nullptr : &session.error());
    if (!noted) return noted.error();
    return session;
}
Result<protocol::Session> Backend::refresh(std::string_view refresh_token) {
    return state_->accounts.refresh(refresh_token);
}
Result<Principal> Backend::authenticate(std::string_view token) {
    return state_->accounts.authenticate(token);
}
Result<> Backend::sign_out(const Principal& who) {
    if (auto done = state_->accounts.sign_out(who); !done) return done;
    return state_->log.note(who.units, entry_of(who, 0, "session.end"));
}
Result<std::string> Backend::phone_token(const std::string& phone, const std::string& unit) {
    auto token = state_->accounts.phone_token(phone, unit);
    if (!token) return token;
    if (const auto noted = state_->log.note_phone_token(*token); !noted) return noted.error();
    return token;
}
Result<base::Id> Backend::sign_in_care_worker(const Principal& phone, const CareWorkerShows& shown) {
    auto who = state_->care_workers.sign_in(phone, shown);
    state_->bell.ring();
    return who;
}

Result<FeedPage> Backend::page(const Principal& who, std::optional<std::string_view> cursor, int limit) {
    if (const auto refusal = state_->refusal(who, domain::Deed::read_records)) return *refusal;
    auto page = state_->feed.page(who, cursor, limit);
    if (!page || page->units.empty()) return page;
    const auto noted = state_->log.note(page->units, entry_of(who, 0, cursor ? "sync.pull" : "sync.snapshot"));
    if (!noted) return noted.error();
    return page;
}
Result<FeedPage> Backend::next_page(const Principal& who, std::string_view cursor, int limit) {
    return state_->feed.page(who, cursor, limit);
}
Result<bool> Backend::has_news(const Principal& who, std::string_view cursor) {
    if (const auto refusal = state_->refusal(who, domain::Deed::read_records)) return *refusal;
    return state_->feed.has_news(who, cursor);
}
Result<protocol::Integrity> Backend::integrity(const Principal& who, std::string_view cursor) {
    if (const auto refusal = state_->refusal(who, domain::Deed::read_records)) return *refusal;
    return state_->feed.integrity(who, cursor);
}
Result<RecordText> Backend::record(const Principal& who, domain::RecordType type, const base::Id& id) {
    if (const auto refusal = state_->refusal(who, domain::Deed::read_records)) return *refusal;
    auto found = state_->feed.record(who, type, id);
    const auto noted = state_->log.note_record(who, type, id, found ? nullptr : &found.error());
    if (!noted) return noted.error();
    return found;
}

Result<bool> Backend::wait(const Principal& who, std::string_view cursor, std::chrono::seconds timeout,
                           std::stop_token stop) {
    struct Alarm {
        std::mutex mutex;
        std::condition_variable_any rung;
        bool news = true;  // look once before waiting
    };
    const auto alarm = std::make_shared<Alarm>();
    const auto subscription = on_change([alarm] {
        const std::lock_guard lock(alarm->mutex);
        alarm->news = true;
        alarm->rung.notify_all();
    });
    const auto until = std::chrono::steady_clock::now() + timeout;
    std::unique_lock lock(alarm->mutex);
    while (alarm->rung.wait_until(lock, stop, until, [&] { return alarm->news; })) {
        alarm->news = false;
        lock.unlock();
        auto changed = has_news(who, cursor);
        if (!changed || *changed) return changed;
        lock.lock();
    }
    return false;
}

Result<std::vector<protocol::Outcome>> Backend::perform(const Principal& who,
                                                        std::span<const Result<domain::Change>> changes) {
    if (who.role == Role::service) return state_->log.refuse(who, "change", base::Error{"forbidden"});
    auto outcomes = state_->commands.perform(who, changes);
    state_->bell.ring();
    return outcomes;
}

Result<protocol::SightingReport> Backend::tell(const Principal& who, const protocol::SightingBatch& batch) {
    if (const auto refusal = state_->refusal(who, domain::Deed::tell_sightings)) return *refusal;
    auto report = server::tell(*state_->storage, state_->clock, who, batch);
    if (!report && status_of(report.error().code) < 500)
        return state_->log.refuse(who, domain::name_of(domain::Deed::tell_sightings), report.error());
    state_->bell.ring();
    return report;
}

Result<IngestReport> Backend::import(const protocol::UnitPackage& package, bool keep_going) {
    auto report = ingest(*state_->storage, state_->clock, state_->shelf, package, keep_going);
    state_->bell.ring();
    return report;
}

Result<rules::Rulebook> Backend::check_rulebook(const std::string& text, std::string_view file_name) {
    return state_->storage->read([&](soci::session& sql) { return state_->shelf.check(sql, text, file_name); });
}
Result<RulebookInstallation> Backend::install_rulebook(const std::string& text, std::string_view file_name) {
    auto done = state_->shelf.install(*state_->storage, state_->clock, text, file_name);
    state_->bell.ring();
    return done;
}

Result<> Backend::renew_epoch() {
    if (auto renewed = state_->storage->renew_epoch(); !renewed) return renewed;
    const auto units = state_->accounts.units();
    if (!units) return units.error();
    return state_->log.note(*units, own_entry(0, "restored"));
}

Result<protocol::ToldReadings> Backend::tell_readings(const Principal& who,
                                                      std::span<const domain::NotedReading> readings) {
    if (const auto refusal = state_->refusal(who, domain::Deed::tell_readings)) return *refusal;
    return state_->log.tell(who, readings);
}
Result<domain::LogPage> Backend::log(const Principal& who, const domain::LogQuestion& question) {
    if (const auto refusal = state_->refusal(who, domain::Deed::read_log)) return *refusal;
    return state_->log.page(who, question);
}
Result<> Backend::check_log(const Principal& who, const domain::LogCheck& check) {
    if (const auto refusal = state_->refusal(who, domain::Deed::check_log)) return *refusal;
    return state_->log.check(who, check);
}
Result<LogHealth> Backend::verify_log() {
    return state_->log.verify();
}
Result<RetentionReport> Backend::clear_by_age(bool only_look) {
    auto report = state_->retention.run(only_look);
    state_->bell.ring();
    return report;
}

Backend::Subscription Backend::on_change(std::function<void()> listener) {
    return state_->bell.add(std::move(listener));
}

void Backend::keep_house() {
    state_->housekeeper = std::jthread([state = state_.get()](std::stop_token stop) { state->keep_house(stop); });
}

}  // namespace samordna::server
