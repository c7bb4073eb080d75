// The month as it was walked, and what can be done to a stop of it. For demo_everyday.cpp, demo_kinds.cpp,
// demo_deviations.cpp.
#pragma once
#include <array>
#include <string_view>

#include "server/demo_names.h"
#include "server/demo_parts.h"

namespace samordna::server::demo {

inline constexpr std::array outside{service::inkop, service::apotek, service::ledsagning, service::promenad,
                                    service::avlosning};
// A beginning or an end of these may go without verification, or so it can be said.
inline constexpr std::array exempt{service::inkop,     service::apotek, service::ledsagning, service::promenad,
                                   service::avlosning, service::lunch,  service::middag,     service::tvatt};

bool has_service(const Stop& s, std::string_view name);
template <class Names>
bool has_one_of(const Stop& s, const Names& names) {
    for (const std::string_view name : names) {
        if (has_service(s, name)) return true;
    }
    return false;
}
bool share_a_service(const Stop& a, const Stop& b);
int performed(const Stop& s);
// Both ends by lock or tag.
bool verified(const Stop& s);
void lengthen(Stop& s, int minutes);
domain::ServiceLine line_of(std::string_view name, std::optional<int> minutes, bool extra);

// Where a stop is: its route and its place in it.
struct At {
    std::size_t route, stop;
};

struct Month {
    const Unit& unit;
    std::vector<Route>& routes;
    std::set<int>& with_old_tag;  // residents with a lock whose tag is still active
    Dice dice;
    std::multimap<int, At> halves{};  // of double staffing, by pair

    Stop& stop(const At& at) { return routes[at.route].stops[at.stop]; }
    const Resident& resident(const Stop& s) const { return unit.residents[static_cast<std::size_t>(s.resident)]; }
    bool has_order(const Stop& s, std::string_view name) const;
    // Nothing special: one person, by order, of somebody who lives here.
    bool ordinary(const Stop& s) const;
    // Free minutes after the stop, with the way to the next one taken off.
    int room_after(const At& at);
    // The other half of a pair, in another route, as long as nothing is wrong with it.
    Stop* other_half(const At& at);

    void say(Stop& s, Occasion occasion) { s.visit.note = note_for(occasion, s.visit, dice); }
    // Something more than ordered, that goes together with what was done. False: nothing does.
    bool do_more(Stop& s);
    void fail_to_verify(Stop& s);
    void edit(Visit& v);
};

// What every month has and is no fault: exempt ends, reasons given, small talk. Cuts off what comes after `until`.
void live_through(Month& month);

// A kind of deviation: does it to the stop where it suits, and says so in `planted`.
struct Kind {
    bool (*plant)(Month&, const At&);
    int weight;  // how common it is beyond the first of each
};
std::span<const Kind> deviation_kinds(bool haninge);

}  // namespace samordna::server::demo
