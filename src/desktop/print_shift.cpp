#include "desktop/print_shift.h"

#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using Style = Sheet::Paragraph::Style;

std::string client_of(const workspace::VisitLine& line) {
    const std::string letters = initials_of(line.client_name);
    return (letters.empty() ? std::string{} : letters + " ") + std::to_string(line.client_number);
}

std::string moment_of(domain::Instant t) {
    return domain::date_text(domain::local_date(t)) + " " + wording::time_of_day(t);
}

std::string state_of(const workspace::ShiftRow& row) {
    const bool approved = row.state == rules::ShiftState::approved && row.approved_at;
    return approved ? tr("Approved {when} by {who}.", {{"when", moment_of(*row.approved_at)}, {"who", row.approved_by}})
                    : wording::state_of(row);
}

std::string document_name(const workspace::ShiftRow& row) {
    std::string number;
    for (const char c : row.source_id) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        number += plain ? c : '-';
    }
    return tr("shift-{number}-{date}", {{"number", number}, {"date", domain::date_text(row.date)}});
}

}  // namespace

Sheet sheet_of(const workspace::ShiftDetails& details, const workspace::Workspace& workspace) {
    const workspace::ShiftRow& row = details.row;
    Sheet sheet;
    sheet.about = {domain::RecordType::shift, details.row.id};
    sheet.name = document_name(row);
    sheet.title = wording::joined({tr("Shift {number}", {{"number", row.source_id}}), wording::long_day(row.date)});
    std::string units;
    for (const auto& unit : workspace.units()) units += (units.empty() ? "" : ", ") + unit.name;
    sheet.facts = {
        {tr("Unit"), units},
        {tr("Care worker"), row.care_worker_name + " " + row.care_worker_number},
        {tr("Time"), wording::time_range(row.start, row.end)},
        {tr("Status"), state_of(row)},
    };
    sheet.columns = {{tr("Time"), 72},
                     {tr("Client"), 66},
                     {tr("Services"), 122},
                     {tr("Ordered"), 54, true},
                     {tr("Performed"), 54, true},
                     {tr("Difference"), 58, true},
                     {tr("Verified, start"), 62},
                     {tr("Verified, end"), 62}};
    for (const workspace::VisitLine& line : details.visits) {
        Sheet::Row made;
        made.cells = {wording::time_range(line.visit.start, line.visit.end),
                      client_of(line),
                      wording::services_of(line.visit),
                      line.ordered_minutes == 0 ? std::string{} : wording::minutes(line.ordered_minutes),
                      wording::minutes(line.performed_minutes),
                      wording::difference(line.performed_minutes - line.ordered_minutes),
                      wording::name_of_verification(line.visit.start_verification),
                      line.visit.end ? wording::name_of_verification(line.visit.end_verification) : std::string{}};
        if (!line.visit.note.empty()) made.below = tr("Note: {text}", {{"text", line.visit.note}});
        sheet.rows.push_back(std::move(made));
    }
    sheet.rows.push_back({{tr("Together"),
                           {},
                           wording::trn("{n} visit", "{n} visits", row.visits),
                           wording::hours(row.ordered_minutes),
                           wording::hours(row.performed_minutes),
                           wording::difference(row.performed_minutes - row.ordered_minutes),
                           {},
                           {}},
                          {},
                          true});
    for (const workspace::VisitLine& line : details.visits) {
        if (line.findings.empty()) continue;
        sheet.after.push_back(
            {wording::joined({wording::time_range(line.visit.start, line.visit.end), client_of(line)}),
             Style::heading});
        for (const rules::Finding& finding : line.findings) {
            sheet.after.push_back({wording::sentence_of(finding)});
            const std::string cited = workspace.cited_sentence(finding);
            if (!cited.empty())
                sheet.after.push_back(
                    {wording::cited(finding.paragraph) + "  \xE2\x80\x9D" + cited + "\xE2\x80\x9D", Style::quotation});
        }
    }
    if (sheet.after.empty()) sheet.after.push_back({tr("The rules have nothing to remark.")});
    const auto who = workspace.signed_in();
    sheet.footer = wording::joined(
        {tr("Contains personal data"), tr("Printed {when} by {who}", {{"when", moment_of(workspace.now())},
                                                                      {"who", who ? who->user : std::string{}}})});
    return sheet;
}

}  // namespace samordna::desktop
