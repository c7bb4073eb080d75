// The backend without its network: the whole service as calls. HTTP (http_server.h) and the in-process Remote of the
// tests stand on it. Thread safe; calls block on the database.
//
// Errors of all calls, beside their own: backend.busy {retry_after}, backend.fault.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "domain/change.h"
#include "protocol/log_codec.h"
#include "protocol/remote.h"
#include "protocol/sighting.h"
#include "rules/rulebook.h"
#include "server/care_worker_access.h"
#include "server/log_chain.h"
#include "server/openid_settings.h"
#include "server/retention.h"
#include "server/values.h"

namespace samordna::server {

using base::Result;

class Backend {
  public:
    // Makes the directory and the database where they are missing. `clock` outlives the backend. Errors: storage.newer.
    static Result<std::unique_ptr<Backend>> open(const std::filesystem::path& directory, const base::Clock& clock,
                                                 const rules::Rulebooks& rulebooks = rules::Rulebooks::built_in(),
                                                 bool rehearsal = false);
    static bool exists(const std::filesystem::path& directory);
    // Takes away what open() has made.
    static void discard(const std::filesystem::path& directory);
    ~Backend();
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;

    protocol::Hello hello() const;
    Result<> healthy();

    // --- Who: accounts.h.
    Result<> add_account(const NewAccount& wish);
    Result<std::vector<VisibleUnit>> units();
    Result<> deactivate_account(const std::string& user);
    Result<> reset_second_factor(const std::string& user);
    Result<> link_account(const std::string& user, const Identity& identity);
    Result<> unlink_account(const std::string& user);
    Result<protocol::Session> sign_in(const protocol::Credentials& shown, const Peer& from);
    // openid.h. The first before anything is asked; the last lets go what is being asked of providers.
    void trust(std::vector<OpenIdSettings> providers);
    std::vector<protocol::OpenIdProvider> openid_providers() const;
    Result<protocol::OpenIdQuestion> begin_openid(const protocol::OpenIdWish& wish, const Peer& from);
    Result<protocol::Session> complete_openid(const protocol::OpenIdReply& reply, const Peer& from);
    void hang_up();
    Result<protocol::Session> refresh(std::string_view refresh_token);
    Result<Principal> authenticate(std::string_view token);
    Result<> sign_out(const Principal& who);
    Result<std::string> phone_token(const std::string& phone, const std::string& unit);
    // care_worker_access.h.
    Result<base::Id> sign_in_care_worker(const Principal& phone, const CareWorkerShows& shown);

    // --- Reading: feed.h. Service accounts and phones only tell: forbidden. What is read is logged, a pull once: its
    // later pages are its first one's.
    Result<FeedPage> page(const Principal& who, std::optional<std::string_view> cursor, int limit);
    Result<FeedPage> next_page(const Principal& who, std::string_view cursor, int limit);
    Result<bool> has_news(const Principal& who, std::string_view cursor);
    // Blocks until there is news, the time is out (false) or it is stopped (false).
    Result<bool> wait(const Principal& who, std::string_view cursor, std::chrono::seconds timeout,
                      std::stop_token stop);
    Result<protocol::Integrity> integrity(const Principal& who, std::string_view cursor);
    Result<RecordText> record(const Principal& who, domain::RecordType type, const base::Id& id);

    // --- Writing: commands.h, ingest.h, sightings.h.
    Result<std::vector<protocol::Outcome>> perform(const Principal& who,
                                                   std::span<const Result<domain::Change>> changes);
    Result<protocol::SightingReport> tell(const Principal& who, const protocol::SightingBatch& batch);
    Result<IngestReport> import(const protocol::UnitPackage& package, bool keep_going);
    // --- The activity log: activity_log.h. Coordinators and other systems do not read it: forbidden.
    Result<protocol::ToldReadings> tell_readings(const Principal& who, std::span<const domain::NotedReading> readings);
    Result<domain::LogPage> log(const Principal& who, const domain::LogQuestion& question);
    Result<> check_log(const Principal& who, const domain::LogCheck& check);
    Result<LogHealth> verify_log();
    // retention.h; a service does it by itself once a day.
    Result<RetentionReport> clear_by_age(bool only_look);
    // rulebook_shelf.h.
    Result<rules::Rulebook> check_rulebook(const std::string& text, std::string_view file_name);
    Result<RulebookInstallation> install_rulebook(const std::string& text, std::string_view file_name);
    // After the database has been set back from a copy: every client begins anew.
    Result<> renew_epoch();

    // Calls `listener` on any thread after records may have changed, for as long as what it gives back lives.
    using Subscription = std::shared_ptr<const std::function<void()>>;
    [[nodiscard]] Subscription on_change(std::function<void()> listener);
    // Starts what a service does by itself: notices what other processes have written, and takes away what is too old.
    void keep_house();

  private:
    struct State;
    explicit Backend(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace samordna::server
