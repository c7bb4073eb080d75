// One check, and those of each subject: internal to the room. A check answers what it found (codes and parameters for
// the sentence), or nothing.
#pragma once
#include <optional>

#include "base/result.h"
#include "rules/joint.h"
#include "rules/visit_case.h"

namespace samordna::rules::check {

using Found = std::optional<base::Parameters>;

// checks_registration.cpp: how it was registered.
Found impossible_time(const VisitCase& c);
Found after_closing(const VisitCase& c);
Found edited_without_note(const VisitCase& c);
Found late_registration(const VisitCase& c);

// checks_doors.cpp: how it was confirmed at the door.
Found manual_without_note(const VisitCase& c);
Found manual_not_exempt(const VisitCase& c);
Found tag_beside_lock(const VisitCase& c);
// Ends without verification that no exemption covers.
struct Ends {
    bool start = false, end = false;
};
Ends ends_not_exempt(const VisitCase& c);

// checks_services.cpp: what was done, against what was ordered.
Found service_missing(const VisitCase& c);
Found extra_without_note(const VisitCase& c);
Found no_order(const VisitCase& c);
Found over_ordered_without_note(const VisitCase& c);
Found meal_pickup_over_granted(const VisitCase& c);
Found declined_used(const VisitCase& c);
Found combination(const VisitCase& c);
Found temporary_stay(const VisitCase& c);
// A meal box was fetched on the way: its visit may begin unverified, but all of it is within what was granted.
bool is_meal_pickup(const VisitCase& c, const Line& line);

// checks_double.cpp: two care workers at one client.
Found double_alone(const VisitCase& c);
Found double_outside(const VisitCase& c);
Found double_unordered_without_note(const VisitCase& c);
Found double_with_service(const VisitCase& c);
Found double_pressed_twice(const VisitCase& c);
Found double_not_pressed(const VisitCase& c);
// The ordinary visits beside a supporting one; and how many of its minutes lie within them.
std::vector<std::uint32_t> ordinary_visits(const VisitCase& c);
int minutes_within(const VisitCase& c, const std::vector<std::uint32_t>& others);
// Ordered minutes of what the ordinary visits do, where two are ordered for it; empty: not ordered as double.
std::optional<int> ordered_double(const VisitCase& c, const std::vector<std::uint32_t>& ordinary);

// checks_day.cpp: one care worker at several clients.
Found joint_not_split(const VisitCase& c);
std::optional<JointErrand> joint_errand(const VisitCase& c);
Found overlap(const VisitCase& c);
Found no_travel_gap(const VisitCase& c);

// checks_caps.cpp: what is paid only so often or so long.
Found cap_introduction_talk(const VisitCase& c);
Found cap_lock_startup(const VisitCase& c);
Found cap_window_cleaning(const VisitCase& c);
Found cap_fire_prevention(const VisitCase& c);
Found transition_days(const VisitCase& c);
Found transition_late(const VisitCase& c);
// Minutes of the line that its cap leaves; empty: it has none.
std::optional<int> minutes_under_cap(const VisitCase& c, const Line& line);
// Minutes that a day of transition time is paid with whatever was registered; empty: as registered.
std::optional<int> transition_of_month(const VisitCase& c, const Line& line);

// "08:05–08:35" of another visit, in Sweden: names it without naming anybody.
std::string hours_of(const Facts::VisitFact& visit);

}  // namespace samordna::rules::check
