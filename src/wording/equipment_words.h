// Locks, startup hours, tags, phones, lock orders and controls in words. UTF-8; any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "workspace/equipment.h"

namespace samordna::wording {

std::string name_of(rules::BatteryNeed need);     // change now
std::string name_of(domain::BatteryLevel level);  // low
std::string name_of(rules::StartupState state);   // hour missing
std::string name_of(domain::LockOrderKind kind);  // mount
std::string name_of(domain::LockOrderState state);
std::string name_of(domain::ControlKind kind);
std::string name_of_lock_kind(std::string_view kind);       // door, entrance
std::string name_of_deviation(std::string_view deviation);  // rules/control.h
std::string name_of(rules::FaultStep step);

// "low, read 6 days ago"; "not read since the change on Tue 6 Oct".
std::string battery_text(const workspace::LockRow& row, domain::Instant now);
// When it will be low, and what that rests on; or why that cannot be said. A sentence or two.
std::string forecast_text(const rules::Battery& battery, const std::optional<rules::BatteryLife>& life);
// What is to be done about it, word by word as the lock routine says; empty: nothing.
std::vector<std::string> battery_procedure(rules::BatteryNeed need);
// Why an order ought to be made.
std::string reason_of(const workspace::LockOrderRow& row);
// What was found when a lock that does not open was looked at.
std::string answer_of(const rules::FaultLook& look, const workspace::LockRow& lock);
// Ready for the municipality's form, line by line: the client by number, never by person id.
std::string fault_report(const workspace::LockRow& lock, const std::vector<rules::FaultLook>& looks,
                         domain::Instant now);
std::string order_facts(const workspace::LockOrderRow& row);
// The note that a startup hour begins with.
std::string startup_note(const std::vector<std::string>& locks);
// "3,5" of 35.
std::string tenths(int value);

}  // namespace samordna::wording
