#include "wording/rule_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "rules/finding.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::wording {
namespace {

struct Named {
    std::string_view name;
    const char* words;
};

const char* find(std::span<const Named> table, std::string_view name) {
    const auto it = std::find_if(table.begin(), table.end(), [&](const Named& n) { return n.name == name; });
    return it == table.end() ? nullptr : it->words;
}

constexpr std::array parameters{
    Named{"late_registration_minutes", mark("Registered afterwards: minutes after the end")},
    Named{"double_pair", mark("How two register at one client")},
    Named{"double_overlap_percent", mark("Two are a pair: shared part of the shorter visit, percent")},
    Named{"others_approve", mark("Nobody approves her own visits")},
    Named{"note_explains_over", mark("A note makes time over the ordered paid")},
    Named{"introduction_talk_minutes", mark("Introduction talk: most minutes")},
    Named{"lock_startup_minutes", mark("Startup of smart locks: most minutes")},
    Named{"lock_startup_per", mark("Startup of smart locks: one for each")},
    Named{"window_cleaning_minutes_per_year", mark("Window cleaning: most minutes a year")},
    Named{"fire_prevention_minutes", mark("Fire prevention: most minutes, once")},
    Named{"transition_days", mark("Transition time: most days")},
    Named{"transition_day", mark("Transition time: what a day is")},
    Named{"transition_ended_days", mark("Transition time at an ended assignment: days")},
    Named{"transition_notice_hours", mark("No transition time when told so many hours before")},
    Named{"transition_registration_days", mark("Transition time: registered within days")},
    Named{"transition_month_days_tenths", mark("A day of transition time: the month divided by, in tenths")},
    Named{"manual_share_percent", mark("Manual registrations: at most percent")},
    Named{"manual_share_reading", mark("Manual registrations: share of what")},
    Named{"cohabitants_exempt", mark("Those who live together: separate visits need no verification")},
    Named{"cohabitant_gap_minutes", mark("Those who live together: minutes between visits that are one")},
    Named{"silence_held_weeks", mark("Silence: weeks of four that make a habit")},
    Named{"silence_within_minutes", mark("Silence: minutes between the starts of a habit")},
    Named{"silence_gap_times", mark("Silence: no visit for times the usual gap")},
    Named{"silence_unit_percent", mark("Silence: a unit's day with less than percent of the usual")},
    Named{"battery_stale_days", mark("Batteries: a reading is old after days")},
    Named{"battery_soon_days", mark("Batteries: change soon when low within days")},
    Named{"lock_lasting_days", mark("Locks: services granted for days are lasting")},
    Named{"phone_unused_days", mark("Phones: unused after days")},
    Named{"tag_unused_days", mark("Tags: unused after days")},
    Named{"account_inactive_months", mark("Accounts: inactivated after months without a sign-in")},
    Named{"account_purge_months", mark("Accounts: purged after months without a sign-in")},
    Named{"network_account_ends", mark("Network accounts: run out on these days of the year")},
    Named{"network_account_notice_days", mark("Network accounts: prolonging asked for days before")},
    Named{"outside_with_home", mark("Outside the home together with in the home")},
    Named{"wrongly_paid_is_repaid", mark("What is wrongly paid is paid back")},
    Named{"sample_day", mark("The reviewers' sample: day of the month, or the next working day")},
    Named{"sample_clients_from", mark("The reviewers' sample: fewest clients")},
    Named{"sample_clients_to", mark("The reviewers' sample: most clients")},
};

constexpr std::array values{
    Named{"true", mark("yes")},
    Named{"false", mark("no")},
    Named{"supporter_without_service", mark("whoever supports registers no service")},
    Named{"one_service_one_press", mark("one chooses the service, one presses double staffing")},
    Named{"lock", mark("mounted lock")},
    Named{"client", mark("new client")},
    Named{"visits", mark("visits, all of them")},
    Named{"minutes", mark("minutes, all of them")},
    Named{"visits_not_exempt", mark("visits, without those that may lack verification")},
    Named{"minutes_not_exempt", mark("minutes, without those that may lack verification")},
    Named{"24_hours", mark("24 hours, from the moment when the provider knew")},
    Named{"calendar", mark("a calendar day")},
    Named{"forbidden", mark("not allowed")},
    Named{"not_given", mark("not said")},
};

constexpr std::array subjects{
    Named{"check", mark("Check: {name}")},
    Named{"severity", mark("{name}: how severe")},
    Named{"severity_with_note", mark("{name}: how severe with a note")},
    Named{"note_suffices", mark("{name}: a note is enough")},
    Named{"paragraph", mark("{name}: paragraph")},
    Named{"sentence", mark("{name}: sentence")},
    Named{"rate", mark("Rate for an hour from {name}")},
    Named{"parameter", mark("Setting: {name}")},
    Named{"service", mark("Service: {name}")},
    Named{"closing", mark("When the month closes")},
    Named{"revoke_window", mark("How long an approval can be revoked")},
    Named{"matrix", mark("Matrix: {name}")},
};

// The parts of a service as a difference tells them (rules/rulebook.h).
constexpr std::array of_service{
    Named{"order needed", mark("must be ordered")},
    Named{"order none", mark("needs no order")},
    Named{"exempt start", mark("the start may lack verification")},
    Named{"exempt start_or_end", mark("start and end may lack verification")},
    Named{"exempt whole", mark("the whole visit may lack verification")},
    Named{"place outside", mark("outside the home")},
    Named{"alone", mark("always a visit of its own")},
    Named{"special introduction_talk", mark("counts as introduction talk")},
    Named{"special lock_startup", mark("counts as lock startup")},
    Named{"special window_cleaning", mark("counts as window cleaning")},
    Named{"special cleaning", mark("counts as cleaning")},
    Named{"special fire_prevention", mark("counts as fire prevention")},
    Named{"special care_plan", mark("counts as individual plan")},
    Named{"special transition", mark("counts as transition time")},
    Named{"special meal", mark("the meal may be fetched on the way")},
    Named{"special temporary_stay", mark("counts as temporary stay")},
};

}  // namespace

