// The key that seals what must not be read from the database alone (or from a copy of it): a file beside it, readable
// by its owner only. It is made when it is first needed. Any thread; blocks on the disk.
#pragma once
#include <filesystem>
#include <mutex>
#include <string>

#include "base/result.h"

namespace samordna::server {

class KeyFile {
  public:
    explicit KeyFile(const std::filesystem::path& directory) : file_(directory / "second_factor.key") {}
    // Error backend.fault: it can be neither read nor made.
    base::Result<std::string> key();

  private:
    std::filesystem::path file_;
    std::mutex mutex_;
    std::string key_;
};

}  // namespace samordna::server
