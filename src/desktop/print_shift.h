// A shift on paper or as PDF: who, when, its visits and what the rules say of them. Clients by initials and number: the
// paper lies about. Main thread.
#pragma once
#include "desktop/context.h"
#include "desktop/paper.h"

namespace samordna::desktop {

Sheet sheet_of(const workspace::ShiftDetails& details, const workspace::Workspace& workspace);

}  // namespace samordna::desktop
