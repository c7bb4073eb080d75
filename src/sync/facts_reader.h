// What must be known to judge shifts and visits (rules/facts.h says what that is), read from the store. Used by sync/
// and workspace/, each on the thread of its store. Throws store::Failure.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <unordered_set>

#include "domain/change.h"
#include "rules/facts.h"
#include "store/store.h"

namespace samordna::sync {

// The rulebooks that hold on this computer.
std::shared_ptr<const rules::Rulebooks> known_rulebooks(store::Store& store);

class FactsReader {
  public:
    // Both outlive the reader.
    FactsReader(store::Store& store, rules::Facts& facts) : store_(store), facts_(facts) {
        facts_.asked_by(domain::Id::parse(store_.meta("care_worker")));
    }

    // Units, clients and what is theirs, and every visit of shifts of the days [from, to) and of those near them.
    // `told` after each visit how many that makes.
    void read_days(domain::Date from, domain::Date to, const std::function<void(std::size_t visits)>& told = {});
    // What the judging of these shifts can depend on, and no more than that where they are few.
    void read_around(std::span<const domain::Id> shifts);
    // What the judging of this change can depend on.
    void read_around(const domain::Change& change);
    // Every visit of the client whose caps look at years.
    void read_years_of(const domain::Id& client);
    // A record as it is now, gone or changed; and, where a visit has a service whose cap looks at years, those years.
    void read_again(domain::RecordType type, const domain::Id& id);

  private:
    void read_equipment(const domain::Change& change);
    void read_units();
    void read_shift(const domain::Shift& shift);
    void read_client(const domain::Id& client);
    void read_near(const domain::Visit& visit, const domain::Id& client);
    void put_with_shift(domain::Visit&& visit);
    void read_years(const domain::Visit& visit);
    void take_in(domain::Visit&& visit);

    store::Store& store_;
    rules::Facts& facts_;
    std::unordered_set<domain::Id> around_;  // shifts
    std::unordered_set<domain::Id> clients_, years_;
};

}  // namespace samordna::sync
