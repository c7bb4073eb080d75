// Who does what when: every day's tasks go to those on duty, in the order of the day and with as little travel as can
// be.
#include <algorithm>
#include <tuple>

#include "server/demo_parts.h"

namespace samordna::server::demo {
namespace {

using namespace std::chrono;

struct Hours {
    Minutes begin, end;
    int visits;  // of one route, about
    Minutes break_from, break_length;
};
// Night shifts end on the next day.
constexpr Hours hours_of(Turn turn) {
    switch (turn) {
        case Turn::day:
            return {Minutes{7 * 60}, Minutes{15 * 60 + 45}, 10, Minutes{10 * 60 + 30}, Minutes{30}};
        case Turn::evening:
            return {Minutes{15 * 60 + 15}, Minutes{22 * 60}, 10, Minutes{18 * 60}, Minutes{20}};
        case Turn::night:
            return {Minutes{21 * 60 + 30}, Minutes{31 * 60}, 8, Minutes{26 * 60}, Minutes{20}};
    }
    return {};
}
constexpr std::size_t most_stops = 14;
constexpr int days_in_a_row = 5;
constexpr int most_days_in_a_row = 7;

// A route that is being filled.
struct Walk {
    Route route;
    Place at;
    Instant free, end, break_from;
    Minutes break_length;
    bool paused = false;
};

class Dispatcher {
  public:
    explicit Dispatcher(const Unit& unit)
        : unit_(unit),
          planner_(unit),
          dice_(unit.wish.seed, 3),
          alone_from_(unit.residents.size()),
          days_worked_(unit.staff.size()) {
        // Nobody's month begins on a Monday morning with everybody else's.
        for (std::size_t i = 0; i < unit.staff.size(); ++i)
            in_a_row_.push_back(static_cast<int>(i / 2) % days_in_a_row);
    }

    std::vector<Route> dispatch() {
        const Date first = domain::first_day(unit_.wish.month);
        const Date last = std::min(domain::last_day(unit_.wish.month), domain::local_date(unit_.until));
        for (Date date = first; date <= last; date += days{1}) {
            worked_today_.assign(unit_.staff.size(), false);
            for (const Turn turn : turns) dispatch_turn(date, turn);
            for (std::size_t i = 0; i < worked_today_.size(); ++i)
                in_a_row_[i] = worked_today_[i] ? in_a_row_[i] + 1 : 0;
        }
        return std::move(routes_);
    }

  private:
    void dispatch_turn(Date date, Turn turn) {
        const std::vector<Task> tasks = planner_.tasks_of(date, turn);
        if (tasks.empty()) return;
        std::vector<Walk> walks = on_duty(date, turn, tasks);
        for (const Task& task : tasks) {
            if (task.two)
                place_two(walks, task);
            else if (task.joint.empty())
                place(walks, task);
            else
                place_joint(walks, task);
        }
        for (Walk& walk : walks) {
            if (walk.route.stops.empty()) continue;
            const auto i = static_cast<std::size_t>(walk.route.staff);
            ++days_worked_[i];
            worked_today_[i] = true;
            routes_.push_back(std::move(walk.route));
        }
    }

