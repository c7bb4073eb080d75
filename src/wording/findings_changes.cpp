#include <array>

#include "wording/catalog.h"
#include "wording/finding_text.h"

namespace samordna::wording {
namespace {

constexpr std::array texts{
    // rules/judge.h
    FindingText{"shift-open", "", mark("The shift has not ended yet"),
                mark("It can be approved when its last visit has ended.")},
    FindingText{"shift-empty", "", mark("The shift has no visits"), mark("There is nothing to approve.")},
    FindingText{"own-shift", "", mark("The shift is your own, and nobody approves her own visits"),
                mark("Let somebody else approve it.")},
    FindingText{"already-approved", "", mark("The shift is already approved"), mark("Nothing needs to be done.")},
    FindingText{"not-approved", "", mark("The shift is not approved"), mark("There is no approval to revoke.")},
    FindingText{"revoke-window-passed", "",
                mark("An approval can be revoked within {hours} hours, and they have passed"),
                mark("Ask the municipality.")},
    FindingText{"no-rulebook", "", mark("There are no rules for the unit's municipality in the program"),
                mark("Tell those who look after the program.")},
    FindingText{"matrix-unreadable", "reason=matrix.unknown_service",
                mark("Row {line} of the matrix is about {service}, which stands over no column"),
                mark("Correct the sheet. The matrix is as it was.")},
    FindingText{
        "matrix-unreadable", "reason=matrix.bad_cell",
        mark("Row {line}, column {column} of the matrix says \"{text}\", which is none of ja, nej, individuell"),
        mark("Correct the sheet. The matrix is as it was.")},
    FindingText{
        "matrix-unreadable", "reason=matrix.contradiction",
        mark("Row {line}, column {column} of the matrix says another thing of {service} and {other_service} than "
             "the pair's other place"),
        mark("Correct the sheet. The matrix is as it was.")},
    FindingText{"matrix-unreadable", "reason=matrix.duplicate", mark("Two columns of the matrix are about {service}"),
                mark("Correct the sheet. The matrix is as it was.")},
    FindingText{"matrix-unreadable", "", mark("Row {line}, column {column} of the matrix cannot be read"),
                mark("Correct the sheet. The matrix is as it was.")},
    FindingText{"visit-changed", "", mark("Somebody else has changed the same thing of the visit meanwhile"),
                mark("See what stands there now, and save again if yours is to hold.")},
    FindingText{"visit-unknown", "", mark("The visit is no longer among the unit's visits"),
                mark("Nothing needs to be done.")},
    FindingText{"visit-open", "", mark("The visit has not ended yet"), mark("It can be mended when it has ended.")},
    FindingText{"shift-approved", "", mark("The shift is approved, and an approved visit cannot be changed"),
                mark("Revoke the approval first.")},
    FindingText{"nothing-changed", "", mark("Nothing has been changed"), mark("Change something, or leave it.")},
    FindingText{"note-required", "", mark("The note does not say why"),
                mark("Write what happened and why. Initials and signs are not enough.")},
    FindingText{"service-unknown", "", mark("{service} is not a service of the municipality or of the client"),
                mark("Choose one of the list.")},
    FindingText{"minutes-impossible", "", mark("A service cannot take that many minutes"),
                mark("Correct the minutes, or leave them empty.")},
    FindingText{"client-unknown", "", mark("The client is not among the unit's clients"),
                mark("Choose a client of the unit.")},
    // workspace/doing.cpp
    FindingText{"shift-unknown", "", mark("The shift is no longer among the unit's shifts"),
                mark("Nothing needs to be done.")},
    FindingText{"not-signed-in", "", mark("Nobody is signed in"), mark("Sign in and do it again.")},
    FindingText{"not-allowed", "", mark("Your account may not do this"), mark("Ask whoever answers for the unit.")},
    FindingText{"read-only", "", mark("Your account may read but not change anything"),
                mark("Ask a coordinator of the unit.")},
};

}  // namespace

std::span<const FindingText> texts_of_changes() {
    return texts;
}

}  // namespace samordna::wording
