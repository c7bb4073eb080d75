// How long somebody has to wait who has failed too often: each failure beyond the free ones doubles it. Kept in memory
// only. Any thread.
#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace samordna::server {

class Patience {
  public:
    // `free_failures`: slips of the fingers. An hour without any and they are forgotten.
    explicit Patience(int free_failures) : free_failures_(free_failures) {}

    // Error sign_in.wait {retry_after}.
    base::Result<> may_try(std::string_view who, base::Instant now);
    void note_failure(std::string_view who, base::Instant now);
    void forgive(std::string_view who);

  private:
    struct Failures {
        int count = 0;
        base::Instant last{};
        base::Instant wait_until{};
    };
    const int free_failures_;
    std::mutex mutex_;
    std::map<std::string, Failures, std::less<>> failures_;  // also of those that do not exist
};

}  // namespace samordna::server
