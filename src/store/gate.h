// One writer at a time within this process, and the window first: SQLite's own busy time-out is not fair, and a sync
// that writes page after page would keep a key press waiting for seconds. Thread safe.
#pragma once
#include <condition_variable>
#include <mutex>

namespace samordna::store {

class WriteGate {
  public:
    enum class Rank { user, background };
    void enter(Rank rank);
    void leave();
    bool user_waits();

  private:
    std::mutex mutex_;
    std::condition_variable moved_;
    int users_waiting_ = 0;
    bool taken_ = false;
};

}  // namespace samordna::store
