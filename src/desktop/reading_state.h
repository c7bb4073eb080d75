// A month that is being read while the window goes on: what stands in the place of its list. Main thread.
#pragma once
#include "desktop/context.h"
#include "desktop/empty_state.h"

namespace samordna::desktop {

// And nothing of it can be shown meanwhile.
bool is_being_read(const Context& context, domain::Month month);
// What its lists count is what there is, or was until it was read anew.
bool is_at_hand(const Context& context, domain::Month month);
// How far it has come, and how it is stopped; or that it was, and how it is begun again. False: the month is at hand,
// and nothing was said.
bool say_reading(EmptyState& place, Context& context, domain::Month month);

}  // namespace samordna::desktop
