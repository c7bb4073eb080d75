// How the visit was registered: when, and what was changed afterwards.
#include <cstdlib>

#include "rules/check.h"

namespace samordna::rules::check {

using base::Parameters;

// End before or at the start, longer than a day, or in the future.
Found impossible_time(const VisitCase& c) {
    const domain::Visit& v = c.visit;
    if (v.end && *v.end <= v.start) return Parameters{{"reason", std::string("end_before_start")}};
    if (v.end && *v.end - v.start > std::chrono::hours{24}) return Parameters{{"reason", std::string("over_24_hours")}};
    if (v.start > c.now || (v.end && *v.end > c.now)) return Parameters{{"reason", std::string("in_future")}};
    return std::nullopt;
}

// Registered past the closing time, or not approved when it passed: unpaid for good.
Found after_closing(const VisitCase& c) {
    if (c.visit.registered_at && *c.visit.registered_at > c.closing_time)
        return Parameters{{"reason", std::string("registered")}};
    if (c.now > c.closing_time && !c.approved) return Parameters{{"reason", std::string("unapproved")}};
    return std::nullopt;
}

// A changed start, end or service needs the reason. How far each end was moved is told, so that the note can say it.
Found edited_without_note(const VisitCase& c) {
    const domain::Visit& v = c.visit;
    const auto moved = [](const std::optional<domain::Instant>& original, domain::Instant now) {
        return original ? domain::minutes_between(*original, now).count() : 0;
    };
    const bool start = v.original_start && *v.original_start != v.start;
    const bool end = v.original_end && v.end && *v.original_end != *v.end;
    const bool services = (v.original_service_lines && *v.original_service_lines != v.service_lines) ||
                          (v.original_double_staffing && *v.original_double_staffing != v.double_staffing);
    if ((!start && !end && !services) || c.excused()) return std::nullopt;
    Parameters found{{"ends", std::string(start && end ? "both"
                                          : start      ? "start"
                                          : end        ? "end"
                                                       : "neither")},
                     {"note", std::string(c.says_why ? "yes" : "no")}};
    if (start) found.emplace("start_moved", std::int64_t{moved(v.original_start, v.start)});
    if (end) found.emplace("end_moved", std::int64_t{moved(v.original_end, *v.end)});
    return found;
}

// Entered afterwards. What is always registered afterwards, because nobody orders it, is left alone; so is a visit
// whose times are impossible: nobody knows then when it ended.
Found late_registration(const VisitCase& c) {
    if (!c.visit.registered_at || !c.fact.possible || c.only_without_order()) return std::nullopt;
    const auto late = domain::minutes_between(*c.visit.end, *c.visit.registered_at);
    if (late <= c.book.settings.late_registration) return std::nullopt;
    return Parameters{{"hours", std::int64_t{late.count() / 60}}, {"note", std::string(c.says_why ? "yes" : "no")}};
}

std::string hours_of(const Facts::VisitFact& visit) {
    const std::string start = domain::local_instant_text(visit.visit.start).substr(11, 5);
    if (!visit.visit.end) return start;
    return start + "\u2013" + domain::local_instant_text(*visit.visit.end).substr(11, 5);
}

}  // namespace samordna::rules::check
