// What has been done to a visit, in words. UTF-8; any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/record.h"
#include "rules/notes.h"
#include "workspace/visit_filter.h"
#include "workspace/visit_history.h"

namespace samordna::wording {

struct FieldChange {
    std::string field;   // as in domain/record.h
    std::string name;    // "Start"
    std::string before;  // empty: nothing stood there
    std::string after;
};
// How two versions of a visit differ, as people read it; what follows from another (original_…) is left out. `before`
// nullptr: it was made.
std::vector<FieldChange> changes_of(const domain::Visit* before, const domain::Visit& after);

std::string name_of_chip(workspace::VisitChip chip);
std::string help_of_chip(workspace::VisitChip chip);
std::string name_of_way(workspace::Verified way);

// How a note begins that explains these findings, from what is known: "No verification at the end, because". Empty
// where there is nothing to explain.
std::string note_skeleton(const rules::Findings& findings);
// The reason is still to be written after it.
bool is_only_begun(std::string_view note);
std::string sentence_of(rules::NoteConcern concern);

// "Tue 6 Oct 08:12 · elin · Mend visit · Start 08:00 → 08:10"
std::string history_line(const workspace::HistoryRow& row);

}  // namespace samordna::wording
