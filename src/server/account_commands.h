// samordnad account …, samordnad phone …: who may come in, by whoever keeps the server. Main thread.
#pragma once
#include <memory>
#include <optional>

namespace CLI {
class App;
}

namespace samordna::server {

class AccountCommands {
  public:
    explicit AccountCommands(CLI::App& app);
    ~AccountCommands();
    AccountCommands(const AccountCommands&) = delete;
    AccountCommands& operator=(const AccountCommands&) = delete;
    // The exit code, where one of these commands was given.
    std::optional<int> run();

  private:
    struct Words;
    std::unique_ptr<Words> words_;
};

}  // namespace samordna::server