    // As few as the tasks need: those who have worked least, never more than five days in a row, every other weekend
    // off.
    std::vector<Walk> on_duty(Date date, Turn turn, const std::vector<Task>& tasks) {
        const Hours hours = hours_of(turn);
        const auto twice = std::count_if(tasks.begin(), tasks.end(), [](const Task& t) { return t.two; });
        const auto stops = static_cast<int>(tasks.size()) + static_cast<int>(twice);
        const int needed = std::max((stops + hours.visits / 2) / hours.visits, twice > 0 ? 2 : 1);
        const bool weekend = weekday{date}.iso_encoding() > 5;
        const auto week = floor<weeks>(date.time_since_epoch() + days{3}).count();
        std::vector<std::tuple<bool, int, int, int>> candidates;  // ought to be off, days worked, lot, who
        for (std::size_t i = 0; i < unit_.staff.size(); ++i) {
            if (unit_.staff[i].turn != turn || in_a_row_[i] >= most_days_in_a_row) continue;
            const bool free_weekend = weekend && (week + unit_.staff[i].weekend_phase) % 2 == 0;
            const bool off = free_weekend || in_a_row_[i] >= days_in_a_row;
            candidates.emplace_back(off, days_worked_[i], dice_.below(1000), static_cast<int>(i));
        }
        std::sort(candidates.begin(), candidates.end());
        std::vector<Walk> walks;
        for (const auto& [off, worked, lot, who] : candidates) {
            // Somebody has to come in on a day off when too few are left.
            if (static_cast<int>(walks.size()) == needed) break;
            if (off && static_cast<int>(walks.size()) * 5 >= needed * 4) break;
            Walk walk;
            walk.route.staff = who;
            walk.route.date = date;
            walk.route.turn = turn;
            walk.at = unit_.centres[static_cast<std::size_t>(unit_.staff[static_cast<std::size_t>(who)].district)];
            walk.free = domain::from_local(date, hours.begin + Minutes{dice_.below(6)});
            walk.end = domain::from_local(date, hours.end);
            walk.break_from = domain::from_local(date, hours.break_from + Minutes{dice_.below(150)});
            walk.break_length = hours.break_length;
            walks.push_back(std::move(walk));
        }
        return walks;
    }

    Place place_of(int resident) const { return unit_.residents[static_cast<std::size_t>(resident)].place; }

    // When the walk could begin at that place; nothing where it cannot.
    std::optional<Instant> begin_at(const Walk& walk, const Task& task, int minutes) const {
        if (walk.route.stops.size() + task.joint.size() >= most_stops) return std::nullopt;
        const Instant there = walk.free + Minutes{travel_minutes(walk.at, place_of(task.resident))};
        // One at a time: whoever else is there has left.
        const Instant begin = std::max({there, task.earliest, alone_from_[static_cast<std::size_t>(task.resident)]});
        if (begin > task.latest || begin + Minutes{minutes} > walk.end) return std::nullopt;
        return begin;
    }

    int cost(const Walk& walk, const Task& task, Instant begin) const {
        const int travel = travel_minutes(walk.at, place_of(task.resident));
        const auto off = static_cast<int>(duration_cast<Minutes>(begin - task.desired).count());
        const auto idle = static_cast<int>(duration_cast<Minutes>(begin - walk.free).count()) - travel;
        return 4 * travel + std::abs(off) + idle + 3 * static_cast<int>(walk.route.stops.size());
    }

    // The best one, apart from `not_this`.
    std::pair<Walk*, Instant> best(std::vector<Walk>& walks, const Task& task, int minutes,
                                   const Walk* not_this = nullptr) {
        std::pair<Walk*, Instant> found{};
        int least = 0;
        for (Walk& walk : walks) {
            if (&walk == not_this) continue;
            const auto begin = begin_at(walk, task, minutes);
            if (!begin) continue;
            const int price = cost(walk, task, *begin);
            if (found.first == nullptr || price < least) found = {&walk, *begin}, least = price;
        }
        return found;
    }

    // Somewhat shorter than ordered, as a rule.
    int performed(const Task& task) {
        if (task.exact || dice_.chance(150)) return task.minutes;
        return std::max(std::min(task.minutes, 3), task.minutes * dice_.between(72, 99) / 100);
    }

