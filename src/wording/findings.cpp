#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"
#include "wording/catalog.h"
#include "wording/finding_text.h"
#include "wording/format.h"
#include "wording/sentences.h"
#include "wording/speaking.h"

namespace samordna::wording {
namespace {

struct Label {
    std::string_view code;
    const char* text;
};

constexpr std::array labels{
    // rules/checks.h, in its order
    Label{"impossible-time", mark("Impossible time")},
    Label{"after-closing", mark("After closing date")},
    Label{"service-missing", mark("No service")},
    Label{"declined-used", mark("Declined service")},
    Label{"no-order", mark("No order")},
    Label{"manual-without-note", mark("Manual without note")},
    Label{"edited-without-note", mark("Visit changed")},
    Label{"extra-without-note", mark("Extra without note")},
    Label{"over-ordered-without-note", mark("Over ordered time")},
    Label{"double-alone", mark("Double staffing alone")},
    Label{"double-unordered-without-note", mark("Double staffing not ordered")},
    Label{"double-outside", mark("Double staffing outside the visit")},
    Label{"double-with-service", mark("Double staffing with service")},
    Label{"double-pressed-twice", mark("Double staffing on both")},
    Label{"double-not-pressed", mark("Double staffing missing")},
    Label{"joint-not-split", mark("Joint time not shared")},
    Label{"overlap", mark("Two clients at once")},
    Label{"no-travel-gap", mark("No time for travel")},
    Label{"combination", mark("Services combined")},
    Label{"temporary-stay", mark("Temporary stay")},
    Label{"tag-beside-lock", mark("Tag beside lock")},
    Label{"meal-pickup-over-granted", mark("Meal fetched over time")},
    Label{"cap-introduction-talk", mark("Introduction talk")},
    Label{"cap-lock-startup", mark("Lock startup")},
    Label{"cap-window-cleaning", mark("Window cleaning")},
    Label{"cap-fire-prevention", mark("Fire prevention")},
    Label{"transition-days", mark("Transition time")},
    Label{"transition-late", mark("Transition time too late")},
    Label{"manual-not-exempt", mark("Manual")},
    Label{"late-registration", mark("Late registration")},
    // of a month, and of what is done with a shift
    Label{"manual-share", mark("Manual share")},
    Label{"revoke-window", mark("Time for revoking")},
    Label{"shift-open", mark("Going on")},
    Label{"shift-empty", mark("No visits")},
    Label{"already-approved", mark("Already approved")},
    Label{"own-shift", mark("Your own")},
    Label{"not-approved", mark("Not approved")},
    Label{"revoke-window-passed", mark("Too late to revoke")},
    Label{"no-rulebook", mark("No rules")},
    Label{"shift-unknown", mark("Not there")},
    Label{"not-signed-in", mark("Not signed in")},
    Label{"read-only", mark("Reading only")},
    Label{"not-allowed", mark("Not allowed")},
    Label{"matrix-unreadable", mark("The matrix cannot be read")},
    Label{"visit-changed", mark("Changed meanwhile")},
    Label{"visit-unknown", mark("Not there")},
    Label{"visit-open", mark("Going on")},
    Label{"shift-approved", mark("Approved")},
    Label{"nothing-changed", mark("Nothing changed")},
    Label{"note-required", mark("Note missing")},
    Label{"service-unknown", mark("Unknown service")},
    Label{"minutes-impossible", mark("Impossible minutes")},
    Label{"client-unknown", mark("Unknown client")},
    // of locks, tags and phones
    Label{"lock-unknown", mark("Unknown lock")},
    Label{"lock-removed", mark("Lock taken down")},
    Label{"lock-not-mounted", mark("No mounted lock")},
    Label{"startup-not-paid", mark("Not paid here")},
    Label{"startup-service", mark("Another service")},
    Label{"startup-too-long", mark("Over an hour")},
    Label{"startup-exists", mark("Hour registered")},
    Label{"battery-empty", mark("Empty battery")},
    Label{"in-future", mark("In the future")},
    Label{"booking-required", mark("Time missing")},
    Label{"tag-unknown", mark("Unknown tag")},
    Label{"tag-inactive", mark("Out of use")},
    Label{"tag-coupled", mark("Coupled already")},
    Label{"client-has-lock", mark("Has a lock")},
    Label{"phone-unknown", mark("Unknown phone")},
    Label{"phone-inactive", mark("Out of use")},
    Label{"phone-active", mark("In use")},
    Label{"phone-coupled", mark("Coupled already")},
    Label{"label-required", mark("Name missing")},
    Label{"holder-unknown", mark("Not in the unit")},
    Label{"unit-unknown", mark("Unknown unit")},
    Label{"month-not-begun", mark("Not begun")},
    Label{"deviations-unreadable", mark("Cannot be read")},
    Label{"deviation-unanswered", mark("Not answered")},
    // of accounts
    Label{"worker-unknown", mark("Unknown care worker")},
    Label{"worker-active", mark("In use")},
    Label{"worker-inactive", mark("Out of use")},
    Label{"worker-archived", mark("Archived already")},
    Label{"number-required", mark("Number missing")},
    Label{"number-taken", mark("Number taken")},
    Label{"name-required", mark("Name missing")},
    Label{"person-required", mark("Name missing")},
    Label{"order-unknown", mark("Another kind")},
    Label{"code-unreadable", mark("Cannot be read")},
    Label{"code-too-old", mark("Too old")},
};

// rules/payment.h, beside the checks.
constexpr std::array reasons{
    Label{"over-ordered", mark("Over ordered time, unexplained")},
    Label{"let-unpaid", mark("Approved without pay")},
    Label{"waits-for-case-officer", mark("Waits for the case officer")},
    Label{"going-on", mark("Not ended")},
    Label{"transition-month-share", mark("A day of the granted month")},
};

template <std::size_t N>
const Label* find(const std::array<Label, N>& table, std::string_view code) {
    const auto it = std::find_if(table.begin(), table.end(), [&](const Label& label) { return label.code == code; });
    return it == table.end() ? nullptr : &*it;
}

const std::string* text_at(const Parameters& parameters, std::string_view name) {
    const auto it = parameters.find(std::string(name));
    return it == parameters.end() ? nullptr : std::get_if<std::string>(&it->second);
}
std::optional<std::int64_t> number_at(const Parameters& parameters, const char* name) {
    const auto it = parameters.find(name);
    const auto* number = it == parameters.end() ? nullptr : std::get_if<std::int64_t>(&it->second);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

bool fits(std::string_view variant, const Parameters& parameters) {
    if (variant.empty()) return true;
    const auto conditions = base::split(variant, ' ');
    return std::all_of(conditions.begin(), conditions.end(), [&](std::string_view condition) {
        const auto equals = condition.find('=');
        const std::string* value = text_at(parameters, condition.substr(0, equals));
        return value != nullptr && (equals == std::string_view::npos || *value == condition.substr(equals + 1));
    });
}

const FindingText* find(std::string_view check, const Parameters& parameters) {
    const FindingText* last = nullptr;
    for (const auto texts :
         {texts_of_registration(), texts_of_services(), texts_of_company(), texts_of_changes(), texts_of_equipment()}) {
        for (const FindingText& text : texts) {
            if (text.check != check) continue;
            if (fits(text.variant, parameters)) return &text;
            last = &text;
        }
    }
    return last;
}

// "the start 12 min earlier, the end 5 min later"
std::string moved(const Parameters& parameters) {
    std::string text;
    const auto add = [&](const char* name, const char* earlier, const char* later) {
        const auto by = number_at(parameters, name);
        if (!by) return;
        const std::string how_far = *by == 0 ? tr("less than a minute") : hours(std::abs(*by));
        if (!text.empty()) text += ", ";
        text += tr(*by < 0 ? earlier : later, {{"time", how_far}});
    };
    add("start_moved", mark("the start {time} earlier"), mark("the start {time} later"));
    add("end_moved", mark("the end {time} earlier"), mark("the end {time} later"));
    const auto* ends = text_at(parameters, "ends");
    if (ends != nullptr && *ends == "neither") return tr("other services");
    return text;
}

// As people read them: minutes as time, dates as days.
Parameters shown(const Parameters& parameters) {
    Parameters out = parameters;
    for (const char* name : {"minutes", "over", "ordered", "performed", "share", "limit"}) {
        if (const auto number = number_at(parameters, name)) out.insert_or_assign(name, hours(*number));
    }
    for (const char* name : {"first", "other_date"}) {
        const std::string* text = text_at(parameters, name);
        const auto date = text == nullptr ? std::nullopt : domain::parse_date(*text);
        if (date) out.insert_or_assign(name, day(*date));
    }
    if (const auto share = number_at(parameters, "per_mille")) out.insert_or_assign("manual", percent_of_mille(*share));
    if (const auto limit = number_at(parameters, "percent")) {
        out.insert_or_assign("limit", percent(static_cast<int>(*limit)));
    }
    if (const auto late = number_at(parameters, "hours")) {
        constexpr int in_hours_up_to = 48;
        out.insert_or_assign("late", *late < in_hours_up_to ? trn("{n} hour", "{n} hours", *late)
                                                            : trn("{n} day", "{n} days", *late / 24));
    }
    out.insert_or_assign("moved", moved(parameters));
    return out;
}

}  // namespace

bool knows_check(std::string_view check) {
    return find(labels, check) != nullptr && find(check, Parameters{}) != nullptr;
}

std::string label_of_check(std::string_view check) {
    const Label* label = find(labels, check);
    return label == nullptr ? tr("Look at this") : tr(label->text);
}

std::string reason_of(std::string_view code) {
    const Label* label = find(reasons, code);
    return label == nullptr ? label_of_check(code) : tr(label->text);
}

std::string swedish_reason(std::string_view code) {
    const SpeakingHere swedish(Language::sv);
    return reason_of(code);
}

std::string cited(std::string_view paragraph) {
    const bool is_number = !paragraph.empty() && paragraph.front() >= '0' && paragraph.front() <= '9';
    return (is_number ? "\xC2\xA7 " : "") + std::string(paragraph);
}

std::string mending_of(const rules::Finding& finding) {
    const FindingText* text = find(finding.check, finding.parameters);
    return text == nullptr ? std::string{} : tr(text->mend);
}

std::string sentence_of(const rules::Finding& finding) {
    const FindingText* text = find(finding.check, finding.parameters);
    std::string said = text == nullptr ? tr("The rules have something to say that the program has no words for")
                                       : tr(text->what, shown(finding.parameters));
    if (!finding.paragraph.empty()) said += " (" + cited(finding.paragraph) + ")";
    said += ".";
    if (text != nullptr) said += " " + tr(text->mend);
    return said;
}

}  // namespace samordna::wording
