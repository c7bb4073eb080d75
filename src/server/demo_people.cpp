// Who lives and works in the demo unit, and what has been ordered.
#include <algorithm>
#include <cstdlib>

#include "server/demo_names.h"
#include "server/demo_parts.h"

namespace samordna::server::demo {
namespace {

using namespace std::chrono;

constexpr int most_visits = 2'000'000;
constexpr int clients_of_a_district = 40;
constexpr int visits_per_thousand_clients = 855;  // a day, in the default proportion of clients and care workers

// How much help somebody has. Out of 20 clients; the first has the most.
enum class Care { much, some, errands };
constexpr std::array<Care, 20> cares{Care::much,    Care::some,    Care::errands, Care::errands, Care::some,
                                     Care::errands, Care::errands, Care::errands, Care::errands, Care::some,
                                     Care::much,    Care::errands, Care::errands, Care::errands, Care::some,
                                     Care::errands, Care::errands, Care::some,    Care::errands, Care::errands};
// When the night comes by: in turn, so that the hours that clocks are moved in are not empty.
constexpr std::array<int, 5> night_hours{23 * 60, 26 * 60 + 25, 24 * 60 + 45, 26 * 60 + 50, 28 * 60 + 20};

class People {
  public:
    explicit People(const DemoWish& wish) : dice_(wish.seed, 1) {
        unit_.wish = wish;
        unit_.haninge = wish.municipality == "Haninge";
        DemoWish& w = unit_.wish;
        if (w.visits) {
            const auto days_in_month =
                static_cast<int>((domain::last_day(w.month) - domain::first_day(w.month)).count()) + 1;
            const int wanted = std::clamp(*w.visits, 0, most_visits);
            const int clients = std::max(8, wanted * 100 / (visits_per_thousand_clients * days_in_month / 10));
            w.care_workers = std::max(4, clients * std::max(1, w.care_workers) / std::max(1, w.clients));
            w.clients = clients;
        }
        w.clients = std::max(1, w.clients);
        w.care_workers = std::max(1, w.care_workers);
        unit_.until = std::min(wish.until, domain::end_of(wish.month) + hours{12});
        first_ = domain::first_day(wish.month);
        last_ = domain::last_day(wish.month);
    }

    Unit make() {
        unit_.districts = std::max(1, unit_.wish.clients / clients_of_a_district);
        for (int i = 0; i < unit_.districts; ++i) unit_.centres.push_back({i % 8 * 1400, i / 8 * 1400});
        while (static_cast<int>(unit_.residents.size()) < unit_.wish.clients) add_resident();
        for (int i = 0; i < unit_.wish.care_workers; ++i) add_staff(i);
        return std::move(unit_);
    }

  private:
    void add_resident() {
        const int i = static_cast<int>(unit_.residents.size());
        Resident r;
        r.client.number = 3001 + i;
        r.district = i / clients_of_a_district % unit_.districts;
        r.from = first_;
        r.to = last_;
        // Now and then somebody lives with the one before.
        const bool couple = i % 14 == 13 && !unit_.residents.back().visitor;
        const bool woman = couple ? !last_woman_ : dice_.chance(640);
        const NameGroup& names = couple ? *last_names_ : group_of(client_names);
        r.client.first_name = dice_.pick(woman ? names.women : names.men);
        r.client.last_name = dice_.pick(names.surnames);
        r.client.person_id = person_id(woman);
        last_woman_ = woman;
        last_names_ = &names;
        live_somewhere(r);
        r.lock = !dice_.chance(150);
        if (couple) share_home(r, i);

        const Care care = cares[static_cast<std::size_t>(i) % cares.size()];
        if (i % 33 == 20)
            r.is_new = true, r.from = first_ + days{dice_.below(12)};
        else if (i % 47 == 30)
            r.to = first_ + days{dice_.between(8, 24)};
        if (i % 60 == 7)
            order_stay(r);
        else if (care == Care::much)
            order_much(r);
        else if (care == Care::some)
            order_some(r);
        if (care != Care::much && !r.visitor) order_errands(r, care == Care::errands);
        unit_.residents.push_back(std::move(r));
    }

    const NameGroup& group_of(std::span<const NameGroup> groups) {
        int lot = dice_.below(1000);
        for (const NameGroup& group : groups) {
            if ((lot -= group.share) < 0) return group;
        }
        return groups.front();
    }

    std::string person_id(bool woman) {
        for (;;) {
            const int y = dice_.chance(700) ? dice_.between(1930, 1944) : dice_.between(1925, 1962);
            const Date born = Date{year{y} / dice_.between(1, 12) / dice_.between(1, 28)};
            std::string id = domain::date_text(born);
            std::erase(id, '-');
            const int third = dice_.below(5) * 2 + (woman ? 0 : 1);  // even: woman
            id += "-TF" + std::to_string(third) + std::to_string(dice_.below(10));
            if (person_ids_.insert(id).second) return id;
        }
    }

