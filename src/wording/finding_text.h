// What a rule may say, by check and by what its parameters tell apart: internal to the room. One table per subject.
#pragma once
#include <span>
#include <string_view>

namespace samordna::wording {

struct FindingText {
    std::string_view check;
    // Which parameters it is for: "reason=over", "note=no decides=note", "other_hours" (whatever it is). The first one
    // that fits is said; the last one of a check is also for those that tell nothing.
    std::string_view variant;
    const char* what;  // without its full stop: the paragraph stands before it
    const char* mend;  // a sentence without parameters
};

std::span<const FindingText> texts_of_registration();  // how it was registered and confirmed
std::span<const FindingText> texts_of_services();      // what was done
std::span<const FindingText> texts_of_company();       // several care workers, several clients
std::span<const FindingText> texts_of_changes();       // what stops an approval or a revocation itself
std::span<const FindingText> texts_of_equipment();     // what stops a change of a lock, a tag or a phone

}  // namespace samordna::wording
