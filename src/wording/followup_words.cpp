#include "wording/followup_words.h"

#include "wording/catalog.h"
#include "wording/format.h"

namespace samordna::wording {

using rules::Cause;
using rules::ShareReading;
using rules::Way;

std::string name_of(ShareReading reading) {
    switch (reading) {
        case ShareReading::visits:
            return tr("Of all visits");
        case ShareReading::minutes:
            return tr("Of all minutes");
        case ShareReading::visits_not_exempt:
            return tr("Of all visits, exempt ends not counted");
        case ShareReading::minutes_not_exempt:
            return tr("Of all minutes, exempt ends not counted");
    }
    return {};
}

std::string name_of(Cause cause) {
    switch (cause) {
        case Cause::lock_fault:
            return tr("A fault of the lock was reported");
        case Cause::battery:
            return tr("The battery of the lock was critical or empty");
        case Cause::lock_silent:
            return tr("The lock had told nothing for a long time");
        case Cause::phone_inactive:
            return tr("The phone is inactivated");
        case Cause::no_equipment:
            return tr("Neither lock nor tag at the client's");
        case Cause::none:
            return tr("Nothing in the equipment explains it");
        case Cause::exempt:
            return tr("Exempt by the rules");
    }
    return {};
}

std::string help_of(Cause cause) {
    switch (cause) {
        case Cause::lock_fault:
            return tr("By hand with a note is right until the lock works. See to it that the fault is mended.");
        case Cause::battery:
            return tr("Change the battery. If it may be empty, contact service instead.");
        case Cause::lock_silent:
            return tr("Try the lock at the next visit. If it does not answer, report it.");
        case Cause::phone_inactive:
            return tr("Give the care worker another phone.");
        case Cause::no_equipment:
            return tr("Order a lock, or couple a tag.");
        case Cause::none:
            return tr("Ask those who made the visits what stood in the way.");
        case Cause::exempt:
            return tr("Nothing needs to be done.");
    }
    return {};
}

std::string name_of(Way way) {
    switch (way) {
        case Way::lock:
            return trc("visits", "By lock");
        case Way::tag:
            return trc("visits", "By tag");
        case Way::mixed:
            return trc("visits", "Lock and tag");
        case Way::manual:
            return trc("visits", "By hand");
    }
    return {};
}

std::string share_of(const rules::ManualShare::Part& part) {
    return tr("{share} ({n} of {all})",
              {{"share", percent_of_mille(part.per_mille())}, {"n", number(part.manual)}, {"all", number(part.all)}});
}

std::string forecast_of(const workspace::FollowUp& month) {
    const auto& forecast = month.forecast[static_cast<std::size_t>(month.binding)];
    if (!forecast) return tr("It is too early to say how the month will end.");
    std::string text = trn("About {share} at the end of the month, if it goes on as on its last day.",
                           "About {share} at the end of the month, if it goes on as in its last {n} days.",
                           forecast->days_seen, {{"share", percent_of_mille(forecast->share.per_mille())}});
    if (!month.limit_percent) return text;
    const auto room = rules::room_left(month.share(), forecast->share, *month.limit_percent);
    const bool minutes = month.binding == ShareReading::minutes || month.binding == ShareReading::minutes_not_exempt;
    const std::string many = minutes ? hours(room < 0 ? -room : room) : number(room < 0 ? -room : room);
    const Parameters parameters{{"many", many}, {"limit", percent(*month.limit_percent)}};
    return text + " " +
           (room < 0 ? tr("That is {many} by hand too many for {limit}.", parameters)
                     : tr("There is room for {many} more by hand under {limit}.", parameters));
}

}  // namespace samordna::wording
