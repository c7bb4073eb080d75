// A world for scenarios: a real backend, several real workspaces on profiles of their own, joined in process, one clock
// that the test moves, and faults that it scripts. Everything in it is invented and gone when it ends.
#pragma once
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/post.h"
#include "protocol/remote.h"
#include "server/backend.h"
#include "workspace/workspace.h"

namespace scenario {

using samordna::base::Id;
using namespace samordna;

// What goes wrong on one coordinator's way to the backend. Each fault of a queue is used once, by the next call of its
// kind.
struct Faults {
    enum class Push { none, reply_lost, fault_before, fault_after };
    bool offline = false;
    std::deque<Push> pushes;
    int breaks_after_records = -1;  // the next pull ends in the middle
    std::optional<Id> unseen;       // a record that never arrives: drift
    int pushed = 0;                 // changes that reached the backend
};

// Somebody's computer, whose clock may be wrong.
class Watch final : public base::Clock {
  public:
    explicit Watch(const base::Clock& right) : right_(right) {}
    base::Instant now() const override { return right_.now() + off_by; }
    std::chrono::seconds off_by{0};

  private:
    const base::Clock& right_;
};

class Coordinator {
  public:
    Coordinator(class World& world, std::string name);
    workspace::Workspace& workspace() { return *workspace_; }
    workspace::Workspace* operator->() { return workspace_.get(); }
    Faults& faults() { return *faults_; }
    const std::string& name() const { return name_; }
    const std::filesystem::path& directory() const { return directory_; }

    void sign_in();
    // A round that must succeed.
    workspace::SyncSummary sync();
    // A round that must fail with this code.
    void cannot_sync(const std::string& code);
    workspace::ShiftRow shift(Id id);
    bool approves(Id shift);
    bool revokes(Id shift);
    // The program ends and is started again.
    void restart();
    std::vector<workspace::OutboxRow> with_fate(workspace::Fate fate);
    base::PumpedPost& post() { return post_; }
    Watch& watch() { return watch_; }

  private:
    World& world_;
    Watch watch_;
    std::string name_;
    std::filesystem::path directory_;
    std::shared_ptr<Faults> faults_ = std::make_shared<Faults>();
    base::PumpedPost post_;
    std::unique_ptr<workspace::Workspace> workspace_;
};

class World {
  public:
    World();
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    base::ManualClock clock;
    domain::Month month() const;
    server::Backend& backend() { return *backend_; }
    const std::filesystem::path& directory() const { return directory_; }
    // anna, bo or cia, or chef, who is their manager; signed in and synced.
    Coordinator& coordinator(const std::string& name);
    // Shifts that can be approved as they are, by the first coordinator's list.
    std::vector<Id> clean_shifts();
    // The backend's own record.
    domain::Revised truth(Id id, domain::RecordType type = domain::RecordType::shift);
    // Somebody else than our coordinators does it, there and then.
    void approved_by_manager(Id shift);
    void revoked_by_manager(Id shift);
    void matrix_set_by_manager(const std::string& version, const std::string& cells);
    // Everybody sees what the backend has, nothing waits, and every profile is in order.
    void expect_agreement();
    std::shared_ptr<protocol::Remote> way(std::shared_ptr<Faults> faults);

  private:
    void by_manager(Id target, domain::Verb verb);

    std::filesystem::path directory_;
    std::unique_ptr<server::Backend> backend_;
    std::string manager_token_;
    std::map<std::string, std::unique_ptr<Coordinator>> coordinators_;
};

// How most scenarios begin.
struct AtWork {
    World world;
    Coordinator& anna = world.coordinator("anna");
    std::vector<Id> shifts = world.clean_shifts();
    Id shift = shifts.front();
};
struct AtWorkTogether : AtWork {
    Coordinator& bo = world.coordinator("bo");
};

}  // namespace scenario
