#include <array>

#include "wording/catalog.h"
#include "wording/finding_text.h"

namespace samordna::wording {
namespace {

constexpr std::array texts{
    FindingText{"double-alone", "reason=without_service",
                mark("The one who supports is alone: nobody has a service with the client {own_hours}, not on the "
                     "visit {other_hours} either"),
                mark("Add what was done to the visit of the colleague who did it.")},
    FindingText{"double-alone", "reason=nobody",
                mark("The one who supports is alone: nobody else is with the client {own_hours}"),
                mark("If a colleague was there, correct the times. If not, take double staffing away and add what was "
                     "done.")},
    FindingText{"double-outside", "",
                mark("{minutes} of the double staffing lie outside the ordinary visit {other_hours}"),
                mark("Correct the times, so that it lies within the ordinary visit.")},
    FindingText{"double-unordered-without-note", "",
                mark("Double staffing is not ordered, and no note says why two were needed"),
                mark("Write why two were needed.")},
    FindingText{"double-with-service", "other_hours",
                mark("The visit has both double staffing and a service, and the colleague's visit {other_hours} has a "
                     "service too"),
                mark("Let one have the service and the other only double staffing.")},
    FindingText{"double-with-service", "",
                mark("The visit has both double staffing and a service, and no colleague has a service at that time"),
                mark("Let one have the service and the other only double staffing. Whoever was alone has no double "
                     "staffing.")},
    FindingText{"double-pressed-twice", "",
                mark("Double staffing is registered both here and on the colleague's visit {other_hours}"),
                mark("Let only one of them have double staffing.")},
    FindingText{"double-not-pressed", "",
                mark("Two are with the client at the same time, here and {other_hours}, and neither has registered "
                     "double staffing"),
                mark("Register double staffing on one of the visits.")},

    FindingText{"joint-not-split", "",
                mark("{service} was done for {clients} clients at once, {minutes} in all, and is not shared out "
                     "equally: {shares} min, of which {share} here"),
                mark("Give each visit its share of the time.")},
    FindingText{"overlap", "",
                mark("{minutes} of the visit lie within the care worker's visit {other_hours} to another client"),
                mark("Check both visits and correct the times.")},
    FindingText{"no-travel-gap", "",
                mark("The visit begins in the minute in which the visit before, {other_hours}, ended at another "
                     "address"),
                mark("Travel may not lie in a visit. Correct when it began, or when the one before ended.")},
    FindingText{"manual-share", "reading=minutes",
                mark("{manual} of the month's minutes lie in manual visits, and at most {limit} are accepted"),
                mark("See which visits are manual, and check lock, tag and phone there.")},
    FindingText{"manual-share", "reading=visits_not_exempt",
                mark("{manual} of the month's visits are manual where nothing exempts them, and at most {limit} are "
                     "accepted"),
                mark("See which visits are manual, and check lock, tag and phone there.")},
    FindingText{"manual-share", "reading=minutes_not_exempt",
                mark("{manual} of the month's minutes lie in visits that are manual where nothing exempts them, and at "
                     "most {limit} are accepted"),
                mark("See which visits are manual, and check lock, tag and phone there.")},
    FindingText{"manual-share", "reading=visits",
                mark("{manual} of the month's visits are manual, and at most {limit} are accepted"),
                mark("See which visits are manual, and check lock, tag and phone there.")},
};

}  // namespace

std::span<const FindingText> texts_of_company() {
    return texts;
}

}  // namespace samordna::wording
