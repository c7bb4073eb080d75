// A shift on paper or as PDF: who, when, its visits and what the rules say of them. Clients by initials and number: the
// paper lies about. Main thread.
#pragma once
#include <functional>
#include <optional>

#include "desktop/context.h"
#include "desktop/paper.h"

namespace samordna::desktop {

Sheet sheet_of(const workspace::ShiftDetails& details, const workspace::Workspace& workspace);

// shift.print and shift.save_pdf of a page that shows a shift: `shown` gives it, or nothing while it cannot be printed.
void bind_printing(wxWindow* page, Context& context, std::function<std::optional<workspace::ShiftDetails>()> shown);

}  // namespace samordna::desktop
