#include <array>

#include "wording/catalog.h"
#include "wording/finding_text.h"

namespace samordna::wording {
namespace {

constexpr std::array texts{
    FindingText{"service-missing", "", mark("The visit has no service"),
                mark("Add what was done; double staffing, if the care worker supported a colleague.")},
    FindingText{"declined-used", "", mark("{service} is registered as declined, and then its time is lost"),
                mark("Register it as performed.")},
    FindingText{"no-order", "", mark("No order is in force that day for {service}"),
                mark("Check that the right service was chosen. What was done beside the order is marked as extra, with "
                     "a note that says why.")},
    FindingText{"extra-without-note", "", mark("{service} is extra, and no note says why"),
                mark("Write why it was done.")},

    FindingText{"over-ordered-without-note", "decides=case_officer note=yes",
                mark("{service} took {performed}, ordered {ordered}: {over} over"),
                mark("The note says why. The case officer decides whether the time over is paid.")},
    FindingText{"over-ordered-without-note", "decides=case_officer note=no",
                mark("{service} took {performed}, ordered {ordered}: {over} over, and no note says why"),
                mark("Write why it took longer. The case officer decides whether the time over is paid.")},
    FindingText{"over-ordered-without-note", "note=no",
                mark("{service} took {performed}, ordered {ordered}: {over} over, and no note says why"),
                mark("Write why it took longer.")},

    FindingText{"meal-pickup-over-granted", "",
                mark("With the meal fetched on the way, {service} took {over} more than the granted {ordered}"),
                mark("Fetching is part of the granted time. Correct the times; what is over is not paid.")},

    FindingText{"combination", "reason=alone",
                mark("{service} is to be a visit of its own, but is in the same visit as {other_service}"),
                mark("Register them as separate visits.")},
    FindingText{"combination", "reason=outside",
                mark("Of {service} and {other_service} one is done outside the home, and they are in the same visit"),
                mark("Register them as separate visits.")},
    FindingText{"combination", "reason=individual",
                mark("Whether {service} and {other_service} may be in the same visit is judged from case to case"),
                mark("Check that it was agreed for this client, or register them as separate visits.")},
    FindingText{"combination", "reason=forbidden", mark("{service} and {other_service} may not be in the same visit"),
                mark("Register them as separate visits.")},

    FindingText{"temporary-stay", "",
                mark("The client is on a temporary stay: the service is to be {right_service}, not {service}"),
                mark("Change the service.")},

    FindingText{"cap-introduction-talk", "reason=over",
                mark("The introduction talk is {over} longer than the {limit} that can be paid"),
                mark("Correct the time if it is wrong. What is over is not paid.")},
    FindingText{"cap-introduction-talk", "reason=again",
                mark("The client has already had an introduction talk, {other_date}"),
                mark("Only the first one is paid. Change the service if something else was done.")},

    FindingText{"cap-lock-startup", "reason=no_lock",
                mark("A lock startup is registered, but the client has no mounted lock that day"),
                mark("Check that the lock is registered on the client; otherwise take the startup away.")},
    FindingText{"cap-lock-startup", "reason=over",
                mark("The lock startup is {over} longer than the {limit} that can be paid"),
                mark("Correct the time if it is wrong. What is over is not paid.")},
    FindingText{"cap-lock-startup", "reason=again",
                mark("The client's lock startup has already been registered, last {other_date}"),
                mark("It is not paid once more. Take it away, or change the service.")},

    FindingText{"cap-window-cleaning", "reason=no_cleaning",
                mark("Window cleaning is only paid for a client who has cleaning, and no cleaning is ordered that day"),
                mark("Check the client's orders; otherwise change the service.")},
    FindingText{"cap-window-cleaning", "reason=over",
                mark("With this visit the client's window cleaning is {over} over the {limit} a year that can be paid"),
                mark("Correct the time if it is wrong. What is over is not paid.")},

    FindingText{"cap-fire-prevention", "reason=over",
                mark("The fire prevention is {over} longer than the {limit} that can be paid"),
                mark("Correct the time if it is wrong. What is over is not paid.")},
    FindingText{"cap-fire-prevention", "reason=again", mark("The client has already had fire prevention, {other_date}"),
                mark("Only the first time is paid. Change the service if something else was done.")},

    FindingText{
        "transition-days", "reason=told_in_time",
        mark("The absence was told at least {hours} hours before it began, on {first}: no transition time is paid"),
        mark("Take it away, or check when the absence became known.")},
    FindingText{"transition-days", "",
                mark("It is day {day} of transition time since {first}, and at most {days} days are paid"),
                mark("Take it away, or check on which day the absence became known.")},
    FindingText{"transition-late", "",
                mark("The transition time since {first} was registered after {day} days, and {days} are allowed"),
                mark("It came too late to be paid.")},
};

}  // namespace

std::span<const FindingText> texts_of_services() {
    return texts;
}

}  // namespace samordna::wording
