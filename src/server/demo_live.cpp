#include "server/demo_live.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.h"
#include "protocol/feed.h"
#include "server/demo_dice.h"

namespace samordna::server {
namespace {

using domain::BatteryLevel;
using protocol::Sighting;
using protocol::SightingKind;

constexpr std::uint64_t dice_stream = 8;

// What there is in a unit to be seen.
struct Things final : protocol::FeedSink {
    std::string unit_name;
    std::vector<domain::Lock> locks;
    std::vector<domain::Tag> tags;
    std::vector<domain::Phone> phones;
    std::vector<std::string> care_workers;

    void upsert(protocol::Upsert&& line) override {
        std::visit([&](auto& record) { take(record); }, line.record);
    }
    void remove(const protocol::Removal&) override {}
    protocol::Result<> checkpoint(const protocol::Checkpoint&) override { return {}; }

    void take(const domain::Unit& unit) { unit_name = unit.name; }
    void take(const domain::Lock& lock) {
        if (lock.client && !lock.removed_at) locks.push_back(lock);
    }
    void take(const domain::Tag& tag) {
        if (tag.client && tag.active) tags.push_back(tag);
    }
    void take(const domain::Phone& phone) {
        if (phone.active && phone.coupled) phones.push_back(phone);
    }
    void take(const domain::CareWorker& worker) {
        if (worker.active) care_workers.push_back(worker.number);
    }
    template <class Other>
    void take(const Other&) {}
};

Principal coordinator_of(const VisibleUnit& unit) {
    Principal reader;
    reader.role = Role::coordinator;
    reader.units = {unit};
    return reader;
}

Result<Things> things_of(Backend& backend, const VisibleUnit& unit) {
    const Principal reader = coordinator_of(unit);
    Things things;
    std::optional<std::string> cursor;
    for (;;) {
        const auto page = backend.page(reader, cursor, static_cast<int>(protocol::feed_checkpoint_every));
        if (!page) return page.error();
        protocol::FeedReader feed(things);
        if (const auto read = feed.read(page->text); !read) return read.error();
        if (!page->last.more) return things;
        cursor = page->last.cursor;
    }
}

BatteryLevel worse_than(BatteryLevel level) {
    if (level == BatteryLevel::ok) return BatteryLevel::low;
    if (level == BatteryLevel::low) return BatteryLevel::critical;
    return level;
}

}  // namespace

struct LiveDemo::State {
    struct Place {
        VisibleUnit unit;
        Things things;
    };

    State(Backend& a_backend, const base::Clock& a_clock, std::uint64_t seed)
        : backend(a_backend), clock(a_clock), name("live-" + std::to_string(seed)), dice(seed, dice_stream) {}

    Sighting seen() {
        Sighting sighting;
        const auto now = clock.now();
        // The moment too: whoever starts anew has new things to tell.
        sighting.id = domain::instant_text(now) + "/" + std::to_string(++count);
        sighting.at = now;
        return sighting;
    }

    Result<> tell(const Place& place, SightingKind kind, Sighting sighting, Told& told) {
        Principal teller;
        teller.account = teller.user = name;
        teller.role = Role::service;
        teller.units = {place.unit};
        protocol::SightingBatch batch;
        batch.kind = kind;
        batch.sightings.push_back(std::move(sighting));
        const auto report = backend.tell(teller, batch);
        if (!report) return report.error();
        told.stored += report->stored;
        told.known += report->known;
        told.problems += static_cast<std::int64_t>(report->problems.size());
        return {};
    }

    // Whether nobody has inactivated it meanwhile.
    template <class Thing>
    bool is_in_use(const Place& place, const Thing& thing, std::vector<Thing> Things::*kind) {
        const auto line = backend.record(coordinator_of(place.unit), domain::type_of(thing), thing.id);
        if (!line) return false;
        Things now;
        protocol::FeedReader feed(now);
        return feed.read(line->text + "\n") && !(now.*kind).empty();
    }

    Result<Told> go_on() {
        Told all;
        for (auto& place : places) {
            const auto told = visit(place);
            if (!told) return told.error();
            all.stored += told->stored;
            all.known += told->known;
            all.problems += told->problems;
        }
        return all;
    }

