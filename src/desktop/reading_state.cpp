#include "desktop/reading_state.h"

#include "desktop/actions.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"

namespace samordna::desktop {

using wording::tr;

bool is_being_read(const Context& context, domain::Month month) {
    const auto reading = context.workspace.reading(month);
    return reading && !reading->stopped && !reading->stands;
}

bool is_at_hand(const Context& context, domain::Month month) {
    const auto reading = context.workspace.reading(month);
    return !reading || reading->stands;
}

bool say_reading(EmptyState& place, Context& context, domain::Month month) {
    const auto reading = context.workspace.reading(month);
    if (!reading || reading->stands) return false;
    auto& workspace = context.workspace;
    if (reading->stopped) {
        place.say(
            ui(tr("The reading of {month} was stopped", {{"month", wording::month(month)}})),
            ui(tr("Nothing is lost.")), ui(tr("Read it")), [&workspace, month] { workspace.read_anew(month); },
            "clock");
    } else {
        place.say(
            ui(tr("Reading {month}", {{"month", wording::month(month)}})),
            ui(tr("{n} visits so far.", {{"n", wording::number(static_cast<std::int64_t>(reading->visits))}})),
            ui(tr("Stop ({key})", {{"key", shown_key(*find_action("mark.clear"))}})),
            [&workspace, month] { workspace.stop_reading(month); }, "clock");
    }
    return true;
}

}  // namespace samordna::desktop
