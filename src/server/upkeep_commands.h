// samordnad log verify, samordnad retention. Main thread.
#pragma once
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace samordna::server {

class UpkeepCommands {
  public:
    void add_to(CLI::App& app);
    // The exit code, where it was one of these.
    std::optional<int> run() const;

  private:
    int verify_log() const;
    int clear_by_age() const;

    std::string data_, clock_;
    bool dry_run_ = false;
    CLI::App* verify_ = nullptr;
    CLI::App* retention_ = nullptr;
};

}  // namespace samordna::server
