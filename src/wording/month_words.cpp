#include "wording/month_words.h"

#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::wording {

using workspace::CheckedItem;
using workspace::CloseItem;
using workspace::Standing;

std::string kronor(std::int64_t ore) {
    const std::int64_t whole = ore < 0 ? -ore : ore;
    const std::string rest = std::to_string(whole % 100);
    return tr("{kronor}.{ore} SEK", {{"kronor", (ore < 0 ? "\xE2\x88\x92" : "") + number(whole / 100)},
                                     {"ore", rest.size() == 1 ? "0" + rest : rest}});
}

std::string name_of(Standing standing) {
    switch (standing) {
        case Standing::approved:
            return trc("hours", "Approved");
        case Standing::ready:
            return tr("Ready to approve");
        case Standing::needs_note:
            return tr("Needs a note");
        case Standing::needs_edit:
            return tr("Needs a correction");
        case Standing::cannot_be_saved:
            return tr("Cannot be saved");
    }
    return {};
}

std::string help_of(Standing standing) {
    switch (standing) {
        case Standing::approved:
            return tr("Their shifts are approved.");
        case Standing::ready:
            return tr("Nothing stands in the way but the approval.");
        case Standing::needs_note:
            return tr("A note that says what and why is missing.");
        case Standing::needs_edit:
            return tr("Times or services have to be corrected first.");
        case Standing::cannot_be_saved:
            return tr("Nothing helps any longer: they are not paid.");
    }
    return {};
}

std::string name_of(CheckedItem::State state) {
    switch (state) {
        case CheckedItem::State::done:
            return trc("checklist", "Done");
        case CheckedItem::State::open:
            return trc("checklist", "To do");
        case CheckedItem::State::unknown:
            return trc("checklist", "Being looked for");
    }
    return {};
}

std::string name_of(CloseItem item) {
    switch (item) {
        case CloseItem::closing_time_known:
            return tr("The closing time is published");
        case CloseItem::findings_mended:
            return tr("Nothing needs a note or a correction");
        case CloseItem::shifts_approved:
            return tr("All shifts are approved");
        case CloseItem::startups_registered:
            return tr("Every mounted lock has its startup hour");
        case CloseItem::silences_seen:
            return tr("What is missing has been looked at");
        case CloseItem::controls_signed:
            return tr("The month's controls are signed");
        case CloseItem::everything_sent:
            return tr("Everything has been sent");
    }
    return {};
}

std::string left_of(const CheckedItem& item) {
    if (item.state != CheckedItem::State::open) return {};
    switch (item.item) {
        case CloseItem::closing_time_known:
            return tr("A proposal so far");
        case CloseItem::findings_mended:
        case CloseItem::shifts_approved:
            return trn("{n} shift", "{n} shifts", item.count);
        case CloseItem::startups_registered:
            return trn("{n} lock", "{n} locks", item.count);
        case CloseItem::silences_seen:
            return trn("{n} silence", "{n} silences", item.count);
        case CloseItem::controls_signed:
            return trn("{n} control", "{n} controls", item.count);
        case CloseItem::everything_sent:
            return trn("{n} change", "{n} changes", item.count);
    }
    return {};
}

std::string source_of_closing(const workspace::MonthStatus& status) {
    if (!status.closing_time) return tr("No unit is known here yet.");
    return status.is_published ? tr("Published by the municipality.")
                               : tr("A proposal, by the municipality's rule. It has not published a date for this "
                                    "month.");
}

std::string reminder_of(const workspace::MonthStatus& status, domain::Instant now) {
    if (!status.closing_time) return {};
    std::string text = month(status.month) + ": " + closing_of(*status.closing_time, now);
    for (const auto& item : status.checklist) {
        if (item.item != CloseItem::shifts_approved || item.state != CheckedItem::State::open) continue;
        text = joined({text, trn("{n} shift is not approved", "{n} shifts are not approved", item.count)});
    }
    return text;
}

}  // namespace samordna::wording
