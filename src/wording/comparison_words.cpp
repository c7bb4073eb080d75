#include "wording/comparison_words.h"

#include <array>
#include <cstdlib>

#include "base/csv.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/month_words.h"
#include "wording/sentences.h"

namespace samordna::wording {
namespace {

using rules::BasisCause;
using workspace::TheirField;

struct CauseWords {
    const char* name;
    const char* help;
};
// By cause.
constexpr std::array cause_words{
    CauseWords{mark("Not approved by us"),
               mark("The shift is not approved, so the municipality does not have it. Approve it before the month "
                    "closes.")},
    CauseWords{mark("Stopped or by hand"),
               mark("A rule stops the visit, or an end of it was registered by hand, and the municipality has judged "
                    "it otherwise. Look at the visit's findings.")},
    CauseWords{mark("Ordered or performed time"),
               mark("One of the two has the ordered time where the other has the performed. Look at the note, or ask "
                    "the case officer.")},
    CauseWords{mark("Rounding"), mark("The municipality has rounded each visit or the whole row.")},
    CauseWords{mark("Other service"), mark("The same minutes stand under another service.")},
    CauseWords{mark("Not with us"), mark("The municipality has time that is not here. Sync, or ask whose it is.")},
    CauseWords{mark("Not with the municipality"),
               mark("We have time that the municipality does not have. Ask before the invoice is sent.")},
    CauseWords{mark("Cause unknown"),
               mark("No cause that the program knows gives this difference. Look at the visits.")},
};
constexpr std::array field_words{mark("Client number"), mark("Service"),   mark("Day"),  mark("Care worker"),
                                 mark("Ordered"),       mark("Performed"), mark("Paid"), mark("Amount")};

const CauseWords& words_of(BasisCause cause) {
    return cause_words[static_cast<std::size_t>(cause)];
}

std::string signed_kronor(std::int64_t ore) {
    return (ore > 0 ? "+" : "") + kronor(ore);
}

template <class Number>
std::string plain(const std::optional<Number>& number) {
    return number ? std::to_string(*number) : std::string{};
}

}  // namespace

std::string name_of(BasisCause cause) {
    return tr(words_of(cause).name);
}

std::string help_of(BasisCause cause) {
    return tr(words_of(cause).help);
}

std::string name_of(TheirField field) {
    return tr(field_words[static_cast<std::size_t>(field)]);
}

std::string problem_text(const workspace::TheirFile::Problem& problem) {
    const std::string where =
        problem.column.empty()
            ? tr("Row {row}", {{"row", std::to_string(problem.line)}})
            : tr("Row {row}, column {column}", {{"row", std::to_string(problem.line)}, {"column", problem.column}});
    return where + ": " + sentence_of(base::Error{problem.code});
}

std::string causes_of(const workspace::ComparedRow& row) {
    std::string text;
    for (const auto& part : row.parts) {
        std::string one = wording::name_of(part.cause);
        if (part.cause == BasisCause::other_service) one += " (" + row.other_service + ")";
        if (row.parts.size() > 1) one += " " + difference(part.minutes);
        text += (text.empty() ? "" : ", ") + one;
    }
    return text;
}

std::vector<std::string> summary_of(const workspace::Comparison& comparison) {
    const auto& totals = comparison.totals;
    std::vector<std::string> lines;
    const auto listed = [](const std::vector<std::string>& names) {
        std::string text;
        for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
        return text;
    };
    const base::Parameters whose{{"month", month(comparison.month)}, {"whose", listed(comparison.municipalities)}};
    lines.push_back(comparison.measure == rules::BasisMeasure::paid
                        ? tr("Paid time in {month} for {whose}, the municipality's against ours", whose)
                        : tr("Performed time in {month} for {whose}, the municipality's against ours", whose));
    lines.push_back(comparison.by_care_worker ? tr("Compared by client, service, day and care worker")
                    : comparison.by_day       ? tr("Compared by client, service and day")
                                              : tr("Compared by client and service"));
    lines.push_back(tr("The municipality {theirs}, we {ours}, difference {difference}",
                       {{"theirs", hours(totals.theirs)},
                        {"ours", hours(totals.ours)},
                        {"difference", difference(totals.difference())}}));
    if (comparison.with_ore)
        lines.push_back(tr("The municipality {theirs}, we {ours}, difference {difference}",
                           {{"theirs", kronor(totals.their_ore)},
                            {"ours", kronor(totals.our_ore)},
                            {"difference", signed_kronor(totals.their_ore - totals.our_ore)}}));
    lines.push_back(totals.differing == 0
                        ? trn("{n} row, and it is the same", "{n} rows, all of them the same", totals.rows)
                        : trn("{n} row differs", "{n} rows differ", totals.differing));
    if (comparison.with_ore && totals.without_ore > 0)
        lines.push_back(trn("Of {n} row the amount is not known on both sides; it is not in the sums",
                            "Of {n} rows the amount is not known on both sides; they are not in the sums",
                            totals.without_ore));
    if (comparison.of_other_months > 0)
        lines.push_back(trn("{n} row of the file is of another month and was passed over",
                            "{n} rows of the file are of other months and were passed over",
                            comparison.of_other_months));
    if (comparison.passed_over > 0)
        lines.push_back(trn("{n} row of the file has no client, as a sum has none, and was passed over",
                            "{n} rows of the file have no client, as sums have none, and were passed over",
                            comparison.passed_over));
    return lines;
}

std::string csv_of(const workspace::Comparison& comparison) {
    std::string text = "\xEF\xBB\xBF";
    const auto append = [&](const std::vector<std::string>& cells) {
        base::append_csv_row(text, std::vector<std::string_view>(cells.begin(), cells.end()), ';');
    };
    append({tr("Month"), tr("Client number"), tr("Service"), tr("Day"), tr("Care worker"), tr("Rows in the file"),
            tr("Visits with us"), tr("Minutes, the municipality"), tr("Minutes, we"), tr("Minutes, difference"),
            tr("Ore, the municipality"), tr("Ore, we"), tr("Ore, difference"), tr("Cause")});
    for (const auto& row : comparison.rows) {
        std::string lines;
        for (const int line : row.lines) lines += (lines.empty() ? "" : " ") + std::to_string(line);
        const bool with_ore = row.pair.difference_in_ore().has_value();
        append({domain::month_text(comparison.month), std::to_string(row.client_number), base::harmless(row.service),
                row.date ? domain::date_text(*row.date) : std::string{}, base::harmless(row.care_worker), lines,
                std::to_string(row.visits.size()),
                row.pair.theirs ? std::to_string(row.pair.their_minutes()) : std::string{},
                row.pair.own.empty() ? std::string{} : std::to_string(row.pair.our_minutes()),
                std::to_string(row.pair.difference()), with_ore ? plain(row.pair.their_ore()) : std::string{},
                with_ore ? plain(row.pair.our_ore()) : std::string{}, plain(row.pair.difference_in_ore()),
                base::harmless(causes_of(row))});
    }
    return text;
}

}  // namespace samordna::wording