    void live_somewhere(Resident& r) {
        const int street = dice_.below(5) + r.district * 5 % static_cast<int>(streets.size());
        const int house = dice_.between(1, 40);
        const Place centre = unit_.centres[static_cast<std::size_t>(r.district)];
        const int s = street % 5;
        // Streets lie side by side, houses along them.
        r.place = {centre.x + (s - 2) * 220, centre.y + (house - 20) * 26};
        r.client.address =
            std::string(streets[static_cast<std::size_t>(street) % streets.size()]) + " " + std::to_string(house);
    }

    void share_home(Resident& r, int i) {
        Resident& other = unit_.residents.back();
        r.household = i - 1;
        other.household = i;
        r.place = other.place;
        r.district = other.district;
        r.client.address = other.client.address;
        if (dice_.chance(850)) r.client.last_name = other.client.last_name;
        r.client.household = other.client.household = "H" + std::to_string(other.client.number);
        // Each has a tag of their own while they wait for the lock on their door.
        r.lock = other.lock = false;
    }

    int order(Resident& r, std::string_view service, int minutes, bool two = false) {
        domain::Order o;
        o.service = service;
        o.minutes_per_visit = minutes;
        o.double_staffing = two;
        const year_month_day month_begin{first_};
        o.valid_from = r.is_new ? r.from : Date{month_begin.year() / January / 1} - days{dice_.chance(300) ? 184 : 0};
        if (r.to != last_)
            o.valid_to = r.to;
        else if (dice_.chance(700))
            o.valid_to = Date{(month_begin.year() + years{1}) / January / 31};
        r.orders.push_back(std::move(o));
        return static_cast<int>(r.orders.size()) - 1;
    }

    static constexpr std::uint8_t on(int weekday) { return static_cast<std::uint8_t>(1U << weekday); }
    static constexpr std::uint8_t all_week = 0x7F;

    void habit(Resident& r, std::vector<int> orders, int at, int early, int late, std::uint8_t weekdays = all_week,
               int every_weeks = 1) {
        Habit h{std::move(orders), at, early, late, weekdays, every_weeks, false};
        h.two = std::any_of(h.orders.begin(), h.orders.end(),
                            [&](int o) { return r.orders[static_cast<std::size_t>(o)].double_staffing; });
        r.habits.push_back(std::move(h));
    }

    void order_much(Resident& r) {
        const bool two = much_++ % 4 == 1;
        const int morning = order(r, service::morgon, dice_.pick(std::array{30, 35, 40, 45}), two);
        const int lunch = order(r, service::lunch, dice_.pick(std::array{20, 25, 30}));
        const int evening = order(r, service::kvall, dice_.pick(std::array{20, 25, 30}), two);
        const int shower = order(r, service::dusch, dice_.pick(std::array{25, 30, 40}), two);
        std::vector<int> mornings{morning};
        if (dice_.chance(400)) mornings.push_back(order(r, service::egenvard, 10));
        const int rise = dice_.between(7 * 60 + 10, 9 * 60 + 40);
        const int wash = dice_.below(3);
        const auto wash_days = static_cast<std::uint8_t>(on(wash) | on(wash + 3));
        habit(r, mornings, rise, 25, 60, static_cast<std::uint8_t>(all_week & ~wash_days));
        mornings.push_back(shower);
        habit(r, mornings, rise, 25, 60, wash_days);
        habit(r, {lunch}, dice_.between(11 * 60 + 20, 13 * 60), 25, 50);
        if (dice_.chance(600)) {
            habit(r, {order(r, service::middag, dice_.pick(std::array{20, 25}))}, dice_.between(16 * 60, 17 * 60 + 45),
                  20, 50);
        }
        habit(r, {evening}, dice_.between(18 * 60 + 45, 21 * 60), 30, 45);
        if (much_ % 5 < 3) {
            habit(r, {order(r, service::natt, 20)},
                  night_hours[static_cast<std::size_t>(nights_++) % night_hours.size()], 30, 90);
        }
        habit(r, {order(r, service::stadning, 60)}, dice_.between(9 * 60, 13 * 60), 60, 120, on(dice_.below(5)), 2);
        if (dice_.chance(500)) {
            habit(r, {order(r, service::tvatt, 45)}, dice_.between(9 * 60, 13 * 60), 60, 120, on(dice_.below(5)), 2);
        }
    }

