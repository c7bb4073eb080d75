// A few of every deviation, together in about a quarter of the shifts that are over, so that the rest can be approved
// as they are.
#include <algorithm>

#include "server/demo_stops.h"

namespace samordna::server::demo {
namespace {

constexpr std::size_t visits_per_planted = 1400;
constexpr std::size_t careless_per_mille = 245;  // shifts with something that must be mended

class Deviations {
  public:
    explicit Deviations(Month& month)
        : month_(month), kinds_(deviation_kinds(month.unit.haninge)), searches_(kinds_.size()) {}

    void plant() {
        order_of_search();
        if (search_.empty()) return;
        plant_some_of_each();
        plant_until_enough();
        for (Route& route : month_.routes) std::erase_if(route.stops, [](const Stop& s) { return s.gone; });
        std::erase_if(month_.routes, [](const Route& r) { return r.stops.empty(); });
    }

  private:
    static bool is_over(const Route& route) {
        return std::all_of(route.stops.begin(), route.stops.end(),
                           [](const Stop& s) { return s.visit.end.has_value(); });
    }
    static bool must_be_mended(const Route& route) {
        return std::any_of(route.stops.begin(), route.stops.end(), [](const Stop& s) {
            return std::any_of(s.planted.begin(), s.planted.end(),
                               [](auto check) { return check != "manual-not-exempt"; });
        });
    }

    void order_of_search() {
        std::vector<std::size_t> over;
        for (std::size_t r = 0; r < month_.routes.size(); ++r) {
            if (is_over(month_.routes[r])) over.push_back(r);
        }
        month_.dice.shuffle(std::span(over));
        finished_ = over.size();
        for (const std::size_t r : over) {
            if (must_be_mended(month_.routes[r])) touched_.insert(r);
        }
        const std::size_t touched = touched_.size();
        const std::size_t wanted = std::max<std::size_t>(1, finished_ * careless_per_mille / 1000);
        careless_ = std::min(over.size(), wanted > touched ? wanted - touched : 1);
        for (std::size_t k = 0; k < over.size(); ++k) {
            std::vector<std::size_t> stops(month_.routes[over[k]].stops.size());
            for (std::size_t i = 0; i < stops.size(); ++i) stops[i] = i;
            month_.dice.shuffle(std::span(stops));
            for (const std::size_t i : stops) search_.push_back({over[k], i});
            if (k + 1 == careless_) careless_stops_ = search_.size();
        }
        for (const At& at : search_) {
            if (month_.stop(at).pair != 0) month_.halves.emplace(month_.stop(at).pair, at);
        }
    }

    // Looks among the careless ones from a random place on, then, when it must be, among all; each kind goes on where
    // it stopped.
    bool plant_one(std::size_t kind, bool in_untouched) {
        Search& search = searches_[kind];
        if (!search.begun) {
            search.begun = true;
            search.from = static_cast<std::size_t>(month_.dice.below(static_cast<int>(careless_stops_)));
        }
        const std::size_t end = in_untouched ? careless_stops_ : search_.size();
        for (; search.seen < end; ++search.seen) {
            const std::size_t at =
                search.seen < careless_stops_ ? (search.from + search.seen) % careless_stops_ : search.seen;
            const At here = search_[at];
            const Stop& s = month_.stop(here);
            if (s.gone || !s.planted.empty() || !s.visit.note.empty()) continue;
            if (in_untouched && touched_.contains(here.route)) continue;
            if (!kinds_[kind].plant(month_, here)) continue;
            touched_.insert(here.route);
            ++search.seen;
            return true;
        }
        return false;
    }

    void plant_some_of_each() {
        const std::size_t each = std::max<std::size_t>(1, search_.size() / visits_per_planted);
        for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
            for (std::size_t k = 0; k < each && plant_one(kind, false); ++k) {
            }
        }
    }

    // Until enough of the shifts have something.
    void plant_until_enough() {
        int weight = 0;
        for (const Kind& kind : kinds_) weight += kind.weight;
        const std::size_t enough = finished_ * careless_per_mille / 1000;
        for (std::size_t tries = 0; tries < careless_ * 4 && touched_.size() < enough; ++tries) {
            int lot = month_.dice.below(weight);
            std::size_t kind = 0;
            while (lot >= kinds_[kind].weight) lot -= kinds_[kind++].weight;
            plant_one(kind, !month_.dice.chance(250));
        }
    }

    struct Search {
        bool begun = false;
        std::size_t from = 0, seen = 0;
    };

    Month& month_;
    std::span<const Kind> kinds_;
    std::vector<Search> searches_;  // by kind
    std::vector<At> search_;        // the stops of shifts that are over, the careless ones first
    std::size_t careless_ = 0, careless_stops_ = 0, finished_ = 0;
    std::set<std::size_t> touched_;  // routes with something that must be mended
};

}  // namespace

void plant_deviations(const Unit& unit, std::vector<Route>& routes, std::set<int>& with_old_tag) {
    Month month{unit, routes, with_old_tag, Dice(unit.wish.seed, 4)};
    live_through(month);
    if (!unit.wish.flawless) Deviations(month).plant();
}

}  // namespace samordna::server::demo
