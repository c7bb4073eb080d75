// The demo unit against the rules: what was planted is found, and nothing else stops an approval.
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "rules/checks.h"
#include "server/demo.h"
#include "server/digest.h"

using namespace samordna;
using namespace std::chrono;
using domain::Instant;
using domain::Visit;
using protocol::PackageRow;
using server::DemoUnit;
using server::DemoWish;

namespace {

const domain::Month october = year{2026} / October;

const Visit& visit_of(const PackageRow& row) {
    return std::get<Visit>(row.record);
}

std::set<std::string> planted(const DemoUnit& unit, const std::string& check) {
    const auto it = unit.planted.find(check);
    return it == unit.planted.end() ? std::set<std::string>{}
                                    : std::set<std::string>{it->second.begin(), it->second.end()};
}

// The whole unit as the rules see it, each visit judged.
class Judged {
  public:
    Judged(const DemoUnit& unit, Instant now) : facts_(rules::Rulebooks::built_in()) {
        const auto& package = unit.package;
        domain::Unit row = package.unit;
        row.id = server::derived_id("", "unit", "");
        facts_.put(domain::Record(row));
        for (const auto* rows : {&package.clients, &package.orders, &package.locks, &package.tags}) {
            for (const PackageRow& one : *rows) put(one, row.id);
        }
        for (const PackageRow& one : package.visits) {
            domain::Shift shift;
            shift.id = server::derived_id("", "shift", one.shift);
            shift.unit = row.id;
            shift.care_worker = server::derived_id("", "care_worker", one.care_worker_number);
            shift.date = domain::local_date(visit_of(one).start);
            if (facts_.shift(shift.id) == nullptr) facts_.put(shift);
            Visit visit = visit_of(one);
            visit.id = server::derived_id("", "visit", one.source_id);
            visit.shift = shift.id;
            visit.client = server::derived_id("", "client", one.client_number);
            facts_.put(std::move(visit));
        }
        for (const PackageRow& one : package.visits) {
            const auto id = server::derived_id("", "visit", one.source_id);
            for (auto& finding : rules::findings_of_visit(facts_, id, now)) {
                ids_[finding.check].insert(one.source_id);
                if (finding.severity == rules::Severity::blocks) blocked_ += one.source_id + ' ' + finding.check + ' ';
            }
        }
    }
    // The visits that the rules find by that check.
    std::set<std::string> found(const std::string& check) const {
        const auto it = ids_.find(check);
        return it == ids_.end() ? std::set<std::string>{} : it->second;
    }
    // Visits with what blocks, and the check.
    const std::string& blocked() const { return blocked_; }
    std::set<std::string> checks() const {
        std::set<std::string> names;
        for (const auto& [check, ids] : ids_) names.insert(check);
        return names;
    }

  private:
    void put(const PackageRow& row, const base::Id& unit) {
        domain::Record record = row.record;
        const auto client = server::derived_id("", "client", row.client_number);
        std::visit(
            [&](auto& r) {
                using Type = std::decay_t<decltype(r)>;
                r.id = server::derived_id("", domain::name_of(domain::type_of(record)), row.source_id);
                if constexpr (std::is_same_v<Type, domain::Client>) r.unit = unit;
                if constexpr (std::is_same_v<Type, domain::Order>) r.client = client;
                if constexpr (std::is_same_v<Type, domain::Lock> || std::is_same_v<Type, domain::Tag>) {
                    if (!row.client_number.empty()) r.client = client;
                }
            },
            record);
        facts_.put(record);
    }

