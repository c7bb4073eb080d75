// One month being read and judged on a thread of its own, with its own connection to the profile, so that the window
// goes on meanwhile. Internal to the room; everything on the workspace's thread, but what is said otherwise.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <span>
#include <thread>
#include <vector>

#include "base/result.h"
#include "workspace/judged_month.h"

namespace samordna::workspace {

class MonthReading {
  public:
    // Called on the thread.
    using OpenStore = std::function<base::Result<std::unique_ptr<store::Store>>()>;
    // As things stand at `at`. On the thread, `come_to` is called now and then with the number of visits it has come
    // to, and `ended` when there is nothing more to wait for.
    MonthReading(OpenStore open, domain::Month month, domain::Instant at, std::function<void()> come_to,
                 std::function<void()> ended);
    // What is going on is told to end, and waited for: a moment.
    ~MonthReading();
    MonthReading(const MonthReading&) = delete;
    MonthReading& operator=(const MonthReading&) = delete;

    std::size_t visits() const { return visits_; }            // that it has come to
    bool wait(std::chrono::milliseconds at_most);             // whether it has ended
    std::chrono::milliseconds took() const { return took_; }  // when it has ended
    // These have changed since it was begun: it may have read them before that.
    void note(std::span<const domain::Id> shifts) { noted_.insert(noted_.end(), shifts.begin(), shifts.end()); }
    // When it has ended, once. Throws store::Failure where it has failed.
    std::shared_ptr<JudgedMonth> take(store::Store& store, JudgedMonth::Now now);

  private:
    std::atomic<std::size_t> visits_{0};
    std::vector<domain::Id> noted_;
    std::chrono::milliseconds took_{};
    std::promise<std::shared_ptr<JudgedMonth>> promise_;
    std::future<std::shared_ptr<JudgedMonth>> month_;
    std::jthread thread_;  // the last one: it uses the others
};

}  // namespace samordna::workspace
