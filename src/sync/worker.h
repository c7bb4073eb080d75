// The thread that keeps the profile in agreement while a window is open: rounds, long waits for news, growing pauses
// after trouble. Started and stopped by the workspace; the listener is called on the worker's thread.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <thread>

#include "base/clock.h"
#include "protocol/remote.h"
#include "store/store.h"
#include "sync/round.h"
#include "sync/signed_in_remote.h"

namespace samordna::sync {

struct WorkerNews {
    enum class Kind : std::uint8_t { round_begins, data, round_ends };
    Kind kind = Kind::data;
    RoundNews data;                    // data
    std::optional<base::Error> error;  // round_ends: what stopped it
};

class Worker {
  public:
    struct Ways {
        std::function<base::Result<std::unique_ptr<store::Store>>()> open_store;  // a connection of its own
        std::function<std::shared_ptr<protocol::Remote>(const std::string& server, std::stop_token stop)> connect;
    };
    Worker(Ways ways, const base::Clock& clock, std::function<void(const WorkerNews&)> listener);
    ~Worker();  // prompt: whatever it waits for is cancelled
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Begin a round now: she has done something, has signed in, or asks for it. Any thread.
    void wake();

  private:
    void run(const std::stop_token& stop);
    std::unique_ptr<store::Store> opened();  // throws store::Failure
    void round(store::Store& store, const std::stop_token& stop);
    void wait_for_news(store::Store& store, const std::stop_token& stop);
    void pause(std::optional<std::chrono::milliseconds> at_most, const std::stop_token& stop);
    std::chrono::milliseconds pause_after(const base::Error& error);

    Ways ways_;
    const base::Clock& clock_;
    std::function<void(const WorkerNews&)> listener_;
    std::mutex mutex_;
    std::condition_variable_any awake_;
    bool woken_ = false;
    std::stop_source waiting_;  // of the long wait that is going on
    std::shared_ptr<protocol::Remote> remote_;
    std::optional<SignedInRemote> signed_in_;  // on it, of the last round
    std::string server_;
    std::optional<base::Error> trouble_;
    int failures_ = 0;
    std::minstd_rand random_{std::random_device{}()};
    std::jthread thread_;  // the last member: it is joined before the others go
};

}  // namespace samordna::sync
