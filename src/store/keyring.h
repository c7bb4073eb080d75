// The desktop's keyring (Secret Service), asked with a time limit: a keyring that waits for a prompt must not hold the
// program. Blocking up to that limit; any thread.
#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "base/result.h"

namespace samordna::store {

// Secrets are found by the profile's random id: nothing about a person stands in the keyring's attributes.
class Keyring {
  public:
    explicit Keyring(std::chrono::milliseconds at_most = std::chrono::seconds{3}) : at_most_(at_most) {}
    // Nothing: the keyring answers and has no such secret. Error profile.key_unavailable: it does not answer.
    base::Result<std::optional<std::string>> find(const std::string& profile) const;
    base::Result<> keep(const std::string& profile, const std::string& secret) const;

  private:
    std::chrono::milliseconds at_most_;
};

}  // namespace samordna::store
