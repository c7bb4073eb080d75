// The inside of Workspace, shared by its source files. Internal to the room; all on the workspace's thread, but
// NewsBox.
#pragma once
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/id.h"
#include "rules/facts.h"
#include "store/store.h"
#include "sync/worker.h"
#include "workspace/registry.h"
#include "workspace/workspace.h"

namespace samordna::workspace {

// News on their way from the worker to the window, gathered so that a first load of many pages does not make it read
// everything again for each of them. Any thread.
class NewsBox {
  public:
    explicit NewsBox(base::Post& post) : post_(post) {}
    struct Content {
        News news;
        std::int64_t received = 0;
        std::optional<sync::WorkerNews::Kind> phase;
        std::optional<base::Error> error;
    };
    // Runs on the workspace's thread; set once, before anything is put.
    void deliver_to(std::weak_ptr<std::function<void(const Content&)>> receiver) { receiver_ = std::move(receiver); }
    void put(const sync::WorkerNews& news);

  private:
    void deliver();

    base::Post& post_;
    std::weak_ptr<std::function<void(const Content&)>> receiver_;
    std::mutex mutex_;
    Content waiting_;
    bool posted_ = false;
    std::chrono::steady_clock::time_point last_everything_{};
    std::weak_ptr<NewsBox> self_;

    friend std::shared_ptr<NewsBox> make_news_box(base::Post& post);
};
std::shared_ptr<NewsBox> make_news_box(base::Post& post);

// One thing that she did in one go.
struct Stroke {
    base::Id id;
    domain::Verb verb;
    struct Item {
        base::Id shift;
        std::vector<base::Id> unpaid_visits;  // as approved: before a revocation, or by the approval
    };
    std::vector<Item> items;
};

struct Workspace::State {
    Profile profile;
    const base::Clock& clock;
    base::Post& post;
    Connect connect;
    store::Keeping keeping = store::Keeping::passphrase_file;
    std::unique_ptr<store::Vault> vault{};
    std::unique_ptr<store::Store> store{};
    std::shared_ptr<NewsBox> box{};
    std::shared_ptr<std::function<void(const NewsBox::Content&)>> receiver{};
    std::function<void(const News&)> listener{};
    SyncStatus status{};
    base::IdSource ids{};
    std::vector<Stroke> undo{};
    std::vector<Stroke> redo{};
    std::unique_ptr<sync::Worker> worker{};  // the last one: it is joined first

    State(const Profile& p, const base::Clock& c, base::Post& po, Connect co)
        : profile(p), clock(c), post(po), connect(std::move(co)) {}

    domain::Instant now() const;
    std::shared_ptr<protocol::Remote> remote(const std::string& server, std::stop_token stop) const;
    void receive(const NewsBox::Content& content);
    void read_status();
    // What f gives; or nothing and the status says what is wrong, where the disk fails.
    template <class F>
    auto or_trouble(F&& f) -> std::optional<decltype(f())> {
        try {
            return f();
        } catch (const store::Failure& failure) {
            status.trouble = failure.error;
            status.phase = SyncStatus::Phase::failed;
            if (listener) listener({false, {}, false, true});
            return std::nullopt;
        }
    }
    // She has done something: tell the windows, send it soon.
    void done(std::vector<domain::Id> shifts);
    void done_everything();  // what all visits are judged by
};

// Judging what she wants, over the store's own facts of these shifts. Reads only; within a transaction where it is to
// be acted upon.
class Judging {
  public:
    Judging(store::Store& store, std::span<const domain::Id> shifts, domain::Instant now);
    struct Case {
        domain::Shift shift;
        int visits = 0;
        domain::Minutes performed{0};
        rules::Verdict verdict;
    };
    // Empty: there is no such shift. A case of something else has no shift.
    std::optional<Case> judge(const domain::Change& change) const;
    // What was judged has been done: what is judged next knows.
    void know(const domain::Change& change);

  private:
    std::shared_ptr<const rules::Rulebooks> rulebooks_;
    rules::Facts facts_;
    domain::Instant now_;
};

// A refusal of the program's own: shift-unknown, not-signed-in, read-only, not-allowed.
rules::Findings refusal(std::string check);

}  // namespace samordna::workspace
