#include <array>

#include "wording/catalog.h"
#include "wording/finding_text.h"

namespace samordna::wording {
namespace {

// rules/judge_equipment.cpp, judge_staff.cpp
constexpr std::array texts{
    FindingText{"lock-unknown", "", mark("The lock is not among the unit's locks, or it is another client's"),
                mark("Sync, and see whose it is now.")},
    FindingText{"lock-removed", "", mark("The lock has been taken down"), mark("Nothing needs to be done.")},
    FindingText{"lock-not-mounted", "", mark("No lock that gives an hour is mounted at the client that day"),
                mark("Choose a day on which it is mounted. An entrance lock gives no hour.")},
    FindingText{"startup-not-paid", "", mark("The municipality's rules have no hour of lock startup"),
                mark("Nothing needs to be done.")},
    FindingText{"startup-service", "", mark("An hour of lock startup holds that service and nothing else"),
                mark("Register it anew.")},
    FindingText{"startup-too-long", "", mark("An hour of lock startup is longer than {limit} min"),
                mark("Register no more than that.")},
    FindingText{"startup-exists", "", mark("The lock has given its hour already"), mark("Nothing needs to be done.")},
    FindingText{"battery-empty", "", mark("The battery is said to be empty, and staff may not change it"),
                mark("Contact the municipality's service. Say that service has changed it when they have.")},
    FindingText{"in-future", "", mark("The moment has not come yet"), mark("Correct the time.")},
    FindingText{"booking-required", "", mark("A booked order needs the day and the time"),
                mark("Write when the fitter comes.")},
    FindingText{"tag-unknown", "", mark("The tag is not among the unit's tags"), mark("Sync, and look again.")},
    FindingText{"tag-inactive", "", mark("The tag is inactivated, and a tag is never used again"),
                mark("Take a new one.")},
    FindingText{"tag-coupled", "", mark("The tag is coupled to a client already"),
                mark("Inactivate it where it sits, and take a new one.")},
    FindingText{"client-has-lock", "", mark("The client has a lock, and then has no tag"),
                mark("Let the visits be registered by the lock.")},
    FindingText{"holder-unknown", "", mark("Whoever is to have the phone does not work in its unit"),
                mark("Choose another care worker, or nobody.")},
    FindingText{"phone-unknown", "", mark("The phone is not among the unit's phones"), mark("Sync, and look again.")},
    FindingText{"phone-inactive", "", mark("The phone is inactivated"),
                mark("A manager can take it into use again, with a reason.")},
    FindingText{"phone-active", "", mark("The phone is in use"), mark("Nothing needs to be done.")},
    FindingText{"phone-coupled", "", mark("The phone is registered and coupled already"),
                mark("Nothing needs to be done.")},
    FindingText{"label-required", "", mark("The phone has no name"), mark("Write what it is called.")},
    FindingText{"unit-unknown", "", mark("The unit is not among yours"), mark("Sync, and look again.")},
    FindingText{"month-not-begun", "", mark("The month has not begun"), mark("Sign it when it has.")},
    FindingText{"deviations-unreadable", "", mark("The list of deviations cannot be read"), mark("Sign it anew.")},
    FindingText{"deviation-unanswered", "", mark("What was done about {thing} is not written"),
                mark("Write what was done, or whom it was given to.")},
    FindingText{"worker-unknown", "", mark("The care worker is not among the unit's"), mark("Sync, and look again.")},
    FindingText{"worker-active", "", mark("The account is in use"), mark("Nothing needs to be done.")},
    FindingText{"worker-inactive", "", mark("The account is inactivated"),
                mark("Take it into use again first, with a reason.")},
    FindingText{"worker-archived", "", mark("The account is archived"), mark("Nothing needs to be done.")},
    FindingText{"number-required", "", mark("The number in the mobile system is missing"),
                mark("Write the number that she signs in with.")},
    FindingText{"number-taken", "", mark("Somebody else in the unit has that number, or has had it"),
                mark("A number is one person's: choose another.")},
    FindingText{"name-required", "", mark("The name is missing"), mark("Write the first name and the last name.")},
    FindingText{"person-required", "", mark("Whose account it is is not written"), mark("Write the person's name.")},
    FindingText{"order-unknown", "", mark("The order is of another kind"), mark("Make a new one.")},
    FindingText{"code-unreadable", "", mark("The one-time code cannot be read"), mark("Hand over a new one.")},
    FindingText{"code-too-old", "", mark("The one-time code is no longer good, or is good for too long"),
                mark("Hand over a new one.")},
};

}  // namespace

std::span<const FindingText> texts_of_equipment() {
    return texts;
}

}  // namespace samordna::wording