    // A care worker comes to a door, by its lock or by its chip, with a phone.
    Result<Told> visit(Place& place) {
        Things& things = place.things;
        Told told;
        std::string phone;
        if (!things.phones.empty()) {
            const auto& chosen = dice.pick(things.phones);
            if (is_in_use(place, chosen, &Things::phones)) phone = chosen.source_id;
        }
        const std::string worker = things.care_workers.empty() ? std::string() : dice.pick(things.care_workers);
        const bool by_lock = !things.locks.empty() && (things.tags.empty() || dice.chance(750));
        if (by_lock) {
            const auto chosen = static_cast<std::size_t>(dice.below(static_cast<int>(things.locks.size())));
            domain::Lock& lock = things.locks[chosen];
            Sighting opening = seen();
            opening.lock = lock.source_id;
            opening.phone = phone;
            opening.care_worker = worker;
            if (auto done = tell(place, SightingKind::opening, std::move(opening), told); !done) return done.error();
            if (dice.chance(40)) lock.battery_level = worse_than(lock.battery_level);
            Sighting reading = seen();
            reading.lock = lock.source_id;
            reading.level = lock.battery_level;
            if (auto done = tell(place, SightingKind::lock_reading, std::move(reading), told); !done)
                return done.error();
        } else if (!things.tags.empty()) {
            const auto& tag = dice.pick(things.tags);
            Sighting chip = seen();
            chip.tag = tag.source_id;
            chip.phone = phone;
            if (!is_in_use(place, tag, &Things::tags)) return told;
            if (auto done = tell(place, SightingKind::tag, std::move(chip), told); !done) return done.error();
        }
        if (dice.chance(60)) {
            Sighting chip = seen();
            chip.tag = unknown_chip();
            chip.phone = phone;
            if (auto done = tell(place, SightingKind::tag, std::move(chip), told); !done) return done.error();
        }
        if (!phone.empty()) {
            Sighting used = seen();
            used.phone = phone;
            used.care_worker = worker;
            used.app_version = dice.chance(900) ? "8.14.2" : "8.13.0";
            used.undelivered = dice.chance(100) ? dice.between(1, 4) : 0;
            if (auto done = tell(place, SightingKind::phone, std::move(used), told); !done) return done.error();
        }
        return told;
    }

    std::string unknown_chip() {
        constexpr char hex[] = "0123456789ABCDEF";
        std::string chip = "04";
        for (int i = 0; i < 12; ++i) chip += hex[dice.below(16)];
        return chip;
    }

    void run(const std::stop_token& stop, std::chrono::seconds every) {
        std::mutex mutex;
        std::condition_variable_any woken;
        while (!stop.stop_requested()) {
            if (const auto told = go_on(); !told)
                base::log::warning("the demo unit stands still: " + told.error().code);
            std::unique_lock lock(mutex);
            woken.wait_for(lock, stop, every, [] { return false; });
        }
    }

    Backend& backend;
    const base::Clock& clock;
    const std::string name;
    demo::Dice dice;
    std::vector<Place> places;
    std::int64_t count = 0;
    std::jthread thread;
};

LiveDemo::LiveDemo(std::unique_ptr<State> state) : state_(std::move(state)) {}
LiveDemo::~LiveDemo() = default;

Result<std::unique_ptr<LiveDemo>> LiveDemo::of(Backend& backend, const base::Clock& clock, std::uint64_t seed) {
    auto state = std::make_unique<State>(backend, clock, seed);
    const auto units = backend.units();
    if (!units) return units.error();
    for (const auto& unit : *units) {
        auto things = things_of(backend, unit);
        if (!things) return things.error();
        if (things->unit_name.starts_with("Enhet Demo")) state->places.push_back({unit, std::move(*things)});
    }
    if (state->places.empty()) return base::Error{"demo.no_unit"};
    return std::unique_ptr<LiveDemo>(new LiveDemo(std::move(state)));
}

Result<LiveDemo::Told> LiveDemo::go_on() {
    return state_->go_on();
}

void LiveDemo::start(std::chrono::seconds every) {
    state_->thread =
        std::jthread([state = state_.get(), every](const std::stop_token& stop) { state->run(stop, every); });
}

}  // namespace samordna::server
