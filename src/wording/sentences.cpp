#include "wording/sentences.h"

#include "wording/catalog.h"
#include "wording/format.h"

namespace samordna::wording {

using domain::Verification;
using rules::ShiftState;
using workspace::Fate;
using workspace::ShiftFilter;
using Phase = workspace::SyncStatus::Phase;

std::string name_of_verb(std::string_view verb) {
    if (verb == "shift.approve") return tr("Approve shift");
    if (verb == "shift.revoke") return tr("Revoke approval");
    if (verb == "matrix.set") return tr("Fill in the matrix");
    if (verb == "visit.edit") return tr("Mend visit");
    if (verb == "visit.register") return tr("Register visit");
    if (verb == "lock.startup") return tr("Register startup hour");
    if (verb == "lock.battery_changed") return tr("Battery changed");
    if (verb == "lock_order.set") return tr("Lock order");
    if (verb == "tag.couple") return tr("Couple tag");
    if (verb == "tag.deactivate") return tr("Inactivate tag");
    if (verb == "phone.deactivate") return tr("Inactivate phone");
    if (verb == "phone.reactivate") return tr("Take phone into use again");
    if (verb == "phone.couple") return tr("Couple phone");
    if (verb == "phone.edit") return tr("Change phone");
    if (verb == "control.sign") return tr("Sign control");
    if (verb == "care_worker.create") return tr("New account");
    if (verb == "care_worker.edit") return tr("Change account");
    if (verb == "care_worker.inactivate") return tr("Inactivate account");
    if (verb == "care_worker.archive") return tr("Archive account");
    if (verb == "care_worker.reactivate") return tr("Take account into use again");
    if (verb == "care_worker.exempt") return tr("Exception list");
    if (verb == "care_worker.issue_code") return tr("Hand over a one-time code");
    if (verb == "account_order.set") return tr("Account order");
    return tr("Change");
}

std::string done_of_verb(std::string_view verb, int shifts) {
    if (verb == "shift.approve") return trn("{n} shift approved", "{n} shifts approved", shifts);
    if (verb == "shift.revoke") return trn("{n} approval revoked", "{n} approvals revoked", shifts);
    if (verb == "matrix.set") return tr("The matrix is filled in");
    if (verb == "visit.edit") return trn("{n} visit mended", "{n} visits mended", shifts);
    if (verb == "visit.register") return trn("{n} visit registered", "{n} visits registered", shifts);
    if (verb == "lock.startup") return trn("{n} startup hour registered", "{n} startup hours registered", shifts);
    if (verb == "lock.battery_changed") return tr("The change of battery is registered");
    if (verb == "lock_order.set") return tr("The lock order is saved");
    if (verb == "tag.couple") return tr("The tag is coupled");
    if (verb == "tag.deactivate") return trn("{n} tag inactivated", "{n} tags inactivated", shifts);
    if (verb == "phone.deactivate") return trn("{n} phone inactivated", "{n} phones inactivated", shifts);
    if (verb == "phone.reactivate") return tr("The phone is in use again");
    if (verb == "phone.couple") return tr("The phone is coupled");
    if (verb == "phone.edit") return tr("The phone is changed");
    if (verb == "control.sign") return tr("The control is signed");
    if (verb == "care_worker.create") return trn("{n} account put up", "{n} accounts put up", shifts);
    if (verb == "care_worker.edit") return tr("The account is changed");
    if (verb == "care_worker.inactivate") return trn("{n} account inactivated", "{n} accounts inactivated", shifts);
    if (verb == "care_worker.archive") return tr("The account is archived");
    if (verb == "care_worker.reactivate") return tr("The account is in use again");
    if (verb == "care_worker.exempt") return tr("The exception list is changed");
    if (verb == "care_worker.issue_code") return tr("A one-time code is made");
    if (verb == "account_order.set") return tr("The account order is saved");
    return trn("{n} change made", "{n} changes made", shifts);
}

std::string undone_of_verb(std::string_view verb, int shifts) {
    if (shifts == 0) return tr("It has been sent and cannot be taken back. Mend it anew.");
    return tr("Undone: {what}", {{"what", done_of_verb(verb, shifts)}});
}

std::string name_of_fate(Fate fate) {
    switch (fate) {
        case Fate::waiting:
            return tr("Waiting");
        case Fate::sent:
            return tr("Being sent");
        case Fate::accepted:
            return tr("Accepted");
        case Fate::refused:
            return tr("Not accepted");
        case Fate::conflict:
            return tr("Changed by someone else");
        case Fate::failed:
            return tr("Could not be sent");
    }
    return {};
}

std::string sentence_of(const workspace::OutboxRow& row) {
    switch (row.fate) {
        case Fate::waiting:
            return tr("Kept on this computer, and sent as soon as the server can be reached.");
        case Fate::sent:
            return tr("Sent; the server's answer has not come yet.");
        case Fate::accepted:
            return tr("Done, and the server has it.");
        case Fate::conflict:
            if (domain::target_type(row.change.verb) != domain::RecordType::shift)
                return row.current_by.empty()
                           ? tr("Someone else changed it first. Choose whether your change is to be made anyway.")
                           : tr("{who} changed it first. Choose whether your change is to be made anyway.",
                                {{"who", row.current_by}});
            return row.current_by.empty()
                       ? tr("Someone else changed the shift first. Choose whether your change is to be made anyway.")
                       : tr("{who} changed the shift first. Choose whether your change is to be made anyway.",
                            {{"who", row.current_by}});
        case Fate::failed:
            return sentence_of(row.error);
        case Fate::refused:
            break;
    }
    std::string text;
    if (row.late) text = tr("It reached the server after the closing date.");
    for (const rules::Finding& finding : row.findings) {
        const std::string sentence = sentence_of(finding);
        if (text.find(sentence) != std::string::npos) continue;
        if (!text.empty()) text += " ";
        text += sentence;
    }
    return text.empty() ? tr("The rules did not allow it.") : text;
}

std::string name_of_filter(ShiftFilter filter) {
    switch (filter) {
        case ShiftFilter::all:
            return tr("All");
        case ShiftFilter::needs_action:
            return tr("Needs action");
        case ShiftFilter::ready:
            return tr("To approve");
        case ShiftFilter::open:
            return tr("Going on");
        case ShiftFilter::manual:
            return tr("Manual visits");
        case ShiftFilter::approved:
            return tr("Approved");
    }
    return {};
}

std::string help_of_filter(ShiftFilter filter) {
    switch (filter) {
        case ShiftFilter::all:
            return tr("Every shift of the month");
        case ShiftFilter::needs_action:
            return tr("Shifts with something that stops the approval");
        case ShiftFilter::ready:
            return tr("Shifts that can be approved as they are");
        case ShiftFilter::open:
            return tr("Shifts that have not ended");
        case ShiftFilter::manual:
            return tr("Shifts with a visit that was not verified by lock or tag");
        case ShiftFilter::approved:
            return tr("Shifts that are approved");
    }
    return {};
}

std::string state_of(ShiftState state, bool closed, bool blocks) {
    switch (state) {
        case ShiftState::approved:
            return tr("Approved");
        case ShiftState::open:
            return tr("Going on");
        case ShiftState::to_review:
            break;
    }
    return closed ? tr("Not paid") : blocks ? tr("Needs action") : tr("To approve");
}

std::string state_of(const workspace::ShiftRow& row) {
    const std::string state = state_of(row.state, row.closed, row.blocking_visits > 0);
    if (!row.fate || *row.fate == Fate::accepted) return state;
    switch (*row.fate) {
        case Fate::waiting:
        case Fate::sent:
            return tr("{state}, waiting", {{"state", state}});
        case Fate::conflict:
            return tr("{state}, conflict", {{"state", state}});
        default:
            return tr("{state}, refused", {{"state", state}});
    }
}

std::string name_of_verification(Verification verification) {
    switch (verification) {
        case Verification::manual:
            return tr("Manual");
        case Verification::tag:
            return tr("NFC tag");
        case Verification::lock:
            return tr("Lock");
    }
    return {};
}

std::string verification_of(const domain::Visit& visit) {
    std::string start = name_of_verification(visit.start_verification);
    if (!visit.end || visit.end_verification == visit.start_verification) return start;
    return tr("{start}, then {end}", {{"start", start}, {"end", name_of_verification(visit.end_verification)}});
}

std::string services_of(const domain::Visit& visit) {
    std::string out = visit.double_staffing ? tr("Double staffing") : std::string{};
    for (const domain::ServiceLine& line : visit.service_lines) {
        if (!out.empty()) out += ", ";
        out += line.service;
        if (line.extra) out += " (" + tr("extra") + ")";
        if (line.declined) out += " (" + tr("declined") + ")";
    }
    return out;
}

std::string name_of_role(std::string_view role) {
    if (role == "coordinator") return tr("Coordinator");
    if (role == "manager") return tr("Manager");
    if (role == "reviewer") return tr("Reviewer");
    if (role == "service") return tr("Another system");
    return std::string(role);
}

std::string sentence_of(const workspace::SyncStatus& status, domain::Instant now) {
    const std::string waiting =
        status.waiting == 0 ? std::string{} : trn("{n} change waiting", "{n} changes waiting", status.waiting);
    const std::string since = status.last_synced ? moment(*status.last_synced, now) : std::string{};
    switch (status.phase) {
        case Phase::signed_out:
            return joined({tr("Not signed in"), waiting});
        case Phase::syncing:
            if (status.received > 0 && !status.complete) {
                return trn("Fetching: {n} record so far", "Fetching: {n} records so far", status.received);
            }
            return joined({tr("Syncing"), waiting});
        case Phase::session_expired:
            return joined({tr("Sign in again to sync"), waiting});
        case Phase::offline:
            return joined({tr("No contact with the server"),
                           since.empty() ? std::string{} : tr("synced {when}", {{"when", since}}), waiting});
        case Phase::failed:
            return joined({tr("The last sync did not succeed"),
                           since.empty() ? std::string{} : tr("synced {when}", {{"when", since}}), waiting});
        case Phase::idle:
            break;
    }
    if (since.empty()) return joined({tr("Not synced yet"), waiting});
    return joined({tr("Synced {when}", {{"when", since}}), waiting.empty() ? tr("everything is sent") : waiting});
}

std::string closing_of(domain::Instant closing_time, domain::Instant now) {
    const std::string when = day(domain::local_date(closing_time)) + " " + time_of_day(closing_time);
    const auto left = countdown(closing_time, now);
    if (!left) return tr("Closing date {when} has passed", {{"when", when}});
    return joined({tr("Closing date {when}", {{"when", when}}), tr("{time} left", {{"time", *left}})});
}

}  // namespace samordna::wording
