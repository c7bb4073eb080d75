#include "wording/staff_words.h"

#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::wording {

using domain::AccountOrderKind;
using domain::AccountOrderState;
using rules::AccountState;

std::string name_of(AccountState state) {
    switch (state) {
        case AccountState::runs_out:
            return tr("Runs out");
        case AccountState::never:
            return tr("Never signed in");
        case AccountState::used:
            return tr("In use");
        case AccountState::inactive:
            return trc("account", "Inactivated");
        case AccountState::archived:
            return trc("account", "Archived");
    }
    return {};
}

std::string name_of(AccountOrderKind kind) {
    switch (kind) {
        case AccountOrderKind::open:
            return tr("New account");
        case AccountOrderKind::end:
            return tr("End account");
        case AccountOrderKind::prolong:
            return tr("Prolong account");
    }
    return {};
}

std::string name_of(AccountOrderState state) {
    switch (state) {
        case AccountOrderState::to_order:
            return tr("To order");
        case AccountOrderState::ordered:
            return trc("account", "Ordered");
        case AccountOrderState::done:
            return trc("account", "Done");
        case AccountOrderState::dropped:
            return tr("Not to be done");
    }
    return {};
}

std::vector<std::string> account_text(const workspace::AccountRow& row, domain::Instant now) {
    std::vector<std::string> lines;
    const auto& worker = row.worker;
    if (worker.last_login)
        lines.push_back(tr("Last signed in {when}.", {{"when", moment(*worker.last_login, now)}}));
    else if (worker.created_at)
        lines.push_back(tr("Put up {when}, and has not signed in since.", {{"when", moment(*worker.created_at, now)}}));
    else
        lines.push_back(tr("No sign-in is known."));
    if (!worker.active && worker.changed_at)
        lines.push_back(tr("Out of use since {when}.", {{"when", moment(*worker.changed_at, now)}}));
    if (!worker.reason.empty()) lines.push_back(tr("Reason: {reason}", {{"reason", worker.reason}}));
    if (row.account.inactivated_on)
        lines.push_back(tr("If nobody signs in, the municipality inactivates the account on {day}.",
                           {{"day", domain::date_text(*row.account.inactivated_on)}}));
    if (row.account.purged_on)
        lines.push_back(tr("If nobody signs in, the account is purged on {day}.",
                           {{"day", domain::date_text(*row.account.purged_on)}}));
    if (!worker.exempt.empty()) lines.push_back(tr("On the exception list: {reason}", {{"reason", worker.exempt}}));
    if (worker.code_until)
        lines.push_back(row.code_ran_out
                            ? tr("The one-time code was never used, and was good until {when}. Hand over a new one.",
                                 {{"when", moment(*worker.code_until, now)}})
                            : tr("A one-time code has been handed over. It is good until {when}.",
                                 {{"when", moment(*worker.code_until, now)}}));
    if (!worker.subcontractor.empty())
        lines.push_back(tr("Works for the subcontractor {name}.", {{"name", worker.subcontractor}}));
    for (const auto& phone : row.phones) lines.push_back(tr("Has the phone {phone}.", {{"phone", phone}}));
    return lines;
}

namespace {

std::string list_of(const std::vector<std::string>& names) {
    constexpr std::size_t most = 8;
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) text += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > most) text += " \xE2\x80\xA6";
    return text;
}

}  // namespace

std::vector<std::string> leaving_text(const workspace::Leaving& left) {
    std::vector<std::string> lines;
    const auto count = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
    if (!left.open_shifts.empty())
        lines.push_back(trn("A shift of hers has not ended: {shifts}. Let somebody else take it.",
                            "{n} shifts of hers have not ended: {shifts}. Let others take them.",
                            count(left.open_shifts), {{"shifts", list_of(left.open_shifts)}}));
    if (!left.unapproved.empty())
        lines.push_back(trn("A shift of hers is not approved: {shifts}. Ask her now about what is unclear.",
                            "{n} shifts of hers are not approved: {shifts}. Ask her now about what is unclear.",
                            count(left.unapproved), {{"shifts", list_of(left.unapproved)}}));
    if (left.open_shifts.empty() && left.unapproved.empty()) lines.push_back(tr("All her shifts are approved."));
    if (left.phones.empty()) lines.push_back(tr("No phone is noted as hers."));
    return lines;
}

std::string order_facts(const workspace::AccountOrderRow& row, const std::string& unit, const std::string& provider) {
    const auto& order = row.order;
    std::string text;
    const auto line = [&](const std::string& what, const std::string& value) {
        if (!value.empty()) text += what + ": " + value + '\n';
    };
    line(tr("Order"), wording::name_of(order.kind));
    line(tr("Name"), order.person);
    line(tr("Provider"), provider);
    line(tr("Unit"), unit);
    if (order.kind == AccountOrderKind::open)
        line(tr("In Combine too"), order.combine ? tr("yes") : tr("no"));
    else if (order.kind == AccountOrderKind::end)
        line(tr("Access to Combine is kept"), order.combine ? tr("yes") : tr("no"));
    if (order.until) line(tr("Runs out"), domain::date_text(*order.until));
    line(tr("Note"), order.note);
    return text;
}

std::string problem_text(const workspace::StaffFile::Problem& problem) {
    const std::string where =
        problem.column.empty()
            ? tr("Line {line}", {{"line", std::int64_t{problem.line}}})
            : tr("Line {line}, {column}", {{"line", std::int64_t{problem.line}}, {"column", problem.column}});
    if (problem.code.starts_with("csv.") && problem.code != "csv.no_header" && problem.code != "csv.not_utf8")
        return where + ": " + tr("The row cannot be read.");
    return where + ": " + sentence_of(base::Error{problem.code});
}

std::string summary_of(const workspace::StaffFile& file) {
    return tr("{created} new, {changed} changed, {inactivated} inactivated, {unchanged} as before",
              {{"created", std::int64_t{file.created}},
               {"changed", std::int64_t{file.changed}},
               {"inactivated", std::int64_t{file.inactivated}},
               {"unchanged", std::int64_t{file.unchanged}}});
}

}  // namespace samordna::wording