    Stop& stop(Walk& walk, const Task& task, int resident, Instant begin, int minutes) {
        Stop s;
        s.resident = resident;
        s.minutes = task.minutes;
        s.visit.start = begin;
        s.visit.end = begin + Minutes{minutes};
        s.visit.registered_at = *s.visit.end + days{task.plant.registered_days_late};
        const auto by = unit_.residents[static_cast<std::size_t>(resident)].lock ? domain::Verification::lock
                                                                                 : domain::Verification::tag;
        s.visit.start_verification = s.visit.end_verification = task.plant.manual ? domain::Verification::manual : by;
        s.visit.service_lines = task.lines;
        s.planted = task.plant.checks;
        s.visit.phone = unit_.staff[static_cast<std::size_t>(walk.route.staff)].phone;
        if (task.plant.note) s.visit.note = note_for(*task.plant.note, s.visit, dice_);
        walk.route.stops.push_back(std::move(s));
        Instant& alone_from = alone_from_[static_cast<std::size_t>(resident)];
        alone_from = std::max(alone_from, begin + Minutes{minutes});
        walk.at = place_of(resident);
        walk.free = begin + Minutes{minutes} + Minutes{dice_.below(3)};
        if (!walk.paused && walk.free >= walk.break_from) {
            walk.paused = true;
            walk.free += walk.break_length;
        }
        return walk.route.stops.back();
    }

    void place(std::vector<Walk>& walks, const Task& task) {
        const int minutes = performed(task);
        const auto [walk, begin] = best(walks, task, minutes);
        if (walk != nullptr) stop(*walk, task, task.resident, begin, minutes);
    }

    void place_two(std::vector<Walk>& walks, const Task& task) {
        const int minutes = performed(task);
        const auto [first, begin_first] = best(walks, task, minutes);
        if (first == nullptr) return;
        const auto [second, begin_second] = best(walks, task, minutes, first);
        if (second == nullptr) return;
        const Instant begin = std::max(begin_first, begin_second);
        if (begin + Minutes{minutes} > std::min(first->end, second->end)) return;
        ++pairs_;
        Task ordinary = task;
        ordinary.plant = {};
        Stop& half = stop(*first, ordinary, task.resident, begin, minutes);
        half.fixed = true;
        half.pair = pairs_;
        // The supporting one comes a little later or leaves a little earlier, never the other way round.
        const int later = dice_.below(3);
        Task supporting = task;
        supporting.lines.clear();
        Stop& support = stop(*second, supporting, task.resident, begin + Minutes{later},
                             std::max(1, minutes - later - dice_.below(3)));
        support.visit.double_staffing = true;
        support.fixed = true;
        support.pair = pairs_;
    }

    void place_joint(std::vector<Walk>& walks, const Task& task) {
        const int heads = static_cast<int>(task.joint.size()) + 1;
        const int each = std::max(10, task.minutes / heads);
        const auto [walk, begin] = best(walks, task, task.minutes + 12 * heads);
        if (walk == nullptr) return place(walks, alone(task));
        std::vector<int> all{task.resident};
        all.insert(all.end(), task.joint.begin(), task.joint.end());
        for (const int resident : all) {
            const bool first = resident == all.front();
            const Instant there =
                std::max(walk->free + Minutes{std::max(1, travel_minutes(walk->at, place_of(resident)))},
                         alone_from_[static_cast<std::size_t>(resident)]);
            // The whole errand at every client, or a part of it at one after the other.
            const Instant from = first || task.plant.side_by_side ? begin : there;
            Stop& s = stop(*walk, task, resident, from, task.plant.side_by_side ? task.minutes : each);
            s.fixed = true;
            if (task.plant.side_by_side) s.planted.push_back("joint-not-split");
            s.visit.start_verification = domain::Verification::manual;
        }
    }

    static Task alone(Task task) {
        task.joint.clear();
        task.plant = {};
        return task;
    }

    const Unit& unit_;
    Planner planner_;
    Dice dice_;
    std::vector<Instant> alone_from_;  // by resident
    std::vector<int> days_worked_, in_a_row_;
    std::vector<bool> worked_today_;
    std::vector<Route> routes_;
    int pairs_ = 0;
};

}  // namespace

std::vector<Route> make_routes(const Unit& unit) {
    return Dispatcher(unit).dispatch();
}

}  // namespace samordna::server::demo
