#include "desktop/actions.h"

#include <algorithm>
#include <array>

#include "wording/catalog.h"
#include "wording/format.h"

namespace samordna::desktop {
namespace {

using wording::mark;
using enum MenuName;

constexpr std::array table{
    Action{"sync.now", file, mark("Sync now"), mark("Fetches others' work and sends what waits"), "F5"},
    Action{"sign_in", file, mark("Sign in"), mark("Signs in to the server"), ""},
    Action{"sign_out", file, mark("Sign out"), mark("Signs out; what waits to be sent is kept"), ""},
    Action{"sign_out.wipe", file, mark("Sign out and remove everything"),
           mark("Signs out, and nothing of what was fetched is left on this computer"), ""},
    Action{"lock", file, mark("Lock"), mark("Hides everything until you give your password"), "Ctrl+L"},
    Action{"lock.after", file, mark("Lock after ..."),
           mark("After how long without a key or the mouse it locks itself"), ""},
    Action{"print", file, mark("Print ..."),
           mark("What is shown below the list, on paper; clients by initials and number"), "Ctrl+P"},
    Action{"save_pdf", file, mark("Save as PDF ..."), mark("The same as a PDF file"), "Ctrl+Shift+S"},
    Action{"quit", file, mark("Quit"), mark("Closes the window; what waits is sent the next time"), "Ctrl+Q"},
    Action{"edit.undo", edit, mark("Undo"), mark("Takes back the last thing done"), "Ctrl+Z"},
    Action{"edit.redo", edit, mark("Redo"), mark("Does again what was undone"), "Ctrl+Shift+Z"},
    Action{"find", edit, mark("Search"), mark("Search for care worker, client or shift"), "Ctrl+F | F"},
    Action{"find.anything", edit, mark("Find anything"),
           mark("One field for clients, care workers, shifts, days and everything that can be done"), "Ctrl+K"},
    Action{"mark.toggle", edit, mark("Mark"), mark("Marks the shift, or clears its mark"), "Space", true},
    Action{"mark.all", edit, mark("Mark all"), mark("Marks every shift shown"), "Ctrl+A", true},
    Action{"mark.clear", edit, mark("Clear marks"), mark("Clears all marks, or closes what is open"), "Esc"},
    Action{"row.next", view, mark("Next row"), mark("Goes to the next row"), "J"},
    Action{"row.previous", view, mark("Previous row"), mark("Goes to the previous row"), "K"},
    Action{"month.previous", view, mark("Previous month"), mark("Shows the month before"), "Alt+Left"},
    Action{"month.next", view, mark("Next month"), mark("Shows the month after"), "Alt+Right"},
    Action{"filter.needs_action", view, mark("Needs action"), mark("Shifts with something that stops the approval"),
           "1"},
    Action{"filter.ready", view, mark("To approve"), mark("Shifts that can be approved as they are"), "2"},
    Action{"filter.open", view, mark("Going on"), mark("Shifts that have not ended"), "3"},
    Action{"filter.manual", view, mark("Manual visits"),
           mark("Shifts with a visit that was not verified by lock or tag"), "4"},
    Action{"filter.approved", view, mark("Approved"), mark("Shifts that are approved"), "5"},
    Action{"filter.all", view, mark("All"), mark("Every shift of the month"), "6"},
    Action{"filter.note", view, mark("With a note"), mark("Visits with a note"), "7"},
    Action{"filter.save", view, mark("Save the filter"), mark("Gives what is chosen a name, to be found again"),
           "Ctrl+D"},
    Action{"columns", view, mark("Columns ..."), mark("Chooses the columns of the list, and their order"),
           "Ctrl+Shift+C"},
    Action{"list.order", view, mark("Sort ..."),
           mark("Chooses the column that the list is sorted by, or turns it round"), "O"},
    Action{"filter.silent", view, mark("Silence"), mark("Clients with visits to be expected and nothing registered"),
           "7"},
    Action{"filter.check", view, mark("One flag alone"), mark("Chooses one flag; only shifts that have it are shown"),
           "Shift+F"},
    Action{"filter.battery_now", view, mark("Change now"), mark("Locks whose battery is low, critical or empty"), "2"},
    Action{"filter.battery_soon", view, mark("Change soon"), mark("Locks whose battery is forecast to be low soon"),
           "3"},
    Action{"filter.battery_stale", view, mark("Old reading"),
           mark("Locks that have not been heard of for long, or never"), "4"},
    Action{"filter.entrances", view, mark("Entrance locks"), mark("Locks of entrances"), "5"},
    Action{"filter.removed", view, mark("Taken down"), mark("Locks that are not mounted any longer"), "7"},
    Action{"filter.without_lock", view, mark("Hour without a lock"),
           mark("Startup hours of clients who had no lock that day"), "2"},
    Action{"filter.again", view, mark("Hours too many"), mark("More startup hours than locks to give them"), "3"},
    Action{"filter.over", view, mark("Over an hour"), mark("Startup hours longer than can be paid"), "4"},
    Action{"filter.stands", view, mark("Hour registered"), mark("Locks that have given their hour"), "5"},
    Action{"filter.beside_lock", view, mark("Lock and tag"), mark("Active tags at clients who have a lock"), "2"},
    Action{"filter.unknown", view, mark("Unknown"), mark("Tags that phones have seen and nobody knows"), "3"},
    Action{"filter.unused", view, mark("Unused"), mark("What has not been used for long"), "4"},
    Action{"filter.inactive", view, mark("Inactivated"), mark("What has been taken out of use"), "5"},
    Action{"filter.uncoupled", view, mark("Not coupled"), mark("Phones that are not registered or not coupled"), "2"},
    Action{"filter.ordered", view, mark("Sent to the fitters"), mark("Lock orders that have been sent"), "2"},
    Action{"filter.booked", view, mark("Booked"), mark("Lock orders with a time"), "3"},
    Action{"filter.closed", view, mark("Finished"), mark("Lock orders that are done, or not to be done"), "4"},
    Action{"filter.signed", view, mark("Signed"), mark("Controls that are signed"), "2"},
    Action{"filter.never", view, mark("Never signed in"), mark("Accounts that nobody has signed in to"), "2"},
    Action{"filter.exempt", view, mark("Exception list"), mark("Accounts that are kept though nobody signs in"), "3"},
    Action{"filter.subcontracted", view, mark("Subcontractors"), mark("Accounts of subcontractors' staff"), "4"},
    Action{"filter.asked", view, mark("Ordered"), mark("Orders that the municipality has been given"), "2"},
    Action{"page.shifts", view, mark("Shifts"), mark("Goes to the shifts"), "G A"},
    Action{"page.visits", view, mark("Visits"), mark("Goes to the visits"), "G B"},
    Action{"page.changes", view, mark("Changes"), mark("Goes to your changes and what became of them"),
           "G C | G \xC3\x84"},
    Action{"page.clients", view, mark("Clients"), mark("Goes to the clients"), "G K"},
    Action{"page.workers", view, mark("Care workers"), mark("Goes to the care workers"), "G P"},
    Action{"page.locks", view, mark("Locks"), mark("Goes to the locks and their batteries"), "G L"},
    Action{"page.startups", view, mark("Lock startup"), mark("Goes to the startup hours of the locks"), "G U"},
    Action{"page.lock_orders", view, mark("Lock orders"), mark("Goes to what is asked of the fitters"), "G O"},
    Action{"page.tags", view, mark("Tags"), mark("Goes to the NFC tags"), "G N"},
    Action{"page.phones", view, mark("Phones"), mark("Goes to the phones"), "G T"},
    Action{"page.controls", view, mark("Controls"), mark("Goes to the monthly controls"), "G M"},
    Action{"page.accounts", view, mark("Accounts"), mark("Goes to the care workers' accounts"), "G I"},
    Action{"page.account_orders", view, mark("Account orders"), mark("Goes to the orders of administrators' accounts"),
           "G D"},
    Action{"page.month", view, mark("Month end"), mark("Goes to the month as a whole: are we done, what will we lose"),
           "G S"},
    Action{"page.followup", view, mark("Follow-up"),
           mark("Goes to how the visits were registered: by hand, late, edited"), "G F"},
    Action{"page.log", view, mark("Log"), mark("Goes to the activity log: who did, read or tried what"), "G G"},
    Action{"page.rules", view, mark("Rules"), mark("Goes to the rules that the visits are judged by"), "G R"},
    Action{"language.sv", view, "Svenska", mark("The window in Swedish"), ""},
    Action{"language.en", view, "English", mark("The window in English"), ""},
    Action{"shift.approve", shift, mark("Approve"), mark("Approves the shift, or the marked ones after a summary"),
           "A"},
    Action{"shift.approve_clean", shift, mark("Approve all that are ready"),
           mark("Approves every shift that is ready, after a summary"), "Shift+A"},
    Action{"shift.revoke", shift, mark("Revoke approval"),
           mark("Revokes the approval of the shift, or of the marked ones"), "U"},
    Action{"shift.skip", shift, mark("Skip"), mark("Leaves the shift for later: it comes last in the queue"), "S"},
    Action{"shift.visits", shift, mark("Go to the visits"), mark("Moves to the visits of the shift"), "Enter", true},
    Action{"visit.shift", shift, mark("Go to the shift"), mark("Goes to the shift of the visit"), "Enter", true},
    Action{"month.go", shift, mark("Go to what is chosen"), mark("Goes to where what is chosen is done"), "Enter",
           true},
    Action{"month.silences_seen", shift, mark("What is missing has been looked at"),
           mark("Notes that you have looked at the silences of the month"), "X"},
    Action{"month.export", shift, mark("Export the basis ..."),
           mark("The basis of the month as files: preliminary any day, final when the month has closed"), "Ctrl+E"},
    Action{"basis.compare", shift, mark("Compare with the municipality's file ..."),
           mark("Holds the municipality's own basis (CSV or xlsx) against ours"), "Ctrl+O"},
    Action{"basis.save_comparison", shift, mark("Save the comparison ..."),
           mark("Saves every row of the comparison as a sheet (CSV)"), "Ctrl+Shift+E"},
    Action{"followup.draw", shift, mark("Draw a sample"),
           mark("Draws the clients of a sample by chance, as the municipality does"), "D"},
    Action{"followup.keep", shift, mark("Keep the sample"), mark("Keeps the sample on this computer, with your name"),
           "Ctrl+S"},
    Action{"visit.edit", shift, mark("Edit visit"), mark("Mends the visit: times, services, double staffing, note"),
           "E"},
    Action{"visit.note", shift, mark("Write a note"), mark("Writes why, on the visit"), "N"},
    Action{"visit.move", shift, mark("Move to another shift"), mark("Moves the visit to another of the day's shifts"),
           "M"},
    Action{"visit.split", shift, mark("Share out a joint errand"),
           mark("Shares the minutes of a joint errand between its clients"), "D"},
    Action{"visit.register", shift, mark("Register a visit"),
           mark("Registers a visit of the shift that never was registered"), "Ctrl+N"},
    Action{"mend.theirs", shift, mark("Take theirs"), mark("What someone else wrote takes the place of yours"),
           "Ctrl+T"},
    Action{"visit.history", shift, mark("History"), mark("Who has done what to the visit, and when"), "H"},
    Action{"note.skeleton", shift, mark("Begin the note"),
           mark("Writes what is known, so that only the reason is left"), "Ctrl+J"},
    Action{"decision.confirm", shift, mark("Do what is asked about"), mark("Says yes to the question below the list"),
           "Ctrl+Enter"},
    Action{"finding.cite", shift, mark("The paragraph behind the flag"),
           mark("Shows what the municipality's text says, word for word"), "\xC2\xA7 | Ctrl+Shift+P"},
    Action{"change.retry", shift, mark("Do it anyway"), mark("Makes the change again on the shift as it is now"), "R"},
    Action{"change.dismiss", shift, mark("Take off the list"),
           mark("Takes the change off the list; the shift stays as it is"), "Delete", true},
    Action{"lock.battery_changed", equipment, mark("Battery changed"),
           mark("Registers that the lock has been given a new battery"), "B"},
    Action{"lock.look", equipment, mark("Does not open"), mark("Looks for why the lock does not open, step by step"),
           "L"},
    Action{"lock.fault", equipment, mark("Report a fault"), mark("Makes an order of the lock that does not work"),
           "Ctrl+N"},
    Action{"lock.copy", equipment, mark("Copy the facts"), mark("The facts of the form, ready to be pasted"), "Y"},
    Action{"startup.register", equipment, mark("Register the hour"),
           mark("Registers the startup hour of the lock, or of the marked ones"), "R"},
    Action{"startup.register_all", equipment, mark("Register all missing hours"),
           mark("Registers every startup hour that is missing"), "Shift+R"},
    Action{"lock_order.edit", equipment, mark("Order ..."), mark("Says how far the order has come, and when"), "E"},
    Action{"tag.couple", equipment, mark("Couple to a client"), mark("Says at which client the tag sits"), "C"},
    Action{"tag.deactivate", equipment, mark("Inactivate tag"),
           mark("Takes the tag out of use for good; then the sticker can be taken down"), "X"},
    Action{"phone.deactivate", equipment, mark("Inactivate phone"),
           mark("At once: the phone is lost, stolen or worn out. It is sent before all else"), "X"},
    Action{"phone.reactivate", equipment, mark("Take into use again"),
           mark("The phone may be used again; a manager does it, and says why"), "Shift+X"},
    Action{"phone.couple", equipment, mark("Couple the phone"), mark("The phone is the unit's, registered and coupled"),
           "C"},
    Action{"phone.edit", equipment, mark("Change phone"), mark("Its name, and who has it"), "E"},
    Action{"control.sign", equipment, mark("Sign the control"),
           mark("Says what was done about each deviation, and signs"), "E"},
    Action{"care_worker.create", staff, mark("New account"), mark("Puts up an account for a care worker"), "Ctrl+N"},
    Action{"care_worker.edit", staff, mark("Change account"), mark("The name, and whose staff she is"), "E"},
    Action{"care_worker.issue_code", staff, mark("One-time code"),
           mark("Makes a code for the first sign-in, to be handed over on paper"), "C"},
    Action{"care_worker.inactivate", staff, mark("Inactivate account"),
           mark("At once: she has left, or the account may be misused. It is sent before all else"), "X"},
    Action{"care_worker.reactivate", staff, mark("Take account into use again"),
           mark("The account may be used again; say why"), "Shift+X"},
    Action{"care_worker.archive", staff, mark("Archive account"), mark("Takes one who has left out of the daily lists"),
           "D"},
    Action{"care_worker.exempt", staff, mark("Exception list ..."),
           mark("Keeps an account though nobody signs in; a manager does it, and says why"), "U"},
    Action{"care_worker.import", staff, mark("Read care workers in ..."),
           mark("Puts up and changes accounts by a sheet (CSV)"), ""},
    Action{"account_order.create", staff, mark("New account order"),
           mark("Writes an order of an administrator's account"), "Ctrl+N"},
    Action{"account_order.set", staff, mark("Account order ..."), mark("Says how far the order has come"), "E"},
    Action{"account_order.copy", staff, mark("Copy the facts of the order"),
           mark("The facts of the form, ready to be pasted"), "Y"},
    Action{"log.ask", staff, mark("Show the log"), mark("Asks the server for what is chosen above the list"), "Ctrl+R"},
    Action{"log.more", staff, mark("Show older rows"), mark("Fetches what comes after the last row"), "M"},
    Action{"log.sample", staff, mark("Random sample"),
           mark("Chooses twenty rows at random among what is chosen, to be looked at and signed"), "S"},
    Action{"log.check", staff, mark("Sign the check ..."), mark("Says what was found in the sample, and signs"), "E"},
    Action{"log.export", staff, mark("Save the log as a sheet ..."),
           mark("Saves everything that is chosen as a sheet (CSV); that too is logged"), "Ctrl+E"},
    Action{"matrix.allow", rules, mark("May be combined"), mark("In the matrix: the two services may be combined"), "1",
           true},
    Action{"matrix.forbid", rules, mark("May not be combined"), mark("In the matrix: the two may not be combined"), "2",
           true},
    Action{"matrix.judge", rules, mark("Individual judgement"), mark("In the matrix: the two are judged case by case"),
           "3", true},
    Action{"matrix.clear", rules, mark("Not given"), mark("In the matrix: nothing is said of the two"), "0", true},
    Action{"matrix.set", rules, mark("Save the matrix"), mark("The visits are judged by the matrix from now on"),
           "Ctrl+S"},
    Action{"matrix.discard", rules, mark("Take back"), mark("The matrix as it was saved last"), "Ctrl+Shift+D"},
    Action{"matrix.import", rules, mark("Read in ..."), mark("Fills the matrix in from a sheet (CSV)"), "Ctrl+O"},
    Action{"matrix.export", rules, mark("Save as a sheet ..."), mark("Writes the matrix as a sheet (CSV)"), "Ctrl+E"},
    Action{"help.page", help, mark("Help with this page"), mark("What the page is for, what it says, and its keys"),
           "F1"},
    Action{"help.tour", help, mark("Show me around"), mark("Two minutes through the window, step by step"), ""},
    Action{"help.keys", help, mark("All keys"), mark("Shows every key"), "?"},
};

}  // namespace

std::span<const Action> actions() {
    return table;
}

const Action* find_action(std::string_view id) {
    const auto it = std::find_if(table.begin(), table.end(), [&](const Action& a) { return a.id == id; });
    return it == table.end() ? nullptr : &*it;
}

std::vector<std::string_view> keys_of(const Action& action) {
    std::vector<std::string_view> out;
    std::string_view rest = action.keys;
    while (!rest.empty()) {
        const auto bar = rest.find(" | ");
        out.push_back(rest.substr(0, bar));
        rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 3);
    }
    return out;
}

