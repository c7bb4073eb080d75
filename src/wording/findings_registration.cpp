#include <array>

#include "wording/catalog.h"
#include "wording/finding_text.h"

namespace samordna::wording {
namespace {

constexpr std::array texts{
    FindingText{"impossible-time", "reason=over_24_hours", mark("The visit is longer than a day"),
                mark("Check when it ended, and correct the end.")},
    FindingText{"impossible-time", "reason=in_future", mark("The visit lies in the future"),
                mark("Check the day and the times, and correct them.")},
    FindingText{"impossible-time", "reason=end_before_start", mark("The visit ends before it begins"),
                mark("Check when it began and ended, and correct the times.")},

    FindingText{"after-closing", "reason=registered", mark("The visit was registered after the closing date"),
                mark("It can no longer be approved or paid.")},
    FindingText{"after-closing", "reason=unapproved",
                mark("The closing date has passed and the shift was not approved"),
                mark("It can no longer be approved or paid.")},
    FindingText{"after-closing", "", mark("The closing date of the month has passed"),
                mark("Nothing of that month can be changed any more.")},

    FindingText{"edited-without-note", "note=yes",
                mark("The visit was changed afterwards ({moved}); the municipality follows up such visits"),
                mark("The note says why. Check that the times are right.")},
    FindingText{"edited-without-note", "note=no",
                mark("The visit was changed afterwards ({moved}), and no note says why"),
                mark("Write why it was changed.")},

    FindingText{"late-registration", "note=yes", mark("The visit was registered {late} after it ended"),
                mark("The note says why. The municipality may follow it up.")},
    FindingText{"late-registration", "note=no",
                mark("The visit was registered {late} after it ended, and no note says why"),
                mark("Write why it was registered afterwards.")},

    FindingText{"manual-without-note", "ends=start",
                mark("The visit was begun without lock or tag, and no note says why"),
                mark("Write what happened and why.")},
    FindingText{"manual-without-note", "ends=end",
                mark("The visit was ended without lock or tag, and no note says why"),
                mark("Write what happened and why.")},
    FindingText{"manual-without-note", "ends=both",
                mark("The visit was begun and ended without lock or tag, and no note says why"),
                mark("Write what happened and why.")},

    FindingText{"manual-not-exempt", "ends=start",
                mark("The visit was begun without lock or tag, and no exemption covers its start"),
                mark("It counts as manual. Check that the services are right, and that lock, tag and phone work.")},
    FindingText{"manual-not-exempt", "ends=end",
                mark("The visit was ended without lock or tag, and no exemption covers its end"),
                mark("It counts as manual. Check that the services are right, and that lock, tag and phone work.")},
    FindingText{"manual-not-exempt", "ends=both",
                mark("The visit was begun and ended without lock or tag, and no exemption covers it"),
                mark("It counts as manual. Check that the services are right, and that lock, tag and phone work.")},

    FindingText{"tag-beside-lock", "", mark("The tag was used, although a lock is mounted at the client"),
                mark("Use the lock. Inactivate the tag first, then take it down.")},
};

}  // namespace

std::span<const FindingText> texts_of_registration() {
    return texts;
}

}  // namespace samordna::wording
