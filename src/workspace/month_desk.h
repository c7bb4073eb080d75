// A month as a whole, for whoever answers for it: how it stands before it closes. It reads from the month that the
// lists stand on, which it holds while it lives. At 100,000 visits that takes 20 ms, and 300 ms after something has
// been written, because startup hours of all years are looked for then: the window asks when the page is shown, and
// after news once she has been still for a moment. Where that month is being read elsewhere (Workspace::reading) there
// is nothing yet; news tell when there is. On the workspace's thread. A disk that fails: nothing, and the status says
// so.
#pragma once
#include <memory>
#include <optional>

#include "workspace/month_status.h"
#include "workspace/workspace.h"

namespace samordna::workspace {

class JudgedMonth;

class MonthDesk {
  public:
    // `workspace` outlives it.
    explicit MonthDesk(Workspace& workspace) : workspace_(workspace) {}

    // Silences are those that Workspace::people(month) has found so far: the window asks for them there and looks
    // further, the companion waits (Workspace::silences) before it asks here.
    std::optional<MonthStatus> status(domain::Month month);
    // She has looked at the silences that there are now; one more, and they are to be looked at again. Kept on this
    // computer, for her.
    void note_silences_seen(domain::Month month);

  private:
    friend class BasisDesk;
    friend class ComparisonDesk;
    friend class FollowUpDesk;
    static Workspace::State& state_of(Workspace& workspace) { return *workspace.state_; }
    // As it is now, in the place of what was held; nullptr while it is being read.
    static std::shared_ptr<JudgedMonth> judged(Workspace& workspace, domain::Month month,
                                               std::shared_ptr<JudgedMonth>& held);
    // Read anew after this program has written anything.
    const StartupStatus& startups();

    Workspace& workspace_;
    std::shared_ptr<JudgedMonth> month_{};
    StartupStatus startups_{};
    std::optional<std::pair<std::int64_t, domain::Date>> startups_read_at_{};
};

}  // namespace samordna::workspace