std::string shown_key(const Action& action) {
    const auto keys = keys_of(action);
    if (keys.empty()) return {};
    std::string out;
    std::string_view rest = keys.front();
    // The names of keys are words too.
    while (!rest.empty()) {
        const auto plus = rest.find('+');
        const std::string part{rest.substr(0, plus)};
        rest = plus == std::string_view::npos ? std::string_view{} : rest.substr(plus + 1);
        if (!out.empty()) out += "+";
        if (part == "Shift")
            out += wording::trc("key", "Shift");
        else if (part == "Space")
            out += wording::trc("key", "Space");
        else if (part == "Left")
            out += wording::trc("key", "Left");
        else if (part == "Right")
            out += wording::trc("key", "Right");
        else
            out += part;
    }
    return out;
}

std::string tip(std::string_view id) {
    const Action* action = find_action(id);
    return wording::joined({wording::tr(action->help), shown_key(*action)});
}

const char* menu_title(MenuName menu) {
    switch (menu) {
        case file:
            return mark("&File");
        case edit:
            return mark("&Edit");
        case view:
            return mark("&View");
        case shift:
            return mark("&Shift");
        case equipment:
            return mark("E&quipment");
        case staff:
            return mark("S&taff");
        case rules:
            return mark("&Rules");
        case help:
            return mark("&Help");
    }
    return "";
}

