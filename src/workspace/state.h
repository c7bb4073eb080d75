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
#include "workspace/month_shelf.h"
#include "workspace/sign_in_calls.h"
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

// What has to be read again after she has done something.
struct Touched {
    std::vector<base::Id> shifts;
    bool everything = false;  // what all visits are judged by
    bool equipment = false;
    void add(const Touched& other) {
        shifts.insert(shifts.end(), other.shifts.begin(), other.shifts.end());
        everything = everything || other.everything;
        equipment = equipment || other.equipment;
    }
};

// One thing that she did in one go.
struct Stroke {
    base::Id id;
    struct Item {
        base::Id target;
        domain::Verb verb;
        std::optional<domain::Verb> back;  // what takes it back; empty: nothing does
    };
    std::vector<Item> items;
    Touched touched;
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
    std::unique_ptr<MonthShelf> shelf{};
    std::shared_ptr<People> people{};  // of the month asked for last
    std::shared_ptr<const Equipment> equipment{};
    domain::Date equipment_day{};  // of which it was read
    SignInCalls sign_in_calls{post};
    SignInCalls browser_way_calls{post};
    std::unique_ptr<sync::Worker> worker{};  // the last one: it is joined first

    State(const Profile& p, const base::Clock& c, base::Post& po, Connect co)
        : profile(p), clock(c), post(po), connect(std::move(co)) {}

    domain::Instant now() const;
    std::shared_ptr<protocol::Remote> remote(const std::string& server, std::stop_token stop) const;
    void receive(const NewsBox::Content& content);
    void read_status();
    void fail(const base::Error& error);
    // What f gives; or nothing and the status says what is wrong, where the disk fails.
    template <class F>
    auto or_trouble(F&& f) -> std::optional<decltype(f())> {
        try {
            return f();
        } catch (const store::Failure& failure) {
            fail(failure.error);
            return std::nullopt;
        }
    }
    // The lists' months first, then whoever listens.
    void tell(const News& news);
    // She has done something: tell the windows, send it soon.
    void done(const Touched& touched);
    void did(Stroke stroke);  // the same, and it can be taken back
};

}  // namespace samordna::workspace
