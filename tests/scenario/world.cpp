#include "scenario/world.h"

#include <doctest/doctest.h>

#include "protocol/feed.h"
#include "server/demo.h"
#include "server/digest.h"
#include "store/store.h"
#include "support/local_remote.h"

namespace scenario {
namespace {

constexpr const char* password = "korrekt hast batteri";

domain::Instant begin() {
    return domain::parse_instant("2026-10-28T09:00:00+01:00").value();
}

workspace::Profile profile_in(const std::filesystem::path& directory) {
    workspace::Profile profile;
    profile.directory = directory;
    profile.use_keyring = false;
    return profile;
}

// The way to the backend, with the faults that the test scripts.
class Way final : public protocol::Remote {
  public:
    Way(server::Backend& backend, std::shared_ptr<Faults> faults) : backend_(backend), faults_(std::move(faults)) {}

    protocol::Result<protocol::Hello> hello() override {
        if (faults_->offline) return unreachable();
        return backend_.hello();
    }
    protocol::Result<protocol::Session> sign_in(const protocol::Credentials& shown) override {
        if (faults_->offline) return unreachable();
        return backend_.sign_in(shown);
    }
    protocol::Result<protocol::Session> refresh(const std::string& token) override {
        if (faults_->offline) return unreachable();
        return backend_.refresh(token);
    }
    protocol::Result<std::vector<protocol::OpenIdProvider>> openid_providers() override {
        if (faults_->offline) return unreachable();
        return backend_.openid_providers();
    }
    protocol::Result<protocol::OpenIdQuestion> begin_openid(const protocol::OpenIdWish& wish) override {
        if (faults_->offline) return unreachable();
        return backend_.begin_openid(wish);
    }
    protocol::Result<protocol::Session> complete_openid(const protocol::OpenIdReply& reply) override {
        if (faults_->offline) return unreachable();
        return backend_.complete_openid(reply);
    }
    protocol::Result<> sign_out() override {
        if (faults_->offline) return unreachable();
        return backend_.sign_out();
    }
    void use_session(const std::string& token) override { backend_.use_session(token); }
    protocol::Result<protocol::Checkpoint> pull(const std::optional<std::string>& cursor, int limit,
                                                protocol::FeedSink& sink, std::stop_token stop) override {
        if (faults_->offline) return unreachable();
        Filter filter(sink, *faults_);
        return backend_.pull(cursor, limit, filter, std::move(stop));
    }
    protocol::Result<bool> wait(const std::string& cursor, std::chrono::seconds timeout,
                                std::stop_token stop) override {
        if (faults_->offline) return unreachable();
        return backend_.wait(cursor, timeout, std::move(stop));
    }
    protocol::Result<protocol::Integrity> integrity(const std::string& cursor) override {
        if (faults_->offline) return unreachable();
        return backend_.integrity(cursor);
    }
    protocol::Result<std::vector<protocol::Outcome>> push(std::span<const domain::Change> changes) override {
        if (faults_->offline) return unreachable();
        auto fault = Faults::Push::none;
        if (!faults_->pushes.empty()) {
            fault = faults_->pushes.front();
            faults_->pushes.pop_front();
        }
        if (fault == Faults::Push::fault_before) return base::Error{"backend.fault"};
        faults_->pushed += static_cast<int>(changes.size());
        auto outcomes = backend_.push(changes);
        if (fault == Faults::Push::reply_lost) return unreachable();
        if (fault == Faults::Push::fault_after) return base::Error{"backend.fault"};
        return outcomes;
    }

    protocol::Result<protocol::ToldReadings> tell_readings(std::span<const domain::NotedReading> readings) override {
        if (faults_->offline) return unreachable();
        return backend_.tell_readings(readings);
    }
    protocol::Result<domain::LogPage> log(const domain::LogQuestion& question) override {
        if (faults_->offline) return unreachable();
        return backend_.log(question);
    }
    protocol::Result<> check_log(const domain::LogCheck& check) override {
        if (faults_->offline) return unreachable();
        return backend_.check_log(check);
    }

  private:
    class Filter final : public protocol::FeedSink {
      public:
        Filter(protocol::FeedSink& to, Faults& faults) : to_(to), faults_(faults) {}
        void upsert(protocol::Upsert&& line) override {
            ++seen_;
            if (faults_.unseen == domain::id_of(line.record)) return;
            to_.upsert(std::move(line));
        }
        void remove(const protocol::Removal& line) override { to_.remove(line); }
        protocol::Result<> checkpoint(const protocol::Checkpoint& line) override {
            if (faults_.breaks_after_records >= 0 && seen_ >= faults_.breaks_after_records) {
                faults_.breaks_after_records = -1;
                return unreachable();
            }
            return to_.checkpoint(line);
        }

