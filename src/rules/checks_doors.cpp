// How the visit was confirmed at the door: lock, tag, or not at all.
#include <algorithm>

#include "rules/check.h"

namespace samordna::rules::check {
namespace {

using base::Parameters;
using domain::Verification;

bool manual_start(const domain::Visit& v) {
    return v.start_verification == Verification::manual;
}
bool manual_end(const domain::Visit& v) {
    return v.end && v.end_verification == Verification::manual;
}

std::string names_of(bool start, bool end) {
    return start && end ? "both" : start ? "start" : "end";
}

void excuse(Ends& ends, const Service* service) {
    if (service == nullptr) return;
    if (service->exempt != Exempt::none) ends.start = false;
    if (service->exempt == Exempt::start_or_end || service->exempt == Exempt::whole) ends.end = false;
}

// "Vid sammanboende makar registrerar besök separat": the same care worker at somebody of the same household, at the
// same visit.
bool is_separate_cohabitant_visit(const VisitCase& c) {
    if (!c.book.settings.cohabitants_exempt || !c.fact.possible || c.facts.household_of(c.fact.client).size() < 2)
        return false;
    const auto gap = c.book.settings.cohabitant_gap;
    const auto near = c.near_worker();
    return std::any_of(near.begin(), near.end(), [&](const Facts::Place& place) {
        const auto& o = c.facts.at(place.visit);
        return o.client != c.fact.client && o.possible && c.facts.live_together(o.client, c.fact.client) &&
               o.visit.start <= c.fact.end() + gap && o.end() + gap >= c.visit.start;
    });
}

}  // namespace

// An end without verification needs a note that says why, also where an exemption covers it.
Found manual_without_note(const VisitCase& c) {
    const bool start = manual_start(c.visit);
    const bool end = manual_end(c.visit);
    if ((!start && !end) || c.excused()) return std::nullopt;
    return Parameters{{"ends", names_of(start, end)}};
}

Ends ends_not_exempt(const VisitCase& c) {
    Ends ends{manual_start(c.visit), manual_end(c.visit)};
    if (!ends.start && !ends.end) return ends;
    for (const Line& line : c.lines) excuse(ends, line.service);
    // Whoever supports goes where the ordinary one goes.
    if (c.visit.double_staffing && c.lines.empty()) {
        for (const std::uint32_t other : ordinary_visits(c)) {
            for (const auto& line : c.facts.at(other).visit.service_lines)
                excuse(ends, c.book.services.find(line.service));
        }
    }
    if ((ends.start || ends.end) && is_separate_cohabitant_visit(c)) ends = {};
    return ends;
}

// An end without verification where no exemption covers that very end. A note does not take it away: it counts in the
// share of manual registrations.
Found manual_not_exempt(const VisitCase& c) {
    const Ends ends = ends_not_exempt(c);
    if (!ends.start && !ends.end) return std::nullopt;
    return Parameters{{"ends", names_of(ends.start, ends.end)}};
}

// The tag was used where a lock hangs.
Found tag_beside_lock(const VisitCase& c) {
    const bool tag = c.visit.start_verification == Verification::tag ||
                     (c.visit.end && c.visit.end_verification == Verification::tag);
    if (!tag || !has_door_lock(c.facts.client_at(c.fact.client), c.fact.day)) return std::nullopt;
    return Parameters{};
}

}  // namespace samordna::rules::check
