// One care worker at several clients: at once, together, or without the way between them.
#include <algorithm>
#include <functional>
#include <tuple>

#include "rules/allot.h"
#include "rules/check.h"

namespace samordna::rules::check {
namespace {

using base::Parameters;

// An hour of startup is entered at a desk, for what was done when it was: whose shift it lies in, and when, says
// nothing.
bool is_entered_at_a_desk(const Service* service) {
    return service != nullptr && service->special == Special::lock_startup;
}

const std::string* shared_service(const VisitCase& c, const domain::Visit& other) {
    for (const Line& line : c.lines) {
        if (is_entered_at_a_desk(line.service)) continue;
        for (const auto& theirs : other.service_lines) {
            if (same_service(line.line->service, theirs.service, c.book.services)) return &line.line->service;
        }
    }
    return nullptr;
}

// Another client's visit at the same time, of those who do not live together.
bool is_elsewhere_at_once(const VisitCase& c, std::uint32_t other) {
    const auto& o = c.facts.at(other);
    return o.client != c.fact.client && c.shared_minutes(other) > 0 && !c.facts.live_together(o.client, c.fact.client);
}

// Transition time is registered for a visit that did not take place: nobody was there. Nor for an hour of startup.
bool took_place(const VisitCase& c, const domain::Visit& visit) {
    return std::none_of(visit.service_lines.begin(), visit.service_lines.end(), [&](const auto& line) {
        const Service* service = c.book.services.find(line.service);
        return is_entered_at_a_desk(service) || (service != nullptr && service->special == Special::transition);
    });
}

bool is_later(const VisitCase& c, const domain::Visit& other) {
    return std::tie(other.start, other.id) < std::tie(c.visit.start, c.visit.id);
}

const domain::ServiceLine* line_of(const VisitCase& c, const domain::Visit& visit, std::string_view service) {
    const auto it = std::find_if(visit.service_lines.begin(), visit.service_lines.end(), [&](const auto& line) {
        return same_service(line.service, service, c.book.services);
    });
    return it == visit.service_lines.end() ? nullptr : &*it;
}

// Everybody's visits of one errand: those with the service that meet this one, those that meet them, and so on, so that
// each of them sees the same errand.
std::vector<const Facts::VisitFact*> errand(const VisitCase& c, const std::string& service) {
    std::vector<const Facts::VisitFact*> group{&c.fact};
    std::vector<const Facts::VisitFact*> others;
    for (const auto& [start, end, other] : c.near_worker()) {
        const auto& o = c.facts.at(other);
        if (other != c.index && o.possible && line_of(c, o.visit, service) != nullptr) others.push_back(&o);
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
        const auto meets = [&](const Facts::VisitFact* o) {
            return o->visit.start < group[i]->end() && group[i]->visit.start < o->end();
        };
        const auto met = std::stable_partition(others.begin(), others.end(), std::not_fn(meets));
        group.insert(group.end(), met, others.end());
        others.erase(met, others.end());
    }
    return group;
}

}  // namespace

std::optional<JointErrand> joint_errand(const VisitCase& c) {
    const std::string* service = nullptr;
    for (const std::uint32_t other : c.of_worker) {
        if (is_elsewhere_at_once(c, other)) service = shared_service(c, c.facts.at(other).visit);
        if (service != nullptr) break;
    }
    if (service == nullptr) return std::nullopt;
    std::vector<const Facts::VisitFact*> group = errand(c, *service);
    std::sort(group.begin(), group.end(), [](const auto* a, const auto* b) {
        return std::tie(a->visit.start, a->visit.id) < std::tie(b->visit.start, b->visit.id);
    });
    const domain::Instant from = group.front()->visit.start;
    domain::Instant to = from;
    for (const auto* visit : group) to = std::max(to, visit->end());
    JointErrand joint;
    joint.service = *service;
    joint.minutes = static_cast<int>(domain::minutes_between(from, to).count());
    const std::vector<int> fair = allot(joint.minutes, std::vector<Share>(group.size()));
    for (std::size_t i = 0; i < group.size(); ++i) {
        const domain::Visit& visit = group[i]->visit;
        JointErrand::Part part{visit.id, visit.client, fair[i], {}, visit.service_lines};
        if (const auto* line = line_of(c, visit, *service)) {
            part.given = line->minutes;
            part.split[static_cast<std::size_t>(line - visit.service_lines.data())].minutes = fair[i];
        }
        joint.parts.push_back(std::move(part));
    }
    return joint;
}

// Rightly shared is what has those minutes on its lines.
Found joint_not_split(const VisitCase& c) {
    const auto joint = joint_errand(c);
    if (!joint || joint->is_split()) return std::nullopt;
    std::string shares;
    int mine = 0;
    for (const auto& part : joint->parts) {
        shares += (shares.empty() ? "" : " + ") + std::to_string(part.fair);
        if (part.visit == c.visit.id) mine = part.fair;
    }
    return Parameters{{"service", joint->service},
                      {"clients", static_cast<std::int64_t>(joint->parts.size())},
                      {"minutes", std::int64_t{joint->minutes}},
                      {"share", std::int64_t{mine}},
                      {"shares", shares}};
}

// At two clients at once, and not the same errand for both. It stands at the later visit.
Found overlap(const VisitCase& c) {
    for (const std::uint32_t other : c.of_worker) {
        const auto& o = c.facts.at(other);
        if (!is_later(c, o.visit) || !is_elsewhere_at_once(c, other) || shared_service(c, o.visit) != nullptr) continue;
        if (!took_place(c, c.visit) || !took_place(c, o.visit)) continue;
        return Parameters{{"minutes", std::int64_t{c.shared_minutes(other)}},
                          {"other", o.visit.id.text()},
                          {"other_hours", hours_of(o)}};
    }
    return std::nullopt;
}

// It starts at another address in the very minute in which the one before ended. Not where there is no way to go: the
// same home, a call, an errand outside that was shared out between clients.
Found no_travel_gap(const VisitCase& c) {
    const auto stays_away = [&](const domain::Visit& visit) {
        return std::any_of(visit.service_lines.begin(), visit.service_lines.end(), [&](const auto& line) {
            const Service* service = c.book.services.find(line.service);
            return service != nullptr && (service->exempt == Exempt::whole || !service->needs_order);
        });
    };
    const auto& here = c.facts.client_at(c.fact.client).client;
    for (const std::uint32_t other : c.of_worker) {
        const auto& o = c.facts.at(other);
        if (o.client == c.fact.client || o.end() != c.visit.start) continue;
        const auto& there = c.facts.client_at(o.client).client;
        if (c.facts.live_together(o.client, c.fact.client) || here.address.empty() || here.address == there.address)
            continue;
        if (stays_away(o.visit) || stays_away(c.visit)) continue;
        const std::string* shared = shared_service(c, o.visit);
        const Service* errand = shared != nullptr ? c.book.services.find(*shared) : nullptr;
        if (errand != nullptr && errand->outside) continue;
        return Parameters{{"other", o.visit.id.text()}, {"other_hours", hours_of(o)}};
    }
    return std::nullopt;
}

}  // namespace samordna::rules::check
