// What was done, against what was ordered and what may be done together.
#include <algorithm>

#include "rules/check.h"

namespace samordna::rules::check {

using base::Parameters;

namespace {

std::string listed(const std::vector<std::string_view>& names) {
    std::string text;
    for (const auto name : names) {
        if (text.find(name) != std::string::npos) continue;
        if (!text.empty()) text += ", ";
        text += name;
    }
    return text;
}

template <class Predicate>
Found services_where(const VisitCase& c, Predicate&& is) {
    std::vector<std::string_view> names;
    for (const Line& line : c.lines) {
        if (is(line)) names.push_back(line.line->service);
    }
    if (names.empty()) return std::nullopt;
    return Parameters{{"service", listed(names)}};
}

}  // namespace

// A visit has at least one service, unless it is the supporting half of double staffing. Where it is one who chooses
// the service and one who presses double staffing, the other half may have neither.
Found service_missing(const VisitCase& c) {
    if (!c.lines.empty() || c.visit.double_staffing) return std::nullopt;
    if (c.book.settings.double_pair == DoublePair::one_service_one_press && !ordinary_visits(c).empty())
        return std::nullopt;
    return Parameters{};
}

Found extra_without_note(const VisitCase& c) {
    if (c.excused()) return std::nullopt;
    return services_where(c, [](const Line& line) { return line.line->extra; });
}

// A service that somebody must have ordered, that nobody has ordered for that day, and that is not marked as extra.
Found no_order(const VisitCase& c) {
    return services_where(c, [](const Line& line) {
        return !line.line->extra && line.order == nullptr && (line.service == nullptr || line.service->needs_order);
    });
}

// More minutes than were ordered, of the same service on all its lines together.
Found over_ordered_without_note(const VisitCase& c) {
    if (c.excused()) return std::nullopt;
    for (const Line& line : c.lines) {
        if (line.order == nullptr || line.line->extra) continue;
        int performed = 0;
        for (const Line& other : c.lines) {
            if (other.order == line.order && !other.line->extra) performed += other.performed;
        }
        if (performed <= line.ordered) continue;
        return Parameters{{"service", line.line->service},
                          {"ordered", std::int64_t{line.ordered}},
                          {"performed", std::int64_t{performed}},
                          {"over", std::int64_t{performed - line.ordered}},
                          {"note", std::string(c.says_why ? "yes" : "no")},
                          {"decides", std::string(c.rule->note_suffices ? "note" : "case_officer")}};
    }
    return std::nullopt;
}

bool is_meal_pickup(const VisitCase& c, const Line& line) {
    return c.visit.start_verification == domain::Verification::manual && line.service != nullptr &&
           line.service->special == Special::meal;
}

Found meal_pickup_over_granted(const VisitCase& c) {
    for (const Line& line : c.lines) {
        if (!is_meal_pickup(c, line) || line.order == nullptr || line.line->extra || line.performed <= line.ordered)
            continue;
        return Parameters{{"service", line.line->service},
                          {"ordered", std::int64_t{line.ordered}},
                          {"over", std::int64_t{line.performed - line.ordered}}};
    }
    return std::nullopt;
}

// "Avböjd insats": its time is lost.
Found declined_used(const VisitCase& c) {
    return services_where(c, [](const Line& line) { return line.line->declined; });
}

// Two services in one visit that the matrix forbids or leaves to judgement; one that is always alone; one outside the
// home with one inside.
Found combination(const VisitCase& c) {
    for (std::size_t i = 0; i < c.lines.size(); ++i) {
        for (std::size_t k = i + 1; k < c.lines.size(); ++k) {
            const Line& a = c.lines[i];
            const Line& b = c.lines[k];
            const std::string& first = a.line->service;
            const std::string& second = b.line->service;
            if (same_service(first, second, c.book.services)) continue;
            const auto found = [&](const char* reason) {
                return Parameters{{"reason", std::string(reason)}, {"service", first}, {"other_service", second}};
            };
            const auto alone = [](const Line& l) { return l.service != nullptr && l.service->alone; };
            if (alone(a)) return found("alone");
            if (alone(b))
                return Parameters{{"reason", std::string("alone")}, {"service", second}, {"other_service", first}};
            switch (c.matrix->at(a.service != nullptr ? a.service->name : first,
                                 b.service != nullptr ? b.service->name : second)) {
                case Combination::forbidden:
                    return found("forbidden");
                case Combination::individual:
                    return found("individual");
                case Combination::allowed:
                    continue;
                case Combination::not_given:
                    break;
            }
            const bool apart = c.book.settings.outside_apart && a.service != nullptr && b.service != nullptr &&
                               a.service->outside != b.service->outside;
            if (apart) return found("outside");
        }
    }
    return std::nullopt;
}

// A visitor in the municipality: whatever was done, the service is the one for temporary stays.
Found temporary_stay(const VisitCase& c) {
    const auto& client = c.facts.client_at(c.fact.client);
    const domain::Order* stay = nullptr;
    for (const auto& order : client.orders) {
        const Service* service = c.book.services.find(order.service);
        const bool in_force = order.valid_from <= c.fact.day && (!order.valid_to || c.fact.day <= *order.valid_to);
        if (in_force && service != nullptr && service->special == Special::temporary_stay) stay = &order;
    }
    if (stay == nullptr) return std::nullopt;
    auto found = services_where(c, [](const Line& line) {
        return line.service == nullptr || line.service->special != Special::temporary_stay;
    });
    if (found) found->emplace("right_service", stay->service);
    return found;
}

}  // namespace samordna::rules::check
