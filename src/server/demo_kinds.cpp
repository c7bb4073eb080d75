#include <algorithm>

#include "server/demo_stops.h"

namespace samordna::server::demo {
namespace {

using namespace std::chrono;
using domain::Verification;

bool found(Stop& s, std::initializer_list<std::string_view> checks) {
    s.planted.insert(s.planted.end(), checks);
    return true;
}

bool service_missing(Month& m, const At& at) {
    Stop& s = m.stop(at);
    if (!m.ordinary(s) || s.fixed) return false;
    s.visit.service_lines.clear();
    return found(s, {"service-missing"});
}

bool extra_without_note(Month& m, const At& at) {
    Stop& s = m.stop(at);
    if (!m.ordinary(s) || s.visit.service_lines.empty() || !m.do_more(s)) return false;
    return found(s, {"extra-without-note"});
}

bool no_order(Month& m, const At& at) {
    Stop& s = m.stop(at);
    const auto wrong = m.dice.pick(std::array{service::promenad, service::tvatt, service::omvardnad, service::arenden});
    if (!m.ordinary(s) || s.fixed || m.has_order(s, wrong)) return false;
    s.visit.service_lines = {line_of(wrong, std::nullopt, false)};
    return found(s, {"no-order"});
}

bool over_ordered(Month& m, const At& at) {
    Stop& s = m.stop(at);
    const int short_of = s.minutes - performed(s);
    const int room = m.room_after(at) - short_of;
    if (!m.ordinary(s) || s.fixed || room < 4) return false;
    lengthen(s, short_of + m.dice.between(4, std::min(room, 25)));
    return found(s, {"over-ordered-without-note"});
}

// A couple's visits one after the other may be registered at one door.
bool manual_without_note(Month& m, const At& at) {
    Stop& s = m.stop(at);
    if (!m.ordinary(s) || !verified(s) || has_one_of(s, exempt) || m.resident(s).household >= 0) return false;
    m.fail_to_verify(s);
    if (m.dice.chance(450)) m.say(s, Occasion::nothing_said);
    return found(s, {"manual-without-note", "manual-not-exempt"});
}

bool exempt_without_note(Month& m, const At& at) {
    Stop& s = m.stop(at);
    if (!m.ordinary(s) || !verified(s) || !has_one_of(s, outside)) return false;
    s.visit.start_verification = Verification::manual;
    return found(s, {"manual-without-note"});
}

bool edited_without_note(Month& m, const At& at) {
    Stop& s = m.stop(at);
    if (!m.ordinary(s)) return false;
    m.edit(s.visit);
    if (m.dice.chance(300)) m.say(s, Occasion::nothing_said);
    return found(s, {"edited-without-note"});
}

bool late_registration(Month& m, const At& at) {
    Stop& s = m.stop(at);
    if (!m.ordinary(s) || has_one_of(s, exempt) || m.resident(s).household >= 0) return false;
    if (*s.visit.end + days{4} > m.unit.until) return false;
    s.visit.registered_at = *s.visit.end + hours{m.dice.between(26, 95)};
    s.visit.start_verification = s.visit.end_verification = Verification::manual;
    if (m.unit.haninge) return found(s, {"late-registration"});
    return found(s, {"late-registration", "manual-without-note", "manual-not-exempt"});
}

bool double_alone(Month& m, const At& at) {
    Stop& s = m.stop(at);
    Stop* other = m.other_half(at);
    if (!s.visit.double_staffing || other == nullptr) return false;
    other->gone = true;
    return found(s, {"double-alone"});
}

bool double_outside(Month& m, const At& at) {
    Stop& s = m.stop(at);
    Stop* other = m.other_half(at);
    const int shorter = m.dice.between(5, 9);
    if (!s.visit.double_staffing || other == nullptr || !other->visit.note.empty() || performed(s) < shorter + 8)
        return false;
    other->visit.end = *s.visit.end - Minutes{shorter};
    other->visit.registered_at = other->visit.end;
    return found(s, {"double-outside"});
}

bool double_with_service(Month& m, const At& at) {
    Stop& s = m.stop(at);
    const Stop* other = m.other_half(at);
    if (!s.visit.double_staffing || other == nullptr) return false;
    s.visit.service_lines = other->visit.service_lines;
    return found(s, {"double-with-service"});
}

// Both press double staffing: it stands at the one who has the service.
bool double_pressed_twice(Month& m, const At& at) {
    const Stop& s = m.stop(at);
    Stop* other = m.other_half(at);
    if (!s.visit.double_staffing || other == nullptr) return false;
    other->visit.double_staffing = true;
    return found(*other, {"double-pressed-twice"});
}

bool double_not_pressed(Month& m, const At& at) {
    Stop& s = m.stop(at);
    if (!s.visit.double_staffing || m.other_half(at) == nullptr) return false;
    s.visit.double_staffing = false;
    return found(s, {"double-not-pressed"});
}

bool declined_used(Month& m, const At& at) {
    Stop& s = m.stop(at);
    if (!m.ordinary(s) || s.fixed || s.visit.service_lines.size() != 1) return false;
    s.visit.service_lines.front().declined = true;
    s.visit.end = s.visit.start + Minutes{std::min(performed(s), m.dice.between(3, 8))};
    s.visit.registered_at = s.visit.end;
    return found(s, {"declined-used"});
}

// The next one begins before this one has ended, or in the very minute.
bool begin_early(Month& m, const At& at, int overlap) {
    auto& stops = m.routes[at.route].stops;
    if (at.stop + 1 >= stops.size() || stops[at.stop].pair != 0) return false;
    Stop& s = stops[at.stop];
    Stop& next = stops[at.stop + 1];
    const auto gap = next.visit.start - *s.visit.end;
    if (next.fixed || next.gone || !next.planted.empty() || !next.visit.note.empty() || gap > Minutes{30}) return false;
    if (gap <= Minutes{0} || m.resident(s).place == m.resident(next).place || performed(s) <= overlap) return false;
    if (!m.ordinary(s) || !m.ordinary(next)) return false;
    if (share_a_service(s, next)) return false;
    const auto earlier = gap + Minutes{overlap};
    next.visit.start -= earlier;
    next.visit.end = *next.visit.end - earlier;
    next.visit.registered_at = next.visit.end;
    s.fixed = next.fixed = true;
    return found(next, {overlap > 0 ? "overlap" : "no-travel-gap"});
}

bool overlap(Month& m, const At& at) {
    return begin_early(m, at, m.dice.between(3, 9));
}
bool no_travel_gap(Month& m, const At& at) {
    return begin_early(m, at, 0);
}
bool meal_pickup_over(Month& m, const At& at) {
    Stop& s = m.stop(at);
    const int short_of = s.minutes - performed(s);
    if (s.fixed || !has_one_of(s, std::array{service::lunch, service::middag}) || m.room_after(at) < short_of + 4)
        return false;
    lengthen(s, short_of + m.dice.between(4, std::min(m.room_after(at) - short_of, 12)));
    s.visit.start_verification = Verification::manual;
    m.say(s, Occasion::meal_box);
    return found(s, {"meal-pickup-over-granted"});
}

// Supervision with anything else, or something outside the home together with something inside, in Haninge's words.
bool combination(Month& m, const At& at) {
    constexpr std::array inside_known{service::morgon, service::omvardnad, service::stadning};
    constexpr std::array outside_known{service::inkop, service::apotek, service::ledsagning, service::promenad};
    const auto is_one_of = [](const auto& names, std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    Stop& s = m.stop(at);
    if (!m.ordinary(s) || s.fixed || s.visit.service_lines.size() != 1) return false;
    const std::string mine = s.visit.service_lines.front().service;
    for (const auto& order : m.resident(s).orders) {
        const std::string& other = order.service;
        const bool apart = (is_one_of(inside_known, mine) && is_one_of(outside_known, other)) ||
                           (is_one_of(outside_known, mine) && is_one_of(inside_known, other));
        const bool is_alone = mine == service::tillsyn || other == service::tillsyn;
        if (other == mine || order.double_staffing || (!apart && !is_alone)) continue;
        s.visit.service_lines.push_back(line_of(other, std::nullopt, false));
        return found(s, {"combination"});
    }
    return false;
}

bool tag_beside_lock(Month& m, const At& at) {
    Stop& s = m.stop(at);
    if (!m.ordinary(s) || s.visit.start_verification != Verification::lock ||
        s.visit.end_verification != Verification::lock) {
        return false;
    }
    s.visit.start_verification = s.visit.end_verification = Verification::tag;
    m.with_old_tag.insert(s.resident);
    return found(s, {"tag-beside-lock"});
}

bool temporary_stay(Month& m, const At& at) {
    Stop& s = m.stop(at);
    if (!m.resident(s).visitor || !has_service(s, service::vistelse)) return false;
    s.visit.service_lines = {line_of(service::omvardnad, std::nullopt, false)};
    return found(s, {"temporary-stay", "no-order"});
}

bool impossible_time(Month& m, const At& at) {
    Stop& s = m.stop(at);
    if (!m.ordinary(s) || s.fixed) return false;
    const Instant end = *s.visit.end;
    const bool is_last = at.stop + 1 == m.routes[at.route].stops.size();
    const bool a_day_more = is_last && end + days{1} <= m.unit.until;
    s.visit.end = a_day_more ? end + days{1} : s.visit.start - Minutes{m.dice.between(1, 90)};
    s.visit.registered_at = a_day_more ? *s.visit.end : end;
    return found(s, {"impossible-time"});
}

constexpr Kind nacka[] = {{double_alone, 2},        {double_outside, 2},    {double_with_service, 2},
                          {exempt_without_note, 3}, {meal_pickup_over, 1},  {over_ordered, 10},
                          {no_travel_gap, 5},       {overlap, 3},           {service_missing, 8},
                          {extra_without_note, 9},  {no_order, 5},          {manual_without_note, 26},
                          {edited_without_note, 9}, {late_registration, 4}, {declined_used, 4},
                          {tag_beside_lock, 4},     {impossible_time, 2}};
constexpr Kind haninge[] = {{temporary_stay, 0},
                            {double_alone, 2},
                            {double_with_service, 2},
                            {double_pressed_twice, 2},
                            {double_not_pressed, 2},
                            {combination, 4},
                            {over_ordered, 12},
                            {overlap, 4},
                            {service_missing, 10},
                            {extra_without_note, 9},
                            {no_order, 8},
                            {edited_without_note, 9},
                            {late_registration, 6},
                            {impossible_time, 2}};

}  // namespace

std::span<const Kind> deviation_kinds(bool in_haninge) {
    if (in_haninge) return haninge;
    return nacka;
}

}  // namespace samordna::server::demo