    rules::Facts facts_;
    std::map<std::string, std::set<std::string>> ids_;
    std::string blocked_;
};

// Those of the first that are not among the others, as text.
std::string without(const std::set<std::string>& ids, const std::set<std::string>& others) {
    std::string text;
    for (const auto& id : ids) {
        if (!others.contains(id)) text += id + " ";
    }
    return text;
}

Instant after(domain::Month month) {
    return domain::end_of(month) + hours{12};
}

const std::vector<std::string> all_planted{"service-missing",
                                           "extra-without-note",
                                           "no-order",
                                           "over-ordered-without-note",
                                           "manual-without-note",
                                           "manual-not-exempt",
                                           "edited-without-note",
                                           "late-registration",
                                           "double-alone",
                                           "double-outside",
                                           "double-unordered-without-note",
                                           "double-with-service",
                                           "declined-used",
                                           "joint-not-split",
                                           "overlap",
                                           "no-travel-gap",
                                           "cap-introduction-talk",
                                           "cap-lock-startup",
                                           "cap-window-cleaning",
                                           "cap-fire-prevention",
                                           "transition-days",
                                           "transition-late",
                                           "meal-pickup-over-granted",
                                           "tag-beside-lock",
                                           "impossible-time"};
const std::vector<std::string> all_planted_in_haninge{
    "service-missing",     "extra-without-note",   "no-order",           "over-ordered-without-note",
    "manual-not-exempt",   "edited-without-note",  "late-registration",  "double-alone",
    "double-with-service", "double-pressed-twice", "double-not-pressed", "overlap",
    "transition-days",     "combination",          "temporary-stay",     "impossible-time"};

const std::vector<std::string>& all_planted_in(const std::string& municipality) {
    return municipality == "Haninge" ? all_planted_in_haninge : all_planted;
}

// Three months, each with a change of clocks, of years or of rulebooks in it.
std::vector<DemoWish> wishes() {
    std::vector<DemoWish> all;
    for (const char* municipality : {"Nacka", "Haninge"}) {
        all.push_back({.month = october, .municipality = municipality});
        all.push_back({.month = year{2027} / February, .municipality = municipality, .seed = 5});
        all.push_back({.month = year{2026} / March, .municipality = municipality, .seed = 77});
    }
    return all;
}

}  // namespace

TEST_CASE("every check has something to find in a month of the usual size, whatever the month and seed") {
    for (const DemoWish& wish : wishes()) {
        const DemoUnit unit = server::demo_unit(wish);
        for (const std::string& check : all_planted_in(wish.municipality)) {
            CAPTURE(check);
            CAPTURE(wish.municipality);
            CAPTURE(wish.seed);
            CHECK_FALSE(planted(unit, check).empty());
        }
        CHECK(unit.planted.size() == all_planted_in(wish.municipality).size());
    }
}

TEST_CASE("the rules find what was planted, on those visits") {
    for (const DemoWish& wish : wishes()) {
        const DemoUnit unit = server::demo_unit(wish);
        const Judged judged(unit, after(wish.month));
        for (const std::string& check : all_planted_in(wish.municipality)) {
            CAPTURE(check);
            CAPTURE(wish.municipality);
            CAPTURE(wish.seed);
            CHECK(without(planted(unit, check), judged.found(check)) == "");
        }
    }
}

// What else is found follows from what was planted: a late entry with its reason informs.
TEST_CASE("the rules find no more than what was planted") {
    for (const DemoWish& wish : wishes()) {
        const DemoUnit unit = server::demo_unit(wish);
        const Judged judged(unit, after(wish.month));
        for (const std::string& check : judged.checks()) {
            if (check == "late-registration") continue;
            CAPTURE(check);
            CAPTURE(wish.municipality);
            CAPTURE(wish.seed);
            CHECK(without(judged.found(check), planted(unit, check)) == "");
        }
    }
}

TEST_CASE("where nobody was careless nothing stops an approval") {
    for (DemoWish wish : wishes()) {
        wish.flawless = true;
        const DemoUnit unit = server::demo_unit(wish);
        const Judged judged(unit, after(wish.month));
        CAPTURE(wish.municipality);
        CAPTURE(wish.seed);
        CHECK(unit.package.visits.size() > 2000);
        CHECK(judged.blocked() == "");
    }
}

TEST_CASE("what goes on has impossible times only where they were planted") {
    const Instant now = *domain::parse_instant("2026-10-14T10:20:00+02:00");
    const DemoUnit unit = server::demo_unit({.month = october, .until = now});
    CHECK(Judged(unit, now).found("impossible-time") == planted(unit, "impossible-time"));
}
