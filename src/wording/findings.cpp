#include <algorithm>
#include <array>

#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::wording {
namespace {

struct Entry {
    std::string_view check;
    std::string_view variant;  // of the parameter named by variant_of, empty: any
    const char* label;
    const char* what;  // without its full stop: the paragraph stands before it
    const char* mend;
};

constexpr std::array table{
    // rules/checks.h
    Entry{"impossible-time", "end_before_start", mark("Impossible time"), mark("The visit ends before it begins"),
          mark("Check when it began and ended, and correct the times.")},
    Entry{"impossible-time", "over_24_hours", mark("Impossible time"), mark("The visit is longer than a day"),
          mark("Check when it ended, and correct the end.")},
    Entry{"impossible-time", "in_future", mark("Impossible time"), mark("The visit lies in the future"),
          mark("Check the day and the times, and correct them.")},
    Entry{"service-missing", "", mark("No service"), mark("The visit has no service"), mark("Add what was done.")},
    Entry{"manual-without-note", "start", mark("No note"),
          mark("The visit was begun without lock or tag, and no note says why"), mark("Write what happened and why.")},
    Entry{"manual-without-note", "end", mark("No note"),
          mark("The visit was ended without lock or tag, and no note says why"), mark("Write what happened and why.")},
    Entry{"manual-without-note", "both", mark("No note"),
          mark("The visit was begun and ended without lock or tag, and no note says why"),
          mark("Write what happened and why.")},
    Entry{"after-closing", "registered", mark("After closing date"),
          mark("The visit was registered after the closing date"), mark("It can no longer be approved or paid.")},
    Entry{"after-closing", "unapproved", mark("After closing date"),
          mark("The closing date has passed and the shift was not approved"),
          mark("It can no longer be approved or paid.")},
    Entry{"after-closing", "", mark("After closing date"), mark("The closing date of the month has passed"),
          mark("Nothing of that month can be changed any more.")},
    // rules/judge.h
    Entry{"shift-open", "", mark("Going on"), mark("The shift has not ended yet"),
          mark("It can be approved when its last visit has ended.")},
    Entry{"shift-empty", "", mark("No visits"), mark("The shift has no visits"), mark("There is nothing to approve.")},
    Entry{"already-approved", "", mark("Already approved"), mark("The shift is already approved"),
          mark("Nothing needs to be done.")},
    Entry{"not-approved", "", mark("Not approved"), mark("The shift is not approved"),
          mark("There is no approval to revoke.")},
    Entry{"revoke-window-passed", "", mark("Too late to revoke"),
          mark("An approval can be revoked within {hours} hours, and they have passed"), mark("Ask the municipality.")},
    Entry{"no-rulebook", "", mark("No rules"), mark("There are no rules for the unit's municipality in the program"),
          mark("Tell those who look after the program.")},
    // workspace/doing.cpp
    Entry{"shift-unknown", "", mark("Not there"), mark("The shift is no longer among the unit's shifts"),
          mark("Nothing needs to be done.")},
    Entry{"not-signed-in", "", mark("Not signed in"), mark("Nobody is signed in"), mark("Sign in and do it again.")},
    Entry{"read-only", "", mark("Reading only"), mark("Your account may read but not change anything"),
          mark("Ask a coordinator of the unit.")},
};

std::string_view variant_of(const rules::Finding& finding) {
    for (const char* name : {"reason", "ends"}) {
        const auto it = finding.parameters.find(name);
        if (it == finding.parameters.end()) continue;
        if (const auto* text = std::get_if<std::string>(&it->second)) return *text;
    }
    return {};
}

const Entry* find(std::string_view check, std::string_view variant) {
    const Entry* any = nullptr;
    for (const Entry& entry : table) {
        if (entry.check != check) continue;
        if (entry.variant == variant) return &entry;
        any = &entry;  // the last one is the most general
    }
    return any;
}

}  // namespace

bool knows_check(std::string_view check) {
    return find(check, {}) != nullptr;
}

std::string label_of_check(std::string_view check) {
    const Entry* entry = find(check, {});
    return entry == nullptr ? tr("Look at this") : tr(entry->label);
}

std::string mending_of(const rules::Finding& finding) {
    const Entry* entry = find(finding.check, variant_of(finding));
    return entry == nullptr ? std::string{} : tr(entry->mend);
}

std::string sentence_of(const rules::Finding& finding) {
    const Entry* entry = find(finding.check, variant_of(finding));
    std::string text = entry == nullptr ? tr("The rules have something to say that the program has no words for")
                                        : tr(entry->what, finding.parameters);
    if (!finding.paragraph.empty()) text += " (" + finding.paragraph + ")";
    text += ".";
    if (entry != nullptr) text += " " + tr(entry->mend);
    return text;
}

}  // namespace samordna::wording
