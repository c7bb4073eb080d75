#include "wording/help_words.h"

#include <array>
#include <span>

#include "wording/catalog.h"

namespace samordna::wording {
namespace {

// A heading, and what stands below it.
struct Line {
    bool heading;
    const char* text;
};
struct Entry {
    std::string_view page;
    const char* title;
    std::span<const Line> lines;
};

constexpr std::array shifts{
    Line{true, mark("What the page is for")},
    Line{false, mark("All shifts of a month stand here. You see to it that each of them is right and approve it before "
                     "the closing time, so that the provider is paid for the visits.")},
    Line{true, mark("How a morning goes")},
    Line{false, mark("Begin with what needs action: each of those shifts has a flag that stops the approval. Choose "
                     "one, read the flag below the list, mend the visit or write the note that is missing.")},
    Line{false,
         mark("What most hours would be lost of comes first. What you cannot settle now you skip: it comes last. "
              "The line at the bottom says how much is left.")},
    Line{false, mark("Then approve what is ready, one by one or all at once after a summary. What you have just done "
                     "can be undone.")},
    Line{true, mark("What the words mean")},
    Line{false, mark("Needs action: something stops the approval. To approve: nothing does. Going on: the last visit "
                     "has not ended.")},
    Line{false, mark("A flag is a rule that has something to say, with its paragraph. A warning triangle alone does "
                     "not stop anything.")},
    Line{false, mark("Ordered is what the decision gives for the services that were performed, performed is the time "
                     "from the first verification to the last, and the difference is between the two.")},
    Line{false, mark("Manual: a visit whose start or end was not verified at the door by lock or tag.")},
    Line{true, mark("If the connection is gone")},
    Line{false, mark("Go on as usual. What you do is kept on this computer and sent when the connection is back; the "
                     "line at the bottom says what waits.")},
};

constexpr std::array visits{
    Line{true, mark("What the page is for")},
    Line{false, mark("Every visit of the month stands here, whatever shift it belongs to. Use it to go through one "
                     "kind of fault at a time, or to follow one client.")},
    Line{true, mark("How the work goes")},
    Line{false, mark("Narrow the list by flag, by client or by care worker, mend the visits from the top, and go to "
                     "the shift when all its visits are right.")},
    Line{true, mark("What the words mean")},
    Line{false, mark("Verification: how the start and the end were confirmed: by lock, by tag, or by hand.")},
    Line{false, mark("A visit that is mended keeps what was registered first; the history shows both.")},
};

constexpr std::array clients{
    Line{true, mark("What the page is for")},
    Line{false, mark("One client at a time: what is ordered, what has been performed in the month, and which lock and "
                     "tags there are at the door.")},
    Line{true, mark("How the work goes")},
    Line{false, mark("Search by name, client number or person id. Look here when a flag speaks of an order, of an "
                     "absence or of a lock, and when the case officer calls.")},
    Line{true, mark("What the words mean")},
    Line{false, mark("Order: a service that the municipality has granted, with minutes for each visit and from when. "
                     "Absence: from when nothing is to be performed.")},
    Line{false, mark("Person ids and addresses are shown to you because you need them for the work. Do not leave them "
                     "on the screen.")},
};

constexpr std::array workers{
    Line{true, mark("What the page is for")},
    Line{false, mark("One care worker at a time: her shifts of the month, how much was registered by hand, and what "
                     "the rules have said of her visits.")},
    Line{true, mark("How the work goes")},
    Line{false, mark("Look here before you speak with someone about how visits are registered: whether it is one door, "
                     "one phone or a habit.")},
    Line{true, mark("What the words mean")},
    Line{false, mark("Manual share: how many of her visits lack a verification at the door. It says something about "
                     "locks, phones and tags at least as often as about her.")},
};

constexpr std::array locks{
    Line{true, mark("What the page is for")},
    Line{false,
         mark("Every door lock and entrance lock, with whose it is and what is known of its battery. The provider "
              "answers for changing the batteries in time.")},
    Line{true, mark("How the work goes")},
    Line{false, mark("What needs action comes first. Print the list as a round for the day: it has those to be changed "
                     "and those that nobody has heard of for long.")},
    Line{false, mark("Register each change here too. A lock that does not open is looked into in the order that finds "
                     "it: the client's decision, the battery, the phone, the care worker.")},
    Line{true, mark("What the words mean")},
    Line{false, mark("A lock tells of its battery when it is used: an old reading of a good battery says nothing.")},
    Line{false,
         mark("Change soon is a forecast from how many openings batteries here have lasted. Where too few have been "
              "followed, nothing is forecast.")},
    Line{false,
         mark("Empty: staff must not change it, since gas may have built up. Contact the municipality's service.")},
};

constexpr std::array startups{
    Line{true, mark("What the page is for")},
    Line{false,
         mark("The provider is paid an hour for each mounted lock, but only where somebody has registered it. Here "
              "the locks stand beside the hours.")},
    Line{true, mark("How the work goes")},
    Line{false,
         mark("Register what is missing, one by one, those that are marked, or all at once. Choose the day and the "
              "shift that they are to lie in. They are then approved with that shift.")},
    Line{true, mark("What the words mean")},
    Line{false,
         mark("Hours too many: more hours than the client has locks. Hour without a lock: the client had none that "
              "day. Neither is paid.")},
    Line{false, mark("A lock gives its hour once. A lock that moves, or gets a new battery, gives none.")},
};

constexpr std::array lock_orders{
    Line{true, mark("What the page is for")},
    Line{false,
         mark("What is asked of the municipality's fitters: locks to mount, take down, move or mend. Nothing of it "
              "is sent from here: it is ordered by the municipality's own form.")},
    Line{true, mark("How the work goes")},
    Line{false,
         mark("The list fills itself: clients with lasting services and no lock, locks of those whose services have "
              "ended, clients who have moved. Copy the facts, paste them into the form, and say here how far it "
              "has come.")},
    Line{true, mark("What the words mean")},
    Line{false, mark("Booked: the fitter has named a time, and somebody from the provider is to be there.")},
    Line{false,
         mark("Not to be done: the client does not want it, or the case officer has decided otherwise. Write which.")},
};

constexpr std::array accounts{
    Line{true, mark("What the page is for")},
    Line{false, mark("The accounts that care workers sign in with in the mobile system: who is in, who is out, and who "
                     "is on the "
                     "way out. One account for each person, never shared.")},
    Line{true, mark("How the work goes")},
    Line{false,
         mark("Put up an account, then hand over a one-time code on paper: at the first sign-in she chooses a password "
              "of her own. Never send it by e-mail, and never keep it together with the phone.")},
    Line{false,
         mark("When somebody leaves: inactivate the account. You are asked about her phones, and told which shifts "
              "are left. Archive it when nothing is left.")},
    Line{true, mark("What the words mean")},
    Line{
        false,
        mark("Runs out: nobody has signed in for long, and the municipality inactivates the account within two months. "
             "A manager can put it on the exception list, by number and with a reason.")},
};

constexpr std::array account_orders{
    Line{true, mark("What the page is for")},
    Line{
        false,
        mark(
            "Administrators' accounts, which only the municipality's service centre makes and ends, and only a manager "
            "may order. Nothing is sent from here.")},
    Line{true, mark("How the work goes")},
    Line{false,
         mark("Write the order, copy the facts into the municipality's own form, and say here how far it has come.")},
    Line{false,
         mark("Where accounts run out on certain days of the year, those that are to be prolonged come by themselves, "
              "with the day by which it must be asked for.")},
};

constexpr std::array month_help{
    Line{true, mark("What the page is for")},
    Line{false, mark("Are we done, and what will we lose? What is not approved when the month closes is never paid.")},
    Line{true, mark("How the work goes")},
    Line{false, mark("The hours of the month stand by what they lack, with a list beside them that fills itself. Enter "
                     "goes to where what is chosen is done; below you see whose the open hours are.")},
    Line{true, mark("What the words mean")},
    Line{false, mark("Cannot be saved: nothing helps any longer, the visit came too late or its times cannot be. After "
                     "the closing time that holds for everything that is not approved.")},
    Line{false, mark("Weekdays left: from tomorrow, the closing day among them.")},
};

constexpr std::array followup_help{
    Line{true, mark("What the page is for")},
    Line{false, mark("How the visits of the month were registered: how many by hand, how many late or edited, and how "
                     "it will end if it goes on so. The municipality follows the same figures up.")},
    Line{true, mark("How the work goes")},
    Line{false, mark("Begin with why: what the equipment explains stands first, with what to do about it. Names come "
                     "after that. Mark visits to see what the share would be without them.")},
    Line{false, mark("Draw a sample as the reviewers do, and keep it, to know what they will see.")},
    Line{true, mark("What the words mean")},
    Line{false, mark("By hand: one end of the visit at least was not verified by lock or tag. The text does not say of "
                     "what its ten percent are; all four readings stand here, and the rules say which one binds.")},
};

constexpr std::array log_help{
    Line{true, mark("What the page is for")},
    Line{false, mark("The activity log: who has done, read or tried what, when, and about whom. Nobody can change it, "
                     "and it is kept for five years. It is read by managers and reviewers; that, too, is logged.")},
    Line{true, mark("How the work goes")},
    Line{false, mark("Choose a time, and a user, a client or a lock where you look for something certain, and press "
                     "Enter.")},
    Line{false,
         mark("The law asks for checks that come back: take a random sample, read every row of it, and sign what you "
              "found. The signed check stands in the log.")},
    Line{true, mark("What the words mean")},
    Line{false, mark("Refused: somebody tried what she may not, or what the rules do not allow. Failed: it did not "
                     "come about, a wrong password for example.")},
};

constexpr std::array tags{
    Line{true, mark("What the page is for")},
    Line{false, mark("The NFC tags at the clients' doors. A client who has a lock has no tag.")},
    Line{true, mark("How the work goes")},
    Line{false,
         mark("Inactivate the tag first, then take the sticker down. A tag is never used again at another client.")},
    Line{true, mark("What the words mean")},
    Line{false,
         mark("Unknown: a phone has seen a tag that is coupled to nobody. Unused: the client is visited, and the tag "
              "has not been used for long.")},
};

constexpr std::array phones{
    Line{true, mark("What the page is for")},
    Line{false,
         mark("The unit's work phones: who has them, when they were last used, and what they have not delivered.")},
    Line{true, mark("If a phone is lost or stolen")},
    Line{false,
         mark("Inactivate it at once; the reason can be told afterwards. It is sent before all else, and its access "
              "ends when it arrives. Before you confirm you see who used it last and what has not arrived.")},
    Line{true, mark("What the words mean")},
    Line{false,
         mark("Not coupled: the phone is not registered, or not coupled to the unit. Unused: for so long that it "
              "should be called in or inactivated.")},
    Line{false, mark("Only a manager takes an inactivated phone into use again, and says why.")},
};

constexpr std::array controls{
    Line{true, mark("What the page is for")},
    Line{false,
         mark("Once a month somebody looks whether all phones and locks are registered and coupled as they should "
              "be, and signs.")},
    Line{true, mark("How the work goes")},
    Line{false,
         mark("What deviates is listed. Mend what you can on the other pages first; for what is left you write what "
              "was done, and sign. A signed control is kept and can be saved as PDF.")},
};

constexpr std::array changes{
    Line{true, mark("What the page is for")},
    Line{false, mark("Everything that you have done and that the server has not answered yet, and what it did not "
                     "accept. Empty is good.")},
    Line{true, mark("What the words mean")},
    Line{false, mark("Waiting: not sent yet; it is sent by itself. Accepted: done for good, also on the server.")},
    Line{false, mark("Conflict: someone else changed the same thing first. Compare yours with how it is now, then do "
                     "it anyway, mend it with both in sight, or take it off the list.")},
    Line{false, mark("Refused: the rules said no when it arrived, most often because the month had closed. What you "
                     "had written is still there to be read.")},
};

constexpr std::array rules_help{
    Line{true, mark("What the page is for")},
    Line{false, mark("What the visits are judged by: every check with its paragraph in the municipality's own text, "
                     "the settings, the services and which of them may be combined.")},
    Line{true, mark("How the work goes")},
    Line{false, mark("Choose a version of the rules above. A new version is in force from its day; visits before that "
                     "day are judged by the one that held then.")},
    Line{false, mark("The matrix is filled in by whoever answers for the unit, from the municipality's text. A pair "
                     "that is not filled in never stops anything.")},
    Line{true, mark("What the words mean")},
    Line{false, mark("A check that stops must be mended before the shift can be approved; one that informs is only to "
                     "be known of.")},
};

constexpr std::array mending{
    Line{true, mark("What the panel is for")},
    Line{false,
         mark("Here you mend a visit: when it began and ended, what was done, double staffing, and the note that "
              "says why. What was registered stands beside it and is kept.")},
    Line{true, mark("How the work goes")},
    Line{false, mark("Change what is wrong and write why in the note: what happened, and what you know it from. While "
                     "you write you see what the rules would say of the visit.")},
    Line{false, mark("Write times as you say them: 7:30 or 0730. An end before the start is taken as the day after.")},
    Line{false,
         mark("A visit that nobody registered is registered here afterwards, with the reason. It can be moved to "
              "another of the day's shifts, and a joint errand is shared out between its clients in one go.")},
    Line{false, mark("If someone else changes the visit meanwhile, it is told. What both have changed is yours to "
                     "choose: theirs, yours, or a third.")},
    Line{false, mark("No health details and no person ids in the note: it is read by the municipality and kept.")},
    Line{false, mark("What you have begun stays as a draft if you leave it, until you save it or take it back.")},
};

constexpr std::array entries{
    Entry{"page.shifts", mark("Shifts"), shifts},
    Entry{"page.visits", mark("Visits"), visits},
    Entry{"page.clients", mark("Clients"), clients},
    Entry{"page.workers", mark("Care workers"), workers},
    Entry{"page.locks", mark("Locks"), locks},
    Entry{"page.startups", mark("Lock startup"), startups},
    Entry{"page.lock_orders", mark("Lock orders"), lock_orders},
    Entry{"page.accounts", mark("Accounts"), accounts},
    Entry{"page.account_orders", mark("Account orders"), account_orders},
    Entry{"page.month", mark("Month end"), month_help},
    Entry{"page.followup", mark("Follow-up"), followup_help},
    Entry{"page.log", mark("Log"), log_help},
    Entry{"page.tags", mark("Tags"), tags},
    Entry{"page.phones", mark("Phones"), phones},
    Entry{"page.controls", mark("Controls"), controls},
    Entry{"page.changes", mark("Changes"), changes},
    Entry{"page.rules", mark("Rules"), rules_help},
    Entry{"visit.edit", mark("Mend a visit"), mending},
};

}  // namespace

Help help_of(std::string_view page) {
    Help help;
    for (const Entry& entry : entries) {
        if (entry.page != page) continue;
        help.title = tr(entry.title);
        for (const Line& line : entry.lines) {
            if (line.heading)
                help.parts.push_back({tr(line.text), {}});
            else
                help.parts.back().sentences.push_back(tr(line.text));
        }
    }
    return help;
}

}  // namespace samordna::wording
