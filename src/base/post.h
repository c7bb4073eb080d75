// Handing work to another thread's loop: the window posts through its event loop, everything else pumps this queue.
#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace samordna::base {

class Post {
  public:
    virtual ~Post() = default;
    // From any thread. The closure runs later on the receiving thread, in order.
    virtual void post(std::function<void()> work) = 0;
};

class PumpedPost final : public Post {
  public:
    void post(std::function<void()> work) override;
    // Runs what is waiting, on the caller's thread; gives the number of closures run.
    std::size_t pump();
    // Pumps until `done` says so or the time is out. For tests and the companion.
    bool pump_until(const std::function<bool()>& done, std::chrono::milliseconds at_most);

  private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::function<void()>> waiting_;
};

}  // namespace samordna::base
