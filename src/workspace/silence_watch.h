// The silences of a month, looked for piece by piece so that nobody waits for them: the weeks before the month are read
// a day at a time into the facts that its lists stand on, then client after client is looked at; and after news only
// those whose visits are others. Internal to the room; one thread.
#pragma once
#include <optional>
#include <vector>

#include "workspace/judged_month.h"
#include "workspace/silence_view.h"

namespace samordna::workspace {

class SilenceWatch {
  public:
    // `month` outlives the watch.
    SilenceWatch(JudgedMonth& month, std::vector<domain::Unit> units);

    // Asks the month what has happened since, and the clock: time alone makes silences.
    void catch_up();
    // A few milliseconds of what is left to do. False: nothing is.
    bool work();
    bool is_done() const { return done_; }
    // Those found last, by day; nothing before they have been looked for once.
    const std::optional<std::vector<SilenceRow>>& rows() const { return rows_; }

  private:
    void step();
    void begin();
    void put_rows();

    JudgedMonth& month_;
    std::vector<domain::Unit> units_;
    domain::Date from_, to_;
    std::uint64_t seen_ = 0;  // of the month's versions
    std::optional<rules::SilenceSearch> search_;
    domain::Instant begun_{};
    std::vector<domain::Id> touched_;  // clients, since the search was made
    std::vector<std::uint32_t> left_;  // clients, by the facts
    std::vector<std::vector<rules::Silence>> of_clients_;
    bool done_ = false;
    std::optional<std::vector<SilenceRow>> rows_;
};

}  // namespace samordna::workspace
