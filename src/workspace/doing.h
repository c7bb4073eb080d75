// Judging and doing what she wants, over the store's own facts. Internal to the room; on the workspace's thread.
#pragma once
#include <span>
#include <string>

#include "domain/role.h"
#include "rules/judge.h"
#include "sync/facts_reader.h"
#include "workspace/state.h"

namespace samordna::workspace {

// Reads only; within a transaction where it is to be acted upon.
class Judging {
  public:
    Judging(store::Store& store, domain::Instant now);
    // What these shifts, or this change, can depend on.
    void look_around(std::span<const domain::Id> shifts);
    void look_around(const domain::Change& change);
    rules::Verdict judge(const domain::Change& change) const { return rules::judge(change, facts_, now_); }
    // What was judged has been done: what is judged next knows.
    void know(const domain::Record& record) { facts_.put(record); }
    const rules::Facts& facts() const { return facts_; }

  private:
    std::shared_ptr<const rules::Rulebooks> rulebooks_;
    rules::Facts facts_;
    sync::FactsReader reader_;  // knows what it has read
    domain::Instant now_;
};

// One stroke: what she does in one go, all in one transaction.
class Doing {
  public:
    explicit Doing(Workspace::State& state);
    // What all of them can depend on is read at once.
    void look_around(std::span<const domain::Id> shifts) { judging_.look_around(shifts); }
    rules::Verdict one(const domain::Id& target, domain::Verb verb);
    Stroke commit();

  private:
    Workspace::State& s_;
    store::Store::Transaction transaction_;
    Judging judging_;
    std::string by_;
    domain::Role role_;
    Stroke stroke_;
};

Touched touched_by(const domain::Verb& verb, const domain::Record& before);

// A refusal of the program's own: not-signed-in, read-only, not-allowed.
rules::Findings refusal(std::string check);

}  // namespace samordna::workspace
