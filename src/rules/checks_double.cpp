// Two care workers at one client. In Nacka's way the one who supports registers double staffing and no service; in
// Haninge's exactly one chooses a service and exactly one presses double staffing. A finding stands at the visit that
// must be mended.
#include <algorithm>
#include <tuple>

#include "rules/check.h"

namespace samordna::rules::check {
namespace {

using base::Parameters;

bool has_service(const VisitCase& c, std::uint32_t visit) {
    return !c.facts.at(visit).visit.service_lines.empty();
}
bool presses(const VisitCase& c, std::uint32_t visit) {
    return c.facts.at(visit).visit.double_staffing;
}
bool is_later(const VisitCase& c, std::uint32_t other) {
    const auto& o = c.facts.at(other).visit;
    return std::tie(o.start, o.id) < std::tie(c.visit.start, c.visit.id);
}

// The other half: shares at least that part of the shorter visit. The one that shares most.
std::optional<std::uint32_t> partner(const VisitCase& c) {
    std::optional<std::uint32_t> found;
    int most = 0;
    for (const std::uint32_t other : c.together_with()) {
        const auto& o = c.facts.at(other);
        const auto length = static_cast<int>(domain::minutes_between(o.visit.start, o.end()).count());
        const int shared = c.shared_minutes(other);
        if (shared * 100 < std::min(length, c.performed) * c.book.settings.double_overlap_percent || shared <= most)
            continue;
        most = shared;
        found = other;
    }
    return found;
}

Parameters beside(const VisitCase& c, std::uint32_t other) {
    return {{"other", c.facts.at(other).visit.id.text()}, {"other_hours", hours_of(c.facts.at(other))}};
}

// Of two visits that are alike in what is wrong, the one that lacks (or has) what the other rightly has (or lacks); of
// two that are alike in that too, the later.
bool stands_here(const VisitCase& c, std::uint32_t other, bool here, bool there) {
    return here != there ? here : is_later(c, other);
}

bool is_double_order(const VisitCase& c, const domain::Order& order) {
    return order.double_staffing && order.valid_from <= c.fact.day &&
           (!order.valid_to || c.fact.day <= *order.valid_to);
}

}  // namespace

std::vector<std::uint32_t> ordinary_visits(const VisitCase& c) {
    std::vector<std::uint32_t> others = c.together_with();
    std::erase_if(others, [&](std::uint32_t other) { return !has_service(c, other); });
    return others;
}

int minutes_within(const VisitCase& c, const std::vector<std::uint32_t>& others) {
    std::vector<std::pair<domain::Instant, domain::Instant>> spans;
    for (const std::uint32_t other : others) {
        const auto& o = c.facts.at(other);
        spans.emplace_back(std::max(o.visit.start, c.visit.start), std::min(o.end(), c.fact.end()));
    }
    std::sort(spans.begin(), spans.end());
    std::chrono::seconds within{0};
    domain::Instant covered = c.visit.start;
    for (const auto& [from, to] : spans) {
        if (to <= covered) continue;
        within += to - std::max(from, covered);
        covered = to;
    }
    return static_cast<int>(std::chrono::floor<domain::Minutes>(within).count());
}

std::optional<int> ordered_double(const VisitCase& c, const std::vector<std::uint32_t>& ordinary) {
    const auto& client = c.facts.client_at(c.fact.client);
    std::optional<int> minutes;
    const auto add = [&](const domain::ServiceLine& line) {
        const auto* order = order_in_force(client, line.service, c.fact.day, c.book.services);
        if (order != nullptr && order->double_staffing) minutes = minutes.value_or(0) + order->minutes_per_visit;
    };
    for (const auto& line : c.visit.service_lines) add(line);
    for (const std::uint32_t other : ordinary) {
        for (const auto& line : c.facts.at(other).visit.service_lines) add(line);
    }
    if (!minutes && ordinary.empty() &&
        std::any_of(client.orders.begin(), client.orders.end(), [&](const auto& o) { return is_double_order(c, o); })) {
        minutes = 0;
    }
    return minutes;
}

// Nobody else has a service here then.
Found double_alone(const VisitCase& c) {
    if (!c.visit.double_staffing || !c.fact.possible) return std::nullopt;
    const auto others = c.together_with();
    const bool serves = c.book.settings.double_pair == DoublePair::one_service_one_press && !c.lines.empty();
    if (serves ? !others.empty() : !ordinary_visits(c).empty()) return std::nullopt;
    Parameters found{{"own_hours", hours_of(c.fact)},
                     {"reason", std::string(others.empty() ? "nobody" : "without_service")}};
    if (!others.empty()) found.merge(beside(c, others.front()));
    return found;
}

// Part of it lies before or after the ordinary visit.
Found double_outside(const VisitCase& c) {
    if (!c.visit.double_staffing || !c.fact.possible) return std::nullopt;
    const auto ordinary = ordinary_visits(c);
    const int within = ordinary.empty() ? c.performed : minutes_within(c, ordinary);
    if (within >= c.performed) return std::nullopt;
    Parameters found = beside(c, ordinary.front());
    found.emplace("minutes", std::int64_t{c.performed - within});
    return found;
}

Found double_unordered_without_note(const VisitCase& c) {
    if (!c.visit.double_staffing || c.excused() || ordered_double(c, ordinary_visits(c))) return std::nullopt;
    return Parameters{};
}

Found double_with_service(const VisitCase& c) {
    if (c.lines.empty()) return std::nullopt;
    if (c.book.settings.double_pair == DoublePair::supporter_without_service) {
        if (!c.visit.double_staffing) return std::nullopt;
        const auto ordinary = ordinary_visits(c);
        return ordinary.empty() ? Parameters{} : beside(c, ordinary.front());
    }
    const auto other = partner(c);
    if (!other || !has_service(c, *other) || (!c.visit.double_staffing && !presses(c, *other))) return std::nullopt;
    if (!stands_here(c, *other, c.visit.double_staffing, presses(c, *other))) return std::nullopt;
    return beside(c, *other);
}

Found double_pressed_twice(const VisitCase& c) {
    if (!c.visit.double_staffing) return std::nullopt;
    const auto other = partner(c);
    if (!other || !presses(c, *other)) return std::nullopt;
    if (!stands_here(c, *other, !c.lines.empty(), has_service(c, *other))) return std::nullopt;
    return beside(c, *other);
}

// Two at once and nobody pressed. Where both chose a service they may be two visits of their own: then only where two
// are ordered.
Found double_not_pressed(const VisitCase& c) {
    if (c.visit.double_staffing) return std::nullopt;
    const auto other = partner(c);
    if (!other || presses(c, *other)) return std::nullopt;
    const bool other_serves = has_service(c, *other);
    if (!c.lines.empty() && other_serves && !ordered_double(c, {*other})) return std::nullopt;
    if (!stands_here(c, *other, c.lines.empty(), !other_serves)) return std::nullopt;
    return beside(c, *other);
}

}  // namespace samordna::rules::check
