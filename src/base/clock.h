// Time as an interface, so that tests and rehearsals can move it. Whole seconds in UTC. Thread safe.
#pragma once
#include <atomic>
#include <chrono>

namespace samordna::base {

using Instant = std::chrono::sys_seconds;

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

// Starts at a chosen moment and then runs at the usual pace: a rehearsal.
class ShiftedClock final : public Clock {
  public:
    explicit ShiftedClock(Instant start);
    Instant now() const override;

  private:
    std::chrono::seconds shift_;
};

// Stands still until it is moved: tests.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Instant start) : now_(start.time_since_epoch().count()) {}
    Instant now() const override { return Instant{std::chrono::seconds{now_.load()}}; }
    void set(Instant t) { now_ = t.time_since_epoch().count(); }
    void advance(std::chrono::seconds by) { now_ += by.count(); }

  private:
    std::atomic<std::chrono::seconds::rep> now_;
};

}  // namespace samordna::base
