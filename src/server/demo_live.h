// The demo unit while one works: locks are opened and tell of their batteries, chips are read, phones are used, a
// little at a time. It tells what a service account would (sightings.h). Used by main.cpp. One thread beside whoever
// made it.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>

#include "server/backend.h"

namespace samordna::server {

class LiveDemo {
  public:
    // Looks up the demo units of the database. `backend` and `clock` outlive it; the same seed makes the same choices.
    // Errors: demo.no_unit.
    static Result<std::unique_ptr<LiveDemo>> of(Backend& backend, const base::Clock& clock, std::uint64_t seed);
    ~LiveDemo();
    LiveDemo(const LiveDemo&) = delete;
    LiveDemo& operator=(const LiveDemo&) = delete;

    struct Told {
        std::int64_t stored = 0, known = 0, problems = 0;
    };
    // What happens in a moment.
    Result<Told> go_on();
    // Goes on, until it is gone.
    void start(std::chrono::seconds every);

  private:
    struct State;
    explicit LiveDemo(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace samordna::server
