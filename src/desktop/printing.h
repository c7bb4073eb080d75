// Print and save as PDF, of whatever a page shows. Main thread.
#pragma once
#include <functional>
#include <optional>

#include "desktop/context.h"
#include "desktop/paper.h"

namespace samordna::desktop {

// The actions print and save_pdf of a page: `shown` gives the sheet, or nothing while there is nothing to print.
// `can` where making the sheet is not the way to know.
void bind_printing(wxWindow* page, Context& context, std::function<std::optional<Sheet>()> shown,
                   std::function<bool()> can = {});

}  // namespace samordna::desktop
