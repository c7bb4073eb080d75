// The activity log of the backend, for managers and reviewers: asked over the network, never kept here. On the
// workspace's thread. Errors: those of protocol/remote.h, session.expired where nobody is signed in, forbidden.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "domain/activity_log.h"
#include "workspace/workspace.h"

namespace samordna::workspace {

class LogDesk {
  public:
    // `workspace` outlives it.
    explicit LogDesk(Workspace& workspace) : state_(*workspace.state_) {}

    LogDesk(const LogDesk&) = delete;
    LogDesk& operator=(const LogDesk&) = delete;

    // One page. Blocks, as the next two.
    Result<domain::LogPage> ask(const domain::LogQuestion& question);
    // Every page, one after the other.
    Result<std::vector<domain::LogRow>> ask_for_all(domain::LogQuestion question);
    // She has looked at these rows, and signs it with a note.
    Result<> sign(std::vector<std::string> rows, const std::string& note);

    // The same for a window, which does not wait: on a thread of its own, with its own connection to the profile, and
    // `done` on this one. One answer is waited for at most: the one that was asked for last. What was let go is told to
    // end, and joined at the latest with this.
    void begin_ask(const domain::LogQuestion& question, std::function<void(const Result<domain::LogPage>&)> done);
    void begin_ask_for_all(const domain::LogQuestion& question,
                           std::function<void(const Result<std::vector<domain::LogRow>>&)> done);
    void begin_sign(std::vector<std::string> rows, const std::string& note, std::function<void(const Result<>&)> done);
    void abandon();

    // As this computer knows them: who is gone has none.
    std::optional<int> client_number(const std::optional<domain::Id>& client) const;
    std::string lock_name(const std::optional<domain::Id>& lock) const;
    // What the row is about, by the number that people know it by.
    std::string thing_name(const domain::LogRow& row) const;
    // A sheet (CSV) of the rows, with a heading.
    std::string csv_of(const std::vector<domain::LogRow>& rows) const;

  private:
    template <class Answer>
    void begin(std::function<Answer(protocol::Remote&)> call, std::function<void(const Answer&)> done);

    std::optional<domain::Record> find(domain::RecordType type, const std::optional<domain::Id>& id) const;

    Workspace::State& state_;
    std::shared_ptr<LogDesk*> self_ = std::make_shared<LogDesk*>(this);  // whether there is still one
    int last_ = 0;
    std::map<int, std::jthread> threads_;
};

}  // namespace samordna::workspace
