#include "store/gate.h"

namespace samordna::store {

void WriteGate::enter(Rank rank) {
    std::unique_lock lock(mutex_);
    if (rank == Rank::user) {
        ++users_waiting_;
        moved_.wait(lock, [&] { return !taken_; });
        --users_waiting_;
    } else {
        moved_.wait(lock, [&] { return !taken_ && users_waiting_ == 0; });
    }
    taken_ = true;
}

void WriteGate::leave() {
    {
        const std::lock_guard lock(mutex_);
        taken_ = false;
    }
    moved_.notify_all();
}

bool WriteGate::user_waits() {
    const std::lock_guard lock(mutex_);
    return users_waiting_ > 0;
}

}  // namespace samordna::store