      private:
        protocol::FeedSink& to_;
        Faults& faults_;
        int seen_ = 0;
    };

    static base::Error unreachable() { return {"backend.unreachable"}; }

    support::LocalRemote backend_;
    std::shared_ptr<Faults> faults_;
};

}  // namespace

// --- Coordinator.

Coordinator::Coordinator(World& world, std::string name)
    : world_(world), watch_(world.clock), name_(std::move(name)), directory_(world.directory() / name_) {
    restart();
}

void Coordinator::restart() {
    workspace_.reset();
    post_.pump();
    auto opened = workspace::Workspace::open(profile_in(directory_), watch_, post_,
                                             [this](const std::string&) { return world_.way(faults_); });
    REQUIRE_MESSAGE(opened, opened.error().code);
    workspace_ = std::move(*opened);
}

void Coordinator::sign_in() {
    auto signed_in = workspace_->sign_in({"https://backend.example", name_, password});
    REQUIRE_MESSAGE(signed_in, signed_in.error().code);
}

workspace::SyncSummary Coordinator::sync() {
    auto done = workspace_->sync();
    REQUIRE_MESSAGE(done, done.error().code << ' ' << done.error().detail);
    post_.pump();
    return *done;
}

void Coordinator::cannot_sync(const std::string& code) {
    auto done = workspace_->sync();
    REQUIRE_FALSE(done);
    CHECK(done.error().code == code);
    post_.pump();
}

workspace::ShiftRow Coordinator::shift(Id id) {
    const auto details = workspace_->shifts(world_.month())->details(id);
    REQUIRE(details);
    return details->row;
}

bool Coordinator::approves(Id shift) {
    return workspace_->approve({&shift, 1}).approved.size() == 1;
}
bool Coordinator::revokes(Id shift) {
    return workspace_->revoke({&shift, 1}).approved.size() == 1;
}

std::vector<workspace::OutboxRow> Coordinator::with_fate(workspace::Fate fate) {
    auto rows = workspace_->outbox();
    std::erase_if(rows, [&](const auto& row) { return row.fate != fate; });
    return rows;
}

// --- World.

namespace {

std::filesystem::path new_directory() {
    base::IdSource ids;
    auto directory = std::filesystem::temp_directory_path() / ("samordna-world-" + ids.next().text());
    std::filesystem::create_directories(directory);
    return directory;
}

// A backend with a unit and accounts, and coordinators' profiles that are signed in and synced; made once, copied for
// each world.
class Mould {
  public:
    Mould() : directory_(new_directory()) {
        const base::ManualClock clock(begin());
        auto backend = server::Backend::open(directory_ / "backend", clock);
        REQUIRE(backend);
        server::DemoWish wish;
        wish.month = std::chrono::year{2026} / std::chrono::October;
        wish.clients = 12;
        wish.care_workers = 3;
        wish.until = clock.now();
        const auto package = server::demo_package(wish);
        auto report = (*backend)->import(package, false);
        REQUIRE(report);
        REQUIRE(report->stored);
        for (const auto& [user, role] : {std::pair{"chef", server::Role::manager},
                                         {"anna", server::Role::coordinator},
                                         {"bo", server::Role::coordinator},
                                         {"cia", server::Role::coordinator}}) {
            REQUIRE((*backend)->add_account(
                {user, role, {package.unit.name}, password, false, server::SecondFactor::none}));
        }
        auto session = (*backend)->sign_in({"chef", password}, {"127.0.0.1", true});
        REQUIRE(session);
        manager_token_ = session->token;
        for (const char* name : {"anna", "bo", "cia", "chef"}) {
            base::PumpedPost post;
            auto opened = workspace::Workspace::open(
                profile_in(directory_ / name), clock, post,
                [&](const std::string&) { return std::make_shared<Way>(**backend, std::make_shared<Faults>()); });
            REQUIRE(opened);
            REQUIRE((*opened)->sign_in({"https://backend.example", name, password}));
            REQUIRE((*opened)->sync());
        }
    }
    ~Mould() {
        std::error_code ignored;
        std::filesystem::remove_all(directory_, ignored);
    }
    Mould(const Mould&) = delete;
    Mould& operator=(const Mould&) = delete;
    void cast(const std::filesystem::path& to) const {
        std::filesystem::copy(directory_, to, std::filesystem::copy_options::recursive);
    }
    const std::string& manager_token() const { return manager_token_; }

