#include "rules/visit_case.h"

#include <algorithm>
#include <numeric>

#include "rules/allot.h"
#include "rules/notes.h"

namespace samordna::rules {
namespace {

bool in_force(const domain::Order& order, domain::Date day) {
    return order.valid_from <= day && (!order.valid_to || day <= *order.valid_to);
}

}  // namespace

std::vector<Line> service_lines_of(const Facts& facts, const Facts::VisitFact& fact, const Rulebook& book) {
    const auto& client = facts.client_at(fact.client);
    const int performed =
        fact.possible ? static_cast<int>(domain::minutes_between(fact.visit.start, *fact.visit.end).count()) : 0;
    std::vector<Line> lines;
    lines.reserve(fact.visit.service_lines.size());
    for (const auto& given : fact.visit.service_lines) {
        Line line;
        line.line = &given;
        line.service = book.services.find(given.service);
        line.order = order_in_force(client, given.service, fact.day, book.services);
        line.ordered = line.order != nullptr && !given.extra ? line.order->minutes_per_visit : 0;
        lines.push_back(line);
    }
    if (lines.size() == 1) {
        lines.front().performed = lines.front().line->minutes.value_or(performed);
        return lines;
    }
    if (lines.empty()) return lines;
    std::vector<Share> shares;
    for (const Line& line : lines) shares.push_back({line.line->minutes, line.ordered});
    const std::vector<int> minutes = allot(performed, shares);
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].performed = minutes[i];
    return lines;
}

bool same_service(std::string_view a, std::string_view b, const Services& services) {
    if (a == b) return true;
    const Service* one = services.find(a);
    return one != nullptr && one == services.find(b);
}

const domain::Order* order_in_force(const Facts::ClientFact& client, std::string_view service, domain::Date day,
                                    const Services& services) {
    const domain::Order* found = nullptr;
    for (const bool by_alias : {false, true}) {
        for (const auto& order : client.orders) {
            const bool same = by_alias ? same_service(order.service, service, services) : order.service == service;
            if (same && in_force(order, day) &&
                (found == nullptr || order.minutes_per_visit > found->minutes_per_visit))
                found = &order;
        }
        if (found != nullptr) return found;
    }
    return nullptr;
}

bool has_door_lock(const Facts::ClientFact& client, domain::Date day) {
    return std::any_of(client.locks.begin(), client.locks.end(), [&](const domain::Lock& lock) {
        return lock.kind != "entrance" && (!lock.mounted_at || *lock.mounted_at <= day) &&
               (!lock.removed_at || day < *lock.removed_at);
    });
}

bool VisitCase::has(Special special) const {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const Line& l) { return l.service != nullptr && l.service->special == special; });
}

bool VisitCase::only_without_order() const {
    return !lines.empty() && std::all_of(lines.begin(), lines.end(),
                                         [](const Line& l) { return l.service != nullptr && !l.service->needs_order; });
}

int VisitCase::shared_minutes(std::uint32_t other) const {
    const auto& o = facts.at(other);
    if (!fact.possible || !o.possible) return 0;
    const auto from = std::max(visit.start, o.visit.start);
    const auto to = std::min(fact.end(), o.end());
    return to <= from ? 0 : static_cast<int>(domain::minutes_between(from, to).count());
}

std::vector<std::uint32_t> VisitCase::together_with() const {
    std::vector<std::uint32_t> others;
    for (const std::uint32_t other : at_client) {
        if (worker_of(other) != worker() && shared_minutes(other) > 0) others.push_back(other);
    }
    return others;
}

std::optional<VisitCase> make_case(const Facts& facts, std::uint32_t index, domain::Instant now) {
    const auto& fact = facts.at(index);
    const auto& shift = facts.shift_at(fact.shift).shift;
    const Facts::InForce in_force = facts.in_force(shift, fact.day);
    if (in_force.book == nullptr) return std::nullopt;
    VisitCase c{facts, index, fact, fact.visit, *in_force.book, now, in_force.closing_time};
    c.rules = in_force.rules;
    c.matrix = in_force.matrix;
    c.approved = shift.approved_at.has_value();
    c.says_why = !fact.visit.note.empty() && says_why(fact.visit.note);
    if (fact.possible)
        c.performed = static_cast<int>(domain::minutes_between(fact.visit.start, *fact.visit.end).count());
    c.at_client = facts.meeting_of_client(index);
    c.of_worker = facts.meeting_of_worker(index);
    c.lines = service_lines_of(facts, fact, c.book);
    return c;
}

}  // namespace samordna::rules
