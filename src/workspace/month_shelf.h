// The judged months that lists stand on now, one for all of them; none is kept for its own sake. Internal to the room;
// on the workspace's thread.
#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>

#include "base/post.h"
#include "workspace/judged_month.h"
#include "workspace/month_reading.h"
#include "workspace/reading.h"

namespace samordna::workspace {

class MonthShelf {
  public:
    // How months are read where nobody may wait for them.
    struct Elsewhere {
        MonthReading::OpenStore open;
        base::Post* post = nullptr;
        // What is read within this is there at once, and nobody sees that it was not.
        std::chrono::milliseconds patience{};
        // It is another object from now on, or (`read` is false) its reading has come further.
        std::function<void(domain::Month month, bool read)> tell;
        std::function<void(const base::Error& error)> failed;
    };

    MonthShelf(store::Store& store, JudgedMonth::Now now) : store_(store), now_(std::move(now)) {}
    MonthShelf(const MonthShelf&) = delete;
    MonthShelf& operator=(const MonthShelf&) = delete;
    // Until then everybody waits for what they ask for.
    void read_elsewhere(Elsewhere elsewhere) { elsewhere_ = std::move(elsewhere); }

    // As it is known now, also by what was noted; empty where it is being read elsewhere.
    std::shared_ptr<JudgedMonth> get(domain::Month month);
    // Another than this, which is let go: the one that somebody else has made since, or one read anew. The same where
    // that one is being read.
    std::shared_ptr<JudgedMonth> renew(std::shared_ptr<JudgedMonth>&& former);
    // `everything`: all months are to be read anew by whoever asks next.
    void note(bool everything, std::span<const domain::Id> shifts);
    // What was known is somebody else's: it is not shown even until it has been read anew.
    void forget();

    // What is said of them in workspace.h.
    std::optional<Reading> reading(domain::Month month) const;
    void stop_reading(domain::Month month);
    void read_anew(domain::Month month);

  private:
    struct Place {
        std::weak_ptr<JudgedMonth> known;
        bool stale = false;    // what is known is to be read anew
        bool stopped = false;  // and she does not want that
        std::unique_ptr<MonthReading> reading{};
        int call = 0;  // which one that is
        // What was read, until one of those who wait for it takes it or all have gone.
        std::shared_ptr<JudgedMonth> untaken{};
        std::weak_ptr<JudgedMonth> waiting{};  // what they have meanwhile
    };
    std::shared_ptr<JudgedMonth> read_here(Place& place, domain::Month month);
    std::shared_ptr<JudgedMonth> read_elsewhere(Place& place, domain::Month month, std::shared_ptr<JudgedMonth> known);
    void begin(Place& place, domain::Month month);
    std::shared_ptr<JudgedMonth> take(Place& place);
    static std::shared_ptr<JudgedMonth> put(Place& place, std::shared_ptr<JudgedMonth> month);
    void came_further(domain::Month month, int call);
    void ended(domain::Month month, int call);
    void stop(Place& place, domain::Month month);
    void forget_unwanted();

    store::Store& store_;
    JudgedMonth::Now now_;
    std::optional<Elsewhere> elsewhere_;
    std::map<domain::Month, Place> places_;
    int last_call_ = 0;
    bool slow_ = false;  // the last one took more than the patience there is
    std::shared_ptr<MonthShelf*> self_ = std::make_shared<MonthShelf*>(this);  // whether there is still one
};

}  // namespace samordna::workspace
