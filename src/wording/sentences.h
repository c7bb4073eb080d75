// Codes and parameters as sentences: errors, findings, verbs, fates, states, the agreement with the backend. Every code
// of the rooms below has one in both languages (held by a test). Never personal data, never blame, never a code on the
// screen. UTF-8; any thread.
#pragma once
#include <string>
#include <string_view>

#include "rules/finding.h"
#include "workspace/shift_list.h"
#include "workspace/workspace.h"

namespace samordna::wording {

// What happened and what to do, as one or two sentences.
std::string sentence_of(const base::Error& error);
bool knows_error(std::string_view code);

// A flag: "The visit has no service (4.1). Add what was done."
std::string sentence_of(const rules::Finding& finding);
// What mends it, alone.
std::string mending_of(const rules::Finding& finding);
// In a word or two, for a grid: "No service". A check's own, or that of a reason of judge().
std::string label_of_check(std::string_view check);
bool knows_check(std::string_view check);
// "§ 4.10"; a paragraph without a number as it is.
std::string cited(std::string_view paragraph);
// Why paid minutes are not the performed ones (rules/payment.h), in a word or two: "Waits for the case officer".
std::string reason_of(std::string_view code);
std::string name_of_verb(std::string_view verb);                // Approve shift
std::string done_of_verb(std::string_view verb, int shifts);    // 3 shifts approved
std::string undone_of_verb(std::string_view verb, int shifts);  // Undone: 3 shifts approved

std::string name_of_fate(workspace::Fate fate);
// What became of the change and what can be done now.
std::string sentence_of(const workspace::OutboxRow& row);

std::string name_of_filter(workspace::ShiftFilter filter);
std::string help_of_filter(workspace::ShiftFilter filter);
// Where a shift is in its life, and whether something stops it there.
std::string state_of(rules::ShiftState state, bool closed, bool blocks);
// Where a shift is in its life, with what has become of her change of it.
std::string state_of(const workspace::ShiftRow& row);
std::string name_of_verification(domain::Verification verification);
// "Lock", or "Lock, then manual" where the ends differ.
std::string verification_of(const domain::Visit& visit);
std::string services_of(const domain::Visit& visit);
std::string name_of_role(std::string_view role);

// "Synced 14:32 · 3 changes waiting"
std::string sentence_of(const workspace::SyncStatus& status, domain::Instant now);
// "Closes Tue 3 Nov 23:59 · 3 d 4 h left", or that it has closed.
std::string closing_of(domain::Instant closing_time, domain::Instant now);

}  // namespace samordna::wording