std::string name_of_severity(rules::Severity severity) {
    switch (severity) {
        case rules::Severity::blocks:
            return tr("stops the approval");
        case rules::Severity::warns:
            return tr("to be looked at");
        case rules::Severity::informs:
            break;
    }
    return tr("good to know");
}

std::string name_of_exemption(rules::Exempt exempt) {
    switch (exempt) {
        case rules::Exempt::none:
            return tr("neither end");
        case rules::Exempt::start:
            return tr("the start");
        case rules::Exempt::start_or_end:
            return tr("start and end");
        case rules::Exempt::whole:
            break;
    }
    return tr("the whole visit");
}

std::string name_of_combination(rules::Combination combination) {
    switch (combination) {
        case rules::Combination::allowed:
            return tr("may be combined");
        case rules::Combination::forbidden:
            return tr("may not be combined");
        case rules::Combination::individual:
            return tr("individual judgement");
        case rules::Combination::not_given:
            break;
    }
    return tr("not given");
}

std::string name_of_parameter(std::string_view name) {
    const char* words = find(parameters, name);
    return words == nullptr ? std::string(name) : tr(words);
}

std::string value_of_parameter(const rules::Parameter& parameter) {
    const char* words = find(values, parameter.value);
    return words == nullptr ? parameter.value : tr(words);
}

std::string origin_of_parameter(const rules::Parameter& parameter) {
    if (!parameter.why.starts_with('\'')) return tr("The municipality's text does not say; this is our own setting.");
    const auto end = parameter.why.find('\'', 1);
    return tr("Read from: \"{words}\"", {{"words", parameter.why.substr(1, end == std::string::npos ? end : end - 1)}});
}

std::string name_of_rule_change(const rules::RuleChange& change) {
    const char* words = find(subjects, change.subject);
    if (words == nullptr) return change.name;
    static constexpr std::array of_checks{"check",         "severity",  "severity_with_note",
                                          "note_suffices", "paragraph", "sentence"};
    std::string name = change.name;
    if (std::find(of_checks.begin(), of_checks.end(), change.subject) != of_checks.end())
        name = label_of_check(change.name);
    else if (change.subject == "parameter")
        name = name_of_parameter(change.name);
    return tr(words, {{"name", name}});
}

std::string text_of_rule_change(const rules::RuleChange& change, const std::string& side) {
    if (side.empty()) return {};
    if (const auto severity = rules::parse_severity(side)) return name_of_severity(*severity);
    if (const auto combination = rules::parse_combination(side)) return name_of_combination(*combination);
    if (change.subject != "service") return value_of_parameter({change.name, side, {}});
    std::string text;
    for (const auto part : base::split(side, ',')) {
        const char* words = find(of_service, base::trim(part));
        text += (text.empty() ? "" : ", ") + (words == nullptr ? std::string(base::trim(part)) : tr(words));
    }
    return text;
}

}  // namespace samordna::wording
