#include "base/clock.h"

namespace samordna::base {

Instant SystemClock::now() const {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

ShiftedClock::ShiftedClock(Instant start) : shift_(start - SystemClock{}.now()) {}

Instant ShiftedClock::now() const {
    return SystemClock{}.now() + shift_;
}

}  // namespace samordna::base