void ActionBook::bind(std::string_view id, std::function<void()> run, std::function<bool()> enabled) {
    bound_[std::string(id)].push_back({std::move(run), std::move(enabled), page_});
}

const ActionBook::Bound* ActionBook::able(std::string_view id) const {
    const auto it = bound_.find(id);
    if (it == bound_.end()) return nullptr;
    const auto can = [](const Bound& bound) { return !bound.enabled || bound.enabled(); };
    const auto first = std::find_if(it->second.begin(), it->second.end(), can);
    return first == it->second.end() ? nullptr : &*first;
}

bool ActionBook::is_of_page(std::string_view id, std::string_view page) const {
    const auto it = bound_.find(id);
    return it != bound_.end() &&
           std::any_of(it->second.begin(), it->second.end(), [&](const Bound& bound) { return bound.page == page; });
}

bool ActionBook::enabled(std::string_view id) const {
    return able(id) != nullptr;
}

bool ActionBook::run(std::string_view id) {
    const Bound* bound = able(id);
    if (bound == nullptr) return false;
    const auto work = bound->run;  // copies: running it may bind anew
    const auto ran = ran_;
    work();
    if (ran) ran(id);
    return true;
}

const Action* ActionBook::of_key(const std::string& key, bool in_list) {
    const std::string whole = pending_.empty() ? key : pending_ + " " + key;
    pending_.clear();
    const Action* first = nullptr;
    for (const Action& action : table) {
        for (const std::string_view candidate : keys_of(action)) {
            if (candidate.starts_with(whole + " ")) pending_ = whole;
            if (candidate != whole || (action.in_list && !in_list)) continue;
            if (enabled(action.id)) return pending_.clear(), &action;
            if (first == nullptr) first = &action;
        }
    }
    if (first != nullptr) pending_.clear();
    return first;
}

}  // namespace samordna::desktop