    void order_some(Resident& r) {
        switch (some_++ % 5) {
            case 0:
            case 1:
                habit(r, {order(r, service::morgon, dice_.pick(std::array{20, 25, 30}))},
                      dice_.between(7 * 60 + 20, 9 * 60 + 45), 30, 75);
                break;
            case 2:
                r.meal_box = some_ % 2 == 0;
                habit(r, {order(r, service::lunch, dice_.pick(std::array{20, 25, 30}))},
                      dice_.between(11 * 60 + 20, 13 * 60), 30, 50);
                break;
            case 3:
                habit(r, {order(r, service::omvardnad, dice_.pick(std::array{15, 20, 30}))},
                      dice_.between(9 * 60, 11 * 60), 60, 90);
                break;
            default:
                habit(r, {order(r, service::tillsyn, dice_.pick(std::array{10, 15}))},
                      dice_.between(13 * 60 + 15, 14 * 60 + 15), 45, 45);
                break;
        }
        if (some_ % 3 == 0) {
            habit(r, {order(r, service::kvall, dice_.pick(std::array{15, 20, 25}))},
                  dice_.between(18 * 60 + 30, 21 * 60), 30, 45);
        }
        if (some_ % 12 == 3) {
            habit(r, {order(r, service::trygghetsringning, 5)}, dice_.between(16 * 60, 20 * 60), 30, 60,
                  on(0) | on(2) | on(4));
        }
        habit(r, {order(r, service::dusch, dice_.pick(std::array{30, 40, 45}))}, dice_.between(9 * 60, 13 * 60 + 30),
              60, 90, on(dice_.below(5)));
    }

    void order_errands(Resident& r, bool only) {
        const int free_hour = dice_.between(9 * 60, 13 * 60);
        habit(r, {order(r, service::stadning, dice_.pick(std::array{60, 75, 90}))}, free_hour, 60, 120,
              on(dice_.below(5)), 2);
        if (only || dice_.chance(300)) {
            // The shops are best on Tuesdays and Thursdays.
            habit(r, {order(r, service::inkop, dice_.pick(std::array{40, 45, 50, 60}))},
                  dice_.between(9 * 60 + 30, 13 * 60), 60, 90, on(dice_.chance(500) ? 1 : 3));
        }
        if (dice_.chance(350)) {
            const int laundry = order(r, service::tvatt, dice_.pick(std::array{30, 45, 60}));
            habit(r, {laundry}, dice_.between(9 * 60, 13 * 60), 60, 90, on(dice_.below(5)), 2);
        }
        if (!only) return;
        if (dice_.chance(250)) {
            const int walk =
                order(r, dice_.chance(600) ? service::promenad : service::fysisk, dice_.pick(std::array{30, 45}));
            habit(r, {walk}, dice_.between(10 * 60, 13 * 60 + 30), 60, 60, on(dice_.below(5)));
        }
        if (dice_.chance(120)) {
            habit(r, {order(r, service::apotek, 30)}, dice_.between(10 * 60, 13 * 60), 60, 90, on(dice_.below(5)), 2);
        }
        if (dice_.chance(80)) {
            habit(r, {order(r, service::ledsagning, 90)}, dice_.between(10 * 60, 12 * 60 + 30), 45, 60,
                  on(dice_.below(5)), 2);
        }
        if (dice_.chance(50)) {
            habit(r, {order(r, service::avlosning, 120)}, dice_.between(10 * 60, 12 * 60), 45, 60, on(dice_.below(5)));
        }
        if (dice_.chance(200)) order(r, service::kallsortering, 10);
    }

    // Somebody who lives in another municipality and visits this one.
    void order_stay(Resident& r) {
        r.visitor = true;
        r.is_new = false;
        r.lock = false;
        r.from = first_;
        r.to = last_;
        habit(r, {order(r, service::vistelse, 30)}, dice_.between(8 * 60, 10 * 60), 45, 90);
    }

    void add_staff(int i) {
        Staff s;
        s.care_worker.number = "P" + std::to_string(1001 + i);
        const NameGroup& names = group_of(worker_names);
        s.care_worker.first_name = dice_.pick(dice_.chance(780) ? names.women : names.men);
        s.care_worker.last_name = dice_.pick(names.surnames);
        // Out of eighteen: eleven by day, five in the evening, two at night.
        constexpr Turn d = Turn::day, e = Turn::evening, n = Turn::night;
        constexpr std::array<Turn, 18> pattern{d, e, d, n, d, d, e, d, e, d, d, e, d, n, d, e, d, d};
        s.turn = pattern[static_cast<std::size_t>(i) % pattern.size()];
        s.district = i * unit_.districts / unit_.wish.care_workers;
        s.weekend_phase = i / 2 % 2;
        s.phone = "T" + std::to_string(101 + i);
        unit_.staff.push_back(std::move(s));
    }

    Dice dice_;
    Unit unit_;
    Date first_{}, last_{};
    std::set<std::string> person_ids_;
    bool last_woman_ = false;
    const NameGroup* last_names_ = nullptr;
    int much_ = 0, some_ = 0, nights_ = 0;
};

}  // namespace

int travel_minutes(Place from, Place to) {
    if (from == to) return 0;
    return 2 + (std::abs(from.x - to.x) + std::abs(from.y - to.y)) / 350;
}

Unit make_people(const DemoWish& wish) {
    return People(wish).make();
}

}  // namespace samordna::server::demo
