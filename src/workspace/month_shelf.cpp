#include "workspace/month_shelf.h"

#include "store/store.h"

namespace samordna::workspace {

using std::chrono::milliseconds;

std::shared_ptr<JudgedMonth> MonthShelf::get(domain::Month month) {
    Place& place = places_[month];
    auto known = place.known.lock();
    place.untaken.reset();
    if (known != nullptr && !place.stale) {
        known->catch_up();
        return known;
    }
    return elsewhere_ ? read_elsewhere(place, month, std::move(known)) : read_here(place, month);
}

std::shared_ptr<JudgedMonth> MonthShelf::renew(std::shared_ptr<JudgedMonth>&& former) {
    auto held = std::move(former);
    const domain::Month month = held->month();
    Place& place = places_[month];
    if (place.known.lock() == held) place.stale = true;
    if (!elsewhere_) held.reset();  // before there is room for another
    return get(month);
}

std::shared_ptr<JudgedMonth> MonthShelf::read_here(Place& place, domain::Month month) {
    auto made = std::make_shared<JudgedMonth>(store_, now_, month);
    made->read();
    return put(place, std::move(made));
}

std::shared_ptr<JudgedMonth> MonthShelf::read_elsewhere(Place& place, domain::Month month,
                                                        std::shared_ptr<JudgedMonth> known) {
    if (known == nullptr) place.stopped = false;  // those who saw it stopped have gone
    if (place.reading == nullptr && !place.stopped) {
        forget_unwanted();
        begin(place, month);
        const milliseconds patience = slow_ ? milliseconds{0} : elsewhere_->patience;
        if (patience.count() > 0 && place.reading->wait(patience)) return take(place);
    }
    if (known == nullptr) {
        known = std::make_shared<JudgedMonth>(store_, now_, month);
        place.known = known;
    }
    place.stale = true;  // until it has been read
    return known;
}

void MonthShelf::forget_unwanted() {
    for (auto& [month, place] : places_) {
        if (place.waiting.expired()) place.untaken.reset();
        if (place.known.expired()) place.reading.reset();
    }
}

void MonthShelf::begin(Place& place, domain::Month month) {
    const int call = place.call = ++last_call_;
    const auto later = [post = elsewhere_->post, weak = std::weak_ptr(self_)](auto work) {
        return [post, weak, work] {
            post->post([weak, work] {
                if (const auto self = weak.lock()) work(**self);
            });
        };
    };
    place.reading = std::make_unique<MonthReading>(
        elsewhere_->open, month, now_(), later([month, call](MonthShelf& self) { self.came_further(month, call); }),
        later([month, call](MonthShelf& self) { self.ended(month, call); }));
}

std::shared_ptr<JudgedMonth> MonthShelf::take(Place& place) {
    const auto reading = std::move(place.reading);
    auto made = reading->take(store_, now_);
    // Who has waited once in vain does not wait again: what she types goes first.
    slow_ = reading->took() > elsewhere_->patience;
    return put(place, std::move(made));
}

std::shared_ptr<JudgedMonth> MonthShelf::put(Place& place, std::shared_ptr<JudgedMonth> month) {
    place.known = month;
    place.stale = false;
    return month;
}

void MonthShelf::came_further(domain::Month month, int call) {
    const Place& place = places_[month];
    if (place.reading != nullptr && place.call == call) elsewhere_->tell(month, false);
}

void MonthShelf::ended(domain::Month month, int call) {
    Place& place = places_[month];
    if (place.reading == nullptr || place.call != call) return;
    if (place.known.expired()) return place.reading.reset();
    try {
        place.waiting = place.known;
        place.untaken = take(place);
        elsewhere_->tell(month, true);
    } catch (const store::Failure& failure) {
        stop(place, month);
        elsewhere_->failed(failure.error);
    }
}

void MonthShelf::note(bool everything, std::span<const domain::Id> shifts) {
    for (auto& [month, place] : places_) {
        if (everything) {
            place.stale = true;
            place.reading.reset();  // it may have read what was before
            continue;
        }
        if (place.reading != nullptr) place.reading->note(shifts);
        if (const auto known = place.known.lock()) known->note(shifts);
    }
}

void MonthShelf::forget() {
    places_.clear();
}

std::optional<Reading> MonthShelf::reading(domain::Month month) const {
    const auto it = places_.find(month);
    const auto known = it == places_.end() ? nullptr : it->second.known.lock();
    if (known == nullptr) return std::nullopt;
    const Place& place = it->second;
    if (place.stopped) return Reading{true, false, 0};
    if (place.reading == nullptr) return std::nullopt;
    return Reading{false, known->is_read(), place.reading->visits()};
}

void MonthShelf::stop_reading(domain::Month month) {
    Place& place = places_[month];
    if (place.reading != nullptr) stop(place, month);
}

// What is older than what is known must not stand there as if it were not.
void MonthShelf::stop(Place& place, domain::Month month) {
    place.reading.reset();
    place.waiting = place.known;
    place.untaken = put(place, std::make_shared<JudgedMonth>(store_, now_, month));
    place.stale = true;
    place.stopped = true;
    elsewhere_->tell(month, true);
}

void MonthShelf::read_anew(domain::Month month) {
    Place& place = places_[month];
    place.stopped = false;
    place.stale = true;
    if (elsewhere_) elsewhere_->tell(month, true);
}

}  // namespace samordna::workspace
