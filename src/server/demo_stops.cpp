#include "server/demo_stops.h"

#include <algorithm>

namespace samordna::server::demo {

using namespace std::chrono;
using domain::ServiceLine;
using domain::Verification;

namespace {

constexpr std::array extras_inside{service::kallsortering, service::tvatt, service::egenvard};
constexpr std::array provider_services{
    service::samtal,      service::uppstart, service::fonsterputs,      service::brand,
    service::omstallning, service::vistelse, service::trygghetsringning};

}  // namespace

bool has_service(const Stop& s, std::string_view name) {
    return std::any_of(s.visit.service_lines.begin(), s.visit.service_lines.end(),
                       [&](const ServiceLine& l) { return l.service == name; });
}

bool share_a_service(const Stop& a, const Stop& b) {
    return std::any_of(a.visit.service_lines.begin(), a.visit.service_lines.end(),
                       [&](const ServiceLine& l) { return has_service(b, l.service); });
}

int performed(const Stop& s) {
    return static_cast<int>(duration_cast<Minutes>(*s.visit.end - s.visit.start).count());
}

bool verified(const Stop& s) {
    return s.visit.start_verification != Verification::manual && s.visit.end_verification != Verification::manual;
}

void lengthen(Stop& s, int minutes) {
    s.visit.end = *s.visit.end + Minutes{minutes};
    s.visit.registered_at = s.visit.end;
}

ServiceLine line_of(std::string_view name, std::optional<int> minutes, bool extra) {
    return {std::string(name), minutes, extra, false};
}

bool Month::has_order(const Stop& s, std::string_view name) const {
    const auto& orders = resident(s).orders;
    return std::any_of(orders.begin(), orders.end(), [&](const auto& o) { return o.service == name; });
}

bool Month::ordinary(const Stop& s) const {
    return !s.visit.double_staffing && !has_one_of(s, provider_services) && !resident(s).visitor;
}

int Month::room_after(const At& at) {
    const auto& stops = routes[at.route].stops;
    const Stop& s = stops[at.stop];
    const auto until_now = static_cast<int>(duration_cast<Minutes>(unit.until - *s.visit.end).count());
    if (at.stop + 1 == stops.size()) return std::min(20, until_now);
    const Stop& next = stops[at.stop + 1];
    const auto gap = static_cast<int>(duration_cast<Minutes>(next.visit.start - *s.visit.end).count());
    return std::min(gap - std::max(1, travel_minutes(resident(s).place, resident(next).place)), until_now);
}

Stop* Month::other_half(const At& at) {
    const Stop& s = stop(at);
    if (s.pair == 0) return nullptr;
    const auto [begin, end] = std::pair{halves.lower_bound(s.pair), halves.upper_bound(s.pair)};
    for (auto it = begin; it != end; ++it) {
        Stop& other = stop(it->second);
        if (&other != &s && !other.gone && other.planted.empty() && other.visit.end) return &other;
    }
    return nullptr;
}

bool Month::do_more(Stop& s) {
    if (has_service(s, service::tillsyn)) return false;
    const auto more = has_one_of(s, outside) ? service::arenden : dice.pick(extras_inside);
    if (has_service(s, more)) return false;
    s.visit.service_lines.push_back(line_of(more, dice.between(1, 3) * 5, true));
    return true;
}

void Month::fail_to_verify(Stop& s) {
    const int which = dice.below(3);
    if (which != 1) s.visit.start_verification = Verification::manual;
    if (which != 0) s.visit.end_verification = Verification::manual;
}

void Month::edit(Visit& v) {
    v.original_start = v.start + Minutes{dice.between(1, 12)};
    v.original_end = *v.end + Minutes{dice.chance(500) ? 0 : dice.between(3, 40)};
}

}  // namespace samordna::server::demo
