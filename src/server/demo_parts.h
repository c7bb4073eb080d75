// What the demo unit is made of while it is being made, and the steps in their order:
//   people (who, what is ordered) -> tasks (what is to be done each day) -> routes (who does it when) -> deviations ->
//   things (locks, tags, phones, which know when they were last used) -> readings (what locks told each day) ->
//   package.
// For demo*.cpp only.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/record.h"
#include "server/demo.h"
#include "server/demo_dice.h"
#include "server/demo_notes.h"

namespace samordna::server::demo {

using domain::Date;
using domain::Instant;
using domain::Minutes;
using domain::Visit;

// In metres.
struct Place {
    int x = 0, y = 0;
    bool operator==(const Place&) const = default;
};
int travel_minutes(Place from, Place to);

// Something that comes back: which orders, when, on which days of the week.
struct Habit {
    std::vector<int> orders;       // of the client
    int at = 0;                    // minutes after midnight; a night's hours after midnight are beyond 1440
    int early = 0, late = 0;       // how much before and after it may begin
    std::uint8_t weekdays = 0x7F;  // bit 0: Monday
    int every_weeks = 1;
    bool two = false;  // double staffing
};

struct Resident {
    domain::Client client;
    Place place;
    int district = 0;
    std::vector<domain::Order> orders;
    std::vector<Habit> habits;
    int household = -1;     // index of the other one
    bool lock = true;       // otherwise a tag
    bool meal_box = false;  // lunch is fetched on the way
    bool visitor = false;   // Tillfällig vistelse
    bool is_new = false;    // since some day of this month
    Date from{}, to{};      // the days of this month on which there is something ordered
};

enum class Turn { day, evening, night };
inline constexpr std::array<Turn, 3> turns{Turn::day, Turn::evening, Turn::night};

struct Staff {
    domain::CareWorker care_worker;
    Turn turn = Turn::day;
    int district = 0;
    int weekend_phase = 0;
    std::string phone;
};

struct Unit {
    DemoWish wish;
    bool haninge = false;
    Instant until{};  // not after the end of the last shift
    int districts = 1;
    std::vector<Place> centres;  // of the districts
    std::vector<Resident> residents;
    std::vector<Staff> staff;
};

// Planted at the desk of the planner, before it is known who goes.
struct Plant {
    std::vector<std::string_view> checks;  // empty: nothing is wrong
    std::optional<Occasion> note;
    bool manual = false;
    int longer = 0;  // minutes beyond the ordered ones
    int registered_days_late = 0;
    bool side_by_side = false;  // joint: the whole time at every client
};

struct Task {
    int resident = 0;
    std::vector<domain::ServiceLine> lines;
    Instant earliest{}, desired{}, latest{};
    int minutes = 0;     // ordered
    bool exact = false;  // performed to the minute
    bool two = false;
    std::vector<int> joint;  // further residents of the same errand
    Plant plant;
};

struct Stop {
    Visit visit;
    int resident = 0;
    int minutes = 0;     // ordered
    bool fixed = false;  // its times hang together with another's
    int pair = 0;        // the two halves of double staffing have the same number; 0: alone
    bool gone = false;
    std::vector<std::string_view> planted;
};

struct Route {
    int staff = 0;
    Date date{};
    Turn turn = Turn::day;
    std::vector<Stop> stops;  // by start
};

Unit make_people(const DemoWish& wish);
// The tasks of one day's turn. Remembers across days what a month needs to know.
class Planner {
  public:
    explicit Planner(const Unit& unit);
    std::vector<Task> tasks_of(Date date, Turn turn);

  private:
    void plan_specials();
    void plan_stays();
    Task special(int resident, std::string_view service, int minutes, Date day);
    std::optional<Task> of_habit(int resident, const Habit& habit, Date date);
    void join_errands(std::vector<Task>& tasks);

    const Unit& unit_;
    Dice dice_;
    int share_;            // how many of each kind
    int transition_days_;  // that are paid
    std::map<Date, std::vector<Task>> specials_;
    std::set<std::pair<int, Date>> absent_;
    int helped_out_left_ = 0;
    int joint_left_ = 0;
};

std::vector<Route> make_routes(const Unit& unit);
// Cuts off what comes after `until`, then mends notes and plants deviations.
void plant_deviations(const Unit& unit, std::vector<Route>& routes, std::set<int>& with_old_tag);
// Says of which visits something is found that only shows when the month has been lived: what was done a second time,
// transition time beyond its days, and what a municipality looks at whatever the note says.
void mark_what_follows(const Unit& unit, std::vector<Route>& routes);
// What the locks have told day by day, in eight weeks and, of some, for as long as their battery has lasted.
void make_readings(const Unit& unit, const std::vector<Route>& routes, protocol::UnitPackage& package);
void make_things(const Unit& unit, const std::vector<Route>& routes, const std::set<int>& with_old_tag,
                 protocol::UnitPackage& package);

}  // namespace samordna::server::demo
