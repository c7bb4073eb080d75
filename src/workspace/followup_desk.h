// Follow-up of a month: reads from the month that the lists stand on, which it holds while it lives. Once through the
// month's visits, which at 100,000 is a tenth of a second: the window asks for it when the page is opened and
// when she asks for it again, not after every piece of news. On the workspace's thread. A disk that fails: nothing, and
// the status says so.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "workspace/followup.h"
#include "workspace/workspace.h"

namespace samordna::workspace {

class JudgedMonth;
struct EarlierMonth;  // the room's own

class FollowUpDesk {
  public:
    // `workspace` outlives it.
    explicit FollowUpDesk(Workspace& workspace);
    ~FollowUpDesk();

    // Nothing while the month is being read elsewhere (Workspace::reading); news tell when it is there. Of the earlier
    // months it knows those that have been counted.
    std::optional<FollowUp> read(domain::Month month);
    // Counts one more of the three months before it that are known here, and remembers what it came to. False: nothing
    // is left, or one is being read elsewhere: after news of that (News::read) it goes on.
    bool count_earlier(domain::Month month);
    // After News::everything: what was counted may be another.
    void forget_earlier();

    // The clients with visits on the month's sample day, as many of each provider's as are wanted (else as the
    // rulebook says), drawn by the seed.
    std::optional<Sample> sample(domain::Month month, std::uint64_t seed, std::optional<int> per_provider = {});
    // A seed that nobody has chosen.
    static std::uint64_t new_seed();
    // Kept on this computer, in its encrypted copy, for her; with the moment and her name. One more, in the order made.
    void keep(const Sample& sample);
    std::vector<Sample> kept(domain::Month month) const;

  private:
    std::shared_ptr<JudgedMonth> judged(domain::Month month, std::shared_ptr<JudgedMonth>& held);

    Workspace& workspace_;
    std::shared_ptr<JudgedMonth> month_, earlier_month_;
    std::map<domain::Month, std::shared_ptr<const EarlierMonth>> earlier_;
};

}  // namespace samordna::workspace
