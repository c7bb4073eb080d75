// What a decision needs to know (rules/facts.h), read from the database and kept for the decisions that follow in the
// same transaction: shifts of one day share clients and care workers. One transaction, one thread.
#pragma once
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <soci/soci.h>

#include "rules/facts.h"
#include "server/storage.h"

namespace samordna::server {

class FactsLoader {
  public:
    FactsLoader(soci::session& sql, std::shared_ptr<const rules::Rulebooks> rulebooks);
    ~FactsLoader();
    FactsLoader(const FactsLoader&) = delete;
    FactsLoader& operator=(const FactsLoader&) = delete;

    // Everything that judging the shift's visits can depend on. `number` is its unit's.
    const rules::Facts& around(const domain::Shift& shift, Big number, const std::string& municipality);
    // The client and what is theirs.
    void about(const base::Id& client, Big number);
    // And every visit of theirs that is paid only so often.
    void years_of(const base::Id& client, Big number);
    // All of the unit.
    void care_workers(Big number);
    void unit(const base::Id& id, Big number, const std::string& municipality);
    void asked_by(const std::optional<base::Id>& care_worker) { facts_.asked_by(care_worker); }
    // It has been changed within this transaction.
    void put(const domain::Record& record) { facts_.put(record); }
    // What has been read so far.
    const rules::Facts& known() const { return facts_; }

  private:
    using Id = base::Id;
    // From where to where the visits of somebody are known, by start.
    struct Span {
        domain::Instant from{}, to{};
    };
    using Spans = std::unordered_map<Id, Span>;
    struct Queries;

    void read_client(const Id& id, Big unit);
    void read_things(const Id& client);
    void read_around(Spans& spans, const Id& of, domain::Instant start, bool of_client);
    void read_years(const Id& client);
    void take(const std::string& id_text, const std::string& body);
    void introduce(Big unit);
    void read_of_type(Big unit, domain::RecordType wanted);

    std::shared_ptr<const rules::Rulebooks> rulebooks_;
    rules::Facts facts_;
    std::unique_ptr<Queries> queries_;
    std::unordered_set<Id> shifts_, whole_shifts_, clients_, things_, years_;
    std::unordered_set<Big> units_, with_care_workers_;
    std::unordered_map<Id, std::vector<Id>> households_;  // by client: those who live there
    Spans client_spans_, worker_spans_;
    std::vector<std::pair<Id, Id>> alone_;  // shift and client of visits that have just come
};

}  // namespace samordna::server
