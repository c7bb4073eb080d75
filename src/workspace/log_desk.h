// The activity log of the backend, for managers and reviewers: asked over the network, never kept here. Blocking; on
// the workspace's thread. Errors: those of protocol/remote.h, session.expired where nobody is signed in, forbidden.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/activity_log.h"
#include "workspace/workspace.h"

namespace samordna::workspace {

class LogDesk {
  public:
    // `workspace` outlives it.
    explicit LogDesk(Workspace& workspace) : state_(*workspace.state_) {}

    // One page.
    Result<domain::LogPage> ask(const domain::LogQuestion& question);
    // Every page, one after the other.
    Result<std::vector<domain::LogRow>> ask_for_all(domain::LogQuestion question);
    // She has looked at these rows, and signs it with a note.
    Result<> sign(std::vector<std::string> rows, const std::string& note);

    // As this computer knows them: who is gone has none.
    std::optional<int> client_number(const std::optional<domain::Id>& client) const;
    std::string lock_name(const std::optional<domain::Id>& lock) const;

  private:
    Workspace::State& state_;
};

}  // namespace samordna::workspace
