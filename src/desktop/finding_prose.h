// A finding as it is told in running text. Main thread.
#pragma once
#include "desktop/prose.h"
#include "workspace/workspace.h"

namespace samordna::desktop {

// Its sentence, and what mends it.
void tell(Prose& prose, const rules::Finding& finding);
// What the municipality's text says, word for word.
void cite(Prose& prose, const workspace::Workspace& workspace, const rules::Finding& finding);

}  // namespace samordna::desktop
