// What locks and phones have told, of those who are asked about: read when it is first asked. Internal to the room;
// throws store::Failure; one thread.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "rules/facts.h"
#include "rules/followup.h"
#include "store/store.h"

namespace samordna::workspace {

class LockStories {
  public:
    // Both outlive it.
    LockStories(store::Store& store, const rules::Facts& facts);
    // Of a visit by hand.
    rules::Cause cause_of(const rules::Registration& one, const rules::Facts::VisitFact& visit);

  private:
    const std::vector<rules::LockStory>& of_client(std::uint32_t client);
    std::optional<bool> phone_inactive(const domain::Visit& visit, const domain::Id& care_worker) const;

    store::Store& store_;
    const rules::Facts& facts_;
    std::unordered_map<domain::Id, std::vector<rules::LockStory::Fault>> faults_;  // by lock
    std::unordered_map<std::string, bool> phones_;                                 // by source id: whether active
    std::unordered_map<domain::Id, bool> holders_;                                 // whether one of theirs is active
    std::unordered_map<std::uint32_t, std::vector<rules::LockStory>> stories_;     // by client
};

}  // namespace samordna::workspace
