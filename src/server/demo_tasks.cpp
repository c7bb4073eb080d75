// What is to be done on each day: the habits of the clients, and what comes but once.
#include <algorithm>
#include <tuple>

#include "server/demo_names.h"
#include "server/demo_parts.h"

namespace samordna::server::demo {
namespace {

using namespace std::chrono;

constexpr int visits_per_planted = 1400;
constexpr int evening_begins = 15 * 60 + 25;
constexpr int night_begins = 21 * 60 + 45;

Turn turn_at(int minute_of_day) {
    return minute_of_day >= night_begins ? Turn::night : minute_of_day >= evening_begins ? Turn::evening : Turn::day;
}

bool is_working_day(Date date) {
    return weekday{date}.iso_encoding() <= 5;
}

bool has_order(const Resident& r, std::string_view name) {
    return std::any_of(r.orders.begin(), r.orders.end(), [&](const auto& o) { return o.service == name; });
}

// Something on every day of the week.
const Habit* daily_habit(const Resident& r) {
    const auto it = std::find_if(r.habits.begin(), r.habits.end(),
                                 [](const Habit& h) { return h.weekdays == 0x7F && h.at < evening_begins; });
    return it == r.habits.end() ? nullptr : &*it;
}

}  // namespace

Planner::Planner(const Unit& unit) : unit_(unit), dice_(unit.wish.seed, 2) {
    const Date first = domain::first_day(unit.wish.month);
    const auto shown = std::clamp<std::int64_t>((domain::local_date(unit.until) - first).count() + 1, 1, 31);
    const auto expected = static_cast<std::int64_t>(unit.residents.size()) * 27 * shown / 31;
    share_ = static_cast<int>(std::max<std::int64_t>(1, expected / visits_per_planted));
    transition_days_ = unit.haninge ? 2 : 4;
    helped_out_left_ = 4 * share_;
    joint_left_ = 4 * share_;
    if (!unit.haninge) plan_specials();  // Haninge pays for none of them
    plan_stays();
}

Task Planner::special(int resident, std::string_view name, int minutes, Date day) {
    Task task;
    task.resident = resident;
    task.lines.push_back({std::string(name), std::nullopt, false, false});
    task.minutes = minutes;
    task.exact = true;
    task.earliest = domain::from_local(day, hours{8});
    task.desired = domain::from_local(day, Minutes{dice_.between(9 * 60, 13 * 60)});
    task.latest = domain::from_local(day, hours{14});
    return task;
}

// What the provider starts on its own, each with what makes it too much: beyond an hour, a second time, without its
// reason.
void Planner::plan_specials() {
    const Date first = domain::first_day(unit_.wish.month);
    const Date last = std::min(domain::last_day(unit_.wish.month), domain::local_date(unit_.until));
    std::vector<Date> working_days;
    for (Date d = first; d <= last; d += days{1}) {
        if (is_working_day(d)) working_days.push_back(d);
    }
    if (working_days.empty()) return;
    const int people = static_cast<int>(unit_.residents.size());
    const auto add = [&](int resident, std::string_view name, int minutes, std::string_view check = {}) {
        const Resident& r = unit_.residents[static_cast<std::size_t>(resident)];
        Date day = dice_.pick(working_days);
        if (day < r.from || day > r.to) day = std::clamp(day, r.from, std::min(r.to, last));
        if (day < first || day > last) return;
        Task task = special(resident, name, minutes, day);
        if (!check.empty()) task.plant.checks.push_back(check);
        specials_[day].push_back(std::move(task));
    };
    // A client whom `suits`, from a random one on; nobody twice for the same thing.
    std::set<std::pair<std::string_view, int>> taken;
    const auto somebody = [&](std::string_view name, auto suits) {
        const int from = dice_.below(people);
        for (int i = 0; i < people; ++i) {
            const int at = (from + i) % people;
            const Resident& r = unit_.residents[static_cast<std::size_t>(at)];
            if (!r.visitor && suits(r) && taken.emplace(name, at).second) return at;
        }
        return -1;
    };
    const auto with_lock = [](const Resident& r) { return r.lock; };
    const auto without_lock = [](const Resident& r) { return !r.lock && r.household < 0; };
    const auto cleaned = [](const Resident& r) { return has_order(r, service::stadning); };
    const auto not_cleaned = [](const Resident& r) { return !has_order(r, service::stadning); };
    const auto anybody = [](const Resident&) { return true; };
    const auto too_much = [&](std::string_view name, std::string_view check, int at, bool twice) {
        if (at < 0 || unit_.wish.flawless) return;
        if (!twice) return add(at, name, dice_.between(13, 19) * 5, check);
        // Whichever is the second is found by mark_what_follows.
        add(at, name, dice_.between(8, 12) * 5);
        add(at, name, dice_.between(6, 11) * 5);
    };
    for (int i = 0; i < people; ++i) {
        const Resident& r = unit_.residents[static_cast<std::size_t>(i)];
        if (!r.is_new) continue;
        add(i, service::samtal, dice_.between(9, 12) * 5);
        taken.emplace(service::samtal, i);
        if (r.lock) add(i, service::uppstart, dice_.between(6, 12) * 5), taken.emplace(service::uppstart, i);
    }
    for (int k = 0; k < share_; ++k) {
        too_much(service::samtal, "cap-introduction-talk", somebody(service::samtal, anybody), k % 2 == 1);
        if (k % 3 == 2) {
            const int at = somebody(service::uppstart, without_lock);
            if (at >= 0 && !unit_.wish.flawless) add(at, service::uppstart, 45, "cap-lock-startup");
        } else {
            too_much(service::uppstart, "cap-lock-startup", somebody(service::uppstart, with_lock), k % 3 == 1);
        }
        if (k % 2 == 0) {
            too_much(service::fonsterputs, "cap-window-cleaning", somebody(service::fonsterputs, cleaned), false);
        } else {
            const int at = somebody(service::fonsterputs, not_cleaned);
            if (at >= 0 && !unit_.wish.flawless) add(at, service::fonsterputs, 50, "cap-window-cleaning");
        }
        too_much(service::brand, "cap-fire-prevention", somebody(service::brand, anybody), k % 2 == 1);
        // As it should be, for comparison.
        if (const int at = somebody(service::fonsterputs, cleaned); at >= 0) add(at, service::fonsterputs, 55);
        if (const int at = somebody(service::brand, anybody); at >= 0) add(at, service::brand, 40);
    }
}

// Hospital: for some days the planned time is Omställningstid.
void Planner::plan_stays() {
    const Date first = domain::first_day(unit_.wish.month);
    const Date last = domain::last_day(unit_.wish.month);
    const Date until = std::min(last, domain::local_date(unit_.until));
    std::vector<int> with_daily_help;
    for (std::size_t i = 0; i < unit_.residents.size(); ++i) {
        const Resident& r = unit_.residents[i];
        if (!r.visitor && !r.is_new && r.to == last && daily_habit(r) != nullptr)
            with_daily_help.push_back(static_cast<int>(i));
    }
    dice_.shuffle(std::span(with_daily_help));
    const int stays = std::min(3 * share_, static_cast<int>(with_daily_help.size()) / 2);
    for (int k = 0; k < stays; ++k) {
        const int at = with_daily_help[static_cast<std::size_t>(k)];
        const Resident& r = unit_.residents[static_cast<std::size_t>(at)];
        const Habit* daily = daily_habit(r);
        const bool too_long = k % 3 == 0 && !unit_.wish.flawless;
        const bool too_late = k % 3 == 1 && !unit_.wish.flawless && !unit_.haninge;
        const int length = too_long ? transition_days_ + 2 : dice_.between(1, transition_days_);
        const auto room = static_cast<int>((until - first).count()) + 1 - length - (too_late ? 18 : 0);
        // Too late to be seen while the month is young: better nothing than an innocent one.
        if (room < 1 && (too_long || too_late)) continue;
        const Date away = first + days{dice_.below(std::max(1, room))};
        for (int d = 0; d < length + 2; ++d) absent_.emplace(at, away + days{d});
        for (int d = 0; d < length; ++d) {
            const int minutes = r.orders[static_cast<std::size_t>(daily->orders.front())].minutes_per_visit;
            Task task = special(at, service::omstallning, minutes, away + days{d});
            task.plant.note = Occasion::transition;
            task.plant.manual = true;
            if (too_late) task.plant.checks.push_back("transition-late"), task.plant.registered_days_late = 17;
            specials_[away + days{d}].push_back(std::move(task));
        }
    }
}

std::optional<Task> Planner::of_habit(int resident, const Habit& habit, Date date) {
    const Resident& r = unit_.residents[static_cast<std::size_t>(resident)];
    const unsigned weekday_bit = weekday{date}.iso_encoding() - 1;
    if (date < r.from || date > r.to || absent_.contains({resident, date})) return std::nullopt;
    if ((habit.weekdays >> weekday_bit & 1U) == 0) return std::nullopt;
    const auto week = floor<weeks>(date.time_since_epoch() + days{3}).count();
    if (habit.every_weeks > 1 && (week + resident) % habit.every_weeks != 0) return std::nullopt;
    Task task;
    task.resident = resident;
    for (const int o : habit.orders) {
        const domain::Order& order = r.orders[static_cast<std::size_t>(o)];
        task.lines.push_back({order.service, std::nullopt, false, false});
        task.minutes += order.minutes_per_visit;
    }
    task.desired = domain::from_local(date, Minutes{habit.at + dice_.between(-6, 6)});
    // A night's hours after midnight belong to the next day, and the order may have ended by then.
    if (domain::local_date(task.desired) > r.to && r.to < domain::last_day(unit_.wish.month)) return std::nullopt;
    task.earliest = task.desired - Minutes{habit.early};
    task.latest = task.desired + Minutes{habit.late};
    task.two = habit.two;
    return task;
}

std::vector<Task> Planner::tasks_of(Date date, Turn turn) {
    std::vector<Task> tasks;
    for (std::size_t i = 0; i < unit_.residents.size(); ++i) {
        for (const Habit& habit : unit_.residents[i].habits) {
            if (turn_at(habit.at) != turn) continue;
            if (auto task = of_habit(static_cast<int>(i), habit, date)) tasks.push_back(std::move(*task));
        }
    }
    if (turn == Turn::day) {
        join_errands(tasks);
        // Two where one was ordered; half of them forget to say why.
        for (Task& task : tasks) {
            const auto& orders = unit_.residents[static_cast<std::size_t>(task.resident)].orders;
            const bool ordered =
                std::any_of(orders.begin(), orders.end(), [](const auto& o) { return o.double_staffing; });
            const bool suits = !ordered && task.joint.empty() && task.minutes >= 20 && task.minutes <= 40;
            if (helped_out_left_ == 0 || !suits || !dice_.chance(25)) continue;
            task.two = true;
            if (helped_out_left_-- % 2 == 0 || unit_.wish.flawless || unit_.haninge)
                task.plant.note = Occasion::helped_out;
            else
                task.plant.checks.push_back("double-unordered-without-note");
        }
        const auto it = specials_.find(date);
        if (it != specials_.end()) tasks.insert(tasks.end(), it->second.begin(), it->second.end());
    }
    std::stable_sort(tasks.begin(), tasks.end(), [](const Task& a, const Task& b) {
        return std::tie(a.desired, a.resident) < std::tie(b.desired, b.resident);
    });
    return tasks;
}

// One errand for two or three who live near each other: the time is divided, or, wrongly, counted in full for each.
void Planner::join_errands(std::vector<Task>& tasks) {
    const auto is_errand = [](const Task& t) {
        return t.joint.empty() && t.plant.checks.empty() && t.lines.size() == 1 &&
               t.lines.front().service == service::inkop;
    };
    std::vector<bool> gone(tasks.size());
    for (std::size_t i = 0; i < tasks.size() && joint_left_ > 0; ++i) {
        if (gone[i] || !is_errand(tasks[i]) || !dice_.chance(300)) continue;
        const int district = unit_.residents[static_cast<std::size_t>(tasks[i].resident)].district;
        for (std::size_t k = i + 1; k < tasks.size() && tasks[i].joint.size() < 2; ++k) {
            const Resident& other = unit_.residents[static_cast<std::size_t>(tasks[k].resident)];
            if (gone[k] || !is_errand(tasks[k]) || other.district != district) continue;
            tasks[i].joint.push_back(tasks[k].resident);
            tasks[i].minutes = std::min(tasks[i].minutes, tasks[k].minutes);
            gone[k] = true;
        }
        if (tasks[i].joint.empty()) continue;
        tasks[i].plant.note = Occasion::joint;
        tasks[i].plant.side_by_side = joint_left_-- % 2 == 0 && !unit_.wish.flawless && !unit_.haninge;
    }
    std::size_t at = 0;
    std::erase_if(tasks, [&](const Task&) { return gone[at++]; });
}

}  // namespace samordna::server::demo
