#include "wording/visit_words.h"

#include "base/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::wording {
namespace {

using domain::Visit;
using workspace::Verified;
using workspace::VisitChip;

std::string day_and_time(std::optional<domain::Instant> t) {
    return t ? day(domain::local_date(*t)) + ' ' + time_of_day(*t) : std::string{};
}

std::string yes_or_no(bool value) {
    return value ? tr("yes") : tr("no");
}

}  // namespace

std::vector<FieldChange> changes_of(const Visit* before, const Visit& after) {
    const Visit none;
    const Visit& was = before == nullptr ? none : *before;
    std::vector<FieldChange> changes;
    const auto add = [&](bool differs, const char* field, std::string name, std::string from, std::string to) {
        if (differs)
            changes.push_back({field, std::move(name), before == nullptr ? "" : std::move(from), std::move(to)});
    };
    // The time of day says it all where the day is the same.
    const bool same_day = before != nullptr && domain::local_date(was.start) == domain::local_date(after.start);
    const auto shown = [&](std::optional<domain::Instant> t) {
        return same_day && t ? time_of_day(*t) : day_and_time(t);
    };
    add(was.start != after.start, "start", tr("Start"), shown(was.start), shown(after.start));
    add(was.end != after.end, "end", tr("End"), shown(was.end), shown(after.end));
    add(was.service_lines != after.service_lines, "service_lines", tr("Services"), services_of(was),
        services_of(after));
    add(was.double_staffing != after.double_staffing, "double_staffing", tr("Double staffing"),
        yes_or_no(was.double_staffing), yes_or_no(after.double_staffing));
    add(was.shift != after.shift && before != nullptr, "shift", tr("Shift"), tr("another"), tr("this one"));
    add(was.note != after.note, "note", tr("Note"), was.note, after.note);
    return changes;
}

std::string note_skeleton(const rules::Findings& findings) {
    std::string text;
    const auto add = [&](const std::string& fact) {
        if (text.find(fact) != std::string::npos) return;
        text += (text.empty() ? "" : "; ") + fact;
    };
    const auto word = [](const rules::Finding& finding, const char* name) {
        const auto it = finding.parameters.find(name);
        const auto* value = it == finding.parameters.end() ? nullptr : std::get_if<std::string>(&it->second);
        return value == nullptr ? std::string{} : *value;
    };
    for (const auto& finding : findings) {
        const auto& check = finding.check;
        if (check == "manual-without-note" || check == "manual-not-exempt") {
            const std::string ends = word(finding, "ends");
            add(ends == "both"    ? tr("No verification at start or end")
                : ends == "start" ? tr("No verification at the start")
                                  : tr("No verification at the end"));
        } else if (check == "over-ordered-without-note") {
            const auto over = finding.parameters.find("over");
            const auto* by = over == finding.parameters.end() ? nullptr : std::get_if<std::int64_t>(&over->second);
            if (by != nullptr) add(tr("{time} more than ordered", {{"time", hours(*by)}}));
        } else if (check == "extra-without-note") {
            add(tr("Extra service"));
        } else if (check == "late-registration") {
            add(tr("Registered afterwards"));
        } else if (check == "double-unordered-without-note") {
            add(tr("Two were needed"));
        } else if (check == "edited-without-note") {
            add(tr("The times were changed"));
        }
    }
    return text.empty() ? text : tr("{facts}, because ", {{"facts", text}});
}

bool is_only_begun(std::string_view note) {
    const std::string because = tr("{facts}, because ", {{"facts", ""}});
    return base::trim(note).ends_with(base::trim(because));
}

std::string sentence_of(rules::NoteConcern concern) {
    return concern == rules::NoteConcern::personal_number
               ? tr("The note seems to hold a personal number. Take it out: the visit says already whose it is.")
               : tr("The note seems to speak of somebody's health. That belongs in the journal, not here.");
}

std::string name_of_chip(VisitChip chip) {
    switch (chip) {
        case VisitChip::needs_action:
            return tr("Needs action");
        case VisitChip::manual:
            return tr("Manual verification");
        case VisitChip::with_note:
            return tr("With a note");
        case VisitChip::all:
            return tr("All");
    }
    return {};
}

std::string help_of_chip(VisitChip chip) {
    switch (chip) {
        case VisitChip::needs_action:
            return tr("Visits with something that stops the approval");
        case VisitChip::manual:
            return tr("Visits that were not verified by lock or tag, at the start or at the end");
        case VisitChip::with_note:
            return tr("Visits with a note");
        case VisitChip::all:
            return tr("Every visit of the month");
    }
    return {};
}

std::string name_of_way(Verified way) {
    switch (way) {
        case Verified::in_any_way:
            return tr("All verifications");
        case Verified::by_hand_at_start:
            return tr("Manual at the start");
        case Verified::by_hand_at_end:
            return tr("Manual at the end");
        case Verified::by_lock:
            return tr("Lock");
        case Verified::by_tag:
            return tr("NFC tag");
    }
    return {};
}

std::string history_line(const workspace::HistoryRow& row) {
    std::string text = joined({day_and_time(row.at), row.by, name_of_verb(row.verb)});
    if (const auto* after = std::get_if<Visit>(&row.after)) {
        const auto* before = row.before ? std::get_if<Visit>(&*row.before) : nullptr;
        for (const auto& change : changes_of(before, *after)) {
            std::string what = change.name + ' ';
            what += change.before;
            if (!change.before.empty()) what += " \u2192 ";
            what += change.after.empty() ? "\u2013" : change.after;
            text = joined({text, what});
        }
    }
    return row.fate ? joined({text, name_of_fate(*row.fate)}) : text;
}

}  // namespace samordna::wording
