// A client's habits, and which of them a day has no visit for. Internal to the room.
#pragma once
#include <span>
#include <vector>

#include "rules/silence.h"

namespace samordna::rules {

struct Seen {
    domain::Date day;
    domain::Minutes time;
    domain::Minutes length;
    const domain::Visit* visit;
};

// A client's visits by day, with what is needed to compare them.
class Life {
  public:
    Life(const Facts& facts, std::uint32_t client, domain::Date first);
    std::span<const Seen> on(domain::Date day) const;
    const std::vector<Seen>& all() const { return seen_; }

  private:
    std::vector<Seen> seen_;  // by start
};

struct Cluster {
    Silence::Occasion occasion;
    std::vector<const Seen*> visits;  // one of each week
};

// The day has the same visits as each of these, one by one and near each other: nothing is missing. Most days are like
// that, and it is quickly seen.
bool is_as_before(const Life& life, domain::Date day, const std::vector<domain::Date>& days_back,
                  const Settings& settings);
// The times of day that come back in enough of these days: the tightest first, each visit in one of them.
std::vector<Cluster> habits_of(const Life& life, const std::vector<domain::Date>& days_back, const Settings& settings);
// The habits of the day that no visit answers to, and whose time has passed.
std::vector<Silence::Occasion> missing_on(const Life& life, domain::Date day, const std::vector<Cluster>& habits,
                                          const Facts::ClientFact& client, const Settings& settings,
                                          const Services& services, domain::Instant now);

}  // namespace samordna::rules
