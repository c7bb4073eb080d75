#include <algorithm>

#include "server/demo_stops.h"

namespace samordna::server::demo {
namespace {

using namespace std::chrono;
using domain::Verification;

// Nothing is performed after `until`; what goes on then has no end yet. What was late then is not there yet.
void stop_at(Instant until, std::vector<Route>& routes) {
    for (Route& route : routes) {
        std::erase_if(route.stops, [&](const Stop& s) {
            return s.visit.start > until || (s.visit.registered_at > until && *s.visit.end < until);
        });
        for (Stop& s : route.stops) {
            if (*s.visit.end <= until) continue;
            s.visit.end.reset();
            s.visit.registered_at.reset();
            s.visit.end_verification = Verification::manual;
            s.planted.clear();
        }
    }
    std::erase_if(routes, [](const Route& r) { return r.stops.empty(); });
}

void live(Month& month, const At& at) {
    Stop& s = month.stop(at);
    Visit& v = s.visit;
    if (!v.end) return;
    if (!v.note.empty() || !s.planted.empty() || v.double_staffing) return;
    if (has_service(s, service::trygghetsringning)) {
        v.start_verification = v.end_verification = Verification::manual;
        return month.say(s, Occasion::telephone);
    }
    if (has_one_of(s, outside) && month.dice.chance(200)) {
        v.start_verification = Verification::manual;
        return month.say(s, Occasion::started_outside);
    }
    if (month.resident(s).meal_box && has_service(s, service::lunch) && month.dice.chance(400)) {
        v.start_verification = Verification::manual;
        return month.say(s, Occasion::meal_box);
    }
    const int lot = month.dice.below(1000);
    const bool lives_alone = month.resident(s).household < 0;
    if (lot < 18 && !has_one_of(s, exempt) && lives_alone) {
        month.fail_to_verify(s);
        month.say(s, Occasion::manual);
        s.planted.push_back("manual-not-exempt");
    } else if (lot < 36 && !s.fixed && !month.resident(s).visitor) {
        if (month.do_more(s)) month.say(s, Occasion::extra);
    } else if (lot < 60 && !s.fixed && month.room_after(at) > s.minutes - performed(s) + 5) {
        lengthen(s, s.minutes - performed(s) +
                        month.dice.between(4, std::min(15, month.room_after(at) - (s.minutes - performed(s)))));
        month.say(s, Occasion::longer);
    } else if (lot < 67) {
        month.edit(v);
        month.say(s, Occasion::edited);
    } else if (lot < 71 && !has_one_of(s, exempt) && lives_alone && *v.end + days{3} < month.unit.until) {
        v.registered_at = *v.end + hours{month.dice.between(20, 60)};
        v.start_verification = v.end_verification = Verification::manual;
        month.say(s, Occasion::late);
        s.planted.push_back("manual-not-exempt");
    } else if (lot < 130) {
        month.say(s, Occasion::everyday);
    }
}

}  // namespace

void live_through(Month& month) {
    stop_at(month.unit.until, month.routes);
    for (std::size_t r = 0; r < month.routes.size(); ++r) {
        for (std::size_t i = 0; i < month.routes[r].stops.size(); ++i) live(month, {r, i});
    }
}

}  // namespace samordna::server::demo
