#include "base/post.h"

#include <utility>

namespace samordna::base {

void PumpedPost::post(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(work));
    }
    arrived_.notify_all();
}

std::size_t PumpedPost::pump() {
    std::deque<std::function<void()>> batch;
    {
        const std::lock_guard lock(mutex_);
        batch.swap(waiting_);
    }
    for (auto& work : batch) work();
    return batch.size();
}

bool PumpedPost::pump_until(const std::function<bool()>& done, std::chrono::milliseconds at_most) {
    const auto deadline = std::chrono::steady_clock::now() + at_most;
    while (!done()) {
        pump();
        if (done()) return true;
        std::unique_lock lock(mutex_);
        if (!arrived_.wait_until(lock, deadline, [this] { return !waiting_.empty(); })) return done();
    }
    return true;
}

}  // namespace samordna::base