  private:
    std::string manager_token_;
    std::filesystem::path directory_;
};

}  // namespace

World::World() : clock(begin()), directory_(new_directory()) {
    static const Mould mould;
    mould.cast(directory_);
    manager_token_ = mould.manager_token();
    auto opened = server::Backend::open(directory_ / "backend", clock);
    REQUIRE(opened);
    backend_ = std::move(*opened);
}

World::~World() {
    coordinators_.clear();
    backend_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

domain::Month World::month() const {
    return std::chrono::year{2026} / std::chrono::October;
}

Coordinator& World::coordinator(const std::string& name) {
    auto& coordinator = coordinators_[name];
    if (!coordinator) coordinator = std::make_unique<Coordinator>(*this, name);
    return *coordinator;
}

std::vector<Id> World::clean_shifts() {
    REQUIRE_FALSE(coordinators_.empty());
    auto ids = coordinators_.begin()->second->workspace().shifts(month())->clean();
    std::sort(ids.begin(), ids.end());
    REQUIRE(ids.size() >= 10);
    return ids;
}

std::shared_ptr<protocol::Remote> World::way(std::shared_ptr<Faults> faults) {
    return std::make_shared<Way>(*backend_, std::move(faults));
}

domain::Revised World::truth(Id id, domain::RecordType type) {
    auto who = backend_->authenticate(manager_token_);
    if (!who) {
        auto session = backend_->sign_in({"chef", password}, {"127.0.0.1", true});
        REQUIRE(session);
        manager_token_ = session->token;
        who = backend_->authenticate(manager_token_);
    }
    REQUIRE(who);
    const auto found = backend_->record(*who, type, id);
    REQUIRE(found);
    struct One final : protocol::FeedSink {
        domain::Revised revised;
        void upsert(protocol::Upsert&& line) override { revised = {std::move(line.record), line.revision}; }
        void remove(const protocol::Removal&) override {}
        protocol::Result<> checkpoint(const protocol::Checkpoint&) override { return {}; }
    } one;
    protocol::FeedReader reader(one);
    REQUIRE(reader.read(found->text + "\n"));
    return one.revised;
}

void World::by_manager(Id target, domain::Verb verb) {
    const auto now = truth(target, domain::target_type(verb));
    base::IdSource ids;
    domain::Change change;
    change.key = ids.next();
    change.target = target;
    change.base = now.revision;
    change.by = "chef";
    change.at = clock.now();
    change.verb = std::move(verb);
    const auto who = backend_->authenticate(manager_token_);
    REQUIRE(who);
    const protocol::Result<domain::Change> one(change);
    const auto outcomes = backend_->perform(*who, {&one, 1});
    REQUIRE(outcomes);
    REQUIRE(std::holds_alternative<protocol::Accepted>(outcomes->front()));
}

void World::approved_by_manager(Id shift) {
    by_manager(shift, domain::ApproveShift{});
}
void World::revoked_by_manager(Id shift) {
    by_manager(shift, domain::RevokeApproval{});
}

void World::matrix_set_by_manager(const std::string& version, const std::string& cells) {
    const auto unit = coordinators_.begin()->second->workspace().units().front();
    by_manager(server::derived_id(unit.id.text(), "matrix", version), domain::SetMatrix{cells});
}

void World::expect_agreement() {
    std::optional<std::pair<std::vector<domain::Shift>, std::vector<domain::Visit>>> first;
    for (auto& [name, coordinator] : coordinators_) {
        CAPTURE(name);
        coordinator->sync();
    }
    for (auto& [name, coordinator] : coordinators_) {
        CAPTURE(name);
        coordinator->sync();
        CHECK(coordinator->workspace().status().waiting == 0);
        auto key = store::open_key({coordinator->directory(), std::nullopt, false});
        REQUIRE(key);
        store::Vault vault;
        vault.directory = coordinator->directory();
        vault.key = key->key;
        auto opened = store::Store::open(vault, store::Store::Rank::background);
        REQUIRE(opened);
        CHECK((*opened)->broken_invariants().empty());
        auto shifts = (*opened)->all<domain::Shift>();
        for (const auto& shift : shifts) {
            const auto there = truth(shift.id);
            CHECK(std::get<domain::Shift>(there.record) == shift);
            CHECK((*opened)->find(domain::RecordType::shift, shift.id)->revision == there.revision);
        }
        auto visits = (*opened)->all<domain::Visit>();
        if (first) CHECK(*first == std::pair{shifts, visits});
        first.emplace(std::move(shifts), std::move(visits));
    }
}

}  // namespace scenario
